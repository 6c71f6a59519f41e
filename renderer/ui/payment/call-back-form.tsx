import { Button, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { CallBackSource, type CallBackInput } from '../../../contract/areas/payees.ts';
import { app } from '../../api/client.ts';
import { keys } from '../../api/keys.ts';
import { useCall } from '../../api/use-call.ts';
import { useT } from '../../i18n/t.ts';
import { ErrorNotice } from '../error-notice.tsx';
import classes from './payment.module.css';

/** The payee and the account that the call is about. */
export type CalledAccount = Omit<CallBackInput, 'spokeTo' | 'phone' | 'source'>;

interface CallBackFormProps {
  readonly about: CalledAccount;
  readonly onDone?: () => void;
}

/** Fewest digits of a telephone number. Source: main, `recordCallBack`. */
const FEWEST_DIGITS = 5;

/** Who answered, by which number, and from where the number is known. A bill is none of the places to choose from. */
export function CallBackForm({ about, onDone }: CallBackFormProps) {
  const t = useT();
  const [spokeTo, setSpokeTo] = useState('');
  const [phone, setPhone] = useState('');
  const [source, setSource] = useState<CallBackSource | null>(null);
  const [isTried, setTried] = useState(false);
  const record = useCall((input: CallBackInput) => app().payees.callBack(input), {
    staleAfter: [keys.payments, keys.payeeRows, keys.approvalArea, keys.journal],
    onDone: () => onDone?.(),
  });
  const needed = (isMissing: boolean, text: string) => (isTried && isMissing ? text : null);
  const isShort = phone.replace(/\D/g, '').length < FEWEST_DIGITS;
  const submit = () => {
    setTried(true);
    if (spokeTo.trim() === '' || isShort || source === null) return;
    void record.run({ ...about, spokeTo, phone, source });
  };
  return (
    <div className={classes.callBack}>
      <TextInput
        size="xs"
        label={t('payees.call.spokeTo')}
        placeholder={t('payees.call.spokeToHint')}
        value={spokeTo}
        maxLength={200}
        autoComplete="off"
        error={needed(spokeTo.trim() === '', t('payees.call.spokeToMissing'))}
        onChange={(event) => setSpokeTo(event.currentTarget.value)}
      />
      <TextInput
        size="xs"
        label={t('payees.call.phone')}
        value={phone}
        maxLength={60}
        inputMode="tel"
        autoComplete="off"
        error={needed(isShort, t('payees.call.phoneMissing'))}
        onChange={(event) => setPhone(event.currentTarget.value)}
      />
      <Select
        size="xs"
        label={t('payees.call.source')}
        placeholder={t('payees.call.sourceHint')}
        data={CallBackSource.options.map((value) => ({ value, label: t(`payees.source.${value}`) }))}
        value={source}
        error={needed(source === null, t('payees.call.sourceMissing'))}
        onChange={(value) => setSource(CallBackSource.safeParse(value).data ?? null)}
      />
      <ErrorNotice error={record.error} />
      <Button size="xs" loading={record.isPending} onClick={submit}>
        {t('payees.call.submit')}
      </Button>
    </div>
  );
}
