import { useState, type ClipboardEvent } from 'react';
import type { DraftFields } from '../../../../contract/areas/payments.ts';
import {
  readPastedBlock,
  type OwnNumbers,
  type PastedBlock,
  type PastedFieldName,
} from '../../../../contract/values/bank-details/pasted-block.ts';
import { withBik } from './blank-draft.ts';
import { fieldId } from './field-facts.ts';
import type { DraftForm } from './use-draft.ts';

/** Two of these make a block; one alone is a number that belongs into the field it is pasted into. */
const NUMBERS = ['inn', 'kpp', 'bik', 'account', 'corrAccount'] as const;
const FEWEST = 2;

/** The field of the form that each part of a block fills. */
export const FILLED = {
  name: 'payeeName',
  inn: 'payeeInn',
  kpp: 'payeeKpp',
  bik: 'payeeBik',
  account: 'payeeAccount',
  bankName: 'payeeBankName',
  corrAccount: 'payeeCorrAccount',
  amount: 'amountText',
  purpose: 'purpose',
} as const satisfies Readonly<Record<PastedFieldName, keyof DraftFields>>;

interface PastedDetails {
  /** What was pasted and waits for a person's word; `null` when nothing does. */
  readonly block: PastedBlock | null;
  readonly onPasteCapture: (event: ClipboardEvent<HTMLElement>) => void;
  readonly fill: () => void;
  readonly leave: () => void;
}

/** Takes a block of bank details out of a paste anywhere in the form but the purpose, and fills it in when told to. */
export function usePastedDetails(form: DraftForm, own: OwnNumbers): PastedDetails {
  const [block, setBlock] = useState<PastedBlock | null>(null);
  return {
    block,
    onPasteCapture: (event) => {
      const { target } = event;
      if (target instanceof HTMLElement && target.id === fieldId('purpose')) return;
      const found = readPastedBlock(event.clipboardData.getData('text/plain'), own);
      if (NUMBERS.filter((name) => found[name] !== undefined).length < FEWEST) return;
      event.preventDefault();
      event.stopPropagation();
      setBlock(found);
    },
    fill: () => {
      if (block !== null) form.patch(filledBy(block, form.fields));
      setBlock(null);
    },
    leave: () => setBlock(null),
  };
}

/** Returns what a block changes in the form; a known BIK brings its bank along. */
export function filledBy(block: PastedBlock, fields: DraftFields): Partial<DraftFields> {
  const said = Object.entries(FILLED).flatMap(([name, field]) => {
    const found = block[name as PastedFieldName]; // keys of FILLED
    return found === undefined ? [] : [[field, found.value] as const];
  });
  const bik = block.bik?.value;
  return { ...(bik === undefined ? {} : withBik(fields, bik)), ...Object.fromEntries(said) };
}
