import { NativeSelect, Textarea, TextInput } from '@mantine/core';
import type { CertificateView } from '../../../contract/areas/certificates.ts';
import { useT } from '../../i18n/t.ts';
import { formatDate } from '../../ui/dates.ts';
import { DayInput } from '../../ui/day-input.tsx';
import type { ReportedDraft, ReportedProblems } from './reported-draft.ts';
import classes from './certificates.module.css';

interface ReportedFieldsProps {
  readonly draft: ReportedDraft;
  readonly problems: ReportedProblems;
  /** Certificates of the same company that this one can come after. */
  readonly others: readonly CertificateView[];
  readonly onChange: (change: Partial<ReportedDraft>) => void;
}

/** What only a person can tell of a certificate. */
export function ReportedFields({ draft, problems, others, onChange }: ReportedFieldsProps) {
  const t = useT();
  return (
    <>
      <TextInput
        label={t('certificates.form.label')}
        description={t('certificates.form.labelHint')}
        value={draft.label}
        error={problems.label === true ? t('certificates.form.labelMissing') : undefined}
        withAsterisk
        maxLength={60}
        data-autofocus
        onChange={(event) => onChange({ label: event.currentTarget.value })}
      />
      <div className={classes.pair}>
        <TextInput
          label={t('certificates.told.holder')}
          description={t('certificates.told.holderHint')}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          value={draft.holder}
          maxLength={80}
          onChange={(event) => onChange({ holder: event.currentTarget.value })}
        />
        <DayInput
          label={t('certificates.told.signatureUntil')}
          description={t('certificates.told.signatureUntilHint')}
          value={draft.signatureUntil}
          error={problems.signatureUntil === true ? t('certificates.told.dayWrong') : undefined}
          onChange={(signatureUntil) => onChange({ signatureUntil })}
        />
      </div>
      {others.length > 0 && (
        <NativeSelect
          label={t('certificates.told.replaces')}
          description={t('certificates.told.replacesHint')}
          value={draft.replaces}
          onChange={(event) => onChange({ replaces: event.currentTarget.value })}
          data={[
            { value: '', label: t('certificates.told.replacesNone') },
            ...others.map(({ certificateId, label, notAfter }) => ({
              value: certificateId,
              label: t('certificates.told.replacesOne', { label, date: formatDate(notAfter) }),
            })),
          ]}
        />
      )}
      <Textarea
        label={t('certificates.told.note')}
        value={draft.note}
        autosize
        minRows={1}
        maxRows={4}
        maxLength={400}
        onChange={(event) => onChange({ note: event.currentTarget.value })}
      />
    </>
  );
}
