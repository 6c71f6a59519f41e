import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useRef } from 'react';
import { MOST_ADDRESSES, splitIpList, type IpProblem } from '../../../../contract/values/ip-addresses.ts';
import { useT } from '../../../i18n/t.ts';
import { emptySlot, pasteInto, type IpDraft } from './ip-list.ts';
import { IpSlotRow } from './ip-slot-row.tsx';
import classes from './token-form.module.css';

interface IpSlotsProps {
  readonly ips: readonly IpDraft[];
  readonly problems: ReadonlyMap<string, IpProblem>;
  readonly onChange: (ips: readonly IpDraft[]) => void;
  readonly onLeave: () => void;
  /** Only names and places can be changed. */
  readonly isAddressFixed?: boolean;
}

/** Up to nine addresses with names and places. A pasted list fills one slot after another. */
export function IpSlots({ ips, problems, onChange, onLeave, isAddressFixed = false }: IpSlotsProps) {
  const t = useT();
  const lastKey = useRef(0);
  const nextKey = () => `ip-${(lastKey.current += 1)}`;
  const changeSlot = (slot: IpDraft) => onChange(ips.map((one) => (one.key === slot.key ? slot : one)));
  const paste = (key: string, text: string) => {
    const pieces = splitIpList(text);
    if (isAddressFixed || pieces.length < 2) return false;
    onChange(pasteInto(ips, key, pieces, nextKey));
    onLeave();
    return true;
  };
  const remove = (key: string) => {
    const rest = ips.filter((slot) => slot.key !== key);
    onChange(rest.length > 0 ? rest : [emptySlot(nextKey())]);
  };
  return (
    <>
      <div className={classes.slotsHead} aria-hidden>
        <span>{t('clock.addresses.head.address')}</span>
        <span>{t('clock.addresses.head.name')}</span>
        <span>{t('clock.addresses.head.place')}</span>
      </div>
      <div className={classes.slots}>
        {ips.map((slot, index) => (
          <IpSlotRow
            key={slot.key}
            number={index + 1}
            slot={slot}
            problem={problems.get(slot.key) ?? null}
            onChange={changeSlot}
            onPaste={(text) => paste(slot.key, text)}
            onLeave={onLeave}
            onRemove={() => remove(slot.key)}
            isAddressFixed={isAddressFixed}
          />
        ))}
      </div>
      {!isAddressFixed && (
        <Button
          variant="default"
          size="xs"
          leftSection={<IconPlus size={14} aria-hidden />}
          disabled={ips.length >= MOST_ADDRESSES}
          onClick={() => onChange([...ips, emptySlot(nextKey())])}
        >
          {t('tokens.form.ipAdd')}
        </Button>
      )}
    </>
  );
}
