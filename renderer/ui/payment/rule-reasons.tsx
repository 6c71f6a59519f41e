import type { RuleReason } from '../../../contract/areas/payments.ts';
import { useT } from '../../i18n/t.ts';
import { formatMoney } from '../money-text.tsx';
import classes from './payment.module.css';

/** Lists why the rules want an approval, or refuse. */
export function RuleReasons({ reasons }: { readonly reasons: readonly RuleReason[] }) {
  const t = useT();
  if (reasons.length === 0) return null;
  return (
    <ul className={classes.reasons}>
      {reasons.map((reason) => (
        <li key={reason.code}>
          {t(`payments.reason.${reason.code}`, {
            limit: formatMoney(reason.limitMinor ?? 0),
            used: formatMoney(reason.usedMinor ?? 0),
          })}
        </li>
      ))}
    </ul>
  );
}
