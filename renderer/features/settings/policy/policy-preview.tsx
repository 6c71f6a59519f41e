import { IconArrowRight, IconHandStop, IconSignature, IconWritingSign } from '@tabler/icons-react';
import type { RuleDecision } from '../../../../contract/areas/payments.ts';
import { PREVIEW_NAMED, type PolicyPreview, type PreviewEffect } from '../../../../contract/areas/policy.ts';
import { useT, type Translate } from '../../../i18n/t.ts';
import { DateText } from '../../../ui/date-text.tsx';
import { ErrorNotice } from '../../../ui/error-notice.tsx';
import { MoneyText } from '../../../ui/money-text.tsx';
import type { Tone } from '../../../ui/tone.ts';
import tones from '../../../ui/tone.module.css';
import type { LivePolicyPreview } from './use-policy-preview.ts';
import classes from './policy.module.css';

const LOOK = {
  refused: { tone: 'danger', icon: IconHandStop },
  asked: { tone: 'warning', icon: IconSignature },
  more: { tone: 'warning', icon: IconWritingSign },
  freed: { tone: 'info', icon: IconArrowRight },
} as const satisfies Readonly<Record<PreviewEffect, { tone: Tone; icon: unknown }>>;

const EFFECTS = ['refused', 'asked', 'more', 'freed'] as const satisfies readonly PreviewEffect[];

/** What the rules on the screen would have done to the payments of the last ninety days. */
export function PolicyPreviewPanel({ live }: { readonly live: LivePolicyPreview }) {
  const t = useT();
  return (
    <section className={classes.preview} aria-label={t('settings.policy.preview.title')}>
      <h3 className={classes.legend}>{t('settings.policy.preview.title')}</h3>
      <ErrorNotice error={live.error} isReading />
      <div aria-live="polite" className={live.isFresh ? undefined : classes.stale}>
        {live.preview === null ? (
          <p className={classes.note}>
            {t(live.isWrong ? 'settings.policy.preview.wrong' : 'common.state.loading')}
          </p>
        ) : (
          <Outcome preview={live.preview} />
        )}
      </div>
    </section>
  );
}

function Outcome({ preview }: { readonly preview: PolicyPreview }) {
  const t = useT();
  const { payments, counts, named } = preview;
  if (payments === 0) return <p className={classes.note}>{t('settings.policy.preview.empty')}</p>;
  const effects = EFFECTS.filter((effect) => counts[effect] > 0);
  const total = effects.reduce((sum, effect) => sum + counts[effect], 0);
  return (
    <>
      <p className={classes.note}>
        {t('settings.policy.preview.payments', { count: payments })}{' '}
        {total === 0 && t('settings.policy.preview.same')}
      </p>
      {total > 0 && (
        <ul className={classes.effects}>
          {effects.map((effect) => (
            <Effect key={effect} effect={effect} count={counts[effect]} />
          ))}
        </ul>
      )}
      {named.length > 0 && <NamedPayments named={named} />}
      {total > PREVIEW_NAMED && (
        <p className={classes.note}>{t('settings.policy.preview.latest', { count: PREVIEW_NAMED })}</p>
      )}
    </>
  );
}

function Effect({ effect, count }: { readonly effect: PreviewEffect; readonly count: number }) {
  const t = useT();
  const { tone, icon: Icon } = LOOK[effect];
  return (
    <li className={`${classes.effect} ${tones[tone]}`}>
      <Icon size={18} aria-hidden />
      <span>
        <b>{count}</b> {t(`settings.policy.preview.effect.${effect}`, { count })}
      </span>
    </li>
  );
}

function NamedPayments({ named }: { readonly named: PolicyPreview['named'] }) {
  const t = useT();
  return (
    // A region that scrolls must take the focus, or the keyboard cannot scroll it (WCAG 2.1.1).
    <div className={classes.named} tabIndex={0} role="group" aria-label={t('settings.policy.preview.list')}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{t('settings.policy.preview.at')}</th>
            <th scope="col">{t('settings.policy.preview.payee')}</th>
            <th scope="col" className={classes.sum}>
              {t('settings.policy.preview.amount')}
            </th>
            <th scope="col">{t('settings.policy.preview.change')}</th>
          </tr>
        </thead>
        <tbody>
          {named.map(({ paymentId, at, payeeName, amountMinor, effect, before, after }) => (
            <tr key={paymentId}>
              <td>
                <DateText at={at} />
              </td>
              <td className={classes.payee}>{payeeName}</td>
              <td className={classes.sum}>
                <MoneyText minor={amountMinor} />
              </td>
              <td>
                <span className={classes.was}>{decisionText(t, before)}</span>
                <IconArrowRight
                  size={14}
                  className={classes.arrow}
                  aria-label={t('settings.policy.preview.becomes')}
                />
                <span className={`${classes.is} ${tones[LOOK[effect].tone]}`}>{decisionText(t, after)}</span>
                {after.reasons.length > 0 && <div className={classes.note}>{reasonsText(t, after)}</div>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function decisionText(t: Translate, { kind, approvalsNeeded }: RuleDecision): string {
  switch (kind) {
    case 'allow':
      return t('settings.policy.preview.decision.allow');
    case 'refuse':
      return t('settings.policy.preview.decision.refuse');
    case 'needs-approval':
      return t('settings.policy.preview.decision.approvals', { count: approvalsNeeded });
  }
}

function reasonsText(t: Translate, { reasons }: RuleDecision): string {
  return reasons.map(({ code }) => t(`journal.reason.${code}`)).join(', ');
}
