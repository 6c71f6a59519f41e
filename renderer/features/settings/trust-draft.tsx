import { Button, Code, Radio } from '@mantine/core';
import { useState } from 'react';
import { TrustedEnvironment, type RootDraft, type TrustView } from '../../../contract/areas/trust.ts';
import { app } from '../../api/client.ts';
import { keys } from '../../api/keys.ts';
import { useCall } from '../../api/use-call.ts';
import { useT } from '../../i18n/t.ts';
import { DateText } from '../../ui/date-text.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Panel } from '../../ui/screen.tsx';
import { spacedFingerprint } from './fingerprint.ts';
import classes from './settings.module.css';

interface TrustDraftProps {
  readonly draft: RootDraft;
  readonly trust: TrustView;
  readonly onEnd: () => void;
}

/** A root that was read from a file: what to compare, and for which bank it is to be trusted. */
export function TrustDraft({ draft, trust, onEnd }: TrustDraftProps) {
  const t = useT();
  const [environment, setEnvironment] = useState<TrustedEnvironment>('production');
  const add = useCall(app().trust.add, { staleAfter: [keys.trust], onDone: onEnd });
  return (
    <Panel title={t('trust.new')}>
      <div className={classes.form}>
        <Verdict draft={draft} />
        <dl className={classes.facts}>
          <dt>{t('trust.subject')}</dt>
          <dd>{draft.subject}</dd>
          <dt>{t('trust.dates')}</dt>
          <dd>
            <DateText at={draft.notBefore} /> – <DateText at={draft.notAfter} />
          </dd>
          <dt>{t('trust.fingerprint')}</dt>
          <dd>
            <Code className={classes.fingerprint}>{spacedFingerprint(draft.sha256)}</Code>
          </dd>
          <dt>{t('trust.known')}</dt>
          <dd>
            <Code className={classes.fingerprint}>{spacedFingerprint(trust.stateRootSha256)}</Code>
          </dd>
        </dl>
        <Radio.Group
          label={t('trust.forWhom')}
          value={environment}
          onChange={(value) => setEnvironment(TrustedEnvironment.safeParse(value).data ?? environment)}
        >
          <div className={classes.stack}>
            {trust.environments.map(({ environment: value, hosts }) => (
              <Radio
                key={value}
                value={value}
                label={t(`trust.environment.${value}`)}
                description={hosts.join(', ')}
              />
            ))}
          </div>
        </Radio.Group>
        <ErrorNotice error={add.error} />
        <div className={classes.actions}>
          <Button
            {...(draft.isStateRoot ? {} : { color: 'red' })}
            loading={add.isPending}
            onClick={() => void add.run({ draftId: draft.draftId, environment })}
          >
            {t(draft.isStateRoot ? 'trust.submit' : 'trust.submitOther')}
          </Button>
          <Button variant="default" onClick={onEnd} disabled={add.isPending}>
            {t('common.action.cancel')}
          </Button>
        </div>
      </div>
    </Panel>
  );
}

function Verdict({ draft }: Pick<TrustDraftProps, 'draft'>) {
  const t = useT();
  if (draft.isStateRoot)
    return (
      <Notice tone="success" role="status" title={t('trust.isStateRoot')}>
        {t('trust.isStateRootText')}
      </Notice>
    );
  return (
    <Notice tone="danger" role="alert" title={t('trust.isOtherRoot')}>
      {t('trust.isOtherRootText')}
    </Notice>
  );
}
