import { describe, expect, it } from 'vitest';
import { addMs, DAY_MS } from '../../contract/values/dates.ts';
import { hasRisk } from '../../contract/t-bank/token-risks.ts';
import { CertificateId, CompanyId, TokenId } from '../../contract/values/ids.ts';
import {
  certificateDaysLeft,
  certificateState,
  Certificate,
} from '../../main/domain/certificates/certificate.ts';
import { overviewOf } from '../../main/domain/overview/overview.ts';
import { riskFactsOf } from '../../main/domain/tokens/risk-facts.ts';
import {
  afterProblem,
  afterSuccess,
  aliveUntil,
  canMoveMoney,
  carries,
  daysLeft,
  isUsable,
  type Token,
  withStep,
} from '../../main/domain/tokens/token.ts';
import { buildPayment } from '../fakes/payment-builder.ts';

const USED = '2026-11-16T09:00:00.000Z';
const CERTIFICATE = CertificateId.parse('certificate-1');

function buildToken(change: Partial<Token> = {}): Token {
  return {
    tokenId: TokenId.parse('token-01'),
    companyId: CompanyId.parse('company-1'),
    label: 'Повседневный',
    purpose: '',
    issuer: 'Борис',
    issuedOn: '2026-11-01',
    addedAt: '2026-11-02T09:00:00.000Z',
    fingerprint: 'f',
    lastFour: 'abcd',
    words: 'два слова',
    status: 'active',
    accesses: [{ access: 'accounts', proof: 'unproven', provenAt: null, isExpected: true }],
    ips: [],
    ipCheck: 'on',
    rule: { kind: 'idle', days: 90 },
    lastSighting: { at: USED, by: 'here' },
    certificateId: null,
    boundAt: null,
    secretPlace: 'here',
    sealing: null,
    moving: null,
    keepAlive: { isOn: false, dueAt: null, confirmedAt: null },
    replaces: null,
    replacedBy: null,
    lastProblem: null,
    lastCheckedAt: null,
    history: [],
    ...change,
  };
}

const later = (days: number, ms = 0) => addMs(USED, days * DAY_MS + ms);

describe('the life of a token', () => {
  it.each([
    [89, 0, 1],
    [89, 1, 1],
    [90, -1, 0],
    [90, 0, 0],
    [90, 1, -1],
    [91, 0, -1],
  ])('idle for %i days and %i ms has %i days left', (days, ms, left) => {
    expect(daysLeft(buildToken(), later(days, ms))).toBe(left);
  });

  it('is counted from the last use under the idle rule, from the day of issue before any use', () => {
    expect(aliveUntil(buildToken())).toBe(later(90));
    expect(aliveUntil(buildToken({ lastSighting: null }))).toBe('2027-01-29T21:00:00.000Z');
  });

  it('is counted from the Moscow day of issue under the older terms, whatever the use', () => {
    const token = buildToken({ rule: { kind: 'absolute', days: 365 }, issuedOn: '2027-03-01' });

    expect(aliveUntil(token)).toBe('2028-02-28T21:00:00.000Z');
    expect(daysLeft(token, '2028-02-27T21:00:00.000Z')).toBe(1);
  });

  it.each(['dead', 'revoked', 'lost'] as const)('is over when it is %s', (status) => {
    expect(aliveUntil(buildToken({ status }))).toBeNull();
    expect(daysLeft(buildToken({ status }), USED)).toBeNull();
  });

  it.each([
    ['planned', false],
    ['issued', true],
    ['active', true],
    ['retiring', true],
    ['quarantined', false],
    ['revoked', false],
    ['dead', false],
    ['lost', false],
    ['frozen', false],
  ] as const)('in the state %s lets calls be made: %s', (status, usable) => {
    expect(isUsable(buildToken({ status }))).toBe(usable);
  });

  it.each([
    [30, 1],
    [31, 0],
  ])('with %i days left is expiring: %i', (left, count) => {
    const isExpiring = hasRisk(riskFactsOf(buildToken()), 'expiring', later(90 - left));

    expect(isExpiring).toBe(count === 1);
  });
});

describe('what an answer says of a token', () => {
  it('success proves the access, notes the use and links the certificate once', () => {
    const first = afterSuccess(buildToken({ status: 'issued' }), USED, 'accounts', CERTIFICATE);
    const second = afterSuccess(first, later(1), 'statement', CERTIFICATE);

    expect(first).toMatchObject({
      status: 'active',
      boundAt: USED,
      accesses: [{ proof: 'proven', provenAt: USED, isExpected: true }],
    });
    expect(second).toMatchObject({ boundAt: USED, lastSighting: { at: later(1), by: 'here' } });
    expect(second.accesses).toHaveLength(1);
  });

  it.each(['frozen', 'retiring', 'quarantined', 'revoked'] as const)(
    'success does not thaw a %s token',
    (status) => {
      expect(afterSuccess(buildToken({ status }), USED, 'accounts', null).status).toBe(status);
    },
  );

  it.each([
    ['bank-token-dead', 'dead', 'unproven'],
    ['bank-access-missing', 'active', 'refused'],
    ['bank-ip-not-listed', 'active', 'unproven'],
    ['bank-down', 'active', 'unproven'],
  ] as const)('the problem %s makes it %s and the access %s', (code, status, proof) => {
    const after = afterProblem(buildToken(), 'accounts', { code, details: {}, incidentId: null });

    expect(after).toMatchObject({ status, accesses: [{ proof }], lastProblem: { code } });
  });

  it('carries an access until the bank refuses it', () => {
    const refused = buildToken({
      accesses: [{ access: 'accounts', proof: 'refused', provenAt: null, isExpected: true }],
    });

    expect([carries(buildToken(), 'accounts'), carries(refused, 'accounts'), carries(refused, 'x')]).toEqual([
      true,
      false,
      false,
    ]);
  });

  it.each([
    [['accounts', 'drafts'], false],
    [['accounts', 'payments'], true],
    [['opensme/unheard-of'], true],
    [[], false],
  ])('with the accesses %o can move money: %s', (accesses, can) => {
    const held = accesses.map((access) => ({
      access,
      proof: 'unproven' as const,
      provenAt: null,
      isExpected: true,
    }));

    expect(canMoveMoney(buildToken({ accesses: held }))).toBe(can);
  });

  it('keeps the newest fifty steps of its history', () => {
    const step = (index: number) => ({
      at: later(index),
      kind: 'token-checked' as const,
      who: 'a',
      details: {},
    });
    let token = buildToken();
    for (let index = 0; index < 51; index += 1) token = withStep(token, step(index));

    expect(token.history).toHaveLength(50);
    expect(token.history[0]?.at).toBe(later(1));
  });
});

function buildCertificate(change: Partial<Certificate> = {}): Certificate {
  return Certificate.parse({
    certificateId: CERTIFICATE,
    companyId: CompanyId.parse('company-1'),
    label: 'Сертификат',
    subject: 'CN=a',
    issuer: 'CN=b',
    serial: '1',
    fingerprint: 'f',
    notBefore: '2026-01-01T00:00:00.000Z',
    notAfter: '2027-01-01T00:00:00.000Z',
    chainPem: '',
    keyFingerprint: '',
    importedAt: USED,
    ...change,
  });
}

describe('a certificate', () => {
  it.each([
    ['2025-12-31T23:59:59.999Z', 'not-yet-valid'],
    ['2026-01-01T00:00:00.000Z', 'valid'],
    ['2026-10-31T23:59:59.999Z', 'valid'],
    ['2026-11-01T20:59:59.999Z', 'valid'],
    ['2026-11-01T21:00:00.000Z', 'expires-soon'],
    ['2026-12-31T23:59:59.999Z', 'expires-soon'],
    ['2027-01-01T00:00:00.000Z', 'expired'],
  ] as const)('at %s is %s', (now, state) => {
    expect(certificateState(buildCertificate(), now)).toBe(state);
  });

  it('counts whole days, negative after the end', () => {
    expect(certificateDaysLeft(buildCertificate(), '2026-12-31T00:00:00.000Z')).toBe(1);
    expect(certificateDaysLeft(buildCertificate(), '2027-01-01T00:00:00.001Z')).toBe(-1);
  });
});

describe('the overview', () => {
  it('sums up risks, requests and sendings', () => {
    const view = overviewOf({
      companyName: 'ООО «Пример»',
      bankNow: '2026-11-16T10:00:00.000Z',
      exactBankNow: '2026-11-16T10:00:00.000Z',
      tokens: [
        buildToken(),
        buildToken({ label: 'Старый', lastSighting: { at: '2026-08-20T09:00:00.000Z', by: 'here' } }),
      ],
      certificates: [buildCertificate({ notAfter: '2026-12-01T00:00:00.000Z' })],
      payments: [
        buildPayment({ status: 'submitted', expiresAt: '2026-11-18T00:00:00.000Z' }),
        buildPayment({ status: 'submitted', expiresAt: '2026-11-17T00:00:00.000Z' }),
        buildPayment({ status: 'unknown' }),
        buildPayment({ status: 'draft', content: null, sentAt: null }),
      ],
      accounts: { accounts: [], asOf: null, problem: null },
      limits: { rows: [], isSumOfSeveralComputers: false },
    });

    expect(view.risks.map(({ kind, count, nearest }) => [kind, count, nearest])).toEqual([
      ['expiring', 1, 'Старый'],
      ['idle', 1, 'Старый'],
      ['unused-accesses', 0, null],
      ['certificates', 1, 'Сертификат'],
    ]);
    expect(view.approvals).toMatchObject({
      count: 2,
      totalMinor: 3001_00,
      oldestExpiresAt: '2026-11-17T00:00:00.000Z',
    });
    expect(view.sending).toBe(1);
    expect(view.timeline.map(({ month }) => month)).toEqual([
      '2026-11',
      '2026-12',
      '2027-01',
      '2027-02',
      '2027-03',
      '2027-04',
      '2027-05',
      '2027-06',
      '2027-07',
      '2027-08',
      '2027-09',
      '2027-10',
    ]);
  });
});
