import { Button, Textarea } from '@mantine/core';
import { useState } from 'react';
import { working } from '../../../contract/callers.ts';
import type { PayeeRow } from '../../../contract/areas/payees.ts';
import { app } from '../../api/client.ts';
import { useCall } from '../../api/use-call.ts';
import { useMay } from '../../api/use-may.ts';
import { useCompany } from '../../api/use-session.ts';
import { useT } from '../../i18n/t.ts';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import classes from './payees.module.css';
import { PAYEE_STALE } from './use-payees.ts';

/** A note of the people of this computer, to read and to change. */
export function PayeeNote({ payee: { key, note } }: { readonly payee: PayeeRow }) {
  const t = useT();
  const { companyId } = useCompany();
  const isWorking = useMay(working);
  const [text, setText] = useState(note);
  const save = useCall(app().payees.note, { staleAfter: PAYEE_STALE });
  if (!isWorking) return <p className={classes.text}>{note === '' ? t('payees.panel.noNote') : note}</p>;
  return (
    <div className={classes.noteForm}>
      <Textarea
        aria-label={t('payees.panel.note')}
        placeholder={t('payees.panel.noteHint')}
        value={text}
        maxLength={2_000}
        autosize
        minRows={2}
        maxRows={8}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <ErrorNotice error={save.error} />
      {text !== note && (
        <Button
          size="xs"
          variant="default"
          loading={save.isPending}
          onClick={() => void save.run({ companyId, key, note: text })}
        >
          {t('payees.panel.saveNote')}
        </Button>
      )}
    </div>
  );
}
