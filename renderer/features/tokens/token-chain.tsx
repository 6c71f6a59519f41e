import { IconArrowRight } from '@tabler/icons-react';
import type { TokenView } from '../../../contract/areas/tokens.ts';
import { useT, type Translate } from '../../i18n/t.ts';
import { formatDate } from '../../ui/dates.ts';
import { TokenSection } from './token-section.tsx';
import classes from './tokens.module.css';

/** What hangs on what: person → certificate → token → accesses. */
export function TokenChain({ token }: { readonly token: TokenView }) {
  const t = useT();
  const links = [
    token.issuer,
    certificateText(t, token),
    t('tokens.chain.token', { lastFour: token.lastFour }),
    t('tokens.chain.accesses', { count: token.accesses.length }),
  ];
  return (
    <TokenSection title={t('tokens.chain.title')}>
      <ol className={classes.chain}>
        {links.map((text, index) => (
          <li key={index} className={classes.link}>
            {index > 0 && <IconArrowRight size={14} className={classes.dim} aria-hidden />}
            <span className={classes.node}>{text}</span>
          </li>
        ))}
      </ol>
    </TokenSection>
  );
}

function certificateText(t: Translate, token: TokenView): string {
  if (token.certificateLabel === null) return t('tokens.chain.noCertificate');
  if (token.boundAt === null) return t('tokens.chain.notBound', { label: token.certificateLabel });
  return t('tokens.chain.bound', { label: token.certificateLabel, date: formatDate(token.boundAt) });
}
