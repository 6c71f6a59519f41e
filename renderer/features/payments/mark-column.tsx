import { Checkbox } from '@mantine/core';
import type { PaymentSummary } from '../../../contract/areas/payments.ts';
import type { PaymentId } from '../../../contract/values/ids.ts';
import type { Translate } from '../../i18n/t.ts';
import type { Column } from '../../ui/data-table-column.ts';
import classes from './payments.module.css';

/** Payments that a person has marked in the list. */
export interface Marks {
  readonly marked: ReadonlySet<PaymentId>;
  readonly onMark: (marked: ReadonlySet<PaymentId>) => void;
}

/** Marks what is not marked, and the other way round. */
export function toggled(marked: ReadonlySet<PaymentId>, paymentId: PaymentId): ReadonlySet<PaymentId> {
  const next = new Set(marked);
  if (!next.delete(paymentId)) next.add(paymentId);
  return next;
}

/**
 * The column with a box a payment, and one in its head for all that are shown. On the row itself the space bar does the
 * same, so that Tab does not stop at every box.
 */
export function markColumn(
  t: Translate,
  shown: readonly PaymentSummary[],
  { marked, onMark }: Marks,
): Column<PaymentSummary> {
  const count = shown.filter(({ paymentId }) => marked.has(paymentId)).length;
  const isAll = count > 0 && count === shown.length;
  const all = new Set(shown.map(({ paymentId }) => paymentId));
  return {
    id: 'mark',
    header: t('payments.list.column.mark'),
    head: (
      <Checkbox
        size="xs"
        aria-label={t('payments.list.markAll')}
        checked={isAll}
        indeterminate={count > 0 && !isAll}
        onChange={() => onMark(isAll ? new Set() : all)}
      />
    ),
    width: 38,
    cell: ({ paymentId, documentNumber, payeeName }) => (
      <div className={classes.mark} onClick={(event) => event.stopPropagation()}>
        <Checkbox
          size="xs"
          tabIndex={-1}
          aria-label={t('payments.list.mark', { number: documentNumber, payee: payeeName })}
          checked={marked.has(paymentId)}
          onChange={() => onMark(toggled(marked, paymentId))}
        />
      </div>
    ),
  };
}
