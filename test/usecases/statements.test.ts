import { describe, expect, it } from 'vitest';
import type { OperationsQuery, StatementPeriod } from '../../contract/areas/statements.ts';
import { addMs, DAY_MS } from '../../contract/values/dates.ts';
import { checkExchangeFile } from '../../main/domain/onec/check-file.ts';
import { paymentFinder } from '../../main/domain/payments/in-statement.ts';
import { payeeDirectory } from '../../main/domain/payments/payees.ts';
import { exportStatement } from '../../main/domain/payments/printing/export-statement.ts';
import { pay } from '../../main/domain/payments/sending/pay.ts';
import {
  findOperations,
  statementTotals,
  statementView,
} from '../../main/domain/statements/show-statement.ts';
import type { BankOperation } from '../../main/ports/bank-ports.ts';
import { writeCsv } from '../../main/edges/sheets/csv-file.ts';
import { bankOperation } from '../fakes/bank-operation.ts';
import { statementReaderOf } from '../fakes/fake-workplace.ts';
import { problem } from '../fakes/scripted-bank.ts';
import { approvedNew, COMPANY, FREE_RULES, OWN_ACCOUNT, seenOf, VaultWorld } from '../fakes/vault-world.ts';

// The world's clock stands at 2026-11-16 12:00 in Moscow.
const NOVEMBER: StatementPeriod = {
  companyId: COMPANY,
  accountNumber: OWN_ACCOUNT,
  from: '2026-11-01',
  to: '2026-11-30',
};
const OF = { companyId: COMPANY, accountNumber: OWN_ACCOUNT };

/** A world whose bank has operations on some days, at noon in Moscow. */
async function worldWith(...operations: readonly Partial<BankOperation>[]) {
  const world = new VaultWorld();
  const day = await world.furnish({ rules: FREE_RULES });
  world.bank.openingMinor = 100_000_00;
  world.bank.statement = operations.map((one) => bankOperation(one));
  const reader = statementReaderOf(day);
  const { stores, parts } = day;
  const turn = () => Promise.resolve();
  const shown = { ...parts, statements: stores.statements, statementReader: reader };
  const view = (period = NOVEMBER) => statementView(shown, period);
  const read = (period = NOVEMBER, isAsked = false) => reader.read(period, isAsked);
  const find = (change: Partial<OperationsQuery> = {}) =>
    findOperations(
      { ...shown, turn },
      { ...NOVEMBER, search: '', direction: 'all', offset: 0, ...change },
      paymentFinder(parts.payments.list(COMPANY, null)),
    );
  return { world, day, shown, turn, reader, view, read, find };
}

const noon = (date: string) => `${date}T09:00:00.000Z`;
const asked = ({ world }: { world: VaultWorld }) =>
  world.bank.statementQueries.map(({ from, to }) => [from.slice(0, 10), to.slice(0, 10)]);

describe('a statement in the vault', () => {
  it('knows nothing before it is read, and asks nothing by being shown', async () => {
    const bench = await worldWith();

    expect(bench.view()).toMatchObject({
      balances: null,
      count: 0,
      missing: [{ from: '2026-11-01', to: '2026-11-16' }],
      readAt: null,
    });
    expect(bench.world.bank.statementQueries).toEqual([]);
  });

  it('has the balances of every period within what was read', async () => {
    const bench = await worldWith(
      { at: noon('2026-10-20'), amountMinor: 7_00 },
      { at: noon('2026-11-03'), direction: 'in', amountMinor: 500_00 },
      { at: noon('2026-11-10'), amountMinor: 120_00 },
      { at: noon('2026-11-16'), amountMinor: 3_33 },
    );
    await bench.read();

    expect(bench.view().balances).toEqual({
      beginMinor: 99_993_00,
      inMinor: 500_00,
      outMinor: 123_33,
      endMinor: 100_369_67,
    });
    expect(bench.view({ ...NOVEMBER, from: '2026-11-04', to: '2026-11-10' })).toMatchObject({
      balances: { beginMinor: 100_493_00, inMinor: 0, outMinor: 120_00, endMinor: 100_373_00 },
      missing: [],
      isDoubtful: false,
    });
    expect(bench.view({ ...NOVEMBER, from: '2026-10-31' }).missing).toEqual([
      { from: '2026-10-31', to: '2026-10-31' },
    ]);
  });

  it('asks for whole months first, and later only for days that the bank may still amend', async () => {
    const bench = await worldWith();
    await bench.read({ ...NOVEMBER, from: '2026-09-15' });
    // Days begin in Moscow, three hours before they do in UTC; the end is no part of the period.
    expect(asked(bench)).toEqual([
      ['2026-09-14', '2026-09-30'],
      ['2026-09-30', '2026-10-31'],
      ['2026-10-31', '2026-11-16'],
    ]);
    await bench.read();
    expect(asked(bench)).toHaveLength(3);
    await bench.read(NOVEMBER, true);
    // At noon on the 16th the 10th had ended five days and twelve hours before, the 11th four days and twelve hours.
    expect(asked(bench).at(-1)).toEqual(['2026-11-10', '2026-11-16']);
    bench.world.clock.pass(9 * 60_000);
    await bench.read();
    expect(asked(bench)).toHaveLength(4);
    bench.world.clock.pass(60_000);
    await bench.read();
    expect(asked(bench)).toHaveLength(5);
  });

  it('is read again at once when a payment of ours has changed', async () => {
    const bench = await worldWith();
    await bench.read();
    await bench.read();
    expect(bench.world.bank.statementQueries).toHaveLength(1);
    bench.reader.noteChange();
    await bench.read();

    expect(asked(bench)).toHaveLength(2);
  });

  it('takes what the bank has amended, added and taken back', async () => {
    const bench = await worldWith(
      { at: noon('2026-11-12'), amountMinor: 10_00, documentNumber: '1' },
      { at: noon('2026-11-13'), amountMinor: 20_00, documentNumber: '2' },
    );
    await bench.read();
    bench.world.bank.statement = [
      bankOperation({ at: noon('2026-11-13'), amountMinor: 25_00, documentNumber: '2' }),
      bankOperation({ at: noon('2026-11-15'), amountMinor: 5_00, documentNumber: '3' }),
    ];
    await bench.read(NOVEMBER, true);

    const { operations, found } = await bench.find();
    expect(operations.map(({ documentNumber, amountMinor }) => [documentNumber, amountMinor])).toEqual([
      ['3', 5_00],
      ['2', 25_00],
    ]);
    expect(found).toBe(2);
    expect(bench.view()).toMatchObject({ count: 2, isDoubtful: false, balances: { outMinor: 30_00 } });
  });

  it('keeps one key for one operation, and two for two that are equal in everything', async () => {
    const twins = { at: noon('2026-11-12'), amountMinor: 10_00 };
    const bench = await worldWith({ ...twins, operationId: 'a' }, { ...twins, operationId: 'b' });
    await bench.read();
    const before = (await bench.find()).operations.map(({ key }) => key);
    // The bank's own ids change between two readings.
    bench.world.bank.statement = bench.world.bank.statement.map((one, at) => ({
      ...one,
      operationId: `x${at}`,
    }));
    await bench.read(NOVEMBER, true);

    expect((await bench.find()).operations.map(({ key }) => key)).toEqual(before);
    expect(new Set(before).size).toBe(2);
  });

  it('says that the bank’s balances contradict its operations', async () => {
    const bench = await worldWith({ at: noon('2026-11-12'), amountMinor: 10_00 });
    const { bank } = bench.world;
    const honest = bank.statementPage.bind(bank);
    bank.statementPage = async (credentials, query) => {
      const outcome = await honest(credentials, query);
      if (outcome.kind !== 'answered' || outcome.value.balances === null) return outcome;
      const balances = { ...outcome.value.balances, endMinor: outcome.value.balances.endMinor + 1 };
      return { kind: 'answered', value: { ...outcome.value, balances } };
    };
    await statementReaderOf(bench.day).read(NOVEMBER, true);

    expect(bench.view().isDoubtful).toBe(true);
  });

  it('takes no balance of a neighbour whose last day was read before it was over', async () => {
    const bench = await worldWith({ at: noon('2026-11-02'), direction: 'in', amountMinor: 10_00 });
    const { world } = bench;
    await bench.read({ ...NOVEMBER, from: '2026-11-10', to: '2026-11-16' });
    // Money leaves later on that day.
    world.bank.statement.push(bankOperation({ at: '2026-11-16T15:00:00.000Z', amountMinor: 300_00 }));
    world.clock.pass(7 * DAY_MS);
    const next = { ...NOVEMBER, from: '2026-11-17', to: '2026-11-23' };
    await bench.read(next);

    expect(bench.view(next)).toMatchObject({
      isDoubtful: false,
      balances: { beginMinor: 99_710_00, endMinor: 99_710_00 },
    });
    const settled = { ...NOVEMBER, from: '2026-11-10', to: '2026-11-11' };
    expect(bench.view(settled)).toMatchObject({ isDoubtful: false, balances: { beginMinor: 100_010_00 } });
  });

  it('reads what was asked for meanwhile too, however many wait', async () => {
    const bench = await worldWith({ at: noon('2026-10-02') });
    const month = { ...NOVEMBER, from: '2026-10-01', to: '2026-10-31' };
    const september = { ...NOVEMBER, from: '2026-09-01', to: '2026-09-30' };
    await Promise.all([bench.read(), bench.read(month), bench.read(september)]);

    expect([bench.view(month).missing, bench.view(september).missing]).toEqual([[], []]);
  });

  it('keeps the months before the one that failed, and goes on from the page that broke off', async () => {
    const bench = await worldWith(
      { at: noon('2026-10-05'), documentNumber: '5' },
      ...[1, 2, 3, 4, 5].map((day) => ({ at: noon(`2026-11-0${day}`), documentNumber: String(day) })),
    );
    const { bank } = bench.world;
    bank.pageSize = 2;
    const honest = bank.statementPage.bind(bank);
    let left = 3;
    bank.statementPage = (credentials, query) =>
      (left -= 1) < 0
        ? Promise.resolve({ kind: 'failed', problem: problem('bank-down') })
        : honest(credentials, query);
    const reader = statementReaderOf(bench.day);
    const period = { ...NOVEMBER, from: '2026-10-01' };
    await expect(reader.read(period, false)).rejects.toMatchObject({ code: 'bank-down' });

    expect(bench.view(period)).toMatchObject({ count: 1, missing: [{ from: '2026-11-01' }] });
    left = 10;
    await reader.read(period, false);
    expect(bench.view(period)).toMatchObject({ count: 6, missing: [] });
    // Two pages of November were not asked for again.
    expect(bank.statementQueries.map(({ cursor }) => cursor)).toEqual([null, null, '2', '4']);
  });

  it('stops at pages that go in a circle and keeps nothing of them', async () => {
    const bench = await worldWith(
      { at: noon('2026-11-02'), documentNumber: '1' },
      { at: noon('2026-11-03'), documentNumber: '2' },
      { at: noon('2026-11-04'), documentNumber: '3' },
    );
    bench.world.bank.pageSize = 1;
    bench.world.bank.isTurningInACircle = true;

    await expect(bench.read()).rejects.toMatchObject({ code: 'bank-unreadable' });
    expect(bench.view().count).toBe(0);
  });

  it('is read once when it is asked for twice', async () => {
    const bench = await worldWith({ at: noon('2026-11-02') });
    await Promise.all([bench.read(), bench.read(), bench.read(NOVEMBER, true)]);

    expect(bench.world.bank.statementQueries).toHaveLength(1);
  });

  it('outlives a restart, and is whole in another run of the app', async () => {
    const bench = await worldWith({ at: noon('2026-11-02'), amountMinor: 10_00 });
    await bench.read();
    const next = bench.world.start();
    const shown = {
      ...next.parts,
      statements: next.stores.statements,
      statementReader: statementReaderOf(next),
    };

    expect(statementView(shown, NOVEMBER)).toEqual(bench.view());
    expect(next.stores.statements.operations(OF, '2026-11-02')).toHaveLength(1);
  });

  it('finds by words, direction and sums, over all pages', async () => {
    const bench = await worldWith(
      ...Array.from({ length: 450 }, (_, at) => ({
        at: addMs(noon('2026-11-01'), Math.floor(at / 45) * DAY_MS + at * 1000),
        documentNumber: String(at),
        direction: at % 9 === 0 ? ('in' as const) : ('out' as const),
        amountMinor: 1_00 + at,
        counterpartyName: at === 7 ? 'ООО «Тёплый дом»' : 'ООО «Поставщик»',
      })),
    );
    await bench.read();
    const first = await bench.find();
    const second = await bench.find({ offset: 200 });
    const third = await bench.find({ offset: 400 });
    const numbers = [first, second, third].flatMap(({ operations }) =>
      operations.map(({ documentNumber }) => Number(documentNumber)),
    );

    expect(numbers).toEqual(Array.from({ length: 450 }, (_, at) => 449 - at));
    expect([first.found, second.found, third.found]).toEqual([450, 450, 450]);
    expect(first).toMatchObject({ inMinor: second.inMinor, outMinor: third.outMinor });
    expect(await bench.find({ search: 'теплый дом' })).toMatchObject({
      found: 1,
      outMinor: 1_07,
      operations: [{ documentNumber: '7' }],
    });
    expect(await bench.find({ search: '1,07' })).toMatchObject({ found: 1 });
    expect(await bench.find({ direction: 'in' })).toMatchObject({ found: 50, outMinor: 0 });
  });

  it('adds up by counterparty, one INN being one, and by day', async () => {
    const bench = await worldWith(
      { at: noon('2026-11-02'), amountMinor: 10_00, counterpartyName: 'ООО «Поставщик»' },
      { at: noon('2026-11-02'), amountMinor: 20_00, counterpartyName: 'Поставщик ООО' },
      {
        at: noon('2026-11-03'),
        direction: 'in',
        amountMinor: 5_00,
        counterpartyInn: '',
        counterpartyName: 'Банк',
      },
      { at: noon('2026-11-03'), amountMinor: 7_77, status: 'Authorization' },
    );
    await bench.read();
    const totals = await statementTotals({ ...bench.shown, turn: bench.turn }, NOVEMBER);

    expect(totals).toEqual({
      step: 'day',
      flows: [
        { day: '2026-11-02', count: 2, inMinor: 0, outMinor: 30_00 },
        { day: '2026-11-03', count: 2, inMinor: 5_00, outMinor: 0 },
      ],
      counterparties: [
        { name: 'ООО «Поставщик»', inn: '9999000006', count: 2, inMinor: 0, outMinor: 30_00 },
        { name: 'Банк', inn: '', count: 1, inMinor: 5_00, outMinor: 0 },
      ],
      others: null,
    });
  });

  it('reads a settled day again while sums of it are held, shows them until then, and for a month at most', async () => {
    const bench = await worldWith(
      { at: noon('2026-11-02'), amountMinor: 10_00, status: 'Authorization', purpose: 'Топливо' },
      { at: noon('2026-11-03'), amountMinor: 20_00 },
    );
    await bench.read();
    expect(bench.view()).toMatchObject({ held: 1, balances: { outMinor: 20_00, endMinor: 99_980_00 } });

    bench.world.clock.pass(11 * 60_000);
    await bench.read(NOVEMBER, true);
    // The held day by itself, and the days that the bank may still amend.
    expect(asked(bench).slice(1)).toEqual([
      ['2026-11-01', '2026-11-02'],
      ['2026-11-10', '2026-11-16'],
    ]);
    expect(bench.view().held).toBe(1);

    bench.world.bank.statement = bench.world.bank.statement.map((one) => ({ ...one, status: 'Transaction' }));
    await bench.read(NOVEMBER, true);
    expect(bench.view()).toMatchObject({
      held: 0,
      isDoubtful: false,
      balances: { beginMinor: 100_000_00, outMinor: 30_00, endMinor: 99_970_00 },
    });
    await bench.read(NOVEMBER, true);
    expect(asked(bench).slice(-2)).toEqual([
      ['2026-11-10', '2026-11-16'],
      ['2026-11-10', '2026-11-16'],
    ]);
  });

  it.each([
    ['2026-12-01T21:00:00.000Z', true], // the 2nd of December in Moscow: thirty days
    ['2026-12-02T20:59:59.999Z', true],
    ['2026-12-02T21:00:00.000Z', false],
  ])('at %s a sum that is held since the 2nd of November is asked for again: %s', async (now, isAgain) => {
    const bench = await worldWith({ at: noon('2026-11-02'), amountMinor: 10_00, status: 'Authorization' });
    await bench.read();
    bench.world.clock.set(now);

    await bench.read({ ...NOVEMBER, to: '2026-11-09' }, true);

    expect(asked(bench).length > 1).toBe(isAgain);
    expect(bench.view().held).toBe(1);
  });

  it('tells the directory of payees every account to which money went, and since when', async () => {
    const bench = await worldWith(
      { at: noon('2026-10-05'), documentNumber: '1' },
      { at: noon('2026-11-05'), documentNumber: '2' },
      { at: noon('2026-11-06'), counterpartyAccount: '40702810200000000013', documentNumber: '3' },
      { at: noon('2026-11-07'), direction: 'in', counterpartyInn: '7707083893' },
      { at: noon('2026-11-08'), counterpartyAccount: '', counterpartyInn: '7736050003' },
    );
    await bench.read({ ...NOVEMBER, from: '2026-10-01' });
    await bench.read(NOVEMBER, true);
    const rows = payeeDirectory(bench.shown, COMPANY);

    expect(rows.map(({ inn, payments, lastPaidAt }) => [inn, payments, lastPaidAt])).toEqual([
      ['9999000006', 0, null],
    ]);
    expect(
      rows[0]?.accounts.map(({ account, origins, firstAt, lastAt }) => [account, origins, firstAt, lastAt]),
    ).toEqual([
      ['40702810200000000013', ['statement'], noon('2026-11-06'), noon('2026-11-06')],
      ['40802810700000000002', ['statement'], noon('2026-10-05'), noon('2026-11-05')],
    ]);
  });

  it('keeps persons without an INN apart', async () => {
    const nobody = { at: noon('2026-11-02'), counterpartyInn: '0' };
    const bench = await worldWith(
      { ...nobody, counterpartyName: 'Иванов' },
      { ...nobody, counterpartyName: 'Петров' },
    );
    await bench.read();
    const { counterparties } = await statementTotals({ ...bench.shown, turn: bench.turn }, NOVEMBER);

    expect(counterparties.map(({ name }) => name)).toEqual(['Иванов', 'Петров']);
  });

  it('knows its own payments among the operations', async () => {
    const bench = await worldWith();
    const { world, day } = bench;
    const payment = await pay(day.parts, world.people.accountant, seenOf(await approvedNew(world, day)));
    const at = world.clock.now();
    world.bank.statement = [
      bankOperation({ at, documentNumber: String(payment.content?.documentNumber) }),
      bankOperation({ at, documentNumber: String(payment.content?.documentNumber), amountMinor: 1500_51 }),
    ];
    await bench.read(NOVEMBER, true);

    expect(
      (await bench.find()).operations.map(({ amountMinor, paymentId }) => [amountMinor, paymentId]),
    ).toEqual([
      [1500_51, null],
      [1500_50, payment.paymentId],
    ]);
  });
});

describe('a statement as a file', () => {
  const writers = {
    sheets: { csv: writeCsv, xlsx: () => Promise.reject(new Error('not asked for')) },
    paper: { write: () => Promise.reject(new Error('not asked for')) },
  };

  async function saved(format: '1c' | 'csv', ...operations: readonly Partial<BankOperation>[]) {
    const bench = await worldWith(...operations);
    const { stores, parts } = bench.day;
    stores.accounts.remember(COMPANY, [
      {
        companyId: COMPANY,
        asOf: parts.clock.now(),
        account: {
          accountNumber: OWN_ACCOUNT,
          name: 'Расчётный',
          accountType: 'Current',
          status: 'NORM',
          currency: '643',
          isMain: true,
          bankBik: '044525974',
          balanceMinor: 0,
          availableMinor: 0,
          heldMinor: 0,
        },
      },
    ]);
    const vault = { ...parts, statements: stores.statements, accounts: stores.accounts };
    const save = () => exportStatement(vault, writers, { ...NOVEMBER, to: '2026-11-03', format }, 'ru');
    return { bench, save };
  }

  it('is no file while days are missing or do not add up', async () => {
    const { save, bench } = await saved('1c', { at: noon('2026-11-02') });
    await expect(save()).rejects.toMatchObject({
      code: 'statement-incomplete',
      details: { day: '01.11.2026' },
    });
    bench.world.bank.openingMinor = null;
    await bench.read();
    await expect(save()).rejects.toMatchObject({ code: 'statement-incomplete' });
  });

  it('is read by 1C’s rules as it was: balances day by day, documents with both sides', async () => {
    const { save, bench } = await saved(
      '1c',
      { at: noon('2026-11-01'), direction: 'in', amountMinor: 250_00, documentKind: '17' },
      {
        at: noon('2026-11-03'),
        amountMinor: 100_50,
        documentNumber: '44',
        tax: {
          payerStatus: '01',
          kbk: '18201061201010000510',
          oktmo: '0',
          evidence: '0',
          period: '0',
          docNumber: '0',
          docDate: '0',
          uin: '0',
        },
      },
      { at: noon('2026-11-03'), amountMinor: 9_99, status: 'Authorization' },
    );
    await bench.read();
    const { content, suggestedName, operations, lost } = await save();
    const file = checkExchangeFile(content as Uint8Array, '2026-11-16');

    expect([suggestedName, operations, lost]).toEqual(['kl_to_1c.txt', 2, []]);
    expect(file?.encoding).toBe('windows-1251');
    expect(
      file?.balances.map(({ from, opening, received, spent, closing }) => [
        from,
        opening,
        received,
        spent,
        closing,
      ]),
    ).toEqual([
      ['2026-11-01', 100_000_00, 250_00, 0, 100_250_00],
      ['2026-11-02', 100_250_00, 0, 0, 100_250_00],
      ['2026-11-03', 100_250_00, 0, 100_50, 100_149_50],
    ]);
    expect(file?.documents).toMatchObject([
      {
        kind: 'Банковский ордер',
        execution: 'credited',
        executedOn: '2026-11-01',
        amountKopecks: 250_00,
        payer: { inn: '9999000006', account: '40802810700000000002' },
        payee: { account: OWN_ACCOUNT, bik: '044525974' },
      },
      {
        kind: 'Платежное поручение',
        number: '44',
        execution: 'debited',
        executedOn: '2026-11-03',
        amountKopecks: 100_50,
        payer: { account: OWN_ACCOUNT },
        payee: { name: 'ООО «Поставщик»' },
        budget: { payerStatus: '01', kbk: '18201061201010000510' },
      },
    ]);
    // What the bank has executed can never be paid again.
    expect(file?.documents.map(({ use }) => use)).toEqual(['received', 'executed']);
  });

  it('is a table with one sum a line', async () => {
    const { save, bench } = await saved('csv', { at: noon('2026-11-02'), amountMinor: 1500_50 });
    await bench.read();
    const { content } = await save();
    const [, line] = String(content).trim().split('\r\n');

    expect(line?.split(';').slice(0, 4)).toEqual([
      '"02.11.2026"',
      '"16"',
      '"ООО «Поставщик»"',
      '"9999000006"',
    ]);
    expect(line?.split(';').slice(8, 10)).toEqual(['""', '"1500,5"']);
  });
});
