import { Button, Select } from '@mantine/core';
import { useState } from 'react';
import { useLocation } from 'wouter';
import type { ProtectionStep } from '../../../../contract/areas/protection.ts';
import { app } from '../../../api/client.ts';
import { useCall } from '../../../api/use-call.ts';
import { useT } from '../../../i18n/t.ts';
import { ConfirmDialog } from '../../../ui/confirm.tsx';
import { paths } from '../../../ui/paths.ts';
import classes from '../settings.module.css';

interface MoveDialogProps {
  readonly step: Extract<ProtectionStep, { kind: 'move' }>;
  readonly onClose: () => void;
}

/** Says what moving a token does, to whose computer it goes, and what can be done instead. */
export function MoveDialog({ step, onClose }: MoveDialogProps) {
  const t = useT();
  const [, navigate] = useLocation();
  const { tokenId, label, to } = step;
  const [key, setKey] = useState(to[0]?.key ?? null);
  const move = useCall(app().grades.move, { staleAfter: [['grades'], ['tokens']], onDone: onClose });
  return (
    <ConfirmDialog
      isOpen
      title={t('grades.move.title')}
      confirmLabel={t('grades.move.save')}
      isPending={move.isPending}
      isDisabled={key === null}
      error={move.error}
      onConfirm={() => {
        if (key !== null) void move.run({ tokenId, to: key });
      }}
      onClose={onClose}
    >
      <p className={classes.itemTitle}>{label}</p>
      <p className={classes.text}>{t('grades.move.text')}</p>
      <p className={classes.text}>{t('grades.move.use')}</p>
      <p className={classes.text}>{t('grades.move.addresses')}</p>
      <p className={classes.text}>{t('grades.move.copies')}</p>
      <Select
        label={t('grades.move.director')}
        data={to.map((director) => ({ value: director.key, label: director.name }))}
        value={key}
        onChange={setKey}
        disabled={to.length < 2}
        allowDeselect={false}
      />
      <Button
        variant="default"
        size="xs"
        mt="sm"
        disabled={move.isPending}
        onClick={() => navigate(paths.newPlan('revoke', { tokenId }))}
      >
        {t('grades.move.instead')}
      </Button>
    </ConfirmDialog>
  );
}
