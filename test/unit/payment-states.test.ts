import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PaymentStatus } from '../../contract/areas/payments.ts';
import {
  actionsOf,
  assertRevision,
  assertStatus,
  contentOf,
  moveTo,
} from '../../main/domain/payments/payment.ts';
import { codeOf } from '../fakes/vault-world.ts';
import { buildPayment } from '../fakes/payment-builder.ts';

const ALL = PaymentStatus.options;
const ENDED: readonly PaymentStatus[] = ['executed', 'failed', 'refused', 'cancelled', 'expired'];

function ways(from: PaymentStatus): PaymentStatus[] {
  return ALL.filter((to) => {
    try {
      return moveTo(buildPayment({ status: from }), to).status === to;
    } catch {
      return false;
    }
  });
}

describe('the states of a payment', () => {
  it.each(ENDED)('have no way out of %s', (status) => {
    expect(ways(status)).toEqual([]);
    expect(actionsOf(buildPayment({ status }))).toEqual(['copy']);
  });

  it('lead to sending from an approval, or from an unknown outcome, only', () => {
    expect(ALL.filter((from) => ways(from).includes('submitting'))).toEqual(['approved', 'unknown']);
  });

  it('lead back to a draft only before the bank was told, or out of a backup that it knows nothing of', () => {
    expect(ALL.filter((from) => ways(from).includes('draft'))).toEqual(['submitted', 'approved', 'unknown']);
  });

  it('lead to executed from where the bank was asked only', () => {
    expect(ALL.filter((from) => ways(from).includes('executed'))).toEqual([
      'in-progress',
      'unknown',
      'handed-over',
    ]);
  });

  it.each([
    [
      'unknown',
      ['draft', 'submitting', 'in-progress', 'handed-over', 'executed', 'failed', 'cancelled', 'expired'],
    ],
    ['submitting', ['approved', 'in-progress', 'unknown', 'handed-over', 'failed']],
    ['in-progress', ['executed', 'failed', 'cancelled']],
  ] as const)('of a payment that may have left (%s) have no other ways', (from, expected) => {
    expect(ways(from)).toEqual(expected);
  });

  it('never come back to an approval or a draft once money may have left', () => {
    const path = fc.array(fc.constantFrom(...ALL), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(path, (wanted) => {
        let status: PaymentStatus = 'unknown';
        for (const next of wanted) {
          if (!ways(status).includes(next)) continue;
          // `submitting` leads back to `approved` by the proof of a first sending that did not leave; a second one
          // cannot prove it.
          if (status === 'submitting' && next === 'approved') continue;
          // A payment out of a backup that was never sent becomes a draft; one with an intention does not.
          if (status === 'unknown' && next === 'draft') continue;
          status = next;
        }
        expect(['draft', 'submitted', 'approved', 'refused']).not.toContain(status);
      }),
    );
  });

  it('offer «Pay» only after an approval, and no cancelling once the bank was told', () => {
    const offering = (action: ReturnType<typeof actionsOf>[number]) =>
      ALL.filter((status) => actionsOf(buildPayment({ status })).includes(action));

    expect(offering('pay')).toEqual(['approved']);
    expect(offering('cancel')).toEqual(['draft', 'submitted', 'approved']);
    expect(offering('edit')).toEqual(['draft', 'submitted', 'approved']);
    expect(offering('copy')).toEqual(ALL);
  });
});

describe('the guards', () => {
  it('refuse another state, another revision and a missing content', async () => {
    const draft = buildPayment({ status: 'draft', content: null, revision: 4 });

    expect(await codeOf(() => assertStatus(draft, ['approved'], 'submitting'))).toBe('payment-state');
    expect(await codeOf(() => assertRevision(draft, 3))).toBe('stale-revision');
    expect(await codeOf(() => assertRevision(draft, 5))).toBe('stale-revision');
    expect(await codeOf(() => contentOf(draft))).toBe('payment-state');
    expect(() => assertRevision(draft, 4)).not.toThrow();
  });
});
