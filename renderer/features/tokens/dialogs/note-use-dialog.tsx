import { Button, Group, Modal, Radio } from '@mantine/core';
import { useState } from 'react';
import type { TokenView } from '../../../../contract/areas/tokens.ts';
import { moscowDate } from '../../../../contract/values/dates.ts';
import { app } from '../../../api/client.ts';
import { keys } from '../../../api/keys.ts';
import { useCall } from '../../../api/use-call.ts';
import { useT } from '../../../i18n/t.ts';
import { DayInput } from '../../../ui/day-input.tsx';
import { ErrorNotice } from '../../../ui/error-notice.tsx';
import { formatDayText, parseDayText } from '../../../../contract/values/parse-day.ts';
import { useBankNow } from '../../../ui/use-bank-now.ts';
import classes from '../tokens.module.css';

interface NoteUseDialogProps {
  readonly token: TokenView;
  readonly onClose: () => void;
}

/** Notes a use that happened elsewhere: the clock of the token counts from it. */
export function NoteUseDialog({ token, onClose }: NoteUseDialogProps) {
  const t = useT();
  const today = moscowDate(useBankNow(token.companyId));
  const [dayText, setDayText] = useState(formatDayText(today));
  const [by, setBy] = useState<'other-workplace' | 'person'>('person');
  const [isTried, setTried] = useState(false);
  const call = useCall(app().records.noteUse, {
    staleAfter: [keys.tokens, keys.reminders, ['overview']],
    onDone: onClose,
  });
  const on = parseDayText(dayText);
  const isWrong = on === null || on > today || on < token.issuedOn;
  const submit = () => {
    setTried(true);
    if (on !== null && !isWrong) void call.run({ tokenId: token.tokenId, on, by });
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('clock.use.title')}
      closeButtonProps={{ 'aria-label': t('common.action.close') }}
    >
      <div className={classes.dialog}>
        <p className={classes.text}>{t('clock.use.intro')}</p>
        <DayInput
          label={t('clock.use.on')}
          value={dayText}
          required
          error={isTried && isWrong ? t('clock.use.onWrong') : undefined}
          onChange={setDayText}
        />
        <Radio.Group
          label={t('clock.use.by')}
          value={by}
          onChange={(value) => setBy(value === 'other-workplace' ? 'other-workplace' : 'person')}
        >
          <div className={classes.gap}>
            <Radio value="person" label={t('clock.use.person')} />
            <Radio value="other-workplace" label={t('clock.use.workplace')} />
          </div>
        </Radio.Group>
        <ErrorNotice error={call.error} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('common.action.cancel')}
          </Button>
          <Button loading={call.isPending} onClick={submit}>
            {t('clock.use.save')}
          </Button>
        </Group>
      </div>
    </Modal>
  );
}
