import { Button, Radio } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import type {
  CertificateFindings,
  FoundCertificate,
  KeepInput,
  KeptCertificate,
} from '../../../contract/areas/certificates.ts';
import type { CompanyId } from '../../../contract/values/ids.ts';
import { app } from '../../api/client.ts';
import { keys } from '../../api/keys.ts';
import { useCall } from '../../api/use-call.ts';
import { useSession } from '../../api/use-session.ts';
import { useT } from '../../i18n/t.ts';
import { formatDate } from '../../ui/dates.ts';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Notice } from '../../ui/notice.tsx';
import { CertificateFacts } from './certificate-facts.tsx';
import { NOTHING_TOLD, reportedInput, reportedProblems } from './reported-draft.ts';
import { commonName } from './subject.ts';
import { ReportedFields } from './reported-fields.tsx';
import { useCertificates } from './use-certificates.ts';
import { WarningList } from './warning-list.tsx';
import classes from './certificates.module.css';

interface FindingsStepProps {
  readonly companyId: CompanyId;
  readonly findings: CertificateFindings;
  readonly onKept: (kept: KeptCertificate) => void;
  readonly onBack: () => void;
}

/** Shows what was found, lets choose when there is more than one, and asks for a name. */
export function FindingsStep({ companyId, findings, onKept, onBack }: FindingsStepProps) {
  const t = useT();
  const { companies } = useSession();
  const [chosen, setChosen] = useState(findings.found[0]);
  const [draft, setDraft] = useState(NOTHING_TOLD);
  const [isTried, setTried] = useState(false);
  const known = useCertificates();
  const keep = useCall((input: KeepInput) => app().certificates.keep(input), {
    staleAfter: [keys.certificates, keys.tokens],
    onDone: onKept,
  });
  const owner = chosen?.companyId ?? companyId;
  const others = (known.data ?? []).filter((one) => one.companyId === owner);
  const problems = reportedProblems(draft);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (chosen === undefined || Object.keys(problems).length > 0 || keep.isPending) return;
    const reported = reportedInput(draft, others);
    void keep.run({
      draftId: findings.draftId,
      fingerprint: chosen.fingerprint,
      companyId: owner,
      ...reported,
    });
  };
  if (chosen === undefined) return null;
  return (
    <form className={classes.form} noValidate aria-label={t('certificates.form.title')} onSubmit={submit}>
      <Choice findings={findings} chosen={chosen} onChoose={setChosen} />
      {chosen.key === 'waiting' && (
        <Notice tone="success" title={t('certificates.found.waiting')}>
          {t('certificates.found.waitingText', {
            company: companies.find((one) => one.companyId === owner)?.name ?? '',
          })}
        </Notice>
      )}
      <WarningList warnings={chosen.warnings} />
      <div className={classes.found}>
        <CertificateFacts certificate={chosen} />
      </div>
      <ReportedFields
        draft={draft}
        problems={isTried ? problems : {}}
        others={others}
        onChange={(change) => setDraft({ ...draft, ...change })}
      />
      <ErrorNotice error={keep.error} />
      <div className={classes.buttons}>
        <Button variant="default" onClick={onBack} disabled={keep.isPending}>
          {t('certificates.found.back')}
        </Button>
        <Button type="submit" loading={keep.isPending}>
          {t('certificates.found.submit')}
        </Button>
      </div>
    </form>
  );
}

interface ChoiceProps {
  readonly findings: CertificateFindings;
  readonly chosen: FoundCertificate;
  readonly onChoose: (found: FoundCertificate) => void;
}

function Choice({ findings: { found, files }, chosen, onChoose }: ChoiceProps) {
  const t = useT();
  const names = files.map(({ name }) => name).join(', ');
  if (found.length === 1)
    return <p className={classes.intro}>{t('certificates.found.one', { files: names })}</p>;
  return (
    <Radio.Group
      label={t('certificates.found.several', { count: found.length, files: names })}
      value={chosen.fingerprint}
      onChange={(value) => onChoose(found.find(({ fingerprint }) => fingerprint === value) ?? chosen)}
    >
      <div className={classes.choices}>
        {found.map((one) => (
          <Radio
            key={one.fingerprint}
            value={one.fingerprint}
            label={t('certificates.found.choice', {
              name: commonName(one.subject),
              date: formatDate(one.notAfter),
              serial: one.serial,
            })}
          />
        ))}
      </div>
    </Radio.Group>
  );
}
