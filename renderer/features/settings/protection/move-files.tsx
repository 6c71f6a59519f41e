import { Button, Group, Stack } from '@mantine/core';
import { useState } from 'react';
import { useLocation } from 'wouter';
import type { ProtectionStep, MoveTaken } from '../../../../contract/areas/protection.ts';
import { app } from '../../../api/client.ts';
import { useCall } from '../../../api/use-call.ts';
import { useT } from '../../../i18n/t.ts';
import { ConfirmDialog } from '../../../ui/confirm.tsx';
import { ErrorNotice } from '../../../ui/error-notice.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { paths } from '../../../ui/paths.ts';
import classes from '../settings.module.css';

const STALE = [['grades'], ['tokens'], ['certificates']] as const;

interface MovingActionsProps {
  readonly step: Extract<ProtectionStep, { kind: 'moving' }>;
  readonly isFixed: boolean;
}

/** What can be done with a token that is on its way: its file once more, or back to use. */
export function MovingActions({ step, isFixed }: MovingActionsProps) {
  const t = useT();
  const { tokenId, label, key } = step;
  const [isAsking, setIsAsking] = useState(false);
  const again = useCall(app().grades.move, { staleAfter: STALE });
  const back = useCall(app().grades.takeBack, { staleAfter: STALE, onDone: () => setIsAsking(false) });
  return (
    <>
      <Group gap="xs">
        <Button
          variant="default"
          disabled={isFixed}
          loading={again.isPending}
          onClick={() => void again.run({ tokenId, to: key })}
        >
          {t('grades.action.saveAgain')}
        </Button>
        <Button variant="subtle" color="gray" disabled={isFixed} onClick={() => setIsAsking(true)}>
          {t('grades.action.takeBack')}
        </Button>
      </Group>
      <ErrorNotice error={again.error} />
      {isAsking && (
        <ConfirmDialog
          isOpen
          tone="danger"
          title={t('grades.back.title')}
          confirmLabel={t('grades.action.takeBack')}
          isPending={back.isPending}
          error={back.error}
          onConfirm={() => void back.run({ tokenId })}
          onClose={() => setIsAsking(false)}
        >
          <p className={classes.text}>{t('grades.back.text', { label })}</p>
        </ConfirmDialog>
      )}
    </>
  );
}

/** Takes in a moved token, or the receipt for one, and says what came of it. */
export function MoveFiles({ isFixed }: { readonly isFixed: boolean }) {
  const t = useT();
  const [taken, setTaken] = useState<MoveTaken | null>(null);
  const take = useCall(app().grades.takeMoved, { staleAfter: STALE, onDone: setTaken });
  return (
    <Stack gap="sm" align="flex-start">
      <Button variant="default" disabled={isFixed} loading={take.isPending} onClick={() => void take.run({})}>
        {t('grades.action.openMove')}
      </Button>
      <ErrorNotice error={take.error} />
      {taken !== null && <Taken taken={taken} />}
    </Stack>
  );
}

function Taken({ taken }: { readonly taken: MoveTaken }) {
  const t = useT();
  const [, navigate] = useLocation();
  const { label, tokenId } = taken;
  if (taken.kind === 'receipt')
    return <Notice tone="success" role="status" title={t('grades.taken.receipt', { label })} />;
  const addresses = taken.addresses.join(', ');
  return (
    <Notice
      tone={taken.isReceiptSaved ? 'success' : 'warning'}
      role="status"
      title={t('grades.taken.token', { label })}
      actions={
        <Button size="xs" variant="default" onClick={() => navigate(paths.token(tokenId))}>
          {t('grades.action.showToken')}
        </Button>
      }
    >
      <p className={classes.text}>
        {addresses === '' ? t('grades.taken.checkAny') : t('grades.taken.check', { addresses })}
      </p>
      <p className={classes.text}>
        {t(taken.isReceiptSaved ? 'grades.taken.saved' : 'grades.taken.notSaved')}
      </p>
    </Notice>
  );
}
