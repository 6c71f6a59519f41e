import { LocalDate, type Instant } from '../../../contract/values/dates.ts';

const ISO =
  /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)? ?(Z|[+-]\d\d(?::?\d\d)?)?)?$/i;
const RUSSIAN = /^(\d{1,2})\.(\d{1,2})\.(\d{4})(?:[T ,]+(\d\d):(\d\d)(?::(\d\d))?)?$/;

/** The bank's clock stands in Moscow. Source: Federal Law 248-FZ of 21.07.2014 (UTC+3), tapi.md §5.3. */
const MOSCOW = '+03:00';

/**
 * Reads a moment of the bank's JSON, the same on every computer: with a zone as it says, a time without one by Moscow,
 * a day alone as its beginning in UTC, `dd.mm.yyyy` as Russians write it.
 * Errors: `null` for anything else and for days that are in no calendar; never throws.
 * Source: https://github.com/mdn/content/pull/32253 (what `Date.parse` makes of such texts depends on the computer).
 */
export function instantOf(text: string | null): Instant | null {
  const trimmed = (text ?? '').trim();
  const iso = ISO.exec(trimmed);
  if (iso !== null) {
    const [, year, month, day, hour, minute, second, fraction, zone] = iso;
    return momentOf([year, month, day], { hour, minute, second, fraction, zone });
  }
  const russian = RUSSIAN.exec(trimmed);
  if (russian === null) return null;
  const [, day = '', month = '', year, hour, minute, second] = russian;
  return momentOf([year, month.padStart(2, '0'), day.padStart(2, '0')], { hour, minute, second });
}

type Parts = Readonly<
  Partial<Record<'hour' | 'minute' | 'second' | 'fraction' | 'zone', string | undefined>>
>;

function momentOf(day: readonly (string | undefined)[], time: Parts): Instant | null {
  const date = LocalDate.safeParse(day.join('-')).data;
  if (date === undefined) return null;
  const { hour, minute, second = '00', fraction = '0' } = time;
  const zone = time.zone ?? (hour === undefined ? 'Z' : MOSCOW);
  const clock = `${hour ?? '00'}:${minute ?? '00'}:${second}.${fraction.padEnd(3, '0').slice(0, 3)}`;
  const ms = Date.parse(`${date}T${clock}${fullZone(zone)}`);
  return Number.isNaN(ms) ? null : new Date(ms).toISOString();
}

/** `+03` and `+0300` as ECMA-262 §21.4.1.32 wants them. */
function fullZone(zone: string): string {
  if (/^z$/i.test(zone)) return 'Z';
  return `${zone.slice(0, 3)}:${zone.slice(3).replace(':', '') || '00'}`;
}
