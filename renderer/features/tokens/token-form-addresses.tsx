import { Button, Checkbox } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useRef } from 'react';
import { MAX_IP_SLOTS } from '../../../contract/areas/tokens.ts';
import { useT } from '../../i18n/t.ts';
import { IpSlotRow } from './ip-slot-row.tsx';
import { pasteInto, splitIpList, type IpDraft } from './ip-list.ts';
import type { TokenFormState } from './use-token-form.ts';
import classes from './token-form.module.css';

/** Up to nine addresses with names, or «not checked by letter». A pasted list fills one slot after another. */
export function TokenFormAddresses({ form }: { readonly form: TokenFormState }) {
  const t = useT();
  const lastKey = useRef(0);
  const nextKey = () => `ip-${(lastKey.current += 1)}`;
  const { ips, isIpCheckOff } = form.draft;
  const used = ips.filter(({ address }) => address.trim() !== '').length;
  const setIps = (next: readonly IpDraft[]) => form.change({ ips: next });
  const changeSlot = (slot: IpDraft) => setIps(ips.map((one) => (one.key === slot.key ? slot : one)));
  const paste = (key: string, text: string) => {
    const pieces = splitIpList(text);
    if (pieces.length < 2) return false;
    setIps(pasteInto(ips, key, pieces, nextKey));
    form.leave('ips');
    return true;
  };
  const remove = (key: string) => {
    const rest = ips.filter((slot) => slot.key !== key);
    setIps(rest.length > 0 ? rest : [{ key: nextKey(), address: '', name: '' }]);
  };
  return (
    <fieldset className={classes.group}>
      <legend className={classes.legend}>
        {t('tokens.form.ips')}
        {!isIpCheckOff && (
          <span className={classes.aside}>{t('tokens.form.ipsUsed', { used, all: MAX_IP_SLOTS })}</span>
        )}
      </legend>
      <p className={classes.hint}>{t('tokens.form.ipsHint')}</p>
      <Checkbox
        size="sm"
        label={t('tokens.form.ipOff')}
        description={t('tokens.form.ipOffHint')}
        checked={isIpCheckOff}
        onChange={(event) => form.change({ isIpCheckOff: event.currentTarget.checked })}
      />
      {!isIpCheckOff && (
        <>
          <div className={classes.slots}>
            {ips.map((slot, index) => (
              <IpSlotRow
                key={slot.key}
                number={index + 1}
                slot={slot}
                problem={form.problems.ips.get(slot.key) ?? null}
                onChange={changeSlot}
                onPaste={(text) => paste(slot.key, text)}
                onLeave={() => form.leave('ips')}
                onRemove={() => remove(slot.key)}
              />
            ))}
          </div>
          <Button
            variant="default"
            size="xs"
            leftSection={<IconPlus size={14} aria-hidden />}
            disabled={ips.length >= MAX_IP_SLOTS}
            onClick={() => setIps([...ips, { key: nextKey(), address: '', name: '' }])}
          >
            {t('tokens.form.ipAdd')}
          </Button>
        </>
      )}
    </fieldset>
  );
}
