import { IconAlertTriangle, IconArchive, IconCircleCheck, IconClock, IconClockX } from '@tabler/icons-react';
import type { CertificateView } from '../../../contract/areas/certificates.ts';
import { useT } from '../../i18n/t.ts';
import { DaysText } from '../../ui/date-text.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import type { Tone } from '../../ui/tone.ts';
import { certificateTone, passedWarning, type CertificateTone } from './certificate-warning.ts';
import classes from './certificates.module.css';

const LOOKS = {
  valid: { tone: 'neutral', Icon: IconCircleCheck },
  'expires-soon': { tone: 'warning', Icon: IconAlertTriangle },
  expired: { tone: 'danger', Icon: IconClockX },
  'not-yet-valid': { tone: 'info', Icon: IconClock },
  retired: { tone: 'neutral', Icon: IconArchive },
} as const satisfies Readonly<
  Record<CertificateView['state'], { readonly tone: Tone; readonly Icon: unknown }>
>;

/** Says the state of a certificate by an icon and a word. */
export function CertificateStateBadge({ certificate }: { readonly certificate: CertificateView }) {
  const t = useT();
  const { tone, Icon } = LOOKS[certificate.state];
  return (
    <StatusBadge tone={tone} icon={<Icon size={14} aria-hidden />}>
      {t(`certificates.state.${certificate.state}`)}
    </StatusBadge>
  );
}

const TONE_CLASSES: Readonly<Record<CertificateTone, string | undefined>> = {
  calm: undefined,
  soon: classes.soon,
  urgent: classes.urgent,
  over: classes.over,
};

/** How many days are left; from 60 days on with a sign that grows louder at each mark. */
export function DaysLeft({ certificate }: { readonly certificate: CertificateView }) {
  const t = useT();
  const tone = certificateTone(certificate);
  const mark = passedWarning(certificate.daysLeft);
  return (
    <span
      className={`${classes.days} ${TONE_CLASSES[tone] ?? ''}`}
      title={mark === null || tone === 'over' ? undefined : t('certificates.days.mark', { count: mark })}
    >
      {tone !== 'calm' && <IconAlertTriangle size={14} aria-hidden />}
      <DaysText days={certificate.daysLeft} />
    </span>
  );
}
