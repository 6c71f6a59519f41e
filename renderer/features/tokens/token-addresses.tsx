import { IconMapPin, IconWorld } from '@tabler/icons-react';
import { MAX_IP_SLOTS, type TokenView } from '../../../contract/areas/tokens.ts';
import { useT } from '../../i18n/t.ts';
import { TokenSection } from './token-section.tsx';
import classes from './tokens.module.css';

/** From which addresses the bank accepts the token. */
export function TokenAddresses({ token }: { readonly token: TokenView }) {
  const t = useT();
  const title = t('tokens.addresses.title', { used: token.ips.length, all: MAX_IP_SLOTS });
  if (token.ipCheck === 'off-by-letter') {
    return (
      <TokenSection title={title}>
        <div className={classes.fact}>
          <IconWorld size={16} className={classes.soon} aria-hidden />
          <span className={classes.factWords}>{t('tokens.addresses.off')}</span>
        </div>
      </TokenSection>
    );
  }
  return (
    <TokenSection title={title}>
      {token.ips.length === 0 && <div className={classes.dim}>{t('tokens.addresses.none')}</div>}
      <ul className={classes.facts}>
        {token.ips.map(({ address, name }) => (
          <li key={address} className={classes.fact}>
            <IconMapPin size={16} className={classes.dim} aria-hidden />
            <span className={`${classes.factWords} ${classes.figures}`}>{address}</span>
            <span className={classes.factNote}>{name === '' ? t('tokens.addresses.unnamed') : name}</span>
          </li>
        ))}
      </ul>
    </TokenSection>
  );
}
