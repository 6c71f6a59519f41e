import { Button, Select, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import type { CompanyView } from '../../../contract/areas/session.ts';
import { checkInn, checkKpp, type InnProblem } from '../../../contract/values/bank-details.ts';
import { withoutSpaces } from '../../../contract/values/visible-text.ts';
import { app } from '../../api/client.ts';
import { keys } from '../../api/keys.ts';
import { useCall } from '../../api/use-call.ts';
import { useSession } from '../../api/use-session.ts';
import { useT, type MessageKey } from '../../i18n/t.ts';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import classes from './settings.module.css';

interface CompanyFormProps {
  readonly submitLabel: string;
  readonly onDone: (company: CompanyView) => void;
}

interface Fields {
  readonly name: string;
  readonly inn: string;
  readonly kpp: string;
  readonly environment: string;
}

const INN_TEXT = {
  'inn-length': 'settings.company.innLength',
  'inn-check': 'settings.company.innCheck',
  'inn-zeros': 'settings.company.innZeros',
} as const satisfies Readonly<Record<InnProblem, MessageKey>>;

/**
 * An INN of ten digits is a company's and comes with a KPP; one of twelve is a person's and has none. Source: tapi.md
 * §8.1.
 */
const PERSON_INN_LENGTH = 12;

/** Adds a company to keep tokens of. */
export function CompanyForm({ submitLabel, onDone }: CompanyFormProps) {
  const t = useT();
  const { environments } = useSession();
  const [fields, setFields] = useState<Fields>({
    name: '',
    inn: '',
    kpp: '',
    environment: environments[0]?.environment ?? 'production',
  });
  const [isTried, setTried] = useState(false);
  const add = useCall(app().setup.addCompany, { onDone, staleAfter: [keys.session] });
  const problems = fieldProblems(fields);
  const change = (part: Partial<Fields>) => setFields({ ...fields, ...part });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (Object.keys(problems).length > 0) return;
    void add.run({ ...fields, name: fields.name.trim(), kpp: fields.kpp === '' ? '0' : fields.kpp });
  };
  const shown = (key: MessageKey | undefined) => (isTried && key !== undefined ? t(key) : null);
  return (
    <form className={classes.form} onSubmit={submit} noValidate>
      <TextInput
        label={t('settings.company.name')}
        description={t('settings.company.nameHint')}
        value={fields.name}
        maxLength={160}
        required
        data-autofocus
        error={shown(problems.name)}
        onChange={(event) => change({ name: event.currentTarget.value })}
      />
      <div className={classes.pair}>
        <TextInput
          label={t('settings.company.inn')}
          description={t('settings.company.innHint')}
          value={fields.inn}
          inputMode="numeric"
          maxLength={12}
          required
          error={shown(problems.inn)}
          onChange={(event) => change({ inn: withoutSpaces(event.currentTarget.value) })}
        />
        <TextInput
          label={t('settings.company.kpp')}
          description={t('settings.company.kppHint')}
          value={fields.kpp}
          inputMode="numeric"
          maxLength={9}
          disabled={fields.inn.length === PERSON_INN_LENGTH}
          error={shown(problems.kpp)}
          onChange={(event) => change({ kpp: withoutSpaces(event.currentTarget.value) })}
        />
      </div>
      <Select
        label={t('settings.company.environment')}
        description={t('settings.company.environmentHint')}
        data={environments.map(({ environment, kind }) => ({
          value: environment,
          label: kind === 'other' ? environment : t(`settings.company.kinds.${kind}`),
        }))}
        value={fields.environment}
        allowDeselect={false}
        onChange={(value) => change({ environment: value ?? fields.environment })}
      />
      <ErrorNotice error={add.error} />
      <div className={classes.actions}>
        <Button type="submit" loading={add.isPending}>
          {submitLabel}
        </Button>
      </div>
    </form>
  );
}

function fieldProblems({ name, inn, kpp }: Fields): Partial<Record<keyof Fields, MessageKey>> {
  const innProblem = checkInn(inn);
  const needsKpp = inn.length !== PERSON_INN_LENGTH;
  return {
    ...(name.trim().length < 2 ? { name: 'settings.company.nameShort' as const } : {}),
    ...(innProblem === null ? {} : { inn: INN_TEXT[innProblem] }),
    ...(needsKpp && (kpp === '' || checkKpp(kpp) !== null)
      ? { kpp: 'settings.company.kppForm' as const }
      : {}),
  };
}
