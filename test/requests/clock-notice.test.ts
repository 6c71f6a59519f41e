import { beforeEach, describe, expect, it } from 'vitest';
import { clockNotice } from '../../main/domain/payments/approving/clock-notice.ts';
import { hearTime } from '../../main/domain/payments/company-time.ts';
import { requestStatuses } from '../../main/domain/requests/request-status.ts';
import { OrganizationWorld, type Seat } from '../fakes/organization-world.ts';
import { approveAt, ask, MemoryFolder, paymentAt } from '../fakes/request-world.ts';

const SECOND_MS = 1000;
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

let world: OrganizationWorld;
let folder: MemoryFolder;
let maker: Seat;
let founder: Seat;

beforeEach(async () => {
  world = await OrganizationWorld.found();
  folder = new MemoryFolder();
  ({ maker, founder } = world);
});

function noticeAt({ parts, companyId }: Seat) {
  const company = parts.companies.get(companyId);
  return company === null ? null : clockNotice(parts, company);
}

async function standingAt(seat: Seat, asked: Awaited<ReturnType<typeof ask>>) {
  const { paymentId } = paymentAt(seat, asked);
  return requestStatuses(seat.parts, seat.companyId).find((one) => one.paymentId === paymentId);
}

describe('whoever has a wrong clock', () => {
  it.each([
    [5 * MINUTE_MS, null],
    [5 * MINUTE_MS + SECOND_MS, 'bank'],
    [-5 * MINUTE_MS - SECOND_MS, 'bank'],
  ])('%d ms off is told by the bank from five minutes on', async (ms, by) => {
    maker.world.clock.turn(ms);
    await hearTime(maker.parts, maker.companyId);
    expect(noticeAt(maker)).toEqual(by === null ? null : { by, aheadMs: ms, names: [] });
    maker.world.clock.putRight();
    expect(noticeAt(maker)).toBeNull();
  });

  it('behind is told by the files of the others, by name; they see whose it is once the bank has confirmed theirs', async () => {
    founder.world.clock.turn(-3 * HOUR_MS);
    const asked = await ask(maker);
    await folder.take(maker);
    await folder.round(founder);
    expect(noticeAt(founder)).toEqual({ by: 'members', aheadMs: -3 * HOUR_MS, names: ['Анна'] });
    expect((await standingAt(founder, asked))?.makerClockAheadMs).toBe(3 * HOUR_MS);

    await approveAt(founder, asked);
    await folder.settle([founder, maker]);
    expect(noticeAt(maker)).toEqual({ by: 'members', aheadMs: 3 * HOUR_MS, names: ['Борис'] });
    await hearTime(maker.parts, maker.companyId);
    expect(noticeAt(maker)).toBeNull();
    expect((await standingAt(maker, asked))?.answers).toMatchObject([
      { name: 'Борис', counts: true, clockAheadMs: -3 * HOUR_MS },
    ]);
  });

  it.each([
    [5 * MINUTE_MS, 0],
    [5 * MINUTE_MS + SECOND_MS, 5 * MINUTE_MS + SECOND_MS],
    [3 * HOUR_MS, 3 * HOUR_MS],
  ])('and approves with it %d ms ahead is named on the payment', async (ms, told) => {
    const asked = await ask(maker);
    await folder.settle(world.seats);
    founder.world.clock.turn(ms);
    founder.restart();
    await approveAt(founder, asked);
    await folder.settle([founder, maker]);
    expect((await standingAt(maker, asked))?.answers).toMatchObject([
      { name: 'Борис', counts: true, clockAheadMs: told },
    ]);
  });

  it('is said of a request that had ended when it came', async () => {
    maker.world.clock.turn(-80 * HOUR_MS);
    const asked = await ask(maker);
    await folder.take(maker);
    await folder.round(founder);
    expect(await standingAt(founder, asked)).toMatchObject({ cameTooLate: true, makerClockAheadMs: 0 });
  });
});
