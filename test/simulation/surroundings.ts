import { DAY_MS, HOUR_MS } from '../../contract/values/dates.ts';
import { OWN_ACCOUNT } from '../fakes/vault-world.ts';
import { RICH, type Office } from './office.ts';
import { FAIR, NO_NETWORK, ROUGH, STORM } from './weather.ts';

const MINUTE_MS = 60_000;

/** What happens to the office without its people: at the bank, on the computer, in the air. */
export const SURROUNDINGS = {
  kill: (office) => office.kill(),
  'change-weather': changeWeather,
  'turn-clock': turnClock,
  'put-clock-right': ({ world }) => world.clock.putRight(),
  'lock-keychain': ({ world, tell }) => {
    tell(() => 'the keychain is locked');
    world.keychain.failWith('locked');
  },
  'unlock-keychain': ({ world }) => world.keychain.failWith(undefined),
  'empty-account': (office) => fill(office, office.dice.between(0, 3_000_00)),
  'fill-account': (office) => fill(office, RICH),
  'close-account': ({ bank, tell }) => {
    tell(() => 'the bank closes the account');
    bank.setAccountStatus('BLOCKED');
  },
  'open-account': ({ bank }) => bank.setAccountStatus('NORM'),
  hold,
  'cancel-at-bank': cancelAtBank,
  'sign-draft': signDraft,
} as const satisfies Readonly<Record<string, (office: Office) => void>>;

function changeWeather(office: Office): void {
  const name = office.dice.weighted({ fair: 3, rough: 4, storm: 2, none: 1 });
  office.tell(() => `the weather becomes ${name}`);
  office.network.weather = { fair: FAIR, rough: ROUGH, storm: STORM, none: NO_NETWORK }[name];
}

/** By hand, by a dead battery, by a summer time that nobody asked for. */
function turnClock({ dice, world, tell }: Office): void {
  const sizes = [3 * MINUTE_MS, HOUR_MS, 5 * HOUR_MS, DAY_MS, 4 * DAY_MS, 40 * DAY_MS, 366 * DAY_MS];
  const ms = dice.pick(sizes) * (dice.percent(50) ? 1 : -1);
  tell(() => `the clock of the computer is turned by ${ms / MINUTE_MS} minutes`);
  world.clock.turn(ms);
}

function fill({ bank, tell }: Office, kopecks: number): void {
  tell(() => `there are ${kopecks} kopecks on the account`);
  bank.control({ command: 'setBalance', accountNumber: OWN_ACCOUNT, kopecks });
}

/** The bank looks at a payment more closely, for minutes or for days. */
function hold({ bank, dice, world, tell }: Office): void {
  const open = bank.state.payments.filter(({ status }) => status === 'IN_PROGRESS');
  if (open.length === 0) return;
  const { id } = dice.pick(open);
  const ms = dice.pick([10 * MINUTE_MS, 5 * HOUR_MS, 2 * DAY_MS]);
  tell(() => `the bank holds ${id} for ${ms / MINUTE_MS} minutes`);
  bank.hold(id, new Date(Date.parse(world.clock.truth) + ms));
}

function cancelAtBank({ bank, dice, tell }: Office): void {
  const open = bank.state.payments.filter(({ status }) => status === 'IN_PROGRESS');
  if (open.length === 0) return;
  const { id } = dice.pick(open);
  tell(() => `the bank cancels ${id}`);
  bank.control({ command: 'cancelPayment', id });
}

/** The director signs in online banking what no other draft there says as well. */
function signDraft({ bank, dice, tell }: Office): void {
  const { drafts } = bank.state;
  const isAlone = (purpose: string) => drafts.filter((draft) => draft.purpose === purpose).length === 1;
  const unsigned = drafts.filter(({ signedAt, purpose }) => signedAt === null && isAlone(purpose));
  if (unsigned.length === 0) return;
  const { documentId, purpose } = dice.pick(unsigned);
  tell(() => `the director signs the draft «${purpose}» in online banking`);
  bank.sign(documentId);
}
