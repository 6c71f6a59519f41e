import { HOUR_MS } from '../../contract/values/dates.ts';
import { OFFICE_ACTS } from './acts.ts';
import { SURROUNDINGS } from './surroundings.ts';
import { FAIR, ROUGH, SLOW_POST, STORM, type Weather } from './weather.ts';

/** All that can happen. */
export const ACTS = { ...OFFICE_ACTS, ...SURROUNDINGS };
export type Act = keyof typeof ACTS;

/** How often each act comes. Own choice: so that most payments come as far as the bank. */
const USUAL: Plot['weights'] = {
  type: 3,
  'type-and-submit': 14,
  submit: 8,
  edit: 2,
  cancel: 3,
  copy: 3,
  approve: 14,
  'approve-twice': 2,
  reject: 1,
  pay: 14,
  'pay-twice': 8,
  'pay-and-die': 8,
  'approve-and-pay': 8,
  'send-all': 4,
  'go-on': 2,
  pause: 1,
  leave: 1,
  ask: 3,
  'look-for-draft': 2,
  import: 2,
  kill: 2,
  'change-weather': 2,
  'turn-clock': 2,
  'put-clock-right': 2,
  'lock-keychain': 1,
  'unlock-keychain': 8,
  'empty-account': 1,
  'fill-account': 3,
  'close-account': 1,
  'open-account': 4,
  hold: 2,
  'cancel-at-bank': 1,
  'sign-draft': 2,
};

/** A file is taken in and sent as a list. */
const BATCH: Plot['weights'] = {
  ...USUAL,
  import: 8,
  submit: 24,
  approve: 24,
  'send-all': 14,
  'go-on': 10,
  kill: 6,
};

/** The bank closes and opens the account while requests of both kinds of day are on their way. */
const MOODY: Plot['weights'] = {
  ...USUAL,
  pay: 20,
  'close-account': 9,
  'open-account': 7,
  'change-weather': 0,
};

/** Nobody copies a rent, so that two are meant and no more. */
const RENTS: Plot['weights'] = { ...USUAL, copy: 0 };

const PAUSES_MS: readonly number[] = [
  0,
  40,
  150,
  1_000,
  5_000,
  20_000,
  65_000,
  180_000,
  HOUR_MS,
  14 * HOUR_MS,
];
/** About the time after which a payment leaves once more, and about that which a late request takes. */
const LONG_PAUSES_MS: readonly number[] = [1_000, 20_000, 125_000, 125_000, 300_000, HOUR_MS, 5 * HOUR_MS];

export type Story = 'usual' | 'batch' | 'moody' | 'rent';

/** How a story goes: who does what, in which weather, with which pauses. */
export interface Plot {
  readonly weights: Readonly<Partial<Record<Act, number>>>;
  readonly weathers: readonly Weather[];
  readonly pausesMs: readonly number[];
}

/** Returns how a story of this name goes. */
export function plotOf(story: Story): Plot {
  const weathers = [FAIR, ROUGH, ROUGH, ROUGH, ROUGH, STORM];
  switch (story) {
    case 'usual':
      return { weights: USUAL, weathers, pausesMs: PAUSES_MS };
    case 'batch':
      return { weights: BATCH, weathers, pausesMs: PAUSES_MS };
    case 'moody':
      return { weights: MOODY, weathers: [SLOW_POST], pausesMs: LONG_PAUSES_MS };
    case 'rent':
      return { weights: RENTS, weathers, pausesMs: PAUSES_MS };
  }
}
