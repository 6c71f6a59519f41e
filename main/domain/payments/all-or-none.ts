import type { Publish } from '../../ports/ports.ts';
import type { PaymentVault } from './payment-vault.ts';

/**
 * Runs work that may change many payments, without a pause in it: one wait for the disk for all of them. Errors: those
 * of the work. Effects: everything that it writes or nothing; the windows are told of it afterwards.
 */
export function allOrNone<V extends Pick<PaymentVault, 'payments' | 'publish'>>(
  vault: V,
  work: (vault: V) => void,
): void {
  const news: (() => void)[] = [];
  const publish: Publish = (name, payload) => void news.push(() => vault.publish(name, payload));
  vault.payments.together(() => work({ ...vault, publish }));
  for (const tell of news) tell();
}
