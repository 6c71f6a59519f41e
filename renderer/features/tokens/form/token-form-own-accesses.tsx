import { Button, CloseButton, TextInput } from '@mantine/core';
import { useState, type KeyboardEvent } from 'react';
import { useT } from '../../../i18n/t.ts';
import { recogniseAccess } from '../../../../contract/t-bank/access-strings.ts';
import type { CompanyId } from '../../../../contract/values/ids.ts';
import { useSession } from '../../../api/use-session.ts';
import { ownAccesses } from './access-groups.ts';
import { useAccessName } from '../use-access-name.ts';
import type { TokenFormState } from './use-token-form.ts';
import classes from './token-form.module.css';

/** Longest access the ledger takes. Units: characters. Source: contract/areas/tokens.ts, TokenInput. */
const MAX_LENGTH = 200;

interface TokenFormOwnAccessesProps {
  readonly form: TokenFormState;
  readonly companyId: CompanyId;
}

/** Accesses that the list lacks, typed or pasted as the bank writes them. */
export function TokenFormOwnAccesses({ form, companyId }: TokenFormOwnAccessesProps) {
  const t = useT();
  const company = useSession().companies.find((one) => one.companyId === companyId) ?? null;
  const [text, setText] = useState('');
  const [found, setFound] = useState<string | null>(null);
  const nameOf = useAccessName();
  const recognised = recogniseAccess(text, company);
  const { foreign } = recognised;
  const { accesses } = form.draft;
  const own = ownAccesses(accesses);
  const add = () => {
    const { access, isKnown } = recognised;
    if (access === '' || foreign !== null) return;
    if (!accesses.includes(access)) form.change({ accesses: [...accesses, access] });
    setText('');
    setFound(isKnown ? access : null);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.ctrlKey) return;
    event.preventDefault();
    add();
  };
  return (
    <>
      {own.length > 0 && (
        <ul className={classes.ownList} aria-label={t('tokens.form.ownAccesses')}>
          {own.map((access) => (
            <li key={access} className={classes.ownItem}>
              {access}
              <CloseButton
                size="sm"
                aria-label={t('tokens.form.ownAccessRemove', { name: access })}
                onClick={() => form.change({ accesses: accesses.filter((one) => one !== access) })}
              />
            </li>
          ))}
        </ul>
      )}
      <div className={classes.own}>
        <TextInput
          label={t('tokens.form.ownAccess')}
          description={t('tokens.form.ownAccessHint')}
          value={text}
          maxLength={MAX_LENGTH}
          error={
            foreign === null ? undefined : t('clock.access.foreign', { inn: foreign.inn, kpp: foreign.kpp })
          }
          onChange={(event) => setText(event.currentTarget.value)}
          onKeyDown={onKeyDown}
          // Typed but not added would be lost with the form; leaving the field adds it.
          onBlur={add}
        />
        <Button variant="default" onClick={add}>
          {t('tokens.form.ownAccessAdd')}
        </Button>
      </div>
      {found !== null && (
        <p className={classes.hint} role="status">
          {t('clock.access.recognised', { name: nameOf(found) })}
        </p>
      )}
    </>
  );
}
