import { useQuery } from '@tanstack/react-query';
import type { ChainView } from '../../../../contract/areas/certificates.ts';
import type { TokenView } from '../../../../contract/areas/tokens.ts';
import { app, unwrap } from '../../../api/client.ts';
import { keys } from '../../../api/keys.ts';
import { useT } from '../../../i18n/t.ts';
import { Chain } from '../../../ui/chain/chain-view.tsx';
import { formatDate } from '../../../ui/dates.ts';
import { QueryStates } from '../../../ui/states.tsx';
import { PanelSection } from '../../../ui/side-panel.tsx';
import classes from '../tokens.module.css';

/** What hangs on what: person → e-signature → certificate → token → accesses, and which link gives way first. */
export function TokenChain({ token }: { readonly token: TokenView }) {
  const t = useT();
  const { tokenId, certificateLabel, boundAt } = token;
  const query = useQuery<ChainView>({
    queryKey: keys.chain(tokenId),
    queryFn: () => unwrap(app().certificates.chain({ tokenId })),
  });
  return (
    <PanelSection title={t('tokens.chain.title')}>
      <QueryStates query={query}>{(chain) => <Chain chain={chain} />}</QueryStates>
      <div className={classes.dim}>
        {certificateLabel === null
          ? t('tokens.chain.noCertificate')
          : boundAt === null
            ? t('tokens.chain.notBound')
            : t('tokens.chain.bound', { date: formatDate(boundAt) })}
      </div>
    </PanelSection>
  );
}
