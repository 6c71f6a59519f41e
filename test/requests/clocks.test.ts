import { beforeEach, describe, expect, it } from 'vitest';
import { addMs, msBetween } from '../../contract/values/dates.ts';
import { hearTime } from '../../main/domain/payments/company-time.ts';
import type { Payment } from '../../main/domain/payments/payment.ts';
import { saveDraft } from '../../main/domain/payments/draft/save-draft.ts';
import { moveOn } from '../../main/domain/requests/move-on.ts';
import { OrganizationWorld, type Seat } from '../fakes/organization-world.ts';
import { approveAt, ask, MemoryFolder, payAt, paymentAt } from '../fakes/request-world.ts';
import { codeOf, draftFields, STRICT_RULES } from '../fakes/vault-world.ts';

const SECOND_MS = 1000;
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

let world: OrganizationWorld;
let folder: MemoryFolder;
let maker: Seat;
let founder: Seat;
let second: Seat;

beforeEach(async () => {
  world = await OrganizationWorld.found({ directors: ['Борис', 'Вера'], rules: STRICT_RULES });
  folder = new MemoryFolder();
  ({ maker, founder } = world);
  second = world.directors[1] ?? founder;
});

/** The apps are open: each notices what died, and writes down what it knows of the time. */
async function tick(seats: readonly Seat[] = world.seats): Promise<void> {
  for (const seat of seats) await seat.day.follower.tick();
}

function another(seat: Seat, number: number): Promise<Payment> {
  return ask(seat, { documentNumber: String(number), purpose: `Счёт ${number}. НДС не облагается` });
}

// Source: https://github.com/yugabyte/yugabyte-db/issues/10628
// Source: https://github.com/kanidm/kanidm/issues/2243
describe('F01-01: an accountant whose clock is five days ahead asks', () => {
  it('and her request is shown as from such a clock; the others stay alive and are approved and paid', async () => {
    const first = await another(maker, 1);
    await folder.settle(world.seats);
    maker.world.clock.turn(5 * DAY_MS);
    const fast = await another(maker, 2);
    await folder.take(maker);
    maker.world.clock.turn(-5 * DAY_MS);
    await folder.settle(world.seats);
    await approveAt(founder, fast);
    const third = await another(second, 3);
    await folder.settle(world.seats);
    await tick();

    for (const one of [first, third]) expect(paymentAt(founder, one).status).toBe('submitted');
    await approveAt(founder, first);
    await approveAt(founder, third);
    await folder.settle(world.seats);
    for (const one of [first, fast, third]) expect(paymentAt(maker, one).status).toBe('approved');
    expect((await payAt(maker, first)).status).toBe('in-progress');
    expect((await payAt(maker, fast)).status).toBe('in-progress');
  });

  it('and her request lives as long as the rules say, not five days longer', async () => {
    maker.world.clock.turn(5 * DAY_MS);
    const fast = await another(maker, 2);
    maker.world.clock.turn(-5 * DAY_MS);
    await folder.settle(world.seats);
    world.clock.pass(72 * HOUR_MS - SECOND_MS);
    await tick();
    expect(paymentAt(founder, fast).status).toBe('submitted');
    world.clock.pass(SECOND_MS);
    await tick();
    expect(paymentAt(founder, fast).status).toBe('expired');
  });
});

// Source: https://github.com/cachapa/crdt/issues/6
describe('F01-02: a date that is a year ahead for a moment', () => {
  it.each([
    ['no bank was ever heard', false],
    ['the bank was heard', true],
  ])('mends itself and ends nothing, when %s', async (_, isHeard) => {
    const before = await another(second, 1);
    await folder.settle(world.seats);
    if (isHeard) await hearTime(maker.parts, maker.companyId);
    await tick();
    maker.world.clock.turn(365 * DAY_MS);
    saveDraft(maker.parts, maker.actor, { companyId: maker.companyId, seen: null, fields: draftFields() });
    await tick();
    moveOn(maker.parts, maker.companyId, null);
    maker.world.clock.turn(-365 * DAY_MS);
    world.clock.pass(MINUTE_MS);
    await tick();

    const fresh = await another(maker, 2);
    expect(fresh.submittedAt).toBe(world.clock.truth);
    await folder.settle(world.seats);
    for (const one of [before, fresh]) await approveAt(founder, one);
    await folder.settle(world.seats);
    await tick();
    for (const seat of world.seats)
      for (const one of [before, fresh]) expect(paymentAt(seat, one).status).toBe('approved');
    expect((await payAt(maker, fresh)).status).toBe('in-progress');
  });

  it('for days, with the bank in reach, writes true dates and ends nothing', async () => {
    const before = await another(second, 1);
    await folder.settle(world.seats);
    maker.world.clock.turn(365 * DAY_MS);
    await hearTime(maker.parts, maker.companyId);
    await tick();
    const during = await another(maker, 2);
    expect(during.submittedAt).toBe(world.clock.truth);
    world.clock.pass(2 * DAY_MS);
    await tick();
    await folder.settle(world.seats);
    for (const one of [before, during]) expect(paymentAt(maker, one).status).toBe('submitted');
    expect(maker.parts.times.contradiction('production')).toMatchObject({
      aheadMs: 365 * DAY_MS,
      by: 'bank',
    });
  });

  it('is forgotten after a restart that a bank answers, although it was believed', async () => {
    maker.world.clock.turn(365 * DAY_MS);
    maker.restart();
    await tick([maker]);
    const wrong = await another(maker, 1);
    expect(msBetween(world.clock.truth, wrong.submittedAt ?? '')).toBe(365 * DAY_MS);
    maker.world.clock.putRight();
    maker.restart();
    await hearTime(maker.parts, maker.companyId);
    const fresh = await another(maker, 2);
    expect(fresh.submittedAt).toBe(world.clock.truth);
    await tick([maker]);
    expect(paymentAt(maker, fresh).status).toBe('submitted');
  });
});

// Source: https://github.com/affinidi/affinidi-tdk-rs/pull/666
// Source: https://github.com/scionproto/scion/issues/3002
// Source: https://github.com/beckn/beckn-onix/pull/803
describe('F24-01: a director whose clock is ahead approves', () => {
  it.each([
    ['three hours', 3 * HOUR_MS],
    ['five minutes and a second', 5 * MINUTE_MS + SECOND_MS],
    ['five minutes', 5 * MINUTE_MS],
    ['a second less', 5 * MINUTE_MS - SECOND_MS],
  ])('by %s: it counts at once, and it is said by how much', async (_, ms) => {
    const asked = await another(maker, 1);
    await folder.settle(world.seats);
    founder.world.clock.turn(ms);
    await approveAt(founder, asked);
    await folder.settle([maker, founder]);

    expect(paymentAt(maker, asked).status).toBe('approved');
    expect((await payAt(maker, asked)).status).toBe('in-progress');
  });

  it('and it dies as many hours after it came as the rules say, not later', async () => {
    await world.setRules({ ...STRICT_RULES, approvalHours: 2 });
    const asked = await another(maker, 1);
    await folder.settle(world.seats);
    founder.world.clock.turn(3 * HOUR_MS);
    await approveAt(founder, asked);
    await folder.settle([maker, founder]);
    world.clock.pass(2 * HOUR_MS);
    expect(await codeOf(() => payAt(maker, asked))).not.toBe('nothing');
    expect(maker.world.bank.attempts).toEqual([]);
  });
});

describe('a director whose clock is days behind', () => {
  it('approves, and it counts, dated not before what he answers', async () => {
    await world.setRules({ ...STRICT_RULES, approvalHours: 2 });
    const asked = await another(maker, 1);
    await folder.settle(world.seats);
    founder.world.clock.turn(-3 * DAY_MS);
    await approveAt(founder, asked);
    await folder.settle([maker, founder]);
    expect(paymentAt(maker, asked).status).toBe('approved');
    world.clock.pass(2 * HOUR_MS - SECOND_MS);
    await tick([maker]);
    expect(paymentAt(maker, asked).status).toBe('approved');
    world.clock.pass(SECOND_MS);
    await tick([maker]);
    expect(paymentAt(maker, asked).status).toBe('submitted');
  });
});

describe('a clock that is set back', () => {
  it('revives no request that the app has seen die, after a restart either', async () => {
    const asked = await another(maker, 1);
    await folder.settle(world.seats);
    await approveAt(founder, asked);
    await folder.settle(world.seats);
    world.clock.pass(72 * HOUR_MS);
    await tick();
    maker.world.clock.turn(-30 * DAY_MS);
    maker.restart();
    await tick([maker]);
    expect(paymentAt(maker, asked).status).toBe('expired');
    expect(await codeOf(() => payAt(maker, asked))).toBe('payment-state');
  });

  it('lengthens the life of an approval by nothing: what comes in later is judged by what the app has lived', async () => {
    await world.setRules({ ...STRICT_RULES, approvalHours: 2 });
    const asked = await another(maker, 1);
    await folder.settle(world.seats);
    await approveAt(founder, asked);
    world.clock.pass(3 * HOUR_MS);
    await tick([maker]);
    maker.world.clock.turn(-4 * HOUR_MS);
    maker.restart();
    await folder.settle([founder, maker]);
    await tick([maker]);
    expect(paymentAt(maker, asked).status).toBe('submitted');
    expect(addMs(asked.submittedAt ?? '', 3 * HOUR_MS)).toBe(world.clock.truth);
  });
});
