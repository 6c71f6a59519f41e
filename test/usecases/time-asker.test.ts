import { beforeEach, describe, expect, it } from 'vitest';
import { CompanyTimes } from '../../main/domain/time/company-times.ts';
import type { Realm, TimeRecord } from '../../main/domain/time/known-time.ts';
import { TimeAsker } from '../../main/domain/time/time-asker.ts';
import { FakeClock, FakeTimers } from '../fakes/fake-clock.ts';

const LOOK_MS = 10_000;
const HOUR_MS = 60 * 60_000;

let clock: FakeClock;
let timers: FakeTimers;
let times: CompanyTimes;
/** Environments whose bank was asked, in order. */
let asked: string[];
/** What the screen would say at each change. */
let changes: string[];
let answers: boolean;

function asker(environments: readonly string[]): TimeAsker {
  return new TimeAsker({
    times,
    bank: {
      askTime: async (environment) => {
        asked.push(environment);
        if (answers) times.heard(environment, clock.truth);
      },
    },
    environments: () => environments,
    changed: () => {
      const found = times.contradiction('production');
      changes.push(found === null ? 'right' : `${found.by} ${Math.round(found.aheadMs / 60_000)}`);
    },
    timers,
  });
}

/** Lets time pass in looks, each with what it awaits. */
async function pass(ms: number): Promise<void> {
  for (let left = ms; left > 0; left -= LOOK_MS) {
    clock.pass(LOOK_MS);
    timers.pass(LOOK_MS);
    await settled();
  }
}

/** Whatever was awaited at once has come by then. */
function settled(): Promise<void> {
  return new Promise((resolve) => void setImmediate(resolve));
}

beforeEach(() => {
  clock = new FakeClock();
  timers = new FakeTimers();
  const known = new Map<Realm, TimeRecord>();
  const store = {
    get: (realm: Realm) => known.get(realm) ?? null,
    save: (record: TimeRecord) => void known.set(record.realm, record),
  };
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
  times = new CompanyTimes({ clock, lived: clock, store, isReadOnly: false, log });
  [asked, changes, answers] = [[], [], true];
});

describe('the one who asks banks for the time', () => {
  it('asks one bank at the start, whose word counts for every real one, and never the training bank', async () => {
    const one = asker(['production', 'sandbox', 'training']);
    one.start();
    await settled();
    expect(asked).toEqual(['production']);
    one.stop();
  });

  it('asks again when an hour has passed, not before', async () => {
    const one = asker(['production']);
    one.start();
    await settled();
    await pass(HOUR_MS - LOOK_MS);
    expect(asked).toHaveLength(1);
    await pass(2 * LOOK_MS);
    expect(asked).toHaveLength(2);
    one.stop();
  });

  it('asks a bank that does not answer once a minute', async () => {
    answers = false;
    const one = asker(['production']);
    one.start();
    await settled();
    await pass(5 * 60_000);
    expect(asked).toHaveLength(6);
    one.stop();
  });

  it('tells of a clock that was turned, of each further turn, and when it is right again; each once', async () => {
    const one = asker(['production']);
    one.start();
    await settled();
    expect(changes).toEqual([]);

    clock.turn(2 * HOUR_MS);
    await pass(3 * 60_000);
    expect(changes.at(-1)).toBe('bank 120');
    clock.turn(10 * 60_000);
    await pass(3 * 60_000);
    expect(changes.at(-1)).toBe('bank 130');
    clock.putRight();
    await pass(3 * 60_000);
    expect(changes.at(-1)).toBe('right');
    expect(new Set(changes).size).toBe(changes.length);
    one.stop();
  });

  it('asks and tells nothing any more when it was stopped', async () => {
    const one = asker(['production']);
    one.start();
    await settled();
    one.stop();
    clock.turn(2 * HOUR_MS);
    await pass(2 * HOUR_MS);
    expect(asked).toHaveLength(1);
    expect(changes).toEqual([]);
    expect(timers.count).toBe(0);
  });
});
