import type { ProtectedToken } from '../../../../contract/areas/protection.ts';
import { app } from '../../../api/client.ts';
import { useCall } from '../../../api/use-call.ts';
import { useT } from '../../../i18n/t.ts';
import { ConfirmDialog } from '../../../ui/confirm.tsx';
import classes from '../settings.module.css';

interface UnsealDialogProps {
  readonly token: ProtectedToken;
  readonly onClose: () => void;
}

/** Says what it means to take a seal off; the director's passphrase is asked for in the window for secrets. */
export function UnsealDialog({ token, onClose }: UnsealDialogProps) {
  const t = useT();
  const unseal = useCall(app().grades.unseal, { staleAfter: [['grades'], ['tokens']], onDone: onClose });
  return (
    <ConfirmDialog
      isOpen
      title={t('grades.unseal.title')}
      confirmLabel={t('grades.action.unseal')}
      tone="danger"
      isPending={unseal.isPending}
      error={unseal.error}
      onConfirm={() => void unseal.run({ tokenId: token.tokenId })}
      onClose={onClose}
    >
      <p className={classes.itemTitle}>{`${token.label} · t.…${token.lastFour}`}</p>
      <p className={classes.text}>{t('grades.unseal.text')}</p>
    </ConfirmDialog>
  );
}
