import { describe, expect, it } from 'vitest';
import { TokenInput } from '../../contract/areas/tokens.ts';
import { ACCESSES } from '../../contract/values/accesses.ts';
import { CompanyId } from '../../contract/values/ids.ts';
import { ACCESS_GROUPS, ownAccesses, toAccess } from '../../renderer/features/tokens/access-groups.ts';
import {
  checkTokenDraft,
  countProblems,
  emptyTokenDraft,
  toTokenInput,
  type TokenDraft,
} from '../../renderer/features/tokens/token-draft.ts';

const today = '2026-11-16';
const rules = { allowsLocal: false };
const companyId = CompanyId.parse('company-0001');

function filled(changes: Partial<TokenDraft> = {}): TokenDraft {
  return {
    ...emptyTokenDraft(),
    label: ' Бухгалтерия ',
    issuer: 'Петров П. П.',
    issuedOnText: '3.6.2026',
    accesses: ['accounts'],
    ips: [{ key: 'a', address: ' 203.0.113.7 ', name: ' офис ' }],
    ...changes,
  };
}

describe('the form of a new token', () => {
  it('names every field that is missing when nothing is typed', () => {
    const problems = checkTokenDraft(emptyTokenDraft(), { today, rules });

    expect(problems.fields).toEqual({
      label: 'label',
      issuer: 'issuer',
      issuedOn: 'issuedOn',
      accesses: 'accesses',
    });
    expect(countProblems(problems)).toBe(4);
  });

  it.each([
    ['15.11.2026', undefined],
    ['16.11.2026', undefined],
    ['17.11.2026', 'issuedOnFuture'],
    ['31.11.2026', 'issuedOn'],
    ['29.02.2024', undefined],
    ['29.02.2026', 'issuedOn'],
  ])('with %s as the day of issue says %s', (issuedOnText, problem) => {
    expect(checkTokenDraft(filled({ issuedOnText }), { today, rules }).fields.issuedOn).toBe(problem);
  });

  it('sends what main takes, without empty slots', () => {
    const ips = [...filled().ips, { key: 'b', address: ' ', name: 'дом' }];

    const input = TokenInput.parse(toTokenInput(filled({ ips }), companyId));

    expect(input).toMatchObject({
      label: 'Бухгалтерия',
      issuedOn: '2026-06-03',
      ips: [{ address: '203.0.113.7', name: 'офис' }],
      ipCheck: 'on',
      rule: { kind: 'idle', days: 90 },
    });
  });

  it('neither checks nor sends addresses when the bank does not check them', () => {
    const draft = filled({ isIpCheckOff: true, ips: [{ key: 'a', address: '0.0.0.0.0', name: '' }] });

    expect(countProblems(checkTokenDraft(draft, { today, rules }))).toBe(0);
    expect(toTokenInput(draft, companyId)).toMatchObject({ ips: [], ipCheck: 'off-by-letter' });
  });

  it('counts 365 days from the issue under the old terms', () => {
    expect(toTokenInput(filled({ ruleKind: 'absolute' }), companyId)?.rule).toEqual({
      kind: 'absolute',
      days: 365,
    });
  });
});

describe('the accesses in the form', () => {
  it('are those of the catalogue, each in one group', () => {
    const grouped = ACCESS_GROUPS.flatMap(({ accesses }) => [...accesses]);

    expect(grouped.toSorted()).toEqual(ACCESSES.map(({ access }) => access).toSorted());
  });

  it('stand in the money group when, and only when, they move money', () => {
    const money = ACCESSES.filter((entry) => entry.movesMoney).map((entry) => entry.access);

    expect(ACCESS_GROUPS.find(({ group }) => group === 'money')?.accesses).toEqual(money);
  });

  it.each([
    ['opensme/inn/[7707083893]/kpp/[770701001]/payments/rub-pay', 'payments'],
    ['opensme/inn/[770708389300]/kpp/[0]/bank-accounts/get', 'accounts'],
    ['payments/rub-pay', 'payments'],
    ['Информация о компании', 'company-info'],
    ['  Управление вебхуками ', 'Управление вебхуками'],
  ])('read «%s» as «%s»', (text, access) => {
    expect(toAccess(text)).toBe(access);
  });

  it('keep apart what the catalogue does not know', () => {
    expect(ownAccesses(['accounts', 'Управление вебхуками'])).toEqual(['Управление вебхуками']);
  });
});
