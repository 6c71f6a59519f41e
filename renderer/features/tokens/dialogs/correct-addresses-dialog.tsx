import { Button, Checkbox, Group, Modal, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { TokenView } from '../../../../contract/areas/tokens.ts';
import { app } from '../../../api/client.ts';
import { keys } from '../../../api/keys.ts';
import { useCall } from '../../../api/use-call.ts';
import { useSession } from '../../../api/use-session.ts';
import { useT } from '../../../i18n/t.ts';
import { ErrorNotice } from '../../../ui/error-notice.tsx';
import { checkIpList, toDrafts, toSlots } from '../form/ip-list.ts';
import { IpSlots } from '../form/ip-slots.tsx';
import { LetterNotice } from './letter-notice.tsx';
import classes from '../tokens.module.css';

interface CorrectAddressesDialogProps {
  readonly token: TokenView;
  readonly onClose: () => void;
}

/**
 * The list of addresses as the bank really has it, with the reason why the record was wrong. The bank's own list is
 * changed only by a new token.
 */
export function CorrectAddressesDialog({ token, onClose }: CorrectAddressesDialogProps) {
  const t = useT();
  const kind = useSession().companies.find((one) => one.companyId === token.companyId)?.environment.kind;
  const [ips, setIps] = useState(toDrafts(token.ips));
  const [isOff, setOff] = useState(token.ipCheck === 'off-by-letter');
  const [reason, setReason] = useState('');
  const [isTried, setTried] = useState(false);
  const call = useCall(app().records.correctAddresses, { staleAfter: [keys.tokens], onDone: onClose });
  const allowsLocal = kind === 'training' || kind === 'other';
  const problems = checkIpList(ips, { allowsLocal, allowsPlaceholders: isOff });
  const isReasonWrong = reason.trim().length < 3;
  const submit = () => {
    setTried(true);
    if (problems.size > 0 || isReasonWrong) return;
    const ipCheck = isOff ? 'off-by-letter' : 'on';
    void call.run({ tokenId: token.tokenId, ips: toSlots(ips), ipCheck, reason });
  };
  return (
    <Modal
      opened
      onClose={onClose}
      size={680}
      title={t('clock.correct.title')}
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': t('common.action.close') }}
    >
      <div className={classes.dialog}>
        <p className={classes.text}>{t('clock.correct.intro')}</p>
        <Checkbox
          size="sm"
          label={t('tokens.form.ipOff')}
          checked={isOff}
          onChange={(event) => setOff(event.currentTarget.checked)}
        />
        {isOff && <LetterNotice companyId={token.companyId} />}
        <IpSlots ips={ips} problems={problems} onChange={setIps} onLeave={() => undefined} />
        <TextInput
          label={t('clock.correct.reason')}
          value={reason}
          maxLength={200}
          withAsterisk
          error={isTried && isReasonWrong ? t('clock.correct.reasonWrong') : undefined}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <ErrorNotice error={call.error} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('common.action.cancel')}
          </Button>
          <Button loading={call.isPending} onClick={submit}>
            {t('clock.correct.save')}
          </Button>
        </Group>
      </div>
    </Modal>
  );
}
