import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addMs } from '../../contract/values/dates.ts';
import { clockAheadMs, signedAt } from '../../main/domain/time/foreign-stamp.ts';
import {
  contradiction,
  hear,
  judgedAt,
  look,
  openTime,
  spanOf,
  spentAt,
  stampAt,
  type KnownTime,
} from '../../main/domain/time/known-time.ts';

const SECOND = 1000;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const START = '2026-11-16T09:00:00.000Z';

/** A clock and the time that is lived; the test turns one and lets the other pass. */
class Desk {
  wallAheadMs = 0;
  livedMs = 0;
  known: KnownTime;

  constructor(record: KnownTime['record'] | null = null, wallAheadMs = 0) {
    this.wallAheadMs = wallAheadMs;
    this.known = look(openTime('bank', record, this.reading), this.reading);
  }

  get truth(): string {
    return addMs(START, this.livedMs);
  }

  get reading() {
    return { wall: addMs(this.truth, this.wallAheadMs), livedMs: this.livedMs };
  }

  look(): this {
    this.known = look(this.known, this.reading);
    return this;
  }

  hear(): this {
    this.known = hear(this.known, this.reading, this.truth);
    return this;
  }

  pass(ms: number): this {
    this.livedMs += ms;
    return this.look();
  }

  turn(ms: number): this {
    this.wallAheadMs += ms;
    return this.look();
  }

  get judged(): string {
    return judgedAt(this.known, 0);
  }
}

describe('the time that is believed', () => {
  it.each([
    [5 * MINUTE - SECOND, 'clock'],
    [5 * MINUTE, 'clock'],
    [5 * MINUTE + SECOND, 'bank'],
    [-5 * MINUTE, 'clock'],
    [-5 * MINUTE - SECOND, 'bank'],
    [DAY, 'bank'],
    [-DAY, 'bank'],
  ] as const)('with a clock %d ms ahead of the bank is that of the %s', (ms, whose) => {
    const desk = new Desk(null, ms).hear().look();
    expect(desk.known.believed).toBe(whose === 'clock' ? addMs(START, ms) : START);
    expect(contradiction(desk.known, desk.reading)).toEqual(
      whose === 'clock' ? null : { aheadMs: ms, by: 'bank' },
    );
    expect(spentAt(desk.known, desk.reading)).toBe(START);
  });

  it('does not follow a leap until an hour was lived with it, to the second', () => {
    const desk = new Desk().pass(MINUTE).turn(DAY);
    desk.pass(HOUR - SECOND);
    expect(desk.judged).toBe(desk.truth);
    expect(stampAt(desk.known, desk.reading)).toBe(desk.reading.wall);
    expect(contradiction(desk.known, desk.reading)).toEqual({ aheadMs: DAY, by: 'records' });
    desk.pass(SECOND);
    expect(desk.judged).toBe(desk.reading.wall);
  });

  it('follows a leap at once when the bank confirms it: the computer had slept', () => {
    const desk = new Desk().hear();
    desk.livedMs += 10 * HOUR;
    const lived = { wall: desk.truth, livedMs: 0 };
    let known = look(
      hear(openTime('bank', null, { wall: START, livedMs: 0 }), { wall: START, livedMs: 0 }, START),
      lived,
    );
    expect(known.believed).toBe(START);
    known = hear(known, lived, desk.truth);
    expect(known.believed).toBe(desk.truth);
    expect(contradiction(known, lived)).toBeNull();
  });

  it('is not set back by the hands: what was asked before is judged by the latest time that was believed', () => {
    const desk = new Desk().pass(DAY).turn(-DAY);
    expect(desk.judged).toBe(desk.truth);
    expect(judgedAt(desk.known, spanOf(desk.known))).toBe(desk.reading.wall);
    expect(contradiction(desk.known, desk.reading)).toEqual({ aheadMs: -DAY, by: 'records' });
  });

  it('keeps that over a restart', () => {
    const { record } = new Desk().pass(DAY).turn(-DAY).known;
    const next = new Desk(record, -DAY);
    expect(judgedAt(next.known, 0)).toBe(addMs(START, DAY));
  });

  it('is the bank’s after a restart with a clock that was set behind its last word', () => {
    const { record } = new Desk().hear().pass(DAY).hear().known;
    const next = new Desk(record, -DAY);
    expect(next.known.believed).toBe(addMs(START, DAY));
    expect(contradiction(next.known, next.reading)).toMatchObject({ by: 'bank' });
  });

  it('puts a wrong mark right as soon as a bank is heard', () => {
    const desk = new Desk(null, 365 * DAY).look();
    expect(desk.judged).toBe(addMs(START, 365 * DAY));
    desk.hear();
    expect(desk.judged).toBe(START);
    desk.turn(-365 * DAY);
    expect(desk.judged).toBe(START);
  });

  it('in a training company is the clock’s, which may leap: its bank has no other', () => {
    const reading = { wall: START, livedMs: 0 };
    const later = { wall: addMs(START, DAY), livedMs: 1 };
    const known = look(look(openTime('training', null, reading), reading), later);
    expect(known.believed).toBe(later.wall);
  });

  it('gives no new day to a clock set forward after a bank was heard, nor after a restart', () => {
    const desk = new Desk().hear().turn(DAY);
    expect(spentAt(desk.known, desk.reading)).toBe(START);
    const next = new Desk(desk.known.record, DAY);
    expect(spentAt(next.known, next.reading)).toBe(START);
  });

  it('strays from the truth by five minutes at most, however the hands are turned, while a bank is heard after each turn', () => {
    const step = fc.record({
      turnMs: fc.integer({ min: -400 * DAY, max: 400 * DAY }),
      passMs: fc.integer({ min: 0, max: 3 * DAY }),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        const desk = new Desk();
        for (const { turnMs, passMs } of steps) {
          desk.turn(turnMs).hear().pass(passMs);
          const off = Date.parse(judgedAt(desk.known, spanOf(desk.known))) - Date.parse(desk.truth);
          expect(Math.abs(off)).toBeLessThanOrEqual(5 * MINUTE);
          expect(spentAt(desk.known, desk.reading)).toBe(desk.truth);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('of what was asked never goes back, whatever nobody says of the hands', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -40 * DAY, max: 40 * DAY }), { maxLength: 30 }), (turns) => {
        const desk = new Desk();
        let before = desk.judged;
        for (const ms of turns) {
          desk.turn(ms).pass(MINUTE);
          expect(desk.judged >= before).toBe(true);
          before = desk.judged;
        }
      }),
      { numRuns: 1000 },
    );
  });
});

describe('a stamp of another computer', () => {
  const asked = START;
  const receivedAt = addMs(START, DAY);

  it.each([
    ['an hour before it came', DAY - HOUR, DAY - HOUR, 0],
    ['five minutes ahead', DAY + 5 * MINUTE, DAY + 5 * MINUTE, 0],
    ['five minutes and a second ahead', DAY + 5 * MINUTE + SECOND, DAY, 5 * MINUTE + SECOND],
    ['a year ahead', 365 * DAY, DAY, 364 * DAY],
    ['five minutes before what it answers', -5 * MINUTE, -5 * MINUTE, 0],
    ['five minutes and a second before it', -5 * MINUTE - SECOND, 0, -5 * MINUTE - SECOND],
  ])('%s is bounded by what is known', (_, stampMs, signedMs, aheadMs) => {
    const stamp = addMs(START, stampMs);
    expect(signedAt(stamp, { receivedAt, notBefore: asked })).toBe(addMs(START, signedMs));
    expect(clockAheadMs(stamp, { receivedAt, notBefore: asked })).toBe(aheadMs);
  });
});
