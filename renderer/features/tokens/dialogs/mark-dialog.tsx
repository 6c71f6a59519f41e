import { Button, Group, Modal, NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { TokenView } from '../../../../contract/areas/tokens.ts';
import { checkKpp } from '../../../../contract/values/bank-details.ts';
import { moscowDate } from '../../../../contract/values/dates.ts';
import { EARLY_ENDS, COMPANY_EVENT_KINDS } from '../../../../contract/values/company-events.ts';
import { useT } from '../../../i18n/t.ts';
import { DayInput } from '../../../ui/day-input.tsx';
import { ErrorNotice } from '../../../ui/error-notice.tsx';
import { formatDayText, parseDayText } from '../../../../contract/values/parse-day.ts';
import { useBankNow } from '../../../ui/use-bank-now.ts';
import { useAddCompanyEvent } from '../use-company-events.ts';
import classes from '../tokens.module.css';

interface MarkDialogProps {
  readonly token: TokenView;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/**
 * Tells what has happened to the issuer or the company; every token that it concerns is at risk then. Source: tapi.md
 * §2.4.
 */
export function MarkDialog({ token, isOpen, onClose }: MarkDialogProps) {
  const t = useT();
  const today = moscowDate(useBankNow(token.companyId));
  const [kind, setKind] = useState<(typeof EARLY_ENDS)[number]>('issuer-left');
  const [dayText, setDayText] = useState(formatDayText(today));
  const [newKpp, setNewKpp] = useState('');
  const [note, setNote] = useState('');
  const [isTried, setTried] = useState(false);
  const mark = useAddCompanyEvent(onClose);
  const on = parseDayText(dayText);
  const isAboutIssuer = COMPANY_EVENT_KINDS[kind].about === 'issuer';
  const isDayWrong = on === null || on > today;
  const isKppWrong = kind === 'details-changed' && newKpp !== '' && checkKpp(newKpp) !== null;
  const submit = () => {
    setTried(true);
    if (on === null || isDayWrong || isKppWrong) return;
    const issuer = isAboutIssuer ? token.issuer : null;
    const kpp = kind === 'details-changed' ? { newKpp } : {};
    void mark.run({ companyId: token.companyId, kind, issuer, on, note, ...kpp });
  };
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={t('clock.mark.title')}
      closeButtonProps={{ 'aria-label': t('common.action.close') }}
    >
      <div className={classes.dialog}>
        <NativeSelect
          label={t('clock.mark.kind')}
          data={EARLY_ENDS.map((value) => ({
            value,
            label: t(`clock.mark.kinds.${value}`, { issuer: token.issuer }),
          }))}
          value={kind}
          onChange={(event) =>
            setKind(EARLY_ENDS.find((one) => one === event.currentTarget.value) ?? 'issuer-left')
          }
          data-autofocus
        />
        <p className={classes.small}>
          {isAboutIssuer
            ? t('clock.mark.aboutIssuer', { issuer: token.issuer })
            : t('clock.mark.aboutCompany', { company: token.companyName })}
        </p>
        <DayInput
          label={t('clock.mark.on')}
          value={dayText}
          required
          error={isTried && isDayWrong ? t('clock.mark.onWrong') : undefined}
          onChange={setDayText}
        />
        {kind === 'details-changed' && (
          <TextInput
            label={t('clock.mark.newKpp')}
            description={t('clock.mark.newKppHint')}
            value={newKpp}
            maxLength={9}
            inputMode="numeric"
            error={isTried && isKppWrong ? t('settings.company.kppForm') : undefined}
            onChange={(event) => setNewKpp(event.currentTarget.value.trim())}
          />
        )}
        <TextInput
          label={t('clock.mark.note')}
          value={note}
          maxLength={200}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        <ErrorNotice error={mark.error} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('common.action.cancel')}
          </Button>
          <Button loading={mark.isPending} onClick={submit}>
            {t('clock.mark.submit')}
          </Button>
        </Group>
      </div>
    </Modal>
  );
}
