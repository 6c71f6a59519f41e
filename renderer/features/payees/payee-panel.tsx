import { Button } from '@mantine/core';
import { useLocation } from 'wouter';
import { working } from '../../../contract/callers.ts';
import type { PayeeKey, PayeeRow } from '../../../contract/areas/payees.ts';
import { useMay } from '../../api/use-may.ts';
import { useT } from '../../i18n/t.ts';
import { DateText } from '../../ui/date-text.tsx';
import { Fact, FactList } from '../../ui/fact-list.tsx';
import { MoneyText } from '../../ui/money-text.tsx';
import { paths } from '../../ui/paths.ts';
import { CallBackText } from '../../ui/payment/call-back-text.tsx';
import { PanelSection, SidePanel } from '../../ui/side-panel.tsx';
import { AccountHistory } from './account-history.tsx';
import { NeverPayButton, NeverPayNotice } from './never-pay.tsx';
import { PayeeDoubles } from './payee-doubles.tsx';
import { PayeeNote } from './payee-note.tsx';
import classes from './payees.module.css';

interface PayeePanelProps {
  readonly payee: PayeeRow;
  readonly onOpen: (key: PayeeKey) => void;
  readonly onClose: () => void;
}

/** Everything known of one payee, and what people add to it. */
export function PayeePanel({ payee, onOpen, onClose }: PayeePanelProps) {
  const t = useT();
  const isWorking = useMay(working);
  const { name, inn, kpp, names, callBacks, neverPay } = payee;
  return (
    <SidePanel
      label={t('payees.panel.label', { name })}
      title={name}
      subtitle={inn === '0' ? t('payees.noInn') : t('payees.panel.codes', { inn, kpp })}
      actions={isWorking && <PanelActions payee={payee} />}
      onClose={onClose}
    >
      {neverPay !== null && <NeverPayNotice payee={payee} mark={neverPay} />}
      <FactList>
        <Fact name={t('payees.column.lastPaid')}>
          {payee.lastPaidAt === null ? t('payees.panel.neverPaid') : <DateText at={payee.lastPaidAt} />}
        </Fact>
        <Fact name={t('payees.column.paid')}>
          <MoneyText minor={payee.paidMinor} /> · {t('payees.panel.payments', { count: payee.payments })}
        </Fact>
        {names.length > 1 && (
          <Fact name={t('payees.panel.names')}>
            {names.map((one) => (
              <div key={one}>{one}</div>
            ))}
          </Fact>
        )}
      </FactList>
      <PanelSection title={t('payees.panel.accounts')}>
        <AccountHistory payee={payee} />
      </PanelSection>
      <PayeeDoubles payee={payee} onOpen={onOpen} />
      <PanelSection title={t('payees.panel.calls')}>
        {callBacks.length === 0 ? (
          <p className={classes.quiet}>{t('payees.panel.noCalls')}</p>
        ) : (
          <ul className={classes.list}>
            {callBacks.map((call) => (
              <li key={`${call.at} ${call.account}`}>
                <CallBackText call={call} />
                <div className={classes.quiet}>
                  {t('payees.panel.callAbout', { account: call.account.slice(-4) })}
                </div>
              </li>
            ))}
          </ul>
        )}
      </PanelSection>
      <PanelSection title={t('payees.panel.note')}>
        <PayeeNote payee={payee} />
      </PanelSection>
    </SidePanel>
  );
}

function PanelActions({ payee }: { readonly payee: PayeeRow }) {
  const t = useT();
  const [, navigate] = useLocation();
  const last = payee.accounts.find(({ payments }) => payments > 0);
  if (payee.neverPay !== null) return null;
  return (
    <>
      {last !== undefined && (
        <Button size="xs" variant="default" onClick={() => navigate(paths.newPaymentTo(last.account))}>
          {t('payees.panel.pay')}
        </Button>
      )}
      <NeverPayButton payee={payee} />
    </>
  );
}
