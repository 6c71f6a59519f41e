import type { RuleReason } from '../../../contract/areas/payments.ts';
import { formatMoney } from '../../../contract/values/money.ts';
import { useT } from '../../i18n/t.ts';
import classes from './payment.module.css';

interface RuleReasonsProps {
  readonly reasons: readonly RuleReason[];
  /** Says under the reasons who can do what about them; each advice once. */
  readonly withAdvice?: boolean;
}

/** Lists why the rules want an approval, or refuse. */
export function RuleReasons({ reasons, withAdvice = false }: RuleReasonsProps) {
  const t = useT();
  if (reasons.length === 0) return null;
  const advice = new Set(withAdvice ? reasons.map(({ code }) => t(`payments.reasonNext.${code}`)) : []);
  return (
    <>
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
      {[...advice].map((text) => (
        <p key={text} className={classes.advice}>
          {text}
        </p>
      ))}
    </>
  );
}
