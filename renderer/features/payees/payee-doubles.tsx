import { Anchor, Button } from '@mantine/core';
import { useState } from 'react';
import { working } from '../../../contract/callers.ts';
import type { PayeeKey, PayeeRef, PayeeRow } from '../../../contract/areas/payees.ts';
import { app } from '../../api/client.ts';
import { useCall } from '../../api/use-call.ts';
import { useMay } from '../../api/use-may.ts';
import { useCompany } from '../../api/use-session.ts';
import { useT, type Translate } from '../../i18n/t.ts';
import { ConfirmDialog } from '../../ui/confirm.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { PanelSection } from '../../ui/side-panel.tsx';
import classes from './payees.module.css';
import { PAYEE_STALE } from './use-payees.ts';

interface PayeeDoublesProps {
  readonly payee: PayeeRow;
  readonly onOpen: (key: PayeeKey) => void;
}

/** Payees that may be this one, to be merged into it; and those that were, to be taken apart again. */
export function PayeeDoubles({ payee, onOpen }: PayeeDoublesProps) {
  const t = useT();
  const { companyId } = useCompany();
  const isWorking = useMay(working);
  const [chosen, setChosen] = useState<PayeeRef | null>(null);
  const merge = useCall(app().payees.merge, { staleAfter: PAYEE_STALE, onDone: () => setChosen(null) });
  const separate = useCall(app().payees.separate, { staleAfter: PAYEE_STALE });
  const { alike, merged } = payee;
  if (alike.length === 0 && merged.length === 0) return null;
  return (
    <PanelSection title={t('payees.doubles.title')}>
      <ErrorNotice error={separate.error} />
      <ul className={classes.list}>
        {alike.map((one) => (
          <li key={one.key} className={classes.double}>
            <Anchor component="button" type="button" inherit onClick={() => onOpen(one.key)}>
              {refText(t, one)}
            </Anchor>
            {isWorking && (
              <Button size="compact-xs" variant="default" onClick={() => setChosen(one)}>
                {t('payees.doubles.merge')}
              </Button>
            )}
          </li>
        ))}
        {merged.map((one) => (
          <li key={one.key} className={classes.double}>
            <span>{t('payees.doubles.merged', { payee: refText(t, one) })}</span>
            {isWorking && (
              <Button
                size="compact-xs"
                variant="subtle"
                loading={separate.isPending}
                onClick={() => void separate.run({ companyId, key: one.key })}
              >
                {t('payees.doubles.separate')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <ConfirmDialog
        isOpen={chosen !== null}
        title={t('payees.doubles.mergeTitle')}
        confirmLabel={t('payees.doubles.merge')}
        isPending={merge.isPending}
        error={merge.error}
        onConfirm={() => chosen !== null && void merge.run({ companyId, key: chosen.key, into: payee.key })}
        onClose={() => setChosen(null)}
      >
        {chosen !== null &&
          t('payees.doubles.mergeText', { from: refText(t, chosen), into: refText(t, payee) })}
      </ConfirmDialog>
    </PanelSection>
  );
}

function refText(t: Translate, { name, inn }: PayeeRef): string {
  return inn === '0' ? `${name}, ${t('payees.noInn')}` : `${name}, ${t('payees.inn', { inn })}`;
}
