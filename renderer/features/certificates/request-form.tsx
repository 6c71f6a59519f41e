import { Button, TextInput } from '@mantine/core';
import { IconLanguage } from '@tabler/icons-react';
import { useState, type FormEvent } from 'react';
import type { RequestSubject, RequestView } from '../../../contract/areas/certificates.ts';
import type { CompanyView } from '../../../contract/areas/session.ts';
import {
  SUBJECT_FIELDS,
  subjectProblems,
  type SubjectField,
} from '../../../contract/values/request-subject.ts';
import { transliterate, transliterateRegion } from '../../../contract/values/transliterate.ts';
import { app } from '../../api/client.ts';
import { keys } from '../../api/keys.ts';
import { useCall } from '../../api/use-call.ts';
import { useT } from '../../i18n/t.ts';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import classes from './certificates.module.css';

interface RequestFormProps {
  readonly company: CompanyView;
  readonly onDone: (request: RequestView) => void;
  readonly onCancel: () => void;
}

/**
 * Fields of a request for a certificate. Russian letters are rewritten on demand; the key is made in main and stays
 * there. Source: tapi.md §4.3.
 */
export function RequestForm({ company, onDone, onCancel }: RequestFormProps) {
  const t = useT();
  const name = transliterate(company.name);
  const [subject, setSubject] = useState<RequestSubject>({
    state: 'MOSCOW',
    city: 'Moscow',
    organization: name,
    commonName: name,
  });
  const [isTried, setTried] = useState(false);
  const make = useCall(app().certificates.makeRequest, { staleAfter: [keys.certificates], onDone });
  const problems = subjectProblems(subject);
  const canRewrite = SUBJECT_FIELDS.some(
    (field) => problems[field] === 'not-latin' || problems[field] === 'not-capitals',
  );
  const rewrite = () =>
    setSubject({
      state: transliterateRegion(subject.state),
      city: transliterate(subject.city),
      organization: transliterate(subject.organization),
      commonName: transliterate(subject.commonName),
    });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (Object.keys(problems).length > 0 || make.isPending) return;
    void make.run({ companyId: company.companyId, subject });
  };
  return (
    <form className={classes.form} noValidate aria-label={t('certificates.request.title')} onSubmit={submit}>
      <p className={classes.intro}>{t('certificates.request.intro')}</p>
      <div className={classes.found}>
        <span className={classes.fileName}>C=RU</span> · {t('certificates.request.country')}
      </div>
      <div className={classes.pair}>
        {SUBJECT_FIELDS.map((field) => (
          <Field
            key={field}
            field={field}
            value={subject[field]}
            problem={isTried || problems[field] === 'not-latin' ? problems[field] : undefined}
            onChange={(value) => setSubject({ ...subject, [field]: value })}
          />
        ))}
      </div>
      {canRewrite && (
        <Button
          variant="default"
          size="xs"
          className={classes.start}
          leftSection={<IconLanguage size={16} aria-hidden />}
          onClick={rewrite}
        >
          {t('certificates.request.rewrite')}
        </Button>
      )}
      <ErrorNotice error={make.error} />
      <p className={classes.hint}>{t('certificates.request.keyHint')}</p>
      <div className={classes.buttons}>
        <Button variant="default" onClick={onCancel} disabled={make.isPending}>
          {t('common.action.cancel')}
        </Button>
        <Button type="submit" loading={make.isPending}>
          {t('certificates.request.submit')}
        </Button>
      </div>
    </form>
  );
}

interface FieldProps {
  readonly field: SubjectField;
  readonly value: string;
  readonly problem: ReturnType<typeof subjectProblems>[SubjectField] | undefined;
  readonly onChange: (value: string) => void;
}

function Field({ field, value, problem, onChange }: FieldProps) {
  const t = useT();
  return (
    <TextInput
      label={t(`certificates.request.field.${field}`)}
      description={t(`certificates.request.hint.${field}`)}
      value={value}
      error={problem === undefined ? undefined : t(`certificates.request.problem.${problem}`)}
      withAsterisk
      maxLength={128}
      spellCheck={false}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
