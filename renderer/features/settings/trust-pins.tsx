import { Button, Code } from '@mantine/core';
import { useState } from 'react';
import { working } from '../../../contract/callers.ts';
import type { PinView } from '../../../contract/areas/trust.ts';
import { app } from '../../api/client.ts';
import { keys } from '../../api/keys.ts';
import { useCall } from '../../api/use-call.ts';
import { useMay } from '../../api/use-may.ts';
import { useT } from '../../i18n/t.ts';
import { ConfirmDialog } from '../../ui/confirm.tsx';
import { formatDate } from '../../ui/dates.ts';
import { Panel } from '../../ui/screen.tsx';
import { spacedFingerprint } from './fingerprint.ts';
import classes from './settings.module.css';

/** The authorities that the bank's servers showed first, and those that a director confirmed. */
export function TrustPins({ pins }: { readonly pins: readonly PinView[] }) {
  const t = useT();
  return (
    <Panel title={t('trust.pinsTitle')}>
      <p className={classes.text}>{t('trust.pinsText')}</p>
      {pins.length === 0 && <p className={classes.hint}>{t('trust.pinsNone')}</p>}
      <ul className={classes.list}>
        {pins.map((pin) => (
          <Pin key={pin.authorityId} pin={pin} />
        ))}
      </ul>
    </Panel>
  );
}

function Pin({ pin }: { readonly pin: PinView }) {
  const t = useT();
  const [isRemoving, setRemoving] = useState(false);
  const isWorking = useMay(working);
  const remove = useCall(app().trust.remove, { staleAfter: [keys.trust], onDone: () => setRemoving(false) });
  const { authorityId, subject, environment, host, notAfter, at, by, sha256 } = pin;
  const dates = { date: formatDate(at), until: formatDate(notAfter) };
  return (
    <li className={classes.item}>
      <span>
        <span className={classes.itemTitle}>{subject}</span>
        <span className={classes.itemNote}>
          {t('trust.where', { environment: t(`trust.environment.${environment}`), hosts: host })}
        </span>
        <span className={classes.itemNote}>
          {by === null ? t('trust.pinFirst', dates) : t('trust.pinBy', { who: by, ...dates })}
        </span>
        <Code className={classes.fingerprint}>{spacedFingerprint(sha256)}</Code>
      </span>
      {isWorking && (
        <Button variant="subtle" color="gray" size="xs" onClick={() => setRemoving(true)}>
          {t('trust.remove')}
        </Button>
      )}
      <ConfirmDialog
        isOpen={isRemoving}
        title={t('trust.pinRemoveTitle')}
        confirmLabel={t('trust.pinRemoveSubmit')}
        isPending={remove.isPending}
        error={remove.error}
        onConfirm={() => void remove.run({ authorityId })}
        onClose={() => setRemoving(false)}
      >
        {t('trust.pinRemoveText')}
      </ConfirmDialog>
    </li>
  );
}
