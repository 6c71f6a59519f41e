import { missingAccesses, needOf, tokensFor } from '../../../../contract/t-bank/access-fit.ts';
import type { TokenView } from '../../../../contract/areas/tokens.ts';
import { useT, type Translate } from '../../../i18n/t.ts';
import { AccessBadge } from '../../../ui/access-badge.tsx';
import { useBankNow } from '../../../ui/use-bank-now.ts';
import { useTokens } from '../use-tokens.ts';
import classes from '../tokens.module.css';

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
        {missing.map(({ access }) => (
          <li key={access} className={classes.fact}>
            <span className={classes.factWords}>
              <AccessBadge access={access} />
            </span>
            <span className={classes.factNote}>
              {whoCan(t, tokensFor(tokens, { ...needOf(access), companyId }, now))}
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}

/** The token that can, else why the one that carries the access cannot. */
function whoCan(t: Translate, { fit, others }: ReturnType<typeof tokensFor<TokenView>>): string {
  const [able] = fit;
  if (able !== undefined) return t('clock.cannot.able', { label: able.label });
  for (const { token, misfit } of others) {
    if (misfit !== 'no-access') return t(`clock.cannot.misfit.${misfit}`, { label: token.label });
  }
  return t('clock.cannot.nobody');
}
