import { describe, expect, it } from 'vitest';
import { addMs, DAY_MS } from '../../contract/values/dates.ts';
import { adviseAccesses, lastUseOf, UNUSED_ACCESS_DAYS } from '../../main/domain/tokens/advise-accesses.ts';
import { Token } from '../../main/domain/tokens/token.ts';

const ADDED = '2026-08-01T09:00:00.000Z';
const day = (days: number) => addMs(ADDED, days * DAY_MS);

type Held = Token['accesses'][number];

function advice(held: Partial<Held>, now: string): string | undefined {
  const access = { access: 'statement', proof: 'proven', provenAt: null, isExpected: true, ...held };
  const token = Token.parse({
    tokenId: 'token-00000001',
    companyId: 'company-0001',
    label: 'x',
    purpose: '',
    issuer: 'x',
    issuedOn: '2026-08-01',
    addedAt: ADDED,
    fingerprint: 'f',
    lastFour: 'abcd',
    words: '',
    status: 'active',
    accesses: [access],
    ips: [],
    ipCheck: 'on',
    rule: { kind: 'idle', days: 90 },
    lastSighting: null,
    certificateId: null,
    boundAt: null,
    lastProblem: null,
    lastCheckedAt: null,
    history: [],
  });
  return adviseAccesses(token, now)[0]?.advice;
}

describe('advice on the accesses of the next token', () => {
  it.each([
    [UNUSED_ACCESS_DAYS - 1, 'keep'],
    [UNUSED_ACCESS_DAYS, 'unused'],
    [UNUSED_ACCESS_DAYS + 1, 'unused'],
  ])('after %i days without use it says %s', (days, expected) => {
    expect(advice({ provenAt: day(10) }, day(10 + days))).toBe(expected);
    expect(advice({ proof: 'unproven' }, day(days))).toBe(expected);
  });

  it('does not take a proof for a use', () => {
    const tested = { provenAt: day(60), usedAt: day(5) };

    expect(lastUseOf({ access: 'x', proof: 'proven', isExpected: true, ...tested })).toBe(day(5));
    expect(advice(tested, day(61))).toBe('unused');
    expect(advice({ provenAt: day(60), usedAt: null }, day(61))).toBe('unused');
  });

  it('advises away what nobody ticked and what the bank refuses, however fresh', () => {
    expect(advice({ provenAt: day(60), isExpected: false }, day(60))).toBe('unexpected');
    expect(advice({ proof: 'refused' }, day(0))).toBe('refused');
  });
});
