import { Button, Modal } from '@mantine/core';
import { useState } from 'react';
import type { ImportDone, SheetDraft } from '../../../../contract/areas/sheets.ts';
import { app } from '../../../api/client.ts';
import { useCall } from '../../../api/use-call.ts';
import { useT } from '../../../i18n/t.ts';
import { ErrorNotice } from '../../../ui/error-notice.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { ImportReview } from './import-review.tsx';
import classes from './sheets.module.css';

interface ImportDialogProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** Takes in tokens that a company kept in a table: the file, what was understood of it, what came of it. */
export function ImportDialog({ isOpen, onClose }: ImportDialogProps) {
  const t = useT();
  const [draft, setDraft] = useState<SheetDraft | null>(null);
  const [done, setDone] = useState<ImportDone | null>(null);
  const pick = useCall(app().sheets.pick, { onDone: setDraft });
  const discard = useCall(app().sheets.discard);
  const close = () => {
    if (draft !== null && done === null) void discard.run({ draftId: draft.draftId });
    setDraft(null);
    setDone(null);
    pick.clear();
    onClose();
  };
  const choose = () => void pick.run({});
  return (
    <Modal
      opened={isOpen}
      onClose={close}
      size={draft !== null && done === null ? 980 : 600}
      title={t('sheets.import.title')}
      closeOnClickOutside={draft === null}
      closeButtonProps={{ 'aria-label': t('common.action.close') }}
    >
      {done !== null ? (
        <Done done={done} onClose={close} />
      ) : draft === null ? (
        <Intro onPick={choose} isPending={pick.isPending} />
      ) : (
        <ImportReview
          key={draft.draftId}
          draft={draft}
          onDone={setDone}
          onPickOther={choose}
          onClose={close}
        />
      )}
      <ErrorNotice error={pick.error} isReading />
    </Modal>
  );
}

function Intro({ onPick, isPending }: { readonly onPick: () => void; readonly isPending: boolean }) {
  const t = useT();
  return (
    <div className={classes.dialog}>
      <p>{t('sheets.import.intro')}</p>
      <p>{t('sheets.import.columns')}</p>
      <Notice tone="warning">{t('sheets.import.noTexts')}</Notice>
      <div className={classes.buttons}>
        <Button onClick={onPick} loading={isPending} data-autofocus>
          {t('sheets.import.pick')}
        </Button>
      </div>
    </div>
  );
}

function Done({ done, onClose }: { readonly done: ImportDone; readonly onClose: () => void }) {
  const t = useT();
  return (
    <div className={classes.dialog}>
      <Notice tone="success" role="status" title={t('sheets.import.done', { count: done.added })}>
        {done.leftOut > 0 && `${t('sheets.import.leftOut', { count: done.leftOut })} `}
        {t('sheets.import.after')}
      </Notice>
      <div className={classes.buttons}>
        <Button onClick={onClose} data-autofocus>
          {t('common.action.close')}
        </Button>
      </div>
    </div>
  );
}
