import {
  IconAlertTriangle,
  IconCircleCheck,
  IconCircleDashed,
  IconHelpCircle,
  IconHourglassLow,
  IconLock,
  IconMapPin,
  IconShieldExclamation,
  IconCircleOff,
  IconSnowflake,
  IconTrash,
  IconUnlink,
} from '@tabler/icons-react';
import type { TokenStatus, TokenView } from '../../../../contract/areas/tokens.ts';
import { useT, type Translate } from '../../../i18n/t.ts';
import { formatDate } from '../../../ui/dates.ts';
import { errorText } from '../../../ui/error-text.ts';
import { StatusBadge } from '../../../ui/status-badge.tsx';
import type { Tone } from '../../../ui/tone.ts';

const LOOKS = {
  planned: { tone: 'neutral', Icon: IconCircleDashed },
  issued: { tone: 'info', Icon: IconHelpCircle },
  active: { tone: 'success', Icon: IconCircleCheck },
  retiring: { tone: 'warning', Icon: IconHourglassLow },
  quarantined: { tone: 'warning', Icon: IconLock },
  revoked: { tone: 'neutral', Icon: IconTrash },
  dead: { tone: 'danger', Icon: IconCircleOff },
  lost: { tone: 'danger', Icon: IconUnlink },
  frozen: { tone: 'danger', Icon: IconSnowflake },
} as const satisfies Readonly<Record<TokenStatus, { readonly tone: Tone; readonly Icon: unknown }>>;

/**
 * Says the state of a token by an icon and a word; what has happened to it goes before, with the reason as a tooltip.
 */
export function TokenStatusBadge({ token }: { readonly token: TokenView }) {
  const t = useT();
  const look = lookOf(t, token);
  return (
    <StatusBadge tone={look.tone} icon={<look.Icon size={14} aria-hidden />} title={look.title}>
      {look.name}
    </StatusBadge>
  );
}

function lookOf(t: Translate, { status, threats, lastProblem, secretPlace, sealedTo }: TokenView) {
  const [threat] = threats;
  if (threat !== undefined) {
    const facts = { issuer: threat.issuer ?? '', date: formatDate(threat.on) };
    const title = t(`clock.risks.happened.${threat.kind}`, facts);
    return { tone: 'danger', Icon: IconShieldExclamation, name: t('clock.risks.threat'), title } as const;
  }
  if (lastProblem !== null && (status === 'active' || status === 'issued')) {
    const title = errorText(t, lastProblem).happened;
    return { tone: 'warning', Icon: IconAlertTriangle, name: t('tokens.status.troubled'), title } as const;
  }
  if (secretPlace === 'elsewhere' && (status === 'active' || status === 'issued')) {
    const name = t('tokens.place.short');
    return { tone: 'neutral', Icon: IconMapPin, name, title: t('tokens.place.elsewhere') } as const;
  }
  if (sealedTo !== null && (status === 'active' || status === 'issued')) {
    const title = t('tokens.sealed.to', { director: sealedTo });
    return { tone: 'neutral', Icon: IconLock, name: t('tokens.sealed.short'), title } as const;
  }
  return { ...LOOKS[status], name: t(`tokens.status.${status}`), title: t(`tokens.statusNote.${status}`) };
}
