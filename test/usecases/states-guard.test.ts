import { describe, expect, it } from 'vitest';
import { cancelPayment } from '../../main/domain/payments/draft/cancel.ts';
import { pay } from '../../main/domain/payments/sending/pay.ts';
import { saveDraft } from '../../main/domain/payments/draft/save-draft.ts';
import { submitPayment } from '../../main/domain/payments/approving/submit.ts';
import type { PaymentRoute, PaymentStatus } from '../../contract/areas/payments.ts';
import type { Payment } from '../../main/domain/payments/payment.ts';
import {
  approvedNew,
  codeOf,
  COMPANY,
  draftFields,
  FREE_RULES,
  seenOf,
  VaultWorld,
} from '../fakes/vault-world.ts';

/** A payment in any state, put there by the store itself. */
async function paymentIn(status: PaymentStatus, route: PaymentRoute = 'direct') {
  const world = new VaultWorld();
  const day = await world.furnish({ rules: FREE_RULES });
  const approved = await approvedNew(world, day, { route });
  const fields = status === 'draft' ? { content: null, contentHash: null } : {};
  const payment: Payment = day.parts.payments.save({ ...approved, ...fields, status }, null);
  return { world, day, payment };
}

const SENT: readonly PaymentStatus[] = ['submitting', 'unknown', 'in-progress', 'handed-over'];
const ENDED: readonly PaymentStatus[] = ['executed', 'failed', 'refused', 'cancelled', 'expired'];

describe('a payment that has left, may have left, or has ended', () => {
  it.each([...SENT, ...ENDED])('is not taken out of the view by a person when it is %s', async (status) => {
    const { world, day, payment } = await paymentIn(status);

    const code = await codeOf(() => cancelPayment(day.parts, world.people.accountant, seenOf(payment)));

    expect(code).toBe('payment-state');
    expect(day.parts.payments.get(payment.paymentId)?.status).toBe(status);
  });

  it.each([...SENT, ...ENDED])('is not sent by «Pay» when it is %s', async (status) => {
    const { world, day, payment } = await paymentIn(status);

    const code = await codeOf(() => pay(day.parts, world.people.accountant, seenOf(payment)));

    expect(code).toBe('payment-state');
    expect(world.bank.attempts).toEqual([]);
    expect(day.parts.payments.get(payment.paymentId)).toEqual(payment);
  });

  it('is not laid into the cabinet a second time by «Pay» when the answer about the first draft was lost', async () => {
    const { world, day, payment } = await paymentIn('unknown', 'bank-draft');

    const code = await codeOf(() => pay(day.parts, world.people.accountant, seenOf(payment)));

    expect(code).toBe('payment-state');
    expect(world.bank.attempts).toEqual([]);
  });

  it.each(['submitted', 'approved', ...SENT, ...ENDED] as const)(
    'is not submitted again when it is %s',
    async (status) => {
      const { world, day, payment } = await paymentIn(status);

      const code = await codeOf(() => submitPayment(day.parts, world.people.accountant, seenOf(payment)));

      expect(code).toBe('payment-state');
      expect(day.parts.payments.get(payment.paymentId)).toEqual(payment);
    },
  );

  it.each([...SENT, ...ENDED])('is not edited when it is %s', async (status) => {
    const { world, day, payment } = await paymentIn(status);
    const edit = { companyId: COMPANY, seen: seenOf(payment), fields: draftFields({ amountText: '1' }) };

    const code = await codeOf(() => saveDraft(day.parts, world.people.accountant, edit));

    expect(code).toBe('payment-state');
    expect(day.parts.payments.get(payment.paymentId)).toEqual(payment);
  });
});
