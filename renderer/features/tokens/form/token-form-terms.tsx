import { NativeSelect, Radio } from '@mantine/core';
import { mayMoveMoney } from '../../../../contract/t-bank/accesses.ts';
import type { CompanyId } from '../../../../contract/values/ids.ts';
import { useT } from '../../../i18n/t.ts';
import { formatDate } from '../../../ui/dates.ts';
import { Notice } from '../../../ui/notice.tsx';
import { useCompanyCertificates } from '../use-tokens.ts';
import type { TokenFormState } from './use-token-form.ts';
import classes from './token-form.module.css';

interface TokenFormTermsProps {
  readonly form: TokenFormState;
  readonly companyId: CompanyId;
}

/** How long the token lives, and the certificate it works with. */
export function TokenFormTerms({ form, companyId }: TokenFormTermsProps) {
  const t = useT();
  return (
    <>
      <Radio.Group
        label={t('tokens.form.rule')}
        value={form.draft.ruleKind}
        onChange={(value) => form.change({ ruleKind: value === 'absolute' ? 'absolute' : 'idle' })}
      >
        <div className={classes.radios}>
          <Radio value="idle" label={t('tokens.form.ruleIdle')} description={t('tokens.form.ruleIdleHint')} />
          <Radio
            value="absolute"
            label={t('tokens.form.ruleAbsolute')}
            description={t('tokens.form.ruleAbsoluteHint')}
          />
        </div>
      </Radio.Group>
      <CertificateChoice form={form} companyId={companyId} />
    </>
  );
}

function CertificateChoice({ form, companyId }: TokenFormTermsProps) {
  const t = useT();
  const certificates = useCompanyCertificates(companyId).data ?? [];
  const { certificateId, accesses } = form.draft;
  const isMissing = certificateId === null && accesses.some(mayMoveMoney);
  const choices = [
    { value: '', label: t('tokens.form.certificateNone') },
    ...certificates.map((one) => ({
      value: one.certificateId,
      label: t('tokens.form.certificateChoice', { label: one.label, date: formatDate(one.notAfter) }),
    })),
  ];
  const choose = (value: string) =>
    form.change({
      certificateId: certificates.find((one) => one.certificateId === value)?.certificateId ?? null,
    });
  return (
    <div className={classes.fields}>
      <NativeSelect
        label={t('tokens.form.certificate')}
        description={t('tokens.form.certificateHint')}
        data={choices}
        value={certificateId ?? ''}
        onChange={(event) => choose(event.currentTarget.value)}
      />
      {isMissing && <Notice tone="warning">{t('tokens.form.certificateMissing')}</Notice>}
    </div>
  );
}
