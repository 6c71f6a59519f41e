import type { MethodName } from '../../main/edges/tapi/methods.ts';
import type { Dice } from './dice.ts';

/**
 * What becomes of one request. `no-route`: it never leaves. `late`: it arrives long after its sender gave it up.
 * `doubled`: something on the way repeats what the bank has taken. `page-…`: a page of some server instead of an
 * answer, before or after the bank has carried it out; so with `rate-…`. `stale`: the bank does not know yet what it
 * took a moment ago.
 */
export type Fate =
  | 'good'
  | 'slow'
  | 'no-route'
  | 'request-lost'
  | 'answer-lost'
  | 'late'
  | 'doubled'
  | 'page-before'
  | 'page-after'
  | 'rate-before'
  | 'rate-after'
  | 'garbled'
  | 'foreign-404'
  | 'stale';

type Chances = Readonly<Partial<Record<Fate, number>>>;

/** How likely each fate is, of questions and of what may move money: where nothing can be asked, nothing is sent. */
export interface Weather {
  readonly questions: Chances;
  readonly sends: Chances;
}

const CLEAR: Chances = { good: 1 };

/** Something goes wrong with every second request. */
const ROUGH_CHANCES: Chances = {
  good: 40,
  slow: 8,
  'no-route': 4,
  'request-lost': 7,
  'answer-lost': 9,
  late: 7,
  doubled: 6,
  'page-before': 3,
  'page-after': 5,
  'rate-before': 2,
  'rate-after': 3,
  garbled: 2,
  'foreign-404': 2,
  stale: 2,
};

/** Once in a while a question has the fate of a send. */
const MOSTLY_CLEAR: Chances = { ...ROUGH_CHANCES, good: 700 };

export const FAIR: Weather = { questions: CLEAR, sends: CLEAR };
/** The bank is there for questions, and whatever moves money meets trouble. */
export const ROUGH: Weather = { questions: MOSTLY_CLEAR, sends: ROUGH_CHANCES };
/** Hardly anything comes through. */
export const STORM: Weather = { questions: ROUGH_CHANCES, sends: ROUGH_CHANCES };
/** What moves money lies about somewhere for hours, and most of it arrives in the end. */
export const SLOW_POST: Weather = {
  questions: CLEAR,
  sends: { late: 50, 'request-lost': 15, 'no-route': 15, good: 20 },
};
/** The cable is out. */
export const NO_NETWORK: Weather = { questions: { 'no-route': 1 }, sends: { 'no-route': 1 } };

/** Throws what becomes of a request; only what is asked of a payment can be stale. */
export function fateOf(dice: Dice, weather: Weather, method: MethodName): Fate {
  const isSend = method === 'pay' || method === 'create-draft';
  const fate = dice.weighted<Fate>(isSend ? weather.sends : weather.questions);
  return fate === 'stale' && method !== 'payment-state' ? 'good' : fate;
}
