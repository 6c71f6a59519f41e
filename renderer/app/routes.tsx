import type { ReactNode } from 'react';
import { Redirect, Route, Switch } from 'wouter';
import { PlanKind } from '../../contract/areas/plans.ts';
import { RiskKind } from '../../contract/areas/overview.ts';
import { CertificateId, CompanyId, PaymentId, PlanId, TokenId } from '../../contract/values/ids.ts';
import { OverviewScreen } from '../features/overview/overview-screen.tsx';
import { paths } from '../ui/paths.ts';
import {
  AccountsScreen,
  ApprovalsScreen,
  CertificatesScreen,
  JournalScreen,
  NewPaymentForm,
  NewPlanScreen,
  PayeesScreen,
  PaymentFormScreen,
  PaymentScreen,
  OrdersScreen,
  TemplatesScreen,
  PaymentsScreen,
  PlanScreen,
  PlansScreen,
  SettingsScreen,
  TokensScreen,
} from './lazy-screens.ts';

/** Path → screen. Ids in a path are parsed like everything that comes from outside. */
export function Routes() {
  return (
    <Switch>
      <Route path="/" component={OverviewScreen} />
      <Route path="/tokens">{() => tokens({})}</Route>
      <Route path="/tokens/filter/:filter/:companyId">{(params) => tokens(params)}</Route>
      <Route path="/tokens/:tokenId">{(params) => tokens(params)}</Route>
      <Route path="/tokens/:tokenId/why">{(params) => tokens(params)}</Route>
      <Route path="/plans" component={PlansScreen} />
      <Route path="/plans/new/:kind/:tokenId/:address">{(params) => newPlan(params)}</Route>
      <Route path="/plans/:planId">
        {(params) => {
          const planId = PlanId.safeParse(params.planId);
          return planId.success ? <PlanScreen planId={planId.data} /> : <Redirect to={paths.plans} replace />;
        }}
      </Route>
      <Route path="/certificates">{() => <CertificatesScreen trouble={null} />}</Route>
      <Route path="/certificates/trouble/:companyId">
        {({ companyId }) => <CertificatesScreen trouble={{ companyId: companyOf(companyId) }} />}
      </Route>
      <Route path="/certificates/:certificateId">
        {({ certificateId }) => {
          const opened = CertificateId.safeParse(certificateId).data ?? null;
          return <CertificatesScreen key={opened} trouble={null} opened={opened} />;
        }}
      </Route>
      <Route path="/payments" component={PaymentsScreen} />
      <Route path="/payments/from-1c">{() => <OrdersScreen fileId={null} />}</Route>
      <Route path="/payments/from-1c/:fileId">
        {({ fileId }) => <OrdersScreen key={fileId} fileId={fileId} />}
      </Route>
      <Route path="/payments/templates" component={TemplatesScreen} />
      <Route path="/payments/new">{() => <PaymentFormScreen paymentId={null} />}</Route>
      <Route path="/payments/new/to/:payeeAccount">
        {({ payeeAccount }) => <NewPaymentForm key={payeeAccount} payeeAccount={payeeAccount} />}
      </Route>
      <Route path="/payments/:paymentId/edit">
        {(params) =>
          withPaymentId(params.paymentId, (paymentId) => <PaymentFormScreen paymentId={paymentId} />)
        }
      </Route>
      <Route path="/payments/:paymentId">
        {(params) => withPaymentId(params.paymentId, (paymentId) => <PaymentScreen paymentId={paymentId} />)}
      </Route>
      <Route path="/approvals">{() => <ApprovalsScreen paymentId={null} />}</Route>
      <Route path="/approvals/:paymentId">
        {(params) => <ApprovalsScreen paymentId={PaymentId.safeParse(params.paymentId).data ?? null} />}
      </Route>
      <Route path="/accounts" component={AccountsScreen} />
      <Route path="/payees" component={PayeesScreen} />
      <Route path="/journal" component={JournalScreen} />
      <Route path="/settings">{() => <SettingsScreen tab={null} />}</Route>
      <Route path="/settings/:tab">{({ tab }) => <SettingsScreen tab={tab} />}</Route>
      <Route>
        <Redirect to={paths.overview} replace />
      </Route>
    </Switch>
  );
}

function tokens(params: {
  readonly filter?: string;
  readonly companyId?: string;
  readonly tokenId?: string;
}): ReactNode {
  const filter = RiskKind.safeParse(params.filter).data ?? null;
  const tokenId = TokenId.safeParse(params.tokenId).data ?? null;
  return <TokensScreen filter={filter} companyId={companyOf(params.companyId)} tokenId={tokenId} />;
}

/** A dash stands for all companies. */
function companyOf(text: string | undefined): CompanyId | null {
  return text === '-' ? null : (CompanyId.safeParse(text).data ?? null);
}

function withPaymentId(text: string, draw: (paymentId: PaymentId) => ReactNode): ReactNode {
  const parsed = PaymentId.safeParse(text);
  return parsed.success ? draw(parsed.data) : <Redirect to={paths.payments} replace />;
}

/** A dash stands for what is not given. */
function newPlan(params: {
  readonly kind: string;
  readonly tokenId: string;
  readonly address: string;
}): ReactNode {
  const kind = PlanKind.safeParse(params.kind);
  if (!kind.success) return <Redirect to={paths.plans} replace />;
  const tokenId = TokenId.safeParse(params.tokenId).data ?? null;
  const address = params.address === '-' ? null : decodeURIComponent(params.address);
  return <NewPlanScreen key={kind.data} kind={kind.data} tokenId={tokenId} address={address} />;
}
