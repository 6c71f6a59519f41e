import { describe, expect, it } from 'vitest';
import { TokenInput } from '../../contract/areas/tokens.ts';
import { ACCESSES } from '../../contract/t-bank/accesses.ts';
import { CompanyId } from '../../contract/values/ids.ts';
import { ACCESS_GROUPS, ownAccesses } from '../../renderer/features/tokens/form/access-groups.ts';
import {
  checkTokenDraft,
  countProblems,
  emptyTokenDraft,
  toTokenInput,
  type TokenDraft,
} from '../../renderer/features/tokens/form/token-draft.ts';

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
    ips: [{ key: 'a', address: ' 203.0.113.7 ', name: ' офис ', place: ' Москва ' }],
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
    const ips = [...filled().ips, { key: 'b', address: ' ', name: 'дом', place: '' }];

    const input = TokenInput.parse(toTokenInput(filled({ ips }), companyId));

    expect(input).toMatchObject({
      label: 'Бухгалтерия',
      issuedOn: '2026-06-03',
      ips: [{ address: '203.0.113.7', name: 'офис', place: 'Москва' }],
      ipCheck: 'on',
      rule: { kind: 'idle', days: 90 },
    });
  });

  it('takes the dummies of the bank’s form only when the bank does not check addresses', () => {
    const ips = [{ key: 'a', address: '0.0.0.0.0', name: '', place: '' }];
    const off = filled({ isIpCheckOff: true, ips });

    expect(countProblems(checkTokenDraft(off, { today, rules }))).toBe(0);
    expect(toTokenInput(off, companyId)).toMatchObject({
      ips: [{ address: '0.0.0.0.0' }],
      ipCheck: 'off-by-letter',
    });
    expect(checkTokenDraft(filled({ ips }), { today, rules }).ips.get('a')).toBe('placeholder');
  });

  it('counts 365 days from the issue under the old terms', () => {
    expect(toTokenInput(filled({ ruleKind: 'absolute' }), companyId)?.rule).toEqual({
      kind: 'absolute',
      days: 365,
    });
  });
});

describe('the accesses in the form', () => {
  it('are those of the catalogue that a company can be given, each in one group', () => {
    const grouped = ACCESS_GROUPS.flatMap(({ accesses }) => [...accesses]);
    const offered = ACCESSES.filter(({ owner }) => owner === 'company').map(({ access }) => access);

    expect(grouped.toSorted()).toEqual(offered.toSorted());
  });

  it('stand in the money group when they pay or sign, and apart when nobody knows what they do', () => {
    const moving = ACCESSES.filter((entry) => entry.movesMoney && entry.effect !== 'unknown');

    expect(ACCESS_GROUPS.find(({ group }) => group === 'money')?.accesses).toEqual(
      moving.map(({ access }) => access),
    );
  });

  it('keep apart what the catalogue does not know', () => {
    expect(ownAccesses(['accounts', 'future/thing', 'person-phone'])).toEqual([
      'future/thing',
      'person-phone',
    ]);
  });
});
