import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { BankFound } from '../../../../contract/areas/banks.ts';
import { checkBik } from '../../../../contract/values/bank-details.ts';
import { app, unwrap } from '../../../api/client.ts';
import { keys } from '../../../api/keys.ts';
import { bankFill, cleanNumber } from './blank-draft.ts';
import type { DraftForm } from './use-draft.ts';

const NOTHING: BankFound = { isKnown: false, bank: null };

/**
 * Asks the directory for the bank of the typed BIK, and fills name and correspondent account in while both are empty. A
 * draft is not changed by opening it: only a BIK that came after brings its bank along.
 */
export function useBank(form: DraftForm): BankFound {
  const bik = cleanNumber(form.fields.payeeBik);
  const [openedBik] = useState(bik);
  const { data = NOTHING } = useQuery({
    queryKey: keys.bank(bik),
    queryFn: () => unwrap(app().banks.find({ bik })),
    enabled: checkBik(bik) === null,
  });
  const { fields, patch } = form;
  const isEmpty = fields.payeeBankName === '' && fields.payeeCorrAccount === '';
  const { bank } = data;
  const isWanted = bank !== null && bank.bik === bik && bik !== openedBik && isEmpty;
  useEffect(() => {
    if (isWanted) patch(bankFill(bank));
  }, [isWanted, bank, patch]);
  return data;
}
