import { createElement, lazy, useState, type ComponentType } from 'react';

const loads: (() => Promise<unknown>)[] = [];

export const TokensScreen = screen(
  async () => (await import('../features/tokens/tokens-screen.tsx')).TokensScreen,
);
export const PaymentsScreen = screen(
  async () => (await import('../features/payments/payments-screen.tsx')).PaymentsScreen,
);
export const OrdersScreen = screen(
  async () => (await import('../features/payments/orders/orders-screen.tsx')).OrdersScreen,
);
export const TemplatesScreen = screen(
  async () => (await import('../features/payments/templates/templates-screen.tsx')).TemplatesScreen,
);
export const ApprovalsScreen = screen(
  async () => (await import('../features/approvals/approvals-screen.tsx')).ApprovalsScreen,
);
export const PaymentScreen = screen(
  async () => (await import('../features/payments/details/payment-screen.tsx')).PaymentScreen,
);
export const PaymentFormScreen = screen(
  async () => (await import('../features/payments/form/payment-form-screen.tsx')).PaymentFormScreen,
);
export const NewPaymentForm = screen(
  async () => (await import('../features/payments/form/payment-form-screen.tsx')).NewPaymentForm,
);
export const CertificatesScreen = screen(
  async () => (await import('../features/certificates/certificates-screen.tsx')).CertificatesScreen,
);
export const AccountsScreen = screen(
  async () => (await import('../features/accounts/accounts-screen.tsx')).AccountsScreen,
);
export const PlansScreen = screen(
  async () => (await import('../features/plans/plans-screen.tsx')).PlansScreen,
);
export const PlanScreen = screen(async () => (await import('../features/plans/plan-screen.tsx')).PlanScreen);
export const NewPlanScreen = screen(
  async () => (await import('../features/plans/new-plan-screen.tsx')).NewPlanScreen,
);
export const PayeesScreen = screen(
  async () => (await import('../features/payees/payees-screen.tsx')).PayeesScreen,
);
export const JournalScreen = screen(
  async () => (await import('../features/journal/journal-screen.tsx')).JournalScreen,
);
export const SettingsScreen = screen(
  async () => (await import('../features/settings/settings-screen.tsx')).SettingsScreen,
);
export const FirstRun = screen(async () => (await import('../features/first-run/first-run.tsx')).FirstRun);

/**
 * The screens that a person most often goes to first. Their scripts come while the vault opens; those of the others
 * would take a processor from it.
 */
const FIRST = 2;

/** Fetches the scripts of the screens that are gone to first. */
export async function fetchFirstScreens(): Promise<void> {
  for (const load of loads.slice(0, FIRST)) await load();
}

/**
 * Fetches the screens above one after another, so that no click waits for one and none holds up what a person does
 * meanwhile.
 */
export async function fetchScreens(): Promise<void> {
  for (const load of loads) {
    await load();
    await new Promise((done) => requestIdleCallback(done));
  }
}

/**
 * A screen that comes with a script of its own: the page starts with the overview alone. Once its script is there it is
 * shown at once: what has to wait for `lazy` even for a moment is shown 300 ms later at the earliest. Source:
 * `FALLBACK_THROTTLE_MS` in React's work loop.
 */
function screen<P extends object>(load: () => Promise<ComponentType<P>>) {
  let loaded: ComponentType<P> | null = null;
  const fetch = async () => (loaded = await load());
  loads.push(fetch);
  const Awaited = lazy(async () => ({ default: await fetch() }));
  return function Screen(props: P) {
    // It stays what it was when it was first shown: another component would begin anew.
    const [shown] = useState(() => ({ Screen: loaded ?? Awaited }));
    return createElement(shown.Screen, props);
  };
}
