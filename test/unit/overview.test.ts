import fc from 'fast-check';
import type { AccountView } from '../../contract/areas/accounts.ts';
import { sampleAccounts } from '../fakes/sample-accounts.ts';
import { describe, expect, it } from 'vitest';
import { TIMELINE_ITEMS } from '../../contract/areas/overview.ts';
import { TokenStatus } from '../../contract/areas/tokens.ts';
import { addMs, DAY_MS, moscowDate } from '../../contract/values/dates.ts';
import { CertificateId, CompanyId, TokenId } from '../../contract/values/ids.ts';
import { hasCertificateTrouble, TOKEN_RISKS } from '../../contract/t-bank/token-risks.ts';
import { Certificate, certificateState } from '../../main/domain/certificates/certificate.ts';
import { overviewOfAll } from '../../main/domain/overview/overview.ts';
import { risksOf, troubleOf } from '../../main/domain/overview/risks.ts';
import { timelineOf, type EndingFacts } from '../../main/domain/overview/timeline.ts';
import { tokenView } from '../../main/domain/tokens/token-view.ts';
import { Token } from '../../main/domain/tokens/token.ts';
import { matchesFilter } from '../../renderer/features/tokens/token-filter.ts';
import { buildPayment } from '../fakes/payment-builder.ts';

const NOW = '2026-11-16T10:00:00.000Z';
const COMPANY = 'ООО «Пример»';

function buildToken(change: Partial<Record<keyof Token, unknown>> = {}): Token {
  return Token.parse({
    tokenId: 'token-00000001',
    companyId: 'company-0001',
    label: 'Повседневный',
    purpose: '',
    issuer: 'Петров П. П.',
    issuedOn: '2026-11-01',
    addedAt: '2026-11-02T09:00:00.000Z',
    fingerprint: 'f',
    lastFour: 'abcd',
    words: 'два слова',
    status: 'active',
    accesses: [],
    ips: [],
    ipCheck: 'on',
    rule: { kind: 'idle', days: 90 },
    lastSighting: { at: NOW, by: 'here' },
    certificateId: null,
    boundAt: null,
    lastProblem: null,
    lastCheckedAt: null,
    history: [],
    ...change,
  });
}

function buildCertificate(change: Partial<Record<keyof Certificate, unknown>> = {}): Certificate {
  return Certificate.parse({
    certificateId: 'certificate-01',
    companyId: 'company-0001',
    label: 'Сертификат',
    subject: 's',
    issuer: 'i',
    serial: '1',
    fingerprint: 'f',
    chainPem: '',
    keyFingerprint: 'k',
    notBefore: '2026-01-01T00:00:00.000Z',
    notAfter: '2027-06-01T00:00:00.000Z',
    importedAt: NOW,
    ...change,
  });
}

function facts(change: Partial<EndingFacts> = {}): EndingFacts {
  return { companyName: COMPANY, bankNow: NOW, exactBankNow: NOW, tokens: [], certificates: [], ...change };
}

const daysAgo = fc.integer({ min: -400, max: 400 }).map((days) => addMs(NOW, days * DAY_MS));
const moment = fc.oneof(
  daysAgo,
  fc.constantFrom(addMs(NOW, -45 * DAY_MS), addMs(NOW, -45 * DAY_MS + 1), addMs(NOW, -60 * DAY_MS)),
);
const access = fc.record(
  {
    access: fc.constantFrom('accounts', 'statement', 'payments', 'opensme/unknown'),
    proof: fc.constantFrom('proven', 'refused', 'unproven'),
    provenAt: fc.option(moment),
    isExpected: fc.boolean(),
    usedAt: fc.option(moment),
  },
  { requiredKeys: ['access', 'proof', 'provenAt', 'isExpected'] },
);
const anyToken = fc
  .record({
    status: fc.constantFrom(...TokenStatus.options),
    addedAt: moment,
    issuedOn: moment.map(moscowDate),
    lastSighting: fc.option(fc.record({ at: moment, by: fc.constant('here') })),
    rule: fc.record({ kind: fc.constantFrom('idle', 'absolute'), days: fc.constantFrom(90, 365) }),
    accesses: fc.array(access, { maxLength: 4 }),
  })
  .map(buildToken);

describe('the cards of the overview', () => {
  it('count exactly what the filtered list of the window shows, whatever the tokens are', () => {
    fc.assert(
      fc.property(fc.array(anyToken, { maxLength: 12 }), (tokens) => {
        const views = tokens.map((token) =>
          tokenView(token, NOW, { company: COMPANY, certificate: null, marks: [] }),
        );
        for (const { kind, count } of risksOf([facts({ tokens })])) {
          if (kind === 'certificates') continue;
          expect([kind, count]).toEqual([
            kind,
            views.filter((view) => matchesFilter(view, kind, NOW)).length,
          ]);
        }
      }),
    );
  });

  it('add up over companies', () => {
    fc.assert(
      fc.property(
        fc.array(anyToken, { maxLength: 6 }),
        fc.array(anyToken, { maxLength: 6 }),
        (one, other) => {
          const countsOf = (...tokens: readonly (readonly Token[])[]) =>
            risksOf(tokens.map((each) => facts({ tokens: each }))).map(({ count }) => count);
          const [first, second] = [countsOf(one), countsOf(other)];
          expect(countsOf(one, other)).toEqual(first.map((count, index) => count + (second[index] ?? 0)));
        },
      ),
    );
  });

  it.each([
    ['2027-06-01T00:00:00.000Z', null, 0],
    [addMs(NOW, 60 * DAY_MS), null, 1],
    [addMs(NOW, 61 * DAY_MS), null, 0],
    [addMs(NOW, -DAY_MS), null, 1],
    [addMs(NOW, -DAY_MS), NOW, 0],
  ])('a certificate that ends %s and was retired %s counts %i', (notAfter, retiredAt, count) => {
    const certificate = buildCertificate({ notAfter, retiredAt });
    const state = certificateState(certificate, NOW);

    expect(risksOf([facts({ certificates: [certificate] })])[TOKEN_RISKS.length]?.count).toBe(count);
    expect(hasCertificateTrouble({ state })).toBe(count === 1);
  });

  it('name what ends first, and count a token in two troubles once', () => {
    const early = buildToken({
      label: 'Старый',
      lastSighting: { at: addMs(NOW, -80 * DAY_MS), by: 'here' },
      tokenId: TokenId.parse('token-00000002'),
    });
    const company = facts({ tokens: [buildToken(), early], certificates: [buildCertificate()] });

    expect(troubleOf(company)).toMatchObject({ troubled: 1, nearest: 'Старый' });
  });

  it('does not count a certificate that began within this hour', () => {
    const certificate = buildCertificate({ notBefore: addMs(NOW, 20 * 60_000) });
    const company = facts({ certificates: [certificate], exactBankNow: addMs(NOW, 25 * 60_000) });

    expect(risksOf([company])[TOKEN_RISKS.length]?.count).toBe(0);
  });
});

describe('the calendar of twelve months', () => {
  it('begins with the month of the bank and knows tokens, certificates and signatures', () => {
    const tokens = [buildToken()];
    const certificates = [buildCertificate({ holder: 'Петров П. П.', signatureUntil: '2027-03-31' })];
    const months = timelineOf([facts({ tokens, certificates })], NOW);

    expect(months.map(({ month }) => month)[0]).toBe('2026-11');
    expect(months).toHaveLength(12);
    expect(
      months.flatMap(({ items }) => items.map(({ kind, who, at }) => [kind, who, moscowDate(at)])),
    ).toEqual([
      ['token', 'Петров П. П.', '2027-02-14'],
      ['signature', 'Петров П. П.', '2027-03-31'],
      ['certificate', 'Петров П. П.', '2027-06-01'],
    ]);
  });

  it('shows one signature once however many certificates it was used for, and leaves out what is over', () => {
    const signed = { holder: 'Петров П. П.', signatureUntil: '2027-03-31' };
    const certificates = [
      buildCertificate({ ...signed, certificateId: CertificateId.parse('certificate-02') }),
      buildCertificate({ ...signed, certificateId: CertificateId.parse('certificate-03') }),
      buildCertificate({ retiredAt: NOW, signatureUntil: '2027-04-30' }),
    ];
    const tokens = [buildToken({ status: 'revoked' }), buildToken({ status: 'quarantined' })];
    const kinds = timelineOf([facts({ tokens, certificates })], NOW).flatMap(({ items }) =>
      items.map(({ kind }) => kind),
    );

    expect(kinds.toSorted()).toEqual(['certificate', 'certificate', 'signature']);
  });

  it.each([
    [7, 'urgent'],
    [8, 'soon'],
    [30, 'soon'],
    [31, 'calm'],
  ])('a token with %i days left is %s', (days, tone) => {
    const lastSighting = { at: addMs(NOW, (days - 90) * DAY_MS), by: 'here' };
    const months = timelineOf([facts({ tokens: [buildToken({ lastSighting })] })], NOW);

    expect(months.flatMap(({ items }) => items)).toMatchObject([{ daysLeft: days, tone }]);
  });

  it.each([
    [20, 'urgent'],
    [21, 'soon'],
    [60, 'soon'],
    [61, 'calm'],
  ])('a certificate with %i days left is %s', (days, tone) => {
    const certificates = [buildCertificate({ notAfter: addMs(NOW, days * DAY_MS) })];

    expect(timelineOf([facts({ certificates })], NOW).flatMap(({ items }) => items)).toMatchObject([
      { tone },
    ]);
  });

  it.each([TIMELINE_ITEMS - 1, TIMELINE_ITEMS, TIMELINE_ITEMS + 1])(
    'of %i ends in one month counts all and writes out what a column holds',
    (size) => {
      const tokens = Array.from({ length: size }, () => buildToken());
      const month = timelineOf([facts({ tokens })], NOW).find(({ count }) => count > 0);

      expect(month?.count).toBe(size);
      expect(month?.items).toHaveLength(Math.min(size, TIMELINE_ITEMS));
    },
  );

  it('whatever ends, every end of the twelve months is in its month, in order', () => {
    fc.assert(
      fc.property(fc.array(anyToken, { maxLength: 20 }), (tokens) => {
        for (const { month, items } of timelineOf([facts({ tokens })], NOW)) {
          expect(items.every(({ at }) => moscowDate(at).startsWith(month))).toBe(true);
          expect(items.map(({ at }) => at)).toEqual(items.map(({ at }) => at).toSorted());
        }
      }),
    );
  });
});

describe('the overview of all companies', () => {
  const companyId = (id: string) => CompanyId.parse(id);
  const accounts = { accounts: [], asOf: null, problem: null };

  it('puts the company in trouble first and keeps the money of strangers away', () => {
    const calm = { ...facts({ tokens: [buildToken()] }), companyId: companyId('company-0001') };
    const late = buildToken({ lastSighting: { at: addMs(NOW, -85 * DAY_MS), by: 'here' } });
    const troubled = {
      ...facts({ companyName: 'ИП', tokens: [late] }),
      companyId: companyId('company-0002'),
    };
    const waiting = [buildPayment({ status: 'submitted' }), buildPayment({ status: 'submitted' })];

    const view = overviewOfAll(
      [
        { ...calm, money: { waiting, accounts } },
        { ...troubled, money: null },
      ],
      NOW,
    );

    expect(view.companies).toMatchObject([
      { name: 'ИП', tokens: 1, troubled: 1, approvals: null, availableMinor: null },
      { name: COMPANY, tokens: 1, troubled: 0, approvals: { count: 2 }, availableMinor: null },
    ]);
    expect(view.risks.map(({ count }) => count)).toEqual([1, 1, 0, 0]);
  });

  /** Source: https://github.com/dreautall/waterfly-iii/issues/830. */
  it('adds no sums of different currencies', () => {
    const [rouble] = sampleAccounts().accounts;
    if (rouble === undefined) throw new Error('the sample has accounts');
    const dollars = {
      ...rouble,
      accountNumber: '40702840500000000001',
      currency: '840',
      availableMinor: 10_050,
    };
    const lineWith = (known: AccountView[]) => {
      const money = { waiting: [], accounts: { ...accounts, accounts: known } };
      return overviewOfAll([{ ...facts({}), companyId: companyId('company-0001'), money }], NOW).companies[0];
    };

    expect(lineWith([{ ...rouble, availableMinor: 100_000 }, dollars])?.availableMinor).toBe(100_000);
    expect(lineWith([dollars])?.availableMinor).toBeNull();
  });
});
