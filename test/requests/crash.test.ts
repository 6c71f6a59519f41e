import { beforeEach, describe, expect, it } from 'vitest';
import type { Payment } from '../../main/domain/payments/payment.ts';
import { sendOwedRequests } from '../../main/domain/requests/send-request.ts';
import { OrganizationWorld, type Seat } from '../fakes/organization-world.ts';
import { approveAt, ask, MemoryFolder, payAt, paymentAt } from '../fakes/request-world.ts';
import { copyVault } from '../fakes/vault-copy.ts';

/** More steps than any deed here takes. */
const MOST_STEPS = 200;

let world: OrganizationWorld;
let folder: MemoryFolder;

beforeEach(async () => {
  world = await OrganizationWorld.found();
  folder = new MemoryFolder();
});

/**
 * Does something at a computer whose power goes off at the first step, then at the second, and so on, each time from
 * the same beginning, until it comes to its end. After each it starts anew and `check` looks.
 */
async function cutEverywhere(
  seat: Seat,
  act: () => Promise<unknown>,
  check: () => Promise<void>,
): Promise<number> {
  const copy = copyVault(seat.world.db);
  const files = folder.files.length;
  for (let cutAt = 1; cutAt <= MOST_STEPS; cutAt += 1) {
    copy.restore();
    folder.files.length = files;
    seat.day = seat.world.start({ cutAt });
    const { power } = seat.day;
    await Promise.race([act().catch(() => undefined), power.off]);
    const wasCut = power.isOff;
    seat.world.prompt.forget();
    seat.restart();
    await check();
    if (!wasCut) return cutAt;
  }
  throw new Error('it never came to its end');
}

const payments = (seat: Seat): readonly Payment[] => seat.parts.payments.list(seat.companyId, null);

describe('a crash between any two steps', () => {
  it('of asking leaves a payment that is asked for once', async () => {
    const { maker, founder } = world;
    const steps = await cutEverywhere(
      maker,
      () => ask(maker),
      async () => {
        await folder.settle([maker]);
        const [payment] = payments(maker);
        if (payment === undefined || payment.status === 'draft') return;
        // Whatever was written, the request follows by itself.
        await sendOwedRequests(maker.parts, maker.companyId);
        await folder.settle([maker]);
        expect(payments(maker)).toHaveLength(1);
        const requests = maker.parts.envelopes.list(maker.companyId).filter(({ kind }) => kind === 'request');
        expect(requests).toHaveLength(1);
        expect(payments(maker)[0]?.request?.requestHash).toBe(requests[0]?.hash);
      },
    );
    expect(steps).toBeGreaterThan(4);
    await folder.settle(world.seats);
    expect(payments(founder).filter(({ status }) => status === 'submitted').length).toBeGreaterThan(0);
  });

  it('of taking in a request leaves one payment', async () => {
    const { maker, founder } = world;
    const asked = await ask(maker);
    await folder.take(maker);
    const steps = await cutEverywhere(
      founder,
      () => folder.round(founder),
      async () => {
        await folder.round(founder);
        expect(payments(founder).map(({ status }) => status)).toEqual(['submitted']);
        expect(paymentAt(founder, asked).preparedByName).toBe('Анна');
      },
    );
    expect(steps).toBeGreaterThan(3);
  });

  it('of approving leaves an approval or none, and the same state on both computers', async () => {
    const { maker, founder } = world;
    const asked = await ask(maker);
    await folder.settle(world.seats);
    const before = copyVault(maker.world.db);
    await cutEverywhere(
      founder,
      () => approveAt(founder, asked),
      async () => {
        before.restore();
        maker.restart();
        await folder.settle(world.seats);
        const isApproved = founder.parts.envelopes
          .list(founder.companyId)
          .some(({ kind }) => kind === 'approval');
        expect(paymentAt(founder, asked).status).toBe(isApproved ? 'approved' : 'submitted');
        expect(paymentAt(maker, asked).status).toBe(paymentAt(founder, asked).status);
      },
    );
  });

  it('of taking in an approval, paying and telling ends in one payment at the bank, known to both', async () => {
    const { maker, founder } = world;
    const asked = await ask(maker);
    await folder.settle(world.seats);
    await approveAt(founder, asked);
    await folder.take(founder);
    const before = copyVault(founder.world.db);
    const steps = await cutEverywhere(
      maker,
      async () => {
        maker.world.bank.made.clear();
        await folder.round(maker);
        await payAt(maker, asked);
        await folder.round(maker);
      },
      async () => {
        before.restore();
        founder.restart();
        maker.day.follower.start();
        maker.day.follower.stop();
        await folder.settle(world.seats);
        const status = paymentAt(maker, asked).status;
        if (status === 'approved') await payAt(maker, asked);
        await folder.settle(world.seats);
        expect(maker.world.bank.made.size).toBeLessThanOrEqual(1);
        expect(['in-progress', 'unknown']).toContain(paymentAt(maker, asked).status);
        expect(paymentAt(founder, asked).status).toBe(paymentAt(maker, asked).status);
      },
    );
    expect(steps).toBeGreaterThan(10);
  });
});

describe('a thousand approvals', () => {
  it('are taken in with each of them looked at once or twice, not with all others', async () => {
    const { maker, founder } = world;
    const counts = { judged: 0 };
    const asked: Payment[] = [];
    for (let number = 1; number <= 40; number += 1)
      asked.push(await ask(maker, { documentNumber: String(number), purpose: `Счёт ${number}. НДС нет` }));
    await folder.settle(world.seats);
    for (const one of asked) await approveAt(founder, one);
    await folder.take(founder);
    const list = maker.parts.payments.list.bind(maker.parts.payments);
    maker.parts.payments.list = (companyId, statuses) => {
      counts.judged += 1;
      return list(companyId, statuses);
    };
    await folder.round(maker);
    expect(asked.map((one) => paymentAt(maker, one).status)).toEqual(asked.map(() => 'approved'));
    // A bounded number of looks at the ledger for each approval: what is left to do grows with their number alone.
    expect(counts.judged).toBeLessThan(asked.length * 30);
  });
});
