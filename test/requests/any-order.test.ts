import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { addMs } from '../../contract/values/dates.ts';
import { THE_APP } from '../../main/domain/audit/entry.ts';
import { cancelPayment, expireStale } from '../../main/domain/payments/draft/cancel.ts';
import type { Payment } from '../../main/domain/payments/payment.ts';
import { moveOn } from '../../main/domain/requests/move-on.ts';
import { takeIn } from '../../main/domain/requests/take-in.ts';
import { OrganizationWorld, type Seat } from '../fakes/organization-world.ts';
import { approveAt, ask, MemoryFolder, payAt, paymentAt, rejectAt } from '../fakes/request-world.ts';
import { copyVault } from '../fakes/vault-copy.ts';
import { codeOf, seenOf, STRICT_RULES } from '../fakes/vault-world.ts';

const HOUR_MS = 60 * 60 * 1000;
const MINUTE_MS = 60 * 1000;

let world: OrganizationWorld;
let folder: MemoryFolder;
let maker: Seat;
let founder: Seat;
let asked: Payment;

async function begin(directors: readonly string[] = ['Борис'], approvalsNeeded = 1): Promise<void> {
  world = await OrganizationWorld.found({ directors, rules: { ...STRICT_RULES, approvalsNeeded } });
  folder = new MemoryFolder();
  ({ maker, founder } = world);
  asked = await ask(maker);
  await folder.take(maker);
}

/** What happens at a computer that takes in these files, and nothing else. */
const gets = (seat: Seat, files: readonly Uint8Array[]) => takeIn(seat.parts, files);
const stateAt = (seat: Seat) => paymentAt(seat, asked).status;

/** The files that a person's deed adds to the folder. */
async function filesOf(seat: Seat, act: () => Promise<unknown>): Promise<readonly Uint8Array[]> {
  const before = folder.files.length;
  await act();
  await folder.take(seat);
  return folder.files.slice(before);
}

describe('two approvals from three computers', () => {
  let second: Seat;
  let approvals: readonly Uint8Array[];
  let request: readonly Uint8Array[];

  beforeEach(async () => {
    await begin(['Борис', 'Вера'], 2);
    second = world.directors[1] ?? founder;
    request = folder.files.slice();
    for (const seat of [founder, second]) await gets(seat, request);
    const first = await filesOf(founder, () => approveAt(founder, asked));
    const other = await filesOf(second, () => approveAt(second, asked));
    approvals = [...first, ...other];
  });

  it('are enough together, and one of them is not, however often it comes', async () => {
    await gets(maker, approvals.slice(0, 1));
    await gets(maker, approvals.slice(0, 1));
    expect(stateAt(maker)).toBe('submitted');
    expect(await codeOf(() => payAt(maker, asked))).toBe('payment-state');
    await gets(maker, approvals.slice(1));
    expect(stateAt(maker)).toBe('approved');
  });

  it('come to the same in any order, with any repetition, weeks apart or at once', async () => {
    const copy = copyVault(maker.world.db);
    const junk = new TextEncoder().encode('klyuchnik-envelope-v1\n{}\n');
    const start = world.clock.now();
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.nat(3), { maxLength: 8 }),
        fc.shuffledSubarray([0, 1, 2], { minLength: 3 }),
        fc.nat(71),
        async (noise, order, hours) => {
          copy.restore();
          maker.restart();
          world.clock.reset(start);
          const all = [request[0], ...approvals, junk];
          for (const at of [...noise, ...order]) await gets(maker, [all[at] ?? junk]);
          world.clock.pass(hours * HOUR_MS);
          await gets(maker, folder.files);
          const payments = maker.parts.payments.list(maker.companyId, null);
          expect(payments.map(({ status }) => status)).toEqual(['approved']);
        },
      ),
      { numRuns: 20 },
    );
  });

  it('are outweighed by one rejection, whichever came first', async () => {
    const [, third] = [founder, second];
    await gets(third, approvals.slice(0, 1));
    // Вера has approved; Борис, who sees both, changes his mind before it is sent.
    const rejection = await filesOf(founder, () => rejectAt(founder, asked));
    await gets(maker, approvals);
    expect(stateAt(maker)).toBe('approved');
    await gets(maker, rejection);
    expect(stateAt(maker)).toBe('refused');
    await gets(second, [...approvals, ...rejection]);
    expect(stateAt(second)).toBe('refused');
  });
});

describe('what comes out of order', () => {
  beforeEach(() => begin());

  it('does not ask about a payee as new because the request came before the news of the payment that made him known', async () => {
    await begin(['Борис', 'Вера']);
    const second = world.directors[1] ?? founder;
    const copy = copyVault(second.world.db);
    await folder.settle(world.seats);
    await approveAt(founder, asked);
    await folder.settle(world.seats);
    await payAt(maker, asked);
    await folder.settle(world.seats);
    const earlier = folder.files.slice();
    const next = await ask(maker, { documentNumber: '50', purpose: 'Второй платёж. НДС не облагается' });
    const request = await filesOf(maker, () => Promise.resolve());
    await gets(founder, request);
    const approval = await filesOf(founder, () => approveAt(founder, next));
    const states: string[] = [];
    for (const order of [
      [earlier, request, approval],
      [request, approval, earlier],
    ]) {
      copy.restore();
      second.restart();
      for (const files of order) await gets(second, files);
      moveOn(second.parts, second.companyId, null);
      states.push(paymentAt(second, next).status);
    }
    expect(states).toEqual(['approved', 'approved']);
  });

  it('waits: an approval before its request, and an outcome before the approval', async () => {
    const request = folder.files.slice();
    await gets(founder, request);
    const approval = await filesOf(founder, () => approveAt(founder, asked));
    await gets(maker, approval);
    await payAt(maker, asked);
    await folder.round(maker);
    const outcome = folder.files.slice(request.length + approval.length);

    const copy = new MemoryFolder();
    copy.files.push(...outcome, ...approval, ...request);
    founder.world.bank.attempts.length = 0;
    await copy.round(founder);
    expect(stateAt(founder)).toBe('in-progress');
    expect(founder.parts.payments.list(founder.companyId, null)).toHaveLength(1);
  });

  it('is no payment when a file was changed, cut, or is another file under its name', async () => {
    const [request = new Uint8Array()] = folder.files;
    const changed = request.map((byte, at) => (at === request.length - 5 ? byte ^ 1 : byte));
    const taken = await gets(founder, [changed, request.slice(0, 200), new Uint8Array()]);
    expect(taken).toMatchObject({ requests: 0, unfit: 3 });
    expect(founder.parts.payments.list(founder.companyId, null)).toEqual([]);
  });

  it('is taken back by its maker everywhere, and cannot be changed once it was signed', async () => {
    await folder.round(founder);
    expect(await codeOf(() => approveAt(maker, asked))).toBe('approval-own-payment');
    cancelPayment(maker.parts, maker.actor, seenOf(paymentAt(maker, asked)));
    await folder.settle(world.seats);
    expect(stateAt(founder)).toBe('cancelled');
    expect(await codeOf(() => approveAt(founder, asked))).toBe('payment-state');
  });
});

describe('time', () => {
  beforeEach(() => begin());

  it.each([
    [72 * HOUR_MS - 1000, 'submitted'],
    [72 * HOUR_MS, 'expired'],
    [72 * HOUR_MS + 1000, 'expired'],
  ] as const)('after %d ms a request is %s on both computers', async (ms, status) => {
    await folder.round(founder);
    world.clock.pass(ms);
    for (const seat of world.seats) {
      expireStale(seat.parts, THE_APP);
      expect(stateAt(seat)).toBe(status);
    }
  });

  it('makes nothing of a request that comes weeks late', async () => {
    world.clock.pass(21 * 24 * HOUR_MS);
    await folder.round(founder);
    expireStale(founder.parts, THE_APP);
    expect(stateAt(founder)).toBe('expired');
    expect(await codeOf(() => approveAt(founder, asked))).toBe('payment-state');
  });

  it('counts an approval from a clock behind ours', async () => {
    founder.world.clock.turn(-10 * MINUTE_MS);
    await folder.round(founder);
    const approval = await filesOf(founder, () => approveAt(founder, asked));
    await gets(maker, approval);
    expect(stateAt(maker)).toBe('approved');
  });

  it('revives nothing when the clock is set back', async () => {
    await folder.round(founder);
    const late = addMs(asked.submittedAt ?? '', 72 * HOUR_MS);
    const approval = await filesOf(founder, () => approveAt(founder, asked));
    await gets(maker, approval);
    world.clock.set(late);
    // Something is written down at that time, then the clock goes back.
    await ask(maker, { documentNumber: '77', purpose: 'Другое. НДС не облагается' });
    world.clock.pass(-72 * HOUR_MS + MINUTE_MS);
    expect(await codeOf(() => payAt(maker, asked))).toBe('payment-state');
    expireStale(maker.parts, THE_APP);
    expect(stateAt(maker)).toBe('expired');
  });
});

describe('a vault put back from an old copy', () => {
  beforeEach(() => begin());

  async function approvedWithCopy() {
    await folder.settle(world.seats);
    const approval = await filesOf(founder, () => approveAt(founder, asked));
    await gets(maker, approval);
    const copy = copyVault(maker.world.db);
    await payAt(maker, asked);
    return copy;
  }

  it('learns from the folder what it had sent, and sends it no more', async () => {
    const copy = await approvedWithCopy();
    await folder.round(maker);
    copy.restore();
    maker.restart();
    expect(stateAt(maker)).toBe('approved');
    await folder.round(maker);
    expect(stateAt(maker)).toBe('in-progress');
    expect(await codeOf(() => payAt(maker, asked))).toBe('payment-state');
    expect(maker.world.bank.attempts).toHaveLength(1);
  });

  it('sends the same id when nothing told it, so that the bank makes one payment of both', async () => {
    const copy = await approvedWithCopy();
    copy.restore();
    maker.restart();
    await payAt(maker, asked);
    expect(maker.world.bank.made.size).toBe(1);
  });

  it('says what it had sent also when the no of another director comes before its own old word', async () => {
    await begin(['Борис', 'Вера']);
    const second = world.directors[1] ?? founder;
    await folder.settle(world.seats);
    const rejection = await filesOf(second, () => rejectAt(second, asked));
    const approval = await filesOf(founder, () => approveAt(founder, asked));
    const copy = copyVault(maker.world.db);
    await gets(maker, approval);
    await payAt(maker, asked);
    const outcome = await filesOf(maker, () => folder.round(maker));
    for (const order of [
      [rejection, outcome],
      [outcome, rejection],
    ]) {
      copy.restore();
      maker.restart();
      for (const files of order) await gets(maker, files);
      expect(stateAt(maker)).toBe('in-progress');
    }
  });

  it('gives its next envelope a number that it has not used', async () => {
    const copy = copyVault(maker.world.db);
    world.clock.pass(1000);
    const lost = await ask(maker, { documentNumber: '50', purpose: 'Потеряно. НДС не облагается' });
    await folder.take(maker);
    copy.restore();
    maker.restart();
    world.clock.pass(1000);
    const next = await ask(maker, { documentNumber: '51', purpose: 'Новое. НДС не облагается' });
    await folder.round(maker);
    await folder.round(founder);
    expect(paymentAt(founder, lost).status).toBe('submitted');
    expect(paymentAt(founder, next).status).toBe('submitted');
    // The lost one is back as well: it is this computer's own.
    expect(paymentAt(maker, lost).status).toBe('submitted');
  });
});
