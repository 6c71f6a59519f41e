import { Button, NumberInput, Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { TrainingFault, type TrainingView } from '../../../../contract/areas/training.ts';
import { app, unwrap } from '../../../api/client.ts';
import { keys } from '../../../api/keys.ts';
import { useCall } from '../../../api/use-call.ts';
import { useT } from '../../../i18n/t.ts';
import { MomentText } from '../../../ui/date-text.tsx';
import { ErrorNotice } from '../../../ui/error-notice.tsx';
import { MoneyText } from '../../../ui/money-text.tsx';
import { Panel } from '../../../ui/screen.tsx';
import { QueryStates } from '../../../ui/states.tsx';
import classes from '../settings.module.css';
import { useTrainingControl } from './training-control.ts';
import { TrainingKpp, TrainingTokens } from './training-tokens.tsx';

/** The training bank's cabinet: sign drafts, move its clock, make it fail. */
export function TrainingSection() {
  const t = useT();
  const query = useQuery({ queryKey: keys.training, queryFn: () => unwrap(app().training.view({})) });
  return (
    <Panel title={t('settings.tab.training')}>
      <p className={classes.text}>{t('settings.training.text')}</p>
      <CabinetButton />
      <QueryStates query={query}>{(view) => <Controls view={view} />}</QueryStates>
    </Panel>
  );
}

/** The cabinet in which a newcomer issues and revokes tokens as at the bank. */
function CabinetButton() {
  const t = useT();
  const open = useCall(app().training.openCabinet);
  return (
    <>
      <div>
        <Button variant="light" loading={open.isPending} onClick={() => void open.run({})}>
          {t('plans.cabinet.openTraining')}
        </Button>
      </div>
      <ErrorNotice error={open.error} isReading />
    </>
  );
}

function Controls({ view }: { readonly view: TrainingView }) {
  const t = useT();
  const control = useTrainingControl();
  const [days, setDays] = useState<number | string>(1);
  const isDays = typeof days === 'number' && Number.isInteger(days) && days >= 1 && days <= 400;
  return (
    <div className={classes.form}>
      <ErrorNotice error={control.error} />
      <dl className={classes.facts}>
        <dt>{t('settings.training.state')}</dt>
        <dd>{view.isRunning ? t('settings.training.running') : t('settings.training.stopped')}</dd>
        <dt>{t('settings.training.clock')}</dt>
        <dd>
          <MomentText at={view.bankTime} />
        </dd>
      </dl>
      <div className={classes.inline}>
        <NumberInput
          label={t('settings.training.days')}
          min={1}
          max={400}
          allowDecimal={false}
          value={days}
          onChange={setDays}
          w={140}
          error={isDays ? null : t('settings.training.daysWrong')}
        />
        <Button
          variant="default"
          disabled={!isDays}
          loading={control.isPending}
          onClick={() => void control.run({ kind: 'advance-days', days: Number(days) })}
        >
          {t('settings.training.advance')}
        </Button>
      </div>
      <p className={classes.hint}>{t('clock.training.clockText')}</p>
      <TrainingTokens view={view} control={control} />
      <TrainingKpp key={view.kpp} view={view} control={control} />
      <Select
        label={t('settings.training.fault')}
        description={t('settings.training.faultHint')}
        value={view.fault ?? 'none'}
        allowDeselect={false}
        onChange={(value) =>
          void control.run({ kind: 'set-fault', fault: TrainingFault.safeParse(value).data ?? 'none' })
        }
        data={TrainingFault.options.map((value) => ({
          value,
          label: t(`settings.training.faults.${value}`),
        }))}
      />
      <div>
        <h3 className={classes.label}>{t('settings.training.drafts')}</h3>
        {view.drafts.length === 0 && <p className={classes.hint}>{t('settings.training.noDrafts')}</p>}
        <ul className={classes.list}>
          {view.drafts.map((draft) => (
            <li key={draft.documentId} className={classes.item}>
              <span>
                <span className={classes.itemTitle}>{draft.payeeName}</span>
                <span className={classes.itemNote}>
                  {t('settings.training.draft', { number: draft.documentNumber, status: draft.status })}
                </span>
              </span>
              <MoneyText minor={draft.amountMinor} strong />
              <Button
                size="xs"
                variant="default"
                loading={control.isPending}
                onClick={() => void control.run({ kind: 'sign-draft', documentId: draft.documentId })}
              >
                {t('settings.training.sign')}
              </Button>
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}
