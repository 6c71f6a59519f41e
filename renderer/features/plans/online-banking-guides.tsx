import { Button } from '@mantine/core';
import { IconExternalLink } from '@tabler/icons-react';
import type { PlanDetails } from '../../../contract/areas/plans.ts';
import { ACCESSES, knownAccess } from '../../../contract/t-bank/accesses.ts';
import { CABINET_GUIDE } from '../../../contract/t-bank/online-banking-guide.ts';
import { IP_PLACEHOLDERS } from '../../../contract/values/ip-addresses.ts';
import { app } from '../../api/client.ts';
import { useCall } from '../../api/use-call.ts';
import { useLanguage, useT } from '../../i18n/t.ts';
import { CopyText } from '../../ui/copy-text.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import classes from './plans.module.css';

interface GuideProps {
  readonly plan: PlanDetails;
}

/** Opens online banking: the training one in a window of ours, the real one in the person's browser. */
export function OnlineBankingButton({ plan }: GuideProps) {
  const t = useT();
  const isTraining = plan.environmentKind === 'training';
  const training = useCall(app().training.openCabinet);
  const real = useCall(app().session.openLink);
  const run = () => void (isTraining ? training.run({}) : real.run({ link: 'bank-cabinet' }));
  return (
    <>
      <div>
        <Button variant="light" leftSection={<IconExternalLink size={16} aria-hidden />} onClick={run}>
          {isTraining ? t('plans.cabinet.openTraining') : t('plans.cabinet.open')}
        </Button>
      </div>
      <ErrorNotice error={training.error ?? real.error} isReading />
    </>
  );
}

/** Where to click, what to paste and what to tick, in the words of the cabinet. Source: tapi.md §2.2, §3. */
export function IssueGuide({ plan }: GuideProps) {
  const t = useT();
  const { wish } = plan;
  if (wish === null) return null;
  const isOff = wish.ipCheck === 'off-by-letter';
  const addresses = wish.ips.map(({ address }) => address.trim()).filter((address) => address !== '');
  const text = isOff ? (IP_PLACEHOLDERS[0] ?? '') : addresses.join(', ');
  return (
    <div className={classes.body}>
      <ol className={classes.clicks}>
        <li>
          {t('plans.cabinet.goTo')} <Way steps={CABINET_GUIDE.issue.today} />
          <p className={classes.hint}>{t('plans.cabinet.issueOlder')}</p>
        </li>
        <li>
          {t('plans.cabinet.paste')}
          <CopyText
            label={t('plans.cabinet.addresses')}
            text={text}
            {...(isOff ? { hint: t('plans.cabinet.placeholder') } : {})}
          />
        </li>
        <li>
          {t('plans.cabinet.tick', { block: CABINET_GUIDE.issue.accessesBlock })}
          <AccessesToTick plan={plan} />
        </li>
        <li>{t('plans.cabinet.press', { button: CABINET_GUIDE.issue.button })}</li>
      </ol>
      <p className={classes.hint}>{t('plans.cabinet.webOnly')}</p>
    </div>
  );
}

/**
 * The accesses under online banking's own names, with the company's numbers in them, in online banking's order; raw
 * strings come last.
 */
function AccessesToTick({ plan }: GuideProps) {
  const t = useT();
  const language = useLanguage();
  const wished = new Set(plan.wish?.accesses ?? []);
  const known = ACCESSES.filter(({ access }) => wished.has(access));
  const raw = [...wished].filter((access) => knownAccess(access) === null);
  return (
    <ul className={classes.tick} aria-label={t('plans.cabinet.accesses')}>
      {known.map((entry) => (
        <li key={entry.access}>
          <span className={entry.movesMoney ? classes.money : undefined}>
            {entry.cabinetFullName.replace('{inn}', plan.inn).replace('{kpp}', plan.kpp)}
          </span>
          {entry.isNameShared && <span className={classes.dim}> {entry.path}</span>}
          {entry.cabinetGroup !== null && (
            <span className={classes.dim}> {t('plans.cabinet.group', { group: entry.cabinetGroup })}</span>
          )}
          {language === 'en' && <span className={classes.dim}> {entry.englishName}</span>}
        </li>
      ))}
      {raw.map((access) => (
        <li key={access}>{access}</li>
      ))}
    </ul>
  );
}

/** Where to click so that the bank forgets the token, in both versions of the cabinet. Source: tapi.md §2.5. */
export function RevokeGuide({ plan }: GuideProps) {
  const t = useT();
  return (
    <div className={classes.body}>
      <p className={classes.text}>{t('plans.cabinet.revokeWho')}</p>
      <dl className={classes.ways}>
        <dt>{t('plans.cabinet.today')}</dt>
        <dd>
          <Way steps={CABINET_GUIDE.revoke.today} />
        </dd>
        <dt>{t('plans.cabinet.older')}</dt>
        <dd>
          <Way steps={CABINET_GUIDE.revoke.older} />
        </dd>
      </dl>
      <p className={classes.text}>
        {plan.old === null
          ? t('plans.cabinet.pickAny', { button: CABINET_GUIDE.revoke.button })
          : t('plans.cabinet.pick', {
              label: plan.old.label,
              lastFour: plan.old.lastFour,
              button: CABINET_GUIDE.revoke.button,
            })}
      </p>
      <p className={classes.hint}>{t('plans.cabinet.webOnly')}</p>
    </div>
  );
}

function Way({ steps }: { readonly steps: readonly string[] }) {
  return (
    <span className={classes.way}>
      {steps.map((step, index) => (
        <span key={step}>
          {index > 0 && <span className={classes.dim}> → </span>}
          <b>{step}</b>
        </span>
      ))}
    </span>
  );
}
