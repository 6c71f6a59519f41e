import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DAY_MS } from '../../contract/values/dates.ts';
import { actorOf } from '../../main/domain/people/person.ts';
import { pay } from '../../main/domain/payments/sending/pay.ts';
import { SendingRun } from '../../main/domain/payments/sending/sending-run.ts';
import type { ControlCommand } from '../../training-bank/cabinet/control.ts';
import { currentAccountNumber } from '../../training-bank/state/prepared-company.ts';
import { startTrainingBank, type TrainingBank } from '../../training-bank/training-bank.ts';
import { COMPANY, seenOf } from '../fakes/vault-world.ts';
import { buildEntry, type BuiltEntry } from '../keychain/built-entry.ts';
import { callerOf } from '../training-bank/bank-fixture.ts';
import { judgeBooks, judgeEnd, type Books } from './judge-books.ts';
import { POINTS, type KilledCase, type Point } from './killed-case.ts';
import { furnishOffice, openOffice, type OpenOffice, type Place } from './killed-office.ts';

type Fault = Extract<ControlCommand, { readonly command: 'setFault' }>['fault'];

const PAY = '*/ruble-transfer/pay';
const FAULTS: Readonly<Record<string, Omit<Fault, 'method'> | null>> = {
  'no fault': null,
  'silence before taking': { kind: 'hang-before-accept' },
  'silence after taking': { kind: 'accept-then-hang' },
  'a reset before taking': { kind: 'reset-before-accept' },
  'a reset after taking': { kind: 'reset-after-accept' },
  '500 before taking': { kind: 'text-500' },
  'a page of 502 after taking': { kind: 'html-502', isAccepted: true },
  'half an answer': { kind: 'wrong-json' },
};

/** Payments of one case, the one with which the app dies, and the faults that it meets. */
const AMOUNTS = {
  // The rest is tried in one process, at every single step (`test/usecases/crash.test.ts`).
  'a single payment': {
    count: 1,
    victim: 1,
    faults: ['no fault', 'silence after taking', 'a reset before taking'],
  },
  'the second of three': { count: 3, victim: 2, faults: Object.keys(FAULTS) },
} as const;

/** Questions and second sendings until nothing is open. Own choice: three payments take six. */
const MOST_ROUNDS = 40;
/** A little longer than the settling time of `reconcile.ts`. Units: ms. */
const ROUND_MS = 125_000;
/** Ids that one case may use. Own choice. */
const IDS = 100;

describe('an app that is killed while it sends', () => {
  let bank: TrainingBank;
  let folder: string;
  let child: BuiltEntry;
  let reader: string;
  let cases = 0;

  const placeIn = (name: string): Place => ({
    file: join(folder, name, 'vault.sqlite'),
    keys: join(folder, name, 'keychain.json'),
    bank: { ordinaryBaseUrl: bank.ordinaryBaseUrl, securedBaseUrl: bank.securedBaseUrl, caPem: bank.caPem },
  });

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'klyuchnik-killed-'));
    bank = await startTrainingBank({
      now: () => new Date(),
      settleAfterMs: 0,
      settings: { ratesEnforced: false },
    });
    bank.control({
      command: 'setLimits',
      tApi: { perDayKopecks: null, perMonthKopecks: null, perCounterpartyPerDay: null },
    });
    reader = bank.issueToken({ label: 'reader', accesses: ['bank-statements/get'], ips: ['127.0.0.1'] }).text;
    await mkdir(join(folder, 'template'));
    await furnishOffice(placeIn('template'), bank);
    child = await buildEntry('../simulation/killed-child.ts');
  });

  afterAll(async () => {
    await child.remove();
    await bank.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const setFault = (fault: Omit<Fault, 'method'> | null): void => {
    bank.control({ command: 'clearFaults' });
    if (fault !== null) bank.control({ command: 'setFault', fault: { ...fault, method: PAY } });
  };

  const requestsAtBank = (): number =>
    Object.values(bank.snapshot().counters.payRequestsById).reduce((sum, count) => sum + count, 0);

  /** Runs the process to its death. */
  async function die(killed: KilledCase, fault: Omit<Fault, 'method'> | null): Promise<void> {
    const caseFile = join(folder, `${cases}.json`);
    await writeFile(caseFile, JSON.stringify(killed));
    const dying = spawn(process.execPath, [child.path, caseFile], { stdio: ['pipe', 'pipe', 'inherit'] });
    const gone = once(dying, 'exit');
    dying.stdout.once('data', () => {
      const before = requestsAtBank();
      setFault(fault);
      dying.stdin.write('go on\n');
      if (killed.point !== 'while the bank has it') return;
      void expect
        .poll(requestsAtBank)
        .toBeGreaterThan(before)
        .finally(() => dying.kill('SIGKILL'));
    });
    expect(await gone).toEqual([null, 'SIGKILL']);
  }

  /** Debits as the statement has them: asked for without our client. */
  async function debitsOf(purposes: readonly string[]): Promise<Books['bank']['debits']> {
    const at = (ms: number) => new Date(Date.now() + ms).toISOString();
    const query = new URLSearchParams({
      accountNumber: currentAccountNumber,
      from: at(-DAY_MS),
      to: at(DAY_MS),
    });
    const url = `${bank.ordinaryBaseUrl}/api/v1/statement?${query.toString()}`;
    const { json } = await callerOf(bank.caPem)('GET', url, { token: reader });
    const { operations } = json as { operations: { typeOfOperation: string; payPurpose: string }[] }; // tapi.md §5.3
    return operations
      .filter(
        ({ typeOfOperation, payPurpose }) => typeOfOperation === 'Debit' && purposes.includes(payPurpose),
      )
      .map(({ payPurpose }) => ({ purpose: payPurpose }));
  }

  async function booksOf({ day }: OpenOffice, purposes: readonly string[]): Promise<Books> {
    const payments = bank.snapshot().payments.filter(({ purpose }) => purposes.includes(purpose));
    return {
      payments: day.parts.payments.list(COMPANY, null),
      bank: { state: { payments }, debits: await debitsOf(purposes) },
      sent: [],
    };
  }

  const isOpen = ({ day }: OpenOffice) =>
    day.parts.payments.listByStatus(['submitting', 'unknown', 'in-progress']).length > 0;

  async function untilQuiet(office: OpenOffice): Promise<void> {
    for (let round = 0; round < MOST_ROUNDS && isOpen(office); round += 1) {
      office.world.clock.pass(ROUND_MS);
      await office.day.follower.tick();
    }
  }

  /** Starts the app anew: it asks, and its person goes on with what did not leave. */
  async function goOn(office: OpenOffice): Promise<void> {
    const { day } = office;
    day.follower.start();
    await untilQuiet(office);
    const [accountant] = day.stores.people.list().filter(({ role }) => role === 'accountant');
    if (accountant === undefined) throw new Error('nobody works here');
    const actor = actorOf(accountant);
    const run = new SendingRun({ ...day.parts, orders: day.stores.sendingOrders });
    if (run.view(COMPANY) !== null) run.resume(actor, COMPANY);
    await run.settled();
    for (const left of day.parts.payments.listByStatus(['approved']))
      await pay(day.parts, actor, seenOf(left));
    await untilQuiet(office);
  }

  describe.each(Object.entries(AMOUNTS))('%s', (_amount, { count, victim, faults }) => {
    describe.each(faults)('at a bank with %s', (faultName) => {
      const fault = FAULTS[faultName] ?? null;

      it.each(POINTS)('%s: each payment leaves once', async (point: Point) => {
        cases += 1;
        const name = `case-${cases}`;
        await cp(join(folder, 'template'), join(folder, name), { recursive: true });
        const purposes = Array.from(
          { length: count },
          (_, index) => `Счёт ${cases}-${index + 1}. НДС не облагается`,
        );
        const place = placeIn(name);
        setFault(null);
        await die({ place, purposes, idsUsed: cases * IDS, victim, point }, fault);
        // What the dead process did not meet, the next one meets.
        if (POINTS.indexOf(point) < POINTS.indexOf('while the bank has it')) setFault(fault);

        const office = await openOffice(place);
        expect(judgeBooks(await booksOf(office, purposes))).toEqual([]);
        await goOn(office);

        const books = await booksOf(office, purposes);
        expect(judgeEnd(books)).toEqual([]);
        expect(books.payments.map(({ status }) => status)).toEqual(purposes.map(() => 'executed'));
        expect(books.bank.debits.map(({ purpose }) => purpose).sort()).toEqual([...purposes].sort());
        expect(office.day.stores.audit.verify().ok).toBe(true);
        await office.close();
      });
    });
  });
});
