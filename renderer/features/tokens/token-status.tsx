import {
  IconAlertTriangle,
  IconCircleCheck,
  IconCircleDashed,
  IconHelpCircle,
  IconHourglassLow,
  IconLock,
  IconSkull,
  IconSnowflake,
  IconTrash,
  IconUnlink,
} from '@tabler/icons-react';
import type { TokenStatus, TokenView } from '../../../contract/areas/tokens.ts';
import { useT } from '../../i18n/t.ts';
import { errorText } from '../../ui/error-text.ts';
import { StatusBadge } from '../../ui/status-badge.tsx';
import type { Tone } from '../../ui/tone.ts';

const LOOKS = {
  planned: { tone: 'neutral', Icon: IconCircleDashed },
  issued: { tone: 'info', Icon: IconHelpCircle },
  active: { tone: 'success', Icon: IconCircleCheck },
  retiring: { tone: 'warning', Icon: IconHourglassLow },
  quarantined: { tone: 'warning', Icon: IconLock },
  revoked: { tone: 'neutral', Icon: IconTrash },
  dead: { tone: 'danger', Icon: IconSkull },
  lost: { tone: 'danger', Icon: IconUnlink },
  frozen: { tone: 'danger', Icon: IconSnowflake },
} as const satisfies Readonly<Record<TokenStatus, { readonly tone: Tone; readonly Icon: unknown }>>;

/** Says the state of a token by an icon and a word; one whose last call failed carries a warning sign and the reason as a tooltip. */
export function TokenStatusBadge({ token }: { readonly token: TokenView }) {
  const t = useT();
  const { tone, Icon } = LOOKS[token.status];
  const isTroubled = token.lastProblem !== null && (token.status === 'active' || token.status === 'issued');
  const problem = token.lastProblem === null ? null : errorText(t, token.lastProblem).happened;
  const Shown = isTroubled ? IconAlertTriangle : Icon;
  return (
    <StatusBadge
      tone={isTroubled ? 'warning' : tone}
      icon={<Shown size={14} aria-hidden />}
      title={isTroubled && problem !== null ? problem : t(`tokens.statusNote.${token.status}`)}
    >
      {isTroubled ? t('tokens.status.troubled') : t(`tokens.status.${token.status}`)}
    </StatusBadge>
  );
}
