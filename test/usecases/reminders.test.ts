import { convertIcsCalendar } from 'ts-ics';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { addMs, DAY_MS, daysUntil } from '../../contract/values/dates.ts';
import { warningLevel } from '../../contract/values/warnings.ts';
import { CALENDAR_WORDS, calendarEvents } from '../../main/domain/reminders/calendar.ts';
import type { DateIndex } from '../../main/domain/reminders/date-index.ts';
import type { NamedDate } from '../../main/domain/reminders/reminders.ts';
import { warningsOf } from '../../main/domain/reminders/warnings.ts';
import { companyFacts, datesOf } from '../../main/domain/session/company-facts.ts';
import { calendarFile } from '../../main/edges/system/calendar-file.ts';
import { dateIndexFile } from '../../main/edges/system/date-index-file.ts';
import { FakeClock } from '../fakes/fake-clock.ts';
import { fakeReminders } from '../fakes/fake-reminders.ts';
import { openedVault } from '../fakes/fake-workplace.ts';
import { COMPANY, EVERYDAY, FREE_RULES, PAYING, VaultWorld } from '../fakes/vault-world.ts';

const NOON = '2026-11-16T09:00:00.000Z';

function inDays(days: number, kind: NamedDate['kind'] = 'token', key = 'one'): NamedDate {
  return { key, kind, label: `Имя ${key}`, endsAt: addMs(NOON, days * DAY_MS) };
}

describe('the days left', () => {
  it.each([
    ['2026-11-17T20:59:59.999Z', 1],
    ['2026-11-17T21:00:00.000Z', 2],
    ['2026-11-16T09:00:00.000Z', 0],
    ['2026-11-16T08:59:59.999Z', -1],
    ['2026-11-15T09:00:00.000Z', -1],
    ['2026-11-14T09:00:00.000Z', -2],
  ])('until %s are %d, by the calendar of Moscow', (until, days) => {
    expect(daysUntil(until, NOON)).toBe(days);
  });

  it.each([
    ['token', 31, null],
    ['token', 30, 30],
    ['token', 15, 30],
    ['token', 14, 14],
    ['token', 8, 14],
    ['token', 7, 7],
    ['token', 4, 7],
    ['token', 3, 3],
    ['token', 2, 3],
    ['token', 1, 1],
    ['token', 0, 1],
    ['token', -1, 0],
    ['certificate', 61, null],
    ['certificate', 60, 60],
    ['certificate', 45, 45],
    ['certificate', 44, 45],
    ['certificate', 20, 20],
    ['certificate', 10, 10],
    ['certificate', 9, 10],
  ] as const)('of a %s at %d have reached the level %s', (kind, days, level) => {
    expect(warningLevel(kind, days)).toBe(level);
  });
});

describe('reminders', () => {
  it('tell each level once, with the name while the vault is open', () => {
    const clock = new FakeClock(NOON);
    const { reminders, told } = fakeReminders(clock);

    reminders.learn([inDays(30)], 'ru');
    reminders.learn([inDays(30)], 'ru');
    reminders.look();
    expect(told).toMatchObject([[{ key: 'one', label: 'Имя one', daysLeft: 30 }]]);

    clock.pass(15 * DAY_MS);
    reminders.look();
    expect(told).toHaveLength(1);

    clock.pass(DAY_MS);
    reminders.look();
    expect(told).toHaveLength(2);
  });

  it('tell it once across restarts, and without names behind the lock', () => {
    const clock = new FakeClock(NOON);
    const kept: { index: DateIndex | null } = { index: null };
    fakeReminders(clock, kept).reminders.learn([inDays(10)], 'ru');

    const next = fakeReminders(clock, kept);
    next.reminders.start();
    expect(next.told).toEqual([]);

    clock.pass(3 * DAY_MS);
    next.timers.pass(3_600_000);
    expect(next.told).toMatchObject([[{ key: 'one', label: null, daysLeft: 7 }]]);
  });

  it('tell only the nearest level after a long sleep', () => {
    const clock = new FakeClock(NOON);
    const { reminders, told } = fakeReminders(clock);
    reminders.learn([inDays(40)], 'ru');

    clock.pass(38 * DAY_MS);
    reminders.look();

    expect(told).toHaveLength(1);
    expect(told[0]).toMatchObject([{ daysLeft: 2 }]);
  });

  it('tell anew of a token that was used and comes near its end again', () => {
    const clock = new FakeClock(NOON);
    const { reminders, told } = fakeReminders(clock);
    reminders.learn([inDays(3)], 'ru');
    reminders.learn([inDays(90)], 'ru');
    clock.pass(60 * DAY_MS);
    reminders.learn([inDays(90)], 'ru');

    expect(told.map(([first]) => first?.daysLeft)).toEqual([3, 30]);
  });

  it('tell nothing when they are off, but count', () => {
    const clock = new FakeClock(NOON);
    const { reminders, told, counts } = fakeReminders(clock);
    reminders.setOn(false);
    reminders.learn([inDays(3), inDays(300, 'certificate', 'two')], 'ru');

    expect(told).toEqual([]);
    expect(counts.at(-1)).toBe(1);
  });

  it('tell that a date has passed once more, and then never again', () => {
    const clock = new FakeClock(NOON);
    const { reminders, told } = fakeReminders(clock);
    reminders.learn([inDays(1)], 'ru');
    clock.pass(2 * DAY_MS);
    reminders.look();
    clock.pass(200 * DAY_MS);
    reminders.look();

    expect(told.map(([first]) => first?.daysLeft)).toEqual([1, -1]);
  });

  it('go on when the disk takes no file', () => {
    const clock = new FakeClock(NOON);
    const fake = fakeReminders(clock);
    Object.defineProperty(fake.kept, 'index', {
      get: () => null,
      set: () => {
        throw new Error('full');
      },
    });

    fake.reminders.learn([inDays(3)], 'ru');
    fake.reminders.look();

    expect(fake.told).toHaveLength(1);
  });
});

describe('the file of dates', () => {
  function place(): string {
    const dir = mkdtempSync(join(tmpdir(), 'klyuchnik-dates-'));
    onTestFinished(() => rmSync(dir, { recursive: true }));
    return join(dir, 'reminders.json');
  }

  it('holds ids, kinds and dates, readable by its owner, and no name', () => {
    const path = place();
    const clock = new FakeClock(NOON);
    const { reminders, kept } = fakeReminders(clock);
    reminders.learn([inDays(10)], 'ru');
    if (kept.index !== null) dateIndexFile(path).write(kept.index);

    const text = readFileSync(path, 'utf8');
    expect(text).not.toContain('Имя');
    expect(statSync(path).mode & 0o077).toBe(0);
    expect(dateIndexFile(path).read()).toEqual(kept.index);
  });

  it.each(['', '{', '{"version":2}', '[]'])('is made anew when it holds «%s»', (text) => {
    const path = place();
    writeFileSync(path, text);

    expect(dateIndexFile(path).read()).toBeNull();
  });
});

describe('the warnings of a company', () => {
  async function furnished() {
    const world = new VaultWorld();
    const day = await world.furnish({ rules: FREE_RULES });
    const vault = openedVault(world, day);
    const company = day.stores.companies.get(COMPANY);
    if (company === null) throw new Error('no company');
    return { world, day, facts: () => companyFacts(vault, company), dates: () => datesOf(vault) };
  }

  it('are none while nothing is near', async () => {
    const { facts } = await furnished();

    expect(warningsOf(facts())).toEqual([]);
  });

  it('name what ends, the nearest first', async () => {
    const { world, facts } = await furnished();
    world.clock.set('2027-01-20T09:00:00.000Z'); // issued 01.11.2026 and never used: until 29.01, 30.01 in Moscow

    const kinds = warningsOf(facts()).map((one) => [one.kind, 'daysLeft' in one ? one.daysLeft : null]);

    expect(kinds).toEqual([
      ['token-ends', 10],
      ['token-ends', 10],
    ]);
  });

  it('put what has happened before what ends', async () => {
    const { world, day, facts } = await furnished();
    world.clock.set('2027-01-20T09:00:00.000Z');
    const token = day.stores.tokens.get(PAYING);
    if (token === null) throw new Error('no token');
    const lastProblem = { code: 'bank-ip-not-listed' as const, details: {}, incidentId: null };
    day.stores.tokens.save({ ...token, lastProblem }, null);

    expect(warningsOf(facts()).map(({ kind }) => kind)).toEqual([
      'token-problem',
      'token-ends',
      'token-ends',
    ]);
  });

  it('ask whether a kept-alive token is still needed', async () => {
    const { day, facts } = await furnished();
    const token = day.stores.tokens.get(EVERYDAY);
    if (token === null) throw new Error('no token');
    const keepAlive = { isOn: true, dueAt: '2027-01-20T09:00:00.000Z', confirmedAt: null };
    day.stores.tokens.save({ ...token, keepAlive }, null);

    expect(warningsOf(facts())).toMatchObject([{ kind: 'keep-alive-question', tokenId: EVERYDAY }]);
  });

  it('come nearer in the computer’s time when the training bank’s clock is moved', async () => {
    const world = new VaultWorld();
    const day = await world.furnish({ rules: FREE_RULES, environment: 'training' });
    const vault = openedVault(world, day);
    const before = datesOf(vault)[0]?.endsAt ?? '';

    world.trainingAheadMs = 89 * DAY_MS;

    expect(datesOf(vault)[0]?.endsAt).toBe(addMs(before, -89 * DAY_MS));
  });

  it('become days of a calendar: one event and one alarm each, the same ids every time', async () => {
    const { facts } = await furnished();
    const events = calendarEvents([facts()], CALENDAR_WORDS.ru);
    const text = await calendarFile.write(events, CALENDAR_WORDS.ru.name, NOON);

    const calendar = convertIcsCalendar(undefined, text);

    expect(calendar.version).toBe('2.0');
    expect(calendar.events?.map(({ uid }) => uid)).toEqual([
      `token-${EVERYDAY}@klyuchnik`,
      `token-${PAYING}@klyuchnik`,
      'certificate-certificate-1@klyuchnik',
    ]);
    for (const event of calendar.events ?? []) expect(event.alarms).toHaveLength(1);
    expect(calendar.events?.[0]?.start).toMatchObject({ type: 'DATE' });
    expect(text).toContain('DTSTART;VALUE=DATE:20270130');
    expect(text).toContain('DTSTART;VALUE=DATE:20271231');
    expect(text.split('\r\n').every((line) => Buffer.byteLength(line) <= 75)).toBe(true);
    expect(await calendarFile.write(events, CALENDAR_WORDS.ru.name, NOON)).toBe(text);
  });
});
