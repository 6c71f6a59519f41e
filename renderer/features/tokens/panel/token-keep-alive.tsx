import { Button, Group, Switch } from '@mantine/core';
import { useState } from 'react';
import { working } from '../../../../contract/callers.ts';
import { useMay } from '../../../api/use-may.ts';
import type { TokenView } from '../../../../contract/areas/tokens.ts';
import { HARMLESS_READS } from '../../../../contract/t-bank/accesses.ts';
import { app } from '../../../api/client.ts';
import { keys } from '../../../api/keys.ts';
import { useCall } from '../../../api/use-call.ts';
import { useT } from '../../../i18n/t.ts';
import { ConfirmDialog } from '../../../ui/confirm.tsx';
import { formatDate } from '../../../ui/dates.ts';
import { ErrorNotice } from '../../../ui/error-notice.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { PanelSection } from '../../../ui/side-panel.tsx';
import classes from '../tokens.module.css';

/** Keep-alive of the token: on or off, when the next call comes, and the question whether the token is still needed. */
export function TokenKeepAlive({ token }: { readonly token: TokenView }) {
  const t = useT();
  const [isAsking, setAsking] = useState(false);
  const call = useCall(app().records.keepAlive, { staleAfter: [keys.tokens, keys.reminders] });
  const isWorking = useMay(working);
  const { tokenId, keepAlive } = token;
  const obstacle = obstacleOf(token);
  const movesMoney = token.accesses.some((access) => access.movesMoney);
  const turn = (isOn: boolean) => {
    if (isOn && movesMoney) setAsking(true);
    else void call.run({ tokenId, action: isOn ? 'on' : 'off' });
  };
  return (
    <PanelSection title={t('clock.keepAlive.title')}>
      <div className={classes.gap}>
        <Switch
          label={t('clock.keepAlive.switch')}
          description={
            obstacle === null ? t('clock.keepAlive.hint') : t(`clock.keepAlive.obstacle.${obstacle}`)
          }
          checked={keepAlive.isOn}
          disabled={!isWorking || (obstacle !== null && !keepAlive.isOn)}
          onChange={(event) => turn(event.currentTarget.checked)}
        />
        {keepAlive.isOn && keepAlive.confirmedAt === null && (
          <Notice
            tone="warning"
            title={t('clock.keepAlive.question')}
            actions={
              isWorking && (
                <Group gap={8}>
                  <Button size="xs" onClick={() => void call.run({ tokenId, action: 'confirm' })}>
                    {t('clock.keepAlive.yes')}
                  </Button>
                  <Button
                    size="xs"
                    variant="default"
                    onClick={() => void call.run({ tokenId, action: 'off' })}
                  >
                    {t('clock.keepAlive.no')}
                  </Button>
                </Group>
              )
            }
          >
            {t('clock.keepAlive.questionText')}
          </Notice>
        )}
        {keepAlive.isOn && keepAlive.confirmedAt !== null && keepAlive.dueAt !== null && (
          <p className={classes.small}>{t('clock.keepAlive.due', { date: formatDate(keepAlive.dueAt) })}</p>
        )}
        <ErrorNotice error={call.error} />
      </div>
      <ConfirmDialog
        isOpen={isAsking}
        title={t('clock.keepAlive.payingTitle')}
        confirmLabel={t('clock.keepAlive.payingConfirm')}
        tone="danger"
        isPending={call.isPending}
        onConfirm={() => void call.run({ tokenId, action: 'on' }).then(() => setAsking(false))}
        onClose={() => setAsking(false)}
      >
        {t('clock.keepAlive.payingText')}
      </ConfirmDialog>
    </PanelSection>
  );
}

/** Why the token cannot be kept alive, in the words of the screen. */
function obstacleOf({
  rule,
  secretPlace,
  sealedTo,
  accesses,
}: TokenView): 'rule' | 'elsewhere' | 'sealed' | 'no-read' | null {
  if (rule.kind === 'absolute') return 'rule';
  if (secretPlace !== 'here') return 'elsewhere';
  if (sealedTo !== null) return 'sealed';
  const held = accesses.filter(({ proof }) => proof !== 'refused').map(({ access }) => access);
  const mayRead = HARMLESS_READS.some((access) => held.includes(access));
  return mayRead ? null : 'no-read';
}
