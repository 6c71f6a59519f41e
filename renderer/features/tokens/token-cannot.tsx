import { missingAccesses, needOf, tokensFor } from '../../../contract/values/access-fit.ts';
import type { TokenView } from '../../../contract/areas/tokens.ts';
import { useT } from '../../i18n/t.ts';
import { AccessBadge } from '../../ui/access-badge.tsx';
import { useBankNow } from '../../ui/use-bank-now.ts';
import { useTokens } from './use-tokens.ts';
import classes from './tokens.module.css';

/** What the token cannot do, and which token of the company can. */
export function TokenCannot({ token }: { readonly token: TokenView }) {
  const t = useT();
  const now = useBankNow(token.companyId);
  const tokens = useTokens().data ?? [];
  const missing = missingAccesses(token);
  if (missing.length === 0) return null;
  const { companyId } = token;
  return (
    <details className={classes.cannot}>
      <summary>{t('clock.cannot.title', { count: missing.length })}</summary>
      <ul className={classes.facts}>
        {missing.map(({ access }) => {
          const [able] = tokensFor(tokens, { ...needOf(access), companyId }, now).fit;
          return (
            <li key={access} className={classes.fact}>
              <span className={classes.factWords}>
                <AccessBadge access={access} />
              </span>
              <span className={classes.factNote}>
                {able === undefined
                  ? t('clock.cannot.nobody')
                  : t('clock.cannot.able', { label: able.label })}
              </span>
            </li>
          );
        })}
      </ul>
    </details>
  );
}
