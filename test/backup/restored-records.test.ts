import { describe, expect, it } from 'vitest';
import { PersonId, PaymentId } from '../../contract/values/ids.ts';
import { RestoredRecords } from '../../main/domain/backup/restored-records.ts';
import type { Payment } from '../../main/domain/payments/payment.ts';
import { systemDigests } from '../../main/edges/system/system-ids.ts';
import { buildApproval } from '../fakes/build-approval.ts';
import { buildPayment } from '../fakes/payment-builder.ts';

const MADE = '2026-11-20T09:00:00.000Z';
const NOW = '2026-11-30T09:00:00.000Z';
const OWN_KEY = 'MCowBQYDK2VwAyEA11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=';
const THEIR_KEY = 'MCowBQYDK2VwAyEAPUAXw+hDiVqStwqnTRt+vJyYLM8uxJaMwM1V8Sr0Zgw=';

const person = {
  personId: PersonId.parse('person-1'),
  name: 'Анна',
  role: 'accountant',
  isTraining: false,
  publicKey: OWN_KEY,
  openingKey: null,
  outcomeKey: null,
  nextKeys: null,
  createdAt: MADE,
} as const;

function restored() {
  const records = new RestoredRecords({ madeAt: MADE, at: NOW, digests: systemDigests });
  records.change('people', person);
  return records;
}

const changed = (change: Partial<Payment>) =>
  restored().change('payments', buildPayment({ sentAt: null, ...change })) as Payment;

describe('a payment out of a backup', () => {
  it.each(['submitted', 'approved'] as const)('that was %s is asked about and counts', (status) => {
    const payment = changed({ status });
    expect(payment).toMatchObject({ status: 'unknown', restoredAt: NOW, sentAt: MADE });
    expect(payment.bankPaymentId).toMatch(/^kl-[0-9a-f]{40}$/);
    expect(payment.steps.at(-1)).toMatchObject({ kind: 'payment-restored', at: NOW });
  });

  it('that goes as a draft for signature is asked about by a person', () => {
    const fields = { ...buildPayment().fields, route: 'bank-draft' as const };
    expect(changed({ status: 'approved', fields })).toMatchObject({ status: 'unknown', bankPaymentId: null });
  });

  it('that was being sent, or unknown already, keeps its day and its id', () => {
    const sending = { sentAt: '2026-11-19T09:00:00.000Z', bankPaymentId: 'kl-1' } as const;
    for (const status of ['submitting', 'unknown'] as const)
      expect(changed({ status, ...sending })).toMatchObject({
        status: 'unknown',
        restoredAt: NOW,
        ...sending,
      });
  });

  it('that was a draft is remembered as one that may have been sent since', () => {
    expect(changed({ status: 'draft' })).toMatchObject({ status: 'draft', restoredAt: NOW });
  });

  it.each(['executed', 'failed', 'refused', 'cancelled', 'expired', 'in-progress', 'handed-over'] as const)(
    'that was %s is as it was',
    (status) => {
      const payment = buildPayment({ status });
      expect(restored().change('payments', payment)).toEqual(payment);
    },
  );

  it('of an organization is asked about where it is sent from here, and waits for the sender elsewhere', () => {
    const request = (sender: string) => ({ requestHash: 'a'.repeat(64), sender });
    expect(changed({ status: 'approved', request: request(OWN_KEY) }).status).toBe('unknown');
    expect(changed({ status: 'approved', request: request(THEIR_KEY) })).toMatchObject({
      status: 'approved',
      restoredAt: null,
    });
  });
});

describe('other records out of a backup', () => {
  it('are approvals of ended payments alone', () => {
    const records = restored();
    const ended = buildPayment({ paymentId: PaymentId.parse('payment-ended'), status: 'executed' });
    const open = buildPayment({ paymentId: PaymentId.parse('payment-open'), status: 'approved' });
    for (const payment of [ended, open]) records.change('payments', payment);
    const approvalOf = (payment: Payment) => ({ ...buildApproval(), paymentId: payment.paymentId });
    expect(records.change('approvals', approvalOf(ended))).toEqual(approvalOf(ended));
    expect(records.change('approvals', approvalOf(open))).toBeNull();
    const stranger = { ...buildApproval(), paymentId: PaymentId.parse('payment-nowhere') };
    expect(records.change('approvals', stranger)).toBeNull();
  });

  it('are no order to send, no folder of backups, and nobody who works here', () => {
    const records = restored();
    expect(records.change('settings', { id: 'sending', order: null })).toBeNull();
    expect(records.change('settings', { id: 'backup', backup: {} })).toBeNull();
    const workplace = { id: 'workplace', settings: { language: 'ru', personId: 'person-1' } };
    expect(records.change('settings', workplace)).toEqual({
      id: 'workplace',
      settings: { language: 'ru', personId: null },
    });
    expect(records.change('companies', { name: 'ООО' })).toEqual({ name: 'ООО' });
  });
});
