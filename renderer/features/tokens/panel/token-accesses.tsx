import { VisuallyHidden } from '@mantine/core';
import { IconCheck, IconQuestionMark, IconX } from '@tabler/icons-react';
import type { AccessView, TokenView } from '../../../../contract/areas/tokens.ts';
import { knownAccess } from '../../../../contract/t-bank/accesses.ts';
import { useT, type Translate } from '../../../i18n/t.ts';
import { AccessBadge } from '../../../ui/access-badge.tsx';
import { formatDate } from '../../../ui/dates.ts';
import { AccessProof } from '../diagnosis/access-proof.tsx';
import { accessesByDanger } from '../token-facts.ts';
import { PanelSection } from '../../../ui/side-panel.tsx';
import { useAccessName } from '../use-access-name.ts';
import classes from '../tokens.module.css';

const SIGNS = {
  proven: { Icon: IconCheck, className: classes.proven },
  refused: { Icon: IconX, className: classes.refused },
  unproven: { Icon: IconQuestionMark, className: classes.dim },
} as const;

/** What the token can do, and how that is known. */
export function TokenAccesses({ token }: { readonly token: TokenView }) {
  const t = useT();
  const { accesses } = token;
  const advised = accesses.filter(({ advice }) => advice !== 'keep').length;
  return (
    <PanelSection title={t('tokens.access.title')}>
      {accesses.length === 0 ? (
        <div className={classes.dim}>{t('tokens.access.none')}</div>
      ) : (
        <ul className={classes.facts}>
          {accessesByDanger(accesses).map((access) => (
            <AccessLine key={access.access} access={access} />
          ))}
        </ul>
      )}
      {advised > 0 && isUsed(token) && (
        <div className={classes.soonUnder}>{t('diagnosis.advice.title', { count: advised })}</div>
      )}
      {isUsed(token) && <AccessProof token={token} />}
    </PanelSection>
  );
}

/** A token of which the bank can be asked. */
function isUsed({ status, secretPlace }: TokenView): boolean {
  return secretPlace === 'here' && !OUT_OF_USE.includes(status);
}

const OUT_OF_USE: readonly TokenView['status'][] = ['planned', 'revoked', 'lost', 'frozen'];

function AccessLine({ access }: { readonly access: AccessView }) {
  const t = useT();
  const { Icon, className } = SIGNS[access.proof];
  return (
    <li className={classes.fact}>
      <Icon size={16} className={className} aria-hidden />
      <VisuallyHidden>{t(`tokens.access.proofName.${access.proof}`)}</VisuallyHidden>
      <span className={classes.factWords}>
        <AccessName access={access} />
      </span>
      <span
        className={classes.factNote}
        title={access.proof === 'unproven' ? t('tokens.access.unprovenHint') : undefined}
      >
        {proofText(t, access)}
        {access.advice === 'unused' || access.advice === 'unexpected' ? (
          <div className={classes.soonUnder}>{t(`diagnosis.advice.${access.advice}`)}</div>
        ) : null}
      </span>
    </li>
  );
}

/**
 * A string that the catalogue does not know is shown whole; it counts as money-moving, so it stands in a red frame too.
 */
function AccessName({ access }: { readonly access: AccessView }) {
  const nameOf = useAccessName();
  if (!access.movesMoney) return <>{nameOf(access.access)}</>;
  if (knownAccess(access.access) !== null) return <AccessBadge access={access.access} />;
  return <span className={classes.rawAccess}>{access.access}</span>;
}

function proofText(t: Translate, { proof, provenAt, movesMoney }: AccessView): string {
  switch (proof) {
    case 'proven':
      return provenAt === null
        ? t('tokens.access.provenNoDate')
        : t('tokens.access.proven', { date: formatDate(provenAt) });
    case 'refused':
      return movesMoney ? t('tokens.access.refusedMoney') : t('tokens.access.refused');
    case 'unproven':
      return t('tokens.access.unproven');
  }
}
