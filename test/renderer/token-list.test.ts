import { describe, expect, it } from 'vitest';
import { addMs, DAY_MS } from '../../contract/values/dates.ts';
import { hasRisk, startOfHour, TOKEN_RISKS } from '../../contract/t-bank/token-risks.ts';
import { hasProblem, matchesFilter, parseTokenFilter } from '../../renderer/features/tokens/token-filter.ts';
import { finder, toSearchable } from '../../renderer/features/tokens/list/token-search.ts';
import { accessesByDanger, leftPercent, statusRank } from '../../renderer/features/tokens/token-facts.ts';
import { buildToken } from './build-token.ts';

const NOW = '2026-11-16T12:00:00.000Z';

const statement = {
  isExpected: true,
  access: 'statement',
  movesMoney: false,
  needsCertificate: false,
  advice: 'keep',
};

describe('the filters of the token list', () => {
  it.each([
    [29, true],
    [30, true],
    [31, false],
    [-1, true],
  ])('with %s days left, expiring is %s', (days, expected) => {
    const aliveUntil = addMs(NOW, days * DAY_MS);

    expect(hasRisk(buildToken({ aliveUntil }), 'expiring', NOW)).toBe(expected);
  });

  it('never calls a token expiring whose end is not known, nor a revoked one expiring or idle', () => {
    const revoked = buildToken({ status: 'revoked', aliveUntil: NOW, lastUsedAt: null });

    expect(hasRisk(buildToken({ aliveUntil: null }), 'expiring', NOW)).toBe(false);
    expect(TOKEN_RISKS.map((risk) => hasRisk(revoked, risk, NOW))).toEqual([false, false, false]);
  });

  it.each([
    ['2026-10-02T12:00:00.001Z', false],
    ['2026-10-02T12:00:00.000Z', true],
    ['2026-10-02T11:59:59.999Z', true],
  ])('with the last use at %s, idle is %s', (lastUsedAt, expected) => {
    expect(hasRisk(buildToken({ lastUsedAt }), 'idle', NOW)).toBe(expected);
  });

  it.each([
    ['2026-10-02T12:00:00.001Z', false],
    ['2026-10-02T12:00:00.000Z', true],
  ])('counts a token never used from its coming into the vault at %s: %s', (addedAt, expected) => {
    expect(hasRisk(buildToken({ lastUsedAt: null, addedAt }), 'idle', NOW)).toBe(expected);
  });

  it('finds more power than is used: an access unused for 45 days or ticked by nobody, unless the bank refuses it', () => {
    const old = '2026-06-03T09:00:00.000Z';
    const unused = { ...statement, proof: 'unproven', provenAt: null, usedAt: null };
    const recent = { ...unused, proof: 'proven', provenAt: NOW, usedAt: '2026-11-15T12:00:00.000Z' };
    const onlyProven = { ...recent, usedAt: null };
    const hasMore = (addedAt: string, ...accesses: readonly object[]) =>
      hasRisk(buildToken({ addedAt, accesses }), 'unused-accesses', NOW);

    expect(hasMore(old, recent, unused)).toBe(true);
    expect(hasMore(old, recent, onlyProven)).toBe(true);
    expect(hasMore(old, recent, { ...recent, isExpected: false })).toBe(true);
    expect(hasMore(old, recent, { ...unused, proof: 'refused' })).toBe(false);
    expect(hasMore('2026-11-01T09:00:00.000Z', unused)).toBe(false);
  });

  it('counts hours from their start, so that the list and the overview never differ within one', () => {
    expect(startOfHour('2026-11-16T12:59:59.999Z')).toBe(NOW);
    expect(startOfHour(NOW)).toBe(NOW);
  });

  it('shows tokens with a failed last call and those that are dead, lost or frozen as problems', () => {
    const lastProblem = { code: 'bank-ip-not-listed', details: {}, incidentId: null };

    expect(hasProblem(buildToken())).toBe(false);
    expect(hasProblem(buildToken({ lastProblem }))).toBe(true);
    expect(hasProblem(buildToken({ lastProblem, status: 'revoked' }))).toBe(false);
    expect((['dead', 'lost', 'frozen'] as const).every((status) => hasProblem(buildToken({ status })))).toBe(
      true,
    );
  });

  it('reads the filter of the address and shows all for an unknown one', () => {
    expect(parseTokenFilter('idle')).toBe('idle');
    expect(parseTokenFilter('certificates')).toBe('all');
    expect(parseTokenFilter(null)).toBe('all');
    expect(matchesFilter(buildToken({ status: 'revoked' }), 'revoked', NOW)).toBe(true);
  });
});

describe('the search of the token list', () => {
  const [row] = toSearchable([
    buildToken({
      accesses: [{ ...statement, proof: 'proven', provenAt: null, usedAt: null }],
      ips: [{ address: '203.0.113.7', name: 'офис' }],
    }),
  ]);

  it.each(['БУХГАЛТ', 'x7qk', 'операциях', '203.0.113', 'офис', 'береза', 'пример  петров', '', 'statement'])(
    'finds it by «%s»',
    (query) => {
      expect(row !== undefined && finder(query)(row)).toBe(true);
    },
  );

  it('does not find it by a word that is nowhere, even beside one that is', () => {
    expect(row !== undefined && finder('бухгалтерия склад')(row)).toBe(false);
  });
});

describe('the facts in a row', () => {
  it('puts accesses that move money first, so that they never hide behind «+1»', () => {
    const payments = { access: 'payments', movesMoney: true, needsCertificate: true, advice: 'keep' };
    const proof = { proof: 'unproven', provenAt: null, usedAt: null, isExpected: true };
    const { accesses } = buildToken({
      accesses: [
        { ...statement, ...proof },
        { ...payments, ...proof },
      ],
    });

    expect(accessesByDanger(accesses).map(({ access }) => access)).toEqual(['payments', 'statement']);
  });

  it.each([
    [-1, 0],
    [0, 0],
    [45, 50],
    [90, 100],
    [91, 100],
  ])('with %i of 90 days left the bar is at %i percent', (daysLeft, percent) => {
    expect(leftPercent(buildToken(), daysLeft)).toBe(percent);
  });

  it('orders broken tokens before failing ones, those before working ones, and revoked ones last', () => {
    const lastProblem = { code: 'bank-ip-not-listed', details: {}, incidentId: null };
    const ranks = [
      buildToken({ status: 'frozen' }),
      buildToken({ lastProblem }),
      buildToken(),
      buildToken({ status: 'revoked' }),
    ].map(statusRank);

    expect(ranks).toEqual(ranks.toSorted((a, b) => a - b));
    expect(new Set(ranks).size).toBe(4);
  });
});
