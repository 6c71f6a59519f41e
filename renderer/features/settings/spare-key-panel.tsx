import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { working } from '../../../contract/callers.ts';
import { useMay } from '../../api/use-may.ts';
import { useSession } from '../../api/use-session.ts';
import type { SpareKeyView } from '../../../contract/areas/spare-key.ts';
import { app, unwrap } from '../../api/client.ts';
import { keys } from '../../api/keys.ts';
import { useCall } from '../../api/use-call.ts';
import { useT } from '../../i18n/t.ts';
import { ConfirmDialog } from '../../ui/confirm.tsx';
import { formatDate } from '../../ui/dates.ts';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Panel } from '../../ui/screen.tsx';
import { QueryStates } from '../../ui/states.tsx';
import classes from './settings.module.css';

/** The passphrase that opens the records for reading when the keychain does not: set, changed, removed. */
export function SpareKeyPanel() {
  const t = useT();
  const query = useQuery<SpareKeyView>({
    queryKey: keys.spareKey,
    queryFn: () => unwrap(app().spareKey.view({})),
  });
  return (
    <Panel title={t('spareKey.title')}>
      <p className={classes.text}>{t('spareKey.text')}</p>
      <p className={classes.hint}>{t('spareKey.limit')}</p>
      <QueryStates query={query}>{(view) => <SpareKey view={view} />}</QueryStates>
    </Panel>
  );
}

function SpareKey({ view: { state, madeAt } }: { readonly view: SpareKeyView }) {
  const t = useT();
  const [isRemoving, setRemoving] = useState(false);
  const set = useCall(() => app().spareKey.set({}), { staleAfter: [keys.spareKey] });
  const remove = useCall(() => app().spareKey.remove({}), {
    staleAfter: [keys.spareKey],
    onDone: () => setRemoving(false),
  });
  const { readOnly } = useSession();
  const isFixed = !useMay(working) || readOnly;
  const date = madeAt === null ? '' : formatDate(madeAt);
  return (
    <>
      <p className={classes.text}>{t(`spareKey.state.${state}`, { date })}</p>
      <ErrorNotice error={set.error} />
      <div className={classes.actions}>
        <Button
          variant="default"
          loading={set.isPending}
          disabled={isFixed}
          onClick={() => void set.run(undefined)}
        >
          {t(state === 'own' ? 'spareKey.change' : 'spareKey.set')}
        </Button>
        {(state === 'own' || state === 'damaged') && (
          <Button variant="subtle" color="gray" disabled={isFixed} onClick={() => setRemoving(true)}>
            {t('spareKey.remove')}
          </Button>
        )}
      </div>
      <ConfirmDialog
        isOpen={isRemoving}
        title={t('spareKey.removeTitle')}
        confirmLabel={t('spareKey.removeSubmit')}
        isPending={remove.isPending}
        error={remove.error}
        onConfirm={() => void remove.run(undefined)}
        onClose={() => setRemoving(false)}
      >
        {t('spareKey.removeText')}
      </ConfirmDialog>
    </>
  );
}
