import { beforeEach, describe, expect, it } from 'vitest';
import { findPayees } from '../../main/domain/payments/payees.ts';
import { OrganizationWorld } from '../fakes/organization-world.ts';
import { approveAt, ask, MemoryFolder, paymentAt } from '../fakes/request-world.ts';
import { payments } from '../fakes/paid-payments.ts';
import { COMPANY, FREE_RULES, VaultWorld, type Workday } from '../fakes/vault-world.ts';

let world: VaultWorld;
let day: Workday;
let paid: ReturnType<typeof payments>;

beforeEach(async () => {
  world = new VaultWorld();
  day = await world.furnish({ rules: FREE_RULES });
  paid = payments(day);
});

const namesOf = (text: string) => findPayees(day.parts, COMPANY, text).map(({ name }) => name);

describe('the payees that a completion offers', () => {
  it('are found by name, INN or account, in any letters and with spaces around', () => {
    paid({ name: 'ООО «Ромашка»', inn: '7700000001', accountNumber: '40702810000000000101' });
    paid({ name: 'АО «Василёк»', inn: '7700000002', accountNumber: '40702810000000000202' });

    expect(namesOf('ромаш')).toEqual(['ООО «Ромашка»']);
    expect(namesOf('  ВАСИЛЁК ')).toEqual(['АО «Василёк»']);
    expect(namesOf('00000002')).toEqual(['АО «Василёк»']);
    expect(namesOf('000000101')).toEqual(['ООО «Ромашка»']);
    expect(namesOf('Лютик')).toEqual([]);
    expect(namesOf('')).toEqual(['АО «Василёк»', 'ООО «Ромашка»']);
  });

  it('stand there once, as they were paid last', () => {
    paid({ name: 'ООО «Ромашка»', bankName: null, corrAccountNumber: null });
    const last = paid({ name: 'ООО «Ромашка и К»', kpp: '770801001' });

    expect(findPayees(day.parts, COMPANY, 'ромашка')).toEqual([
      {
        name: 'ООО «Ромашка и К»',
        inn: '9999000006',
        kpp: '770801001',
        bik: '044525974',
        bankName: 'АО «ТБанк»',
        corrAccount: '30101810145250000974',
        account: '40802810700000000002',
        lastPurpose: 'Счёт 2',
        lastPaidAt: last.sentAt,
      },
    ]);
  });

  it('are two when one payee was paid on two accounts, or one account belongs to two', () => {
    paid({ inn: '7700000001', accountNumber: '40702810000000000101' });
    paid({ inn: '7700000001', accountNumber: '40702810000000000102' });
    paid({ inn: '7700000002', accountNumber: '40702810000000000102' });

    expect(findPayees(day.parts, COMPANY, '').map(({ inn, account }) => [inn, account])).toEqual([
      ['7700000002', '40702810000000000102'],
      ['7700000001', '40702810000000000102'],
      ['7700000001', '40702810000000000101'],
    ]);
  });

  it('have empty texts where the bank was not named, and the last change where no sending is known', () => {
    const last = paid({ bankName: null, corrAccountNumber: null }, { sentAt: null });

    expect(findPayees(day.parts, COMPANY, '')).toMatchObject([
      { bankName: '', corrAccount: '', lastPaidAt: last.updatedAt },
    ]);
  });

  it('say when they were paid, not when the record was touched last', () => {
    paid({}, { sentAt: '2026-11-01T10:00:00.000Z' });

    expect(findPayees(day.parts, COMPANY, '')).toMatchObject([{ lastPaidAt: '2026-11-01T10:00:00.000Z' }]);
  });

  it.each([
    ['executed', true],
    ['in-progress', true],
    ['handed-over', true],
    ['unknown', true],
    ['draft', false],
    ['submitted', false],
    ['approved', false],
    ['failed', false],
    ['refused', false],
    ['cancelled', false],
    ['expired', false],
  ] as const)('of a payment that is %s are offered: %s', (status, isOffered) => {
    paid({ name: 'ООО «Ромашка»' }, { status });

    expect(namesOf('')).toEqual(isOffered ? ['ООО «Ромашка»'] : []);
  });

  it('are eight at most, those that were paid last', () => {
    for (let n = 1; n <= 9; n += 1)
      paid({ name: `Поставщик ${n}`, accountNumber: `4070281000000000000${n}` });

    expect(namesOf('поставщик')).toEqual([9, 8, 7, 6, 5, 4, 3, 2].map((n) => `Поставщик ${n}`));
  });

  it('are the latest first, in whatever order they were written down', () => {
    for (const hour of [12, 14, 10, 13, 11]) {
      const at = `2026-11-12T${hour}:00:00.000Z`;
      const accountNumber = `407028100000000000${hour}`;
      paid({ name: `Поставщик ${hour}`, accountNumber }, { updatedAt: at, sentAt: at });
    }

    expect(namesOf('поставщик')).toEqual([14, 13, 12, 11, 10].map((hour) => `Поставщик ${hour}`));
  });

  it('of a request are those that a director has said yes to', async () => {
    const { maker, founder, seats } = await OrganizationWorld.found();
    const folder = new MemoryFolder();
    const asked = await ask(maker);
    await folder.settle(seats);
    const offered = () => findPayees(founder.parts, founder.companyId, 'поставщик');
    const { parts } = founder;
    const here = parts.payments.save({ ...paymentAt(founder, asked), status: 'executed' }, null);
    expect(offered()).toEqual([]);

    parts.payments.save({ ...here, status: 'submitted' }, null);
    await approveAt(founder, asked);
    parts.payments.save({ ...paymentAt(founder, asked), status: 'executed' }, null);

    expect(offered()).toHaveLength(1);
  });
});
