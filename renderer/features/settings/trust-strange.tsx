import { Button, Code } from '@mantine/core';
import { working } from '../../../contract/callers.ts';
import type { StrangeAuthorityView } from '../../../contract/areas/trust.ts';
import { app } from '../../api/client.ts';
import { keys } from '../../api/keys.ts';
import { useCall } from '../../api/use-call.ts';
import { useMay } from '../../api/use-may.ts';
import { useT } from '../../i18n/t.ts';
import { DateText } from '../../ui/date-text.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Panel } from '../../ui/screen.tsx';
import { spacedFingerprint } from './fingerprint.ts';
import classes from './settings.module.css';

/** An authority that stops the calls to a bank: what a director compares before he confirms it. */
export function StrangeAuthority({ strange }: { readonly strange: StrangeAuthorityView }) {
  const t = useT();
  const isWorking = useMay(working);
  const pin = useCall(app().trust.pin, { staleAfter: [keys.trust] });
  const { environment, sha256, host } = strange;
  return (
    <Panel title={t(`trust.environment.${environment}`)}>
      <div className={classes.form}>
        <Notice tone="danger" role="alert" title={t('trust.strangeTitle')}>
          {t('trust.strangeText', { host })} {t('trust.strangeAsk')}
        </Notice>
        <dl className={classes.facts}>
          <dt>{t('trust.root')}</dt>
          <dd>{strange.subject}</dd>
          <dt>{t('trust.dates')}</dt>
          <dd>
            <DateText at={strange.notBefore} /> – <DateText at={strange.notAfter} />
          </dd>
          <dt>{t('trust.pinFingerprint')}</dt>
          <dd>
            <Code className={classes.fingerprint}>{spacedFingerprint(sha256)}</Code>
          </dd>
          <dt>{t('trust.server')}</dt>
          <dd>{strange.server}</dd>
          <dt>{t('trust.issuer')}</dt>
          <dd>{strange.issuer}</dd>
          <dt>{t('trust.since')}</dt>
          <dd>
            <DateText at={strange.since} />
          </dd>
        </dl>
        <ErrorNotice error={pin.error} />
        {isWorking && (
          <div className={classes.actions}>
            <Button color="red" loading={pin.isPending} onClick={() => void pin.run({ environment, sha256 })}>
              {t('trust.pin')}
            </Button>
          </div>
        )}
      </div>
    </Panel>
  );
}
