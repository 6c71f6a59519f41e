import { leftOfLimit, type LimitRow, type LimitsView } from '../../../contract/areas/limits.ts';
import { formatMoney } from '../../../contract/values/money.ts';
import { useT } from '../../i18n/t.ts';
import { MoneyText } from '../money-text.tsx';
import { LimitBar } from './limit-bar.tsx';
import { limitKind, type LimitKind } from './limit-shares.ts';
import classes from './limits.module.css';

const KINDS: readonly LimitKind[] = ['asks', 'cap', 't-api', 'eds'];
const SPANS = ['day', 'month'] as const;

/** What is left today and this month, by our own limits and the bank's, each as a number and a bar. */
export function LimitsTable({ limits }: { readonly limits: LimitsView }) {
  const t = useT();
  const { rows } = limits;
  const kinds = KINDS.filter((kind) => rows.some((row) => limitKind(row) === kind));
  if (kinds.length === 0) return <p className={classes.note}>{t('payments.limits.none')}</p>;
  return (
    <>
      <table className={classes.table} aria-label={t('payments.limits.title')}>
        <thead>
          <tr>
            <th scope="col">{t('payments.limits.left')}</th>
            {SPANS.map((span) => (
              <th key={span} scope="col">
                {t(`payments.limits.span.${span}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {kinds.map((kind) => (
            <tr key={kind}>
              <th scope="row">{t(`payments.limits.kind.${kind}`)}</th>
              {SPANS.map((span) => (
                <LimitCell
                  key={span}
                  row={rows.find((row) => limitKind(row) === kind && row.span === span) ?? null}
                />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {limitNotes(limits).map((note) => (
        <p key={note} className={classes.note}>
          {t(`payments.limits.note.${note}`)}
        </p>
      ))}
    </>
  );
}

function LimitCell({ row }: { readonly row: LimitRow | null }) {
  const t = useT();
  if (row === null) return <td className={classes.quiet}>{t('payments.limits.free')}</td>;
  return (
    <td>
      <div className={classes.sums} data-over={leftOfLimit(row) === 0 || undefined}>
        <MoneyText minor={leftOfLimit(row)} strong />
        <span className={classes.of}>{t('payments.limits.of', { limit: formatMoney(row.limit) })}</span>
      </div>
      <LimitBar row={row} />
    </td>
  );
}

/** What a person has to know about the figures. */
export function limitNotes({
  rows,
  isSumOfSeveralComputers,
}: LimitsView): readonly ('usual' | 'bank' | 'computers')[] {
  const isOfBank = rows.some(({ owner }) => owner !== 'rules');
  const isUsual = rows.some(({ isDefault }) => isDefault);
  return [
    ...(isUsual ? (['usual'] as const) : []),
    ...(isOfBank ? (['bank'] as const) : []),
    ...(isSumOfSeveralComputers ? (['computers'] as const) : []),
  ];
}
