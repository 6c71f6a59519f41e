import { Button, SegmentedControl, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import type { PersonView, Role } from '../../../../contract/areas/session.ts';
import { app } from '../../../api/client.ts';
import { keys } from '../../../api/keys.ts';
import { useCall } from '../../../api/use-call.ts';
import { useT } from '../../../i18n/t.ts';
import { ErrorNotice } from '../../../ui/error-notice.tsx';
import { Notice } from '../../../ui/notice.tsx';
import classes from '../settings.module.css';

interface PersonFormProps {
  readonly submitLabel: string;
  readonly onDone: (person: PersonView) => void;
  readonly initialRole?: Role;
  /** `false` leaves the role out, where the question already says it. */
  readonly asksRole?: boolean;
  readonly nameLabel?: string;
}

const ROLES = ['accountant', 'director', 'auditor'] as const satisfies readonly Role[];

/** Shortest name that main accepts. Source: contract/areas/session.ts, PersonInput. */
const SHORTEST_NAME = 2;

/** Adds a person; for a director main then asks for a new passphrase in a window of its own. */
export function PersonForm(props: PersonFormProps) {
  const { submitLabel, onDone, initialRole = 'accountant', asksRole = true } = props;
  const t = useT();
  const [name, setName] = useState('');
  const [role, setRole] = useState<Role>(initialRole);
  const [isTried, setTried] = useState(false);
  const add = useCall(app().setup.addPerson, { onDone, staleAfter: [keys.session] });
  const isShort = name.trim().length < SHORTEST_NAME;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!isShort) void add.run({ name: name.trim(), role });
  };
  return (
    <form className={classes.form} onSubmit={submit} noValidate>
      <TextInput
        label={props.nameLabel ?? t('settings.person.name')}
        description={t('settings.person.nameHint')}
        value={name}
        maxLength={80}
        required
        data-autofocus
        error={isTried && isShort ? t('settings.person.nameShort') : null}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      {asksRole && (
        <div>
          <div className={classes.label} id="person-role">
            {t('settings.person.role')}
          </div>
          <SegmentedControl
            aria-labelledby="person-role"
            value={role}
            onChange={(value) => setRole(ROLES.find((one) => one === value) ?? role)}
            data={ROLES.map((value) => ({ value, label: t(`settings.person.roles.${value}`) }))}
          />
          <div className={classes.hint}>{t(`settings.person.about.${role}`)}</div>
        </div>
      )}
      {role === 'director' && (
        <Notice tone="info" title={t('settings.person.passphraseTitle')}>
          {t('settings.person.passphraseText')}
        </Notice>
      )}
      <ErrorNotice error={add.error} />
      <div className={classes.actions}>
        <Button type="submit" loading={add.isPending}>
          {submitLabel}
        </Button>
      </div>
    </form>
  );
}
