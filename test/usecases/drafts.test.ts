import { describe, expect, it } from 'vitest';
import type { DraftFields } from '../../contract/areas/payments.ts';
import { copyPayment, saveDraft } from '../../main/domain/payments/draft/save-draft.ts';
import { ownAccounts, readDraft, submitPayment } from '../../main/domain/payments/approving/submit.ts';
import { approvalRequest } from '../../main/domain/payments/payment-view.ts';
import {
  bankAccount,
  COMPANY,
  draftFields,
  errorOf,
  FREE_RULES,
  OWN_ACCOUNT,
  seenOf,
  STRICT_RULES,
  submitNew,
  VaultWorld,
} from '../fakes/vault-world.ts';

async function office(rules = FREE_RULES) {
  const world = new VaultWorld();
  const day = await world.furnish({ rules });
  const { accountant } = world.people;
  const type = (fields: Partial<DraftFields>) =>
    saveDraft(day.parts, accountant, { companyId: COMPANY, seen: null, fields: draftFields(fields) });
  return { world, day, accountant, type };
}

describe('the document number of a new payment', () => {
  it.each<readonly [readonly string[], string]>([
    [[], '1'],
    [['1'], '2'],
    [['12'], '13'],
    [['7', '12', '3'], '13'],
    [['998'], '999'],
    [['999'], '1001'],
    [['1999'], '2001'],
    [['999998'], '999999'],
    [['999999'], '1'],
    [['5', '12а'], '6'],
    [['5', 'А12'], '6'],
    [['5', 'счёт'], '6'],
    [['5', '1234567'], '6'],
  ])('after %j is %s', async (used, next) => {
    const { type } = await office();
    for (const documentNumber of used) type({ documentNumber });

    expect(type({}).fields.documentNumber).toBe(next);
  });

  it('is the next one for a copy, and stays what a person typed', async () => {
    const { day, accountant, type } = await office();
    const first = type({ documentNumber: '41' });

    expect(copyPayment(day.parts, accountant, first.paymentId).fields).toEqual({
      ...first.fields,
      documentNumber: '42',
    });
    expect(type({ documentNumber: '7' }).fields.documentNumber).toBe('7');
  });

  it('names the payment in the journal, with its payee', async () => {
    const { day, accountant, type } = await office(STRICT_RULES);
    submitPayment(day.parts, accountant, seenOf(type({ documentNumber: '41' })));

    const [line] = day.stores.audit.page({ companyId: COMPANY, before: null, limit: 1 });
    expect(line?.entry).toMatchObject({ kind: 'payment-submitted', subject: '№ 41 · ООО «Поставщик»' });
  });
});

describe('the account that a payment goes from', () => {
  const DOLLARS = '40702840800000000001';

  async function known(accountNumbers: readonly string[]) {
    const made = await office();
    made.day.stores.accounts.remember(
      COMPANY,
      accountNumbers.map((accountNumber) => ({
        companyId: COMPANY,
        account: { ...bankAccount(), accountNumber, currency: accountNumber === DOLLARS ? '840' : '643' },
        asOf: made.world.clock.now(),
      })),
    );
    return made;
  }

  it('is one of the rouble accounts that the bank has shown', async () => {
    const { day } = await known(['40702810500000000009', DOLLARS, OWN_ACCOUNT]);

    expect([...ownAccounts(day.parts, COMPANY)].sort()).toEqual([OWN_ACCOUNT, '40702810500000000009']);
    expect(readDraft(day.parts, COMPANY, draftFields({ documentNumber: '1' })).ok).toBe(true);
  });

  it('is refused when the bank has shown others only', async () => {
    const { day, accountant, type } = await known(['40702810500000000009']);

    const error = await errorOf(() => submitPayment(day.parts, accountant, seenOf(type({}))));

    expect(error).toEqual({
      code: 'payment-invalid',
      details: { field: 'accountNumber', problem: 'own-account-unknown', count: 1 },
    });
  });

  it('may be any while the bank has shown dollars only: the last look tells', async () => {
    const { day } = await known([DOLLARS]);

    expect(readDraft(day.parts, COMPANY, draftFields({ documentNumber: '1' })).ok).toBe(true);
  });

  it('is shown to the approver with its name and what is free on it', async () => {
    const { world, day } = await known([DOLLARS, OWN_ACCOUNT]);

    const request = approvalRequest(day.parts, day.follower, world.people.director, submitNew(world, day));

    expect(request).toMatchObject({ accountName: 'Расчётный', availableMinor: 10_000_000_00 });
  });
});
