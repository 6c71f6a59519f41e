import { CloseButton, TextInput } from '@mantine/core';
import type { ClipboardEvent } from 'react';
import { isExampleIp, type IpProblem } from '../../../../contract/values/ip-addresses.ts';
import { useT } from '../../../i18n/t.ts';
import type { IpDraft } from './ip-list.ts';
import classes from './token-form.module.css';

interface IpSlotRowProps {
  readonly number: number;
  readonly slot: IpDraft;
  readonly problem: IpProblem | null;
  readonly onChange: (slot: IpDraft) => void;
  /** Returns `true` when the pasted text was taken apart, so that the field must not take it as well. */
  readonly onPaste: (text: string) => boolean;
  readonly onLeave: () => void;
  readonly onRemove: () => void;
  /** The address is what the bank has; only its name and place can be changed. */
  readonly isAddressFixed?: boolean;
}

/** One address, what is there, and where that stands. */
export function IpSlotRow(props: IpSlotRowProps) {
  const { number, slot, problem, onChange, onPaste, onLeave, onRemove, isAddressFixed = false } = props;
  const t = useT();
  const takePaste = (event: ClipboardEvent) => {
    if (onPaste(event.clipboardData.getData('text'))) event.preventDefault();
  };
  return (
    <div className={classes.slot}>
      <TextInput
        aria-label={t('tokens.form.ipAddress', { number })}
        placeholder="203.0.113.7"
        value={slot.address}
        readOnly={isAddressFixed}
        description={isExampleIp(slot.address) ? t('clock.addresses.example') : undefined}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        error={problem === null ? undefined : t(`tokens.formProblem.ip.${problem}`)}
        spellCheck={false}
        autoComplete="off"
        styles={{ input: { fontVariantNumeric: 'tabular-nums' } }}
        onChange={(event) => onChange({ ...slot, address: event.currentTarget.value })}
        onPaste={takePaste}
        onBlur={onLeave}
      />
      <TextInput
        aria-label={t('tokens.form.ipName', { number })}
        placeholder={number === 1 ? t('tokens.form.ipNamePlaceholder') : ''}
        value={slot.name}
        maxLength={60}
        onChange={(event) => onChange({ ...slot, name: event.currentTarget.value })}
      />
      <TextInput
        aria-label={t('clock.addresses.place', { number })}
        placeholder={number === 1 ? t('clock.addresses.placePlaceholder') : ''}
        value={slot.place}
        maxLength={60}
        onChange={(event) => onChange({ ...slot, place: event.currentTarget.value })}
      />
      {!isAddressFixed && (
        <CloseButton
          className={classes.remove ?? ''}
          aria-label={t('tokens.form.ipRemove', { number })}
          onClick={onRemove}
        />
      )}
    </div>
  );
}
