import type { PayeeRow } from '../../../contract/areas/payees.ts';
import { useT } from '../../i18n/t.ts';
import { StatusBadge } from '../../ui/status-badge.tsx';

/** What wants a look at a payee: nobody may pay him, he may be another one, he is written in several ways. */
export function PayeeMarks({ payee }: { readonly payee: PayeeRow }) {
  const t = useT();
  const { neverPay, alike, names } = payee;
  if (neverPay !== null) return <StatusBadge tone="danger">{t('payees.mark.neverPay')}</StatusBadge>;
  if (alike.length > 0) return <StatusBadge tone="warning">{t('payees.mark.alike')}</StatusBadge>;
  if (names.length > 1)
    return <StatusBadge tone="neutral">{t('payees.mark.names', { count: names.length })}</StatusBadge>;
  return null;
}

/** Marks in the order in which they want a look. */
export function markRank({ neverPay, alike, names }: PayeeRow): number | null {
  if (neverPay !== null) return 0;
  if (alike.length > 0) return 1;
  return names.length > 1 ? 2 : null;
}
