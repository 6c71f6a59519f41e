import { Button } from '@mantine/core';
import type {
  ProtectingMember,
  ProtectedToken,
  ProtectionView,
} from '../../../../contract/areas/protection.ts';
import { useT, type Translate } from '../../../i18n/t.ts';
import { formatDate } from '../../../ui/dates.ts';
import classes from '../settings.module.css';

interface ProtectionFactsProps {
  readonly view: ProtectionView;
  readonly isFixed: boolean;
  readonly onSeal: (token: ProtectedToken) => void;
  readonly onUnseal: (token: ProtectedToken) => void;
}

/** The facts that decide the grade, and those that are missing. */
export function ProtectionFacts({ view, isFixed, onSeal, onUnseal }: ProtectionFactsProps) {
  const t = useT();
  const { tokens, members, othersHere, directors } = view;
  return (
    <section aria-label={t('grades.facts')} className={classes.gradeFacts}>
      <h3 className={classes.label}>{t('grades.facts')}</h3>
      <ul className={classes.list}>
        {tokens.length === 0 && <li className={classes.item}>{t('grades.noTokens')}</li>}
        {tokens.map((token) => (
          <li key={token.tokenId} className={classes.item}>
            <span>
              <span className={classes.itemTitle}>{token.label}</span>{' '}
              {t(`grades.token.${token.state}`, { director: token.sealedTo ?? token.movesTo ?? '' })}
              {token.shownAt !== null && (
                <span className={classes.itemNote}>
                  {t('grades.shown', { date: formatDate(token.shownAt) })}
                </span>
              )}
            </span>
            {(token.state === 'open' || token.state === 'half') && directors.length > 0 && (
              <Button variant="default" size="xs" disabled={isFixed} onClick={() => onSeal(token)}>
                {t(token.state === 'half' ? 'grades.action.finish-seal' : 'grades.action.seal')}
              </Button>
            )}
            {token.state === 'sealed' && (
              <Button
                variant="subtle"
                color="gray"
                size="xs"
                disabled={isFixed}
                onClick={() => onUnseal(token)}
              >
                {t('grades.action.unseal')}
              </Button>
            )}
          </li>
        ))}
        {tokens.length > 0 && (
          <li className={classes.item}>
            {othersHere.length === 0
              ? t('grades.here.directors')
              : t('grades.here.others', { names: othersHere.join(', ') })}
          </li>
        )}
        {members.map((member) => (
          <li key={`${member.name} ${member.role}`} className={classes.item}>
            {memberText(t, member)}
          </li>
        ))}
      </ul>
    </section>
  );
}

function memberText(t: Translate, { name, payingToken, at, hasLeft }: ProtectingMember): string {
  const date = at === null ? '' : formatDate(at);
  return t(`grades.member.${hasLeft ? 'left' : payingToken}`, { name, date });
}
