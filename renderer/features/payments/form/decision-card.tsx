import { IconCircleCheck, IconHandStop, IconSignature } from '@tabler/icons-react';
import type { RuleDecision } from '../../../../contract/areas/payments.ts';
import { useT, type Translate } from '../../../i18n/t.ts';
import { RuleReasons } from '../../../ui/payment/rule-reasons.tsx';
import type { Tone } from '../../../ui/tone.ts';
import tones from '../../../ui/tone.module.css';
import classes from './preview-panel.module.css';

const LOOK = {
  allow: { tone: 'info', icon: IconCircleCheck },
  'needs-approval': { tone: 'warning', icon: IconSignature },
  refuse: { tone: 'danger', icon: IconHandStop },
} as const satisfies Readonly<Record<RuleDecision['kind'], { tone: Tone; icon: unknown }>>;

/** What the rules say of the payment as it stands; `null` while fields are wrong. */
export function DecisionCard({ decision }: { readonly decision: RuleDecision | null }) {
  const t = useT();
  if (decision === null) return <p className={classes.quiet}>{t('payments.panel.filling')}</p>;
  const { tone, icon: Icon } = LOOK[decision.kind];
  return (
    <div role="status">
      <div className={`${classes.decision} ${tones[tone]}`}>
        <Icon size={20} aria-hidden />
        <span>{decisionText(t, decision)}</span>
      </div>
      {decision.kind === 'allow' && <p className={classes.quiet}>{t('payments.panel.allowText')}</p>}
      <RuleReasons reasons={decision.reasons} withAdvice />
    </div>
  );
}

function decisionText(t: Translate, decision: RuleDecision): string {
  switch (decision.kind) {
    case 'allow':
      return t('payments.panel.allow');
    case 'needs-approval':
      return t('payments.panel.approval', { count: Math.max(1, decision.approvalsNeeded) });
    case 'refuse':
      return t('payments.panel.refuse');
  }
}
