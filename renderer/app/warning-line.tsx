import {
  IconAlertTriangle,
  IconCertificate,
  IconHelpCircle,
  IconKey,
  IconShieldExclamation,
} from '@tabler/icons-react';
import { Link } from 'wouter';
import type { WarningView } from '../../contract/areas/reminders.ts';
import { useT, type Translate } from '../i18n/t.ts';
import { formatDate, formatDays } from '../ui/dates.ts';
import { errorText } from '../ui/error-text.ts';
import { paths } from '../ui/paths.ts';
import classes from './bell.module.css';

const ICONS = {
  'token-ends': IconKey,
  'certificate-ends': IconCertificate,
  'token-threat': IconShieldExclamation,
  'keep-alive-question': IconHelpCircle,
  'token-problem': IconAlertTriangle,
} as const satisfies Readonly<Record<WarningView['kind'], unknown>>;

interface WarningLineProps {
  readonly warning: WarningView;
  readonly onGo: () => void;
}

/** One warning: what it is about, what is the matter, and the way there. */
export function WarningLine({ warning, onGo }: WarningLineProps) {
  const t = useT();
  const Icon = ICONS[warning.kind];
  const href = warning.kind === 'certificate-ends' ? paths.certificates : paths.token(warning.tokenId);
  const { label } = warning;
  return (
    <Link href={href} className={classes.line} onClick={onGo}>
      <Icon size={18} className={classes.icon} aria-hidden />
      <span className={classes.words}>
        <span className={classes.name}>
          {warning.kind === 'certificate-ends'
            ? t('clock.bell.certificate', { label })
            : t('clock.bell.token', { label })}
        </span>
        <span className={classes.note}>{matter(t, warning)}</span>
        <span className={classes.note}>{warning.companyName}</span>
      </span>
    </Link>
  );
}

function matter(t: Translate, warning: WarningView): string {
  switch (warning.kind) {
    case 'token-ends':
    case 'certificate-ends': {
      const date = formatDate(warning.endsAt);
      if (warning.daysLeft < 0) return t('clock.bell.passed', { date });
      return t('clock.bell.ends', { date, days: formatDays(t, warning.daysLeft) });
    }
    case 'token-threat': {
      const { kind, issuer, on } = warning.threat;
      const facts = { issuer: issuer ?? '', date: formatDate(on) };
      return t('clock.bell.threat', { what: t(`clock.risks.happened.${kind}`, facts) });
    }
    case 'keep-alive-question':
      return t('clock.bell.question');
    case 'token-problem':
      return warning.problem === null
        ? t(`tokens.statusNote.${warning.status}`)
        : errorText(t, warning.problem).happened;
  }
}
