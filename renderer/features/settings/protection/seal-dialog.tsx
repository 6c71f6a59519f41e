import { Select } from '@mantine/core';
import { useState } from 'react';
import type { ProtectedToken, ProtectionView } from '../../../../contract/areas/protection.ts';
import { app } from '../../../api/client.ts';
import { useCall } from '../../../api/use-call.ts';
import { useT } from '../../../i18n/t.ts';
import { ConfirmDialog } from '../../../ui/confirm.tsx';
import classes from '../settings.module.css';

interface SealDialogProps {
  readonly token: ProtectedToken;
  readonly directors: ProtectionView['directors'];
  readonly onClose: () => void;
}

/** Says what a seal does and does not do, and to whom; the passphrase is asked for in the window for secrets. */
export function SealDialog({ token, directors, onClose }: SealDialogProps) {
  const t = useT();
  // A sealing that was cut off is finished for the one it was begun for.
  const begun = directors.find(({ name }) => name === token.sealedTo);
  const [directorId, setDirectorId] = useState((begun ?? directors[0])?.personId ?? null);
  const seal = useCall(app().grades.seal, { staleAfter: [['grades'], ['tokens']], onDone: onClose });
  return (
    <ConfirmDialog
      isOpen
      title={t('grades.seal.title')}
      confirmLabel={t('grades.action.seal')}
      isPending={seal.isPending}
      isDisabled={directorId === null}
      error={seal.error}
      onConfirm={() => {
        if (directorId !== null) void seal.run({ tokenId: token.tokenId, directorId });
      }}
      onClose={onClose}
    >
      <p className={classes.itemTitle}>{`${token.label} · t.…${token.lastFour}`}</p>
      <p className={classes.text}>{t('grades.seal.text')}</p>
      <p className={classes.text}>{t('grades.seal.reads')}</p>
      <p className={classes.text}>
        {t('grades.seal.copies')} {t('grades.seal.forgotten')}
      </p>
      <Select
        label={t('grades.seal.director')}
        data={directors.map(({ personId, name }) => ({ value: personId, label: name }))}
        value={directorId}
        onChange={(value) => {
          const chosen = directors.find(({ personId }) => personId === value);
          if (chosen !== undefined) setDirectorId(chosen.personId);
        }}
        disabled={begun !== undefined || directors.length < 2}
        allowDeselect={false}
      />
    </ConfirmDialog>
  );
}
