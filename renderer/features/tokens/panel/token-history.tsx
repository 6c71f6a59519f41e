import type { TokenId } from '../../../../contract/values/ids.ts';
import { useT } from '../../../i18n/t.ts';
import { MomentText } from '../../../ui/date-text.tsx';
import { QueryStates } from '../../../ui/states.tsx';
import { PanelSection } from '../../../ui/side-panel.tsx';
import { useToken } from '../use-tokens.ts';
import classes from '../tokens.module.css';
import { whoText } from '../../../ui/who-text.ts';

/** What happened with the token, newest first. */
export function TokenHistory({ tokenId }: { readonly tokenId: TokenId }) {
  const t = useT();
  const query = useToken(tokenId);
  return (
    <PanelSection title={t('tokens.history.title')}>
      <QueryStates
        query={query}
        isEmpty={({ history }) => history.length === 0}
        empty={<div className={classes.dim}>{t('tokens.history.none')}</div>}
      >
        {({ history }) => (
          <ul className={classes.facts}>
            {history
              .toSorted((a, b) => (a.at < b.at ? 1 : -1))
              .map((event, index) => (
                <li key={`${event.at}/${index}`} className={classes.fact}>
                  <span className={classes.factWords}>
                    {t(`journal.kinds.${event.kind}`)}
                    {event.who !== '' && <span className={classes.who}>{whoText(t, event.who)}</span>}
                  </span>
                  <span className={classes.factNote}>
                    <MomentText at={event.at} />
                  </span>
                </li>
              ))}
          </ul>
        )}
      </QueryStates>
    </PanelSection>
  );
}
