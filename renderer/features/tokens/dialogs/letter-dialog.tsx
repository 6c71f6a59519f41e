import { Button, Group, Modal, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { moscowDate } from '../../../../contract/values/dates.ts';
import { BANK_SUPPORT, ipCheckLetter } from '../../../../contract/t-bank/ip-check-letter.ts';
import type { CompanyId } from '../../../../contract/values/ids.ts';
import { useSession } from '../../../api/use-session.ts';
import { useT } from '../../../i18n/t.ts';
import { DayInput } from '../../../ui/day-input.tsx';
import { ErrorNotice } from '../../../ui/error-notice.tsx';
import { formatDayText, parseDayText } from '../../../../contract/values/parse-day.ts';
import { useBankNow } from '../../../ui/use-bank-now.ts';
import { usePlainCopy } from '../../../ui/use-plain-copy.ts';
import { useAddCompanyEvent } from '../use-company-events.ts';
import classes from '../tokens.module.css';

interface LetterDialogProps {
  readonly companyId: CompanyId;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/**
 * The letter that asks the bank not to check addresses: its text to copy, and the record of who sent it and when.
 * Source: tapi.md §2.3.
 */
export function LetterDialog({ companyId, isOpen, onClose }: LetterDialogProps) {
  const t = useT();
  const { copied, copy } = usePlainCopy();
  const today = moscowDate(useBankNow(companyId));
  const company = useSession().companies.find((one) => one.companyId === companyId);
  const [sentBy, setSentBy] = useState('');
  const [dayText, setDayText] = useState(formatDayText(today));
  const [isTried, setTried] = useState(false);
  const mark = useAddCompanyEvent(onClose);
  const on = parseDayText(dayText);
  const letter = ipCheckLetter(company ?? { name: '', inn: '' });
  const isDayWrong = on === null || on > today;
  const isSenderWrong = sentBy.trim().length < 2;
  const record = () => {
    setTried(true);
    if (on === null || isDayWrong || isSenderWrong) return;
    void mark.run({ companyId, kind: 'ip-check-off', issuer: null, on, sentBy });
  };
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      size={600}
      title={t('clock.letter.title')}
      closeButtonProps={{ 'aria-label': t('common.action.close') }}
    >
      <div className={classes.dialog}>
        <p className={classes.text}>{t('clock.letter.intro')}</p>
        <Textarea
          label={t('clock.letter.textLabel')}
          description={t('clock.letter.to', { address: BANK_SUPPORT })}
          value={letter}
          readOnly
          autosize
          minRows={6}
        />
        <Button size="xs" variant="default" onClick={() => copy(letter)} className={classes.start ?? ''}>
          {copied === letter ? t('clock.letter.copied') : t('clock.letter.copy')}
        </Button>
        <div className={classes.pair}>
          <TextInput
            label={t('clock.letter.sentBy')}
            value={sentBy}
            maxLength={80}
            withAsterisk
            error={isTried && isSenderWrong ? t('clock.letter.sentByWrong') : undefined}
            onChange={(event) => setSentBy(event.currentTarget.value)}
          />
          <DayInput
            label={t('clock.letter.on')}
            value={dayText}
            required
            error={isTried && isDayWrong ? t('clock.mark.onWrong') : undefined}
            onChange={setDayText}
          />
        </div>
        <ErrorNotice error={mark.error} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('common.action.cancel')}
          </Button>
          <Button loading={mark.isPending} onClick={record}>
            {t('clock.letter.record')}
          </Button>
        </Group>
      </div>
    </Modal>
  );
}
