import { describe, expect, it } from 'vitest';
import { AppError } from '../../main/ports/app-error.ts';
import { journalEntry, THE_APP } from '../../main/domain/audit/entry.ts';
import type { Payment } from '../../main/domain/payments/payment.ts';
import { codeOf, COMPANY, STRICT_RULES, submitNew, VaultWorld, type Workday } from '../fakes/vault-world.ts';

async function waiting() {
  const world = new VaultWorld();
  const day = await world.furnish({ rules: STRICT_RULES });
  const [one, other] = [
    submitNew(world, day, { purpose: 'Первый' }),
    submitNew(world, day, { purpose: 'Второй' }),
  ];
  return { world, day, one, other };
}

function marked(day: Workday, payment: Payment): Payment {
  const at = payment.updatedAt;
  const entry = journalEntry('payment-approved', { at, actor: THE_APP, companyId: COMPANY, subject: 'x' });
  return day.parts.payments.save({ ...payment, status: 'approved' }, entry);
}

/** States by what the app remembers, and by what is in the file. */
function states({ world, day }: { world: VaultWorld; day: Workday }): readonly (readonly string[])[] {
  return [day, world.start()].map(({ parts }) =>
    parts.payments.list(COMPANY, null).map(({ status, revision }) => `${status} ${revision}`),
  );
}

const lines = ({ stores }: Workday) => stores.ledger.journal.head().seq;

describe('payments that are written together', () => {
  it('are all there afterwards, with their journal lines', async () => {
    const { world, day, one, other } = await waiting();
    const before = lines(day);

    day.parts.payments.together(() => {
      marked(day, one);
      marked(day, other);
    });

    const both = ['approved 3', 'approved 3'];
    expect(states({ world, day })).toEqual([both, both]);
    expect(lines(day)).toBe(before + 2);
    expect(day.stores.ledger.journal.verify().ok).toBe(true);
  });

  it('are as before when one of them cannot be written, in the file and in memory', async () => {
    const { world, day, one, other } = await waiting();
    const before = states({ world, day });
    const seq = lines(day);

    const write = () =>
      day.parts.payments.together(() => {
        marked(day, one);
        marked(day, { ...other, revision: 1 });
      });

    expect(await codeOf(write)).toBe('stale-revision');
    expect(states({ world, day })).toEqual(before);
    expect(lines(day)).toBe(seq);
  });

  it('are as before when the disk fails at the last of them, and can be written again', async () => {
    const { world, one, other } = await waiting();
    const day = world.start({ commitFaults: [{ at: 2, code: 'store-full', isKept: false }] });
    const before = states({ world, day });
    const both = () =>
      day.parts.payments.together(() => {
        marked(day, one);
        marked(day, other);
      });

    expect(await codeOf(both)).toBe('store-full');
    expect(states({ world, day })).toEqual(before);
    both();
    expect(states({ world, day })[1]).toEqual(['approved 3', 'approved 3']);
  });

  it('are as before when the error of one was caught on the way', async () => {
    const { world, day, one } = await waiting();
    const before = states({ world, day });
    const { ledger } = day.stores;

    const write = () =>
      day.parts.payments.together(() => {
        marked(day, one);
        try {
          ledger.commit(() => {
            throw new AppError('internal');
          }, null);
        } catch {
          // as a caller that thinks that nothing was written
        }
      });

    expect(await codeOf(write)).toBe('internal');
    expect(states({ world, day })).toEqual(before);
  });
});
