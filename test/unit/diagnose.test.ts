import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DiagnosisCause, type DiagnosisVerdict } from '../../contract/areas/diagnosis.ts';
import type { BankProblemCode } from '../../main/ports/bank-ports.ts';
import { CLOCK_SKEW_MS, diagnose, NEXT_STEPS } from '../../main/domain/diagnosis/diagnose.ts';
import type { CallFinding, Evidence } from '../../main/domain/diagnosis/evidence.ts';

const GOOD: CallFinding = { code: null, transport: null };

function failed(code: BankProblemCode, transport: string | null = null): CallFinding {
  return { code, transport };
}

type Change = Partial<Omit<Evidence, 'record'>> & { readonly record?: Partial<Evidence['record']> };

/** A token with which nothing is the matter, and what a test changes about it. */
function evidence({ record, ...others }: Change = {}): Evidence {
  return {
    record: {
      isRevoked: false,
      isElsewhere: false,
      frozen: 'no',
      isOverdue: false,
      hasRefusedAccess: false,
      carriesCompanyInfo: true,
      ...record,
    },
    secret: 'good',
    network: { isConnected: true, hasProxy: false },
    company: GOOD,
    companyAgain: null,
    accounts: null,
    owner: 'same',
    server: null,
    control: null,
    clockOffMs: 0,
    wentBack: false,
    certificate: 'good',
    securedWithout: failed('client-certificate-missing'),
    securedWith: GOOD,
    refusal: null,
    ...others,
  };
}

const dead = { company: failed('bank-token-dead'), companyAgain: failed('bank-token-dead') };

/** Every leaf of the tree, by what leads there. */
const LEAVES: readonly (readonly [string, Change, string, DiagnosisVerdict['confidence']])[] = [
  ['nothing is the matter', {}, 'healthy', 'proved'],
  ['no access needs a certificate', { certificate: 'not-needed', securedWith: null }, 'healthy', 'proved'],
  ['it was revoked', { record: { isRevoked: true } }, 'revoked', 'proved'],
  ['the text was never here', { record: { isElsewhere: true } }, 'secret-elsewhere', 'proved'],
  ['it is frozen', { record: { frozen: 'secret-changed' } }, 'secret-overwritten', 'proved'],
  ['it was another company’s', { record: { frozen: 'belongs-elsewhere' } }, 'belongs-elsewhere', 'proved'],
  ['the keychain is locked', { secret: 'closed', company: null }, 'keychain-closed', 'proved'],
  ['the keychain has no text', { secret: 'missing', company: null }, 'secret-missing', 'proved'],
  ['the text was overwritten', { secret: 'changed', company: null }, 'secret-overwritten', 'proved'],
  [
    'the computer has no network',
    { company: failed('bank-unreachable', 'ENOTFOUND'), network: { isConnected: false, hasProxy: true } },
    'no-network',
    'proved',
  ],
  [
    'the answer is lost without a network',
    { company: failed('bank-timeout'), network: { isConnected: false, hasProxy: false } },
    'no-network',
    'proved',
  ],
  ['the name is not found', { company: failed('bank-unreachable', 'ENOTFOUND') }, 'dns', 'likely'],
  ['names are not looked up', { company: failed('bank-unreachable', 'EAI_AGAIN') }, 'dns', 'likely'],
  [
    'there is a proxy that we do not use',
    { company: failed('bank-unreachable', 'ECONNREFUSED'), network: { isConnected: true, hasProxy: true } },
    'proxy',
    'likely',
  ],
  ['nobody answers', { company: failed('bank-unreachable', 'ECONNREFUSED') }, 'unreachable', 'unclear'],
  ['the answer takes too long', { company: failed('bank-timeout') }, 'unreachable', 'unclear'],
  ['the connection breaks', { company: failed('bank-connection-lost') }, 'unreachable', 'unclear'],
  ['nothing was asked', { company: null }, 'unreachable', 'unclear'],
  [
    'the chain is not trusted',
    { company: failed('tls-untrusted'), server: { refusal: 'SELF_SIGNED_CERT_IN_CHAIN' } },
    'tls-untrusted',
    'proved',
  ],
  ['nobody looked at the chain', { company: failed('tls-untrusted') }, 'tls-untrusted', 'proved'],
  [
    'the bank’s certificate is over, or our clock is ahead',
    { company: failed('tls-untrusted'), server: { refusal: 'CERT_HAS_EXPIRED' } },
    'tls-untrusted',
    'unclear',
  ],
  [
    'the bank’s certificate is of the future',
    { company: failed('tls-untrusted'), server: { refusal: 'CERT_NOT_YET_VALID' } },
    'clock-wrong',
    'likely',
  ],
  [
    'an authority that is not pinned',
    { company: failed('bank-authority-unknown') },
    'authority-unknown',
    'proved',
  ],
  ['our clock went back', { company: failed('tls-untrusted'), wentBack: true }, 'clock-wrong', 'likely'],
  ['the bank’s clock is another', { clockOffMs: CLOCK_SKEW_MS + 1 }, 'clock-wrong', 'proved'],
  ['the bank fails', { company: failed('bank-down') }, 'bank-down', 'proved'],
  ['too many calls', { company: failed('bank-rate') }, 'rate', 'proved'],
  ['the answer cannot be read', { company: failed('bank-unreadable') }, 'unreadable', 'likely'],
  ['the bank sends elsewhere', { company: failed('bank-redirect') }, 'unreadable', 'likely'],
  ['401 twice and a control token lives', { ...dead, control: GOOD }, 'token-dead', 'proved'],
  ['401 twice and no control token', dead, 'token-dead', 'likely'],
  ['401 for the control token too', { ...dead, control: failed('bank-token-dead') }, 'token-dead', 'likely'],
  ['401 and 90 days without use', { ...dead, record: { isOverdue: true } }, 'token-lapsed', 'likely'],
  ['the address', { company: failed('bank-ip-not-listed') }, 'ip-not-listed', 'proved'],
  ['INN and KPP', { company: failed('bank-company-changed') }, 'company-changed', 'proved'],
  ['another INN', { owner: 'other-inn' }, 'belongs-elsewhere', 'proved'],
  ['another KPP', { owner: 'other-kpp' }, 'company-record-differs', 'proved'],
  ['an access of the record', { company: failed('bank-access-missing') }, 'access-missing', 'proved'],
  [
    'the accounts, where the card was not ticked',
    {
      record: { carriesCompanyInfo: false },
      company: failed('bank-access-missing'),
      accounts: failed('bank-access-missing'),
    },
    'access-missing',
    'proved',
  ],
  ['an access refused before', { record: { hasRefusedAccess: true } }, 'access-missing', 'likely'],
  ['403 without a reason', { company: failed('bank-forbidden') }, 'forbidden', 'unclear'],
  ['no certificate', { certificate: 'none', securedWith: null }, 'certificate-missing', 'proved'],
  ['its dates', { certificate: 'out-of-dates', securedWith: null }, 'certificate-expired', 'proved'],
  [
    'its dates, says the bank',
    { securedWith: failed('client-certificate-expired') },
    'certificate-expired',
    'likely',
  ],
  ['its key is gone', { certificate: 'key-missing', securedWith: null }, 'certificate-key-missing', 'proved'],
  [
    'its key is another',
    { certificate: 'key-changed', securedWith: null },
    'certificate-key-missing',
    'proved',
  ],
  [
    'the bank does not take it',
    { securedWith: failed('client-certificate-missing') },
    'certificate-refused',
    'likely',
  ],
  [
    'the handshake breaks with it alone',
    { securedWith: failed('bank-connection-lost', 'ECONNRESET') },
    'certificate-refused',
    'likely',
  ],
  [
    'the handshake breaks without it too',
    {
      securedWithout: failed('bank-connection-lost', 'ECONNRESET'),
      securedWith: failed('bank-connection-lost', 'ECONNRESET'),
    },
    'unreachable',
    'unclear',
  ],
  [
    'another certificate is linked',
    { securedWith: failed('client-certificate-not-bound') },
    'certificate-not-bound',
    'likely',
  ],
  ['401 with it alone', { securedWith: failed('bank-token-dead') }, 'certificate-not-bound', 'likely'],
  [
    'certificates on the ordinary host',
    { company: failed('client-certificate-not-bound') },
    'certificate-not-bound',
    'likely',
  ],
  [
    'the secured host refuses the access',
    { securedWith: failed('bank-access-missing') },
    'access-missing',
    'likely',
  ],
  ['the secured host refuses silently', { securedWith: failed('bank-forbidden') }, 'forbidden', 'unclear'],
  ['the secured host fails', { securedWith: failed('bank-down') }, 'bank-down', 'proved'],
  ['the secured host’s chain', { securedWith: failed('tls-untrusted') }, 'tls-untrusted', 'proved'],
  ['a limit', { refusal: 'limit' }, 'limit', 'likely'],
  ['the right to sign', { refusal: 'sign-right' }, 'no-sign-right', 'likely'],
  ['an access for payments', { refusal: 'access' }, 'access-missing', 'likely'],
  ['a refusal without words', { refusal: 'other' }, 'forbidden', 'unclear'],
];

describe('the verdict of a diagnosis', () => {
  it.each(LEAVES)('when it is this: %s', (_name, change, cause, confidence) => {
    expect(diagnose(evidence(change))).toMatchObject({ cause, confidence });
  });

  it('can be every cause that it names', () => {
    expect(new Set(LEAVES.map(([, , cause]) => cause))).toEqual(new Set(DiagnosisCause.options));
  });

  it('takes a token for alive when only the card of the company was not ticked', () => {
    const alive = { record: { carriesCompanyInfo: false }, company: failed('bank-access-missing') };

    expect(diagnose(evidence(alive)).cause).toBe('healthy');
    expect(diagnose(evidence({ ...alive, accounts: GOOD })).cause).toBe('healthy');
  });

  it('believes the second answer after a 401', () => {
    const change = { company: failed('bank-token-dead'), companyAgain: GOOD };

    expect(diagnose(evidence(change)).cause).toBe('healthy');
  });

  it.each([
    [-CLOCK_SKEW_MS - 1, 'clock-wrong'],
    [-CLOCK_SKEW_MS, 'healthy'],
    [CLOCK_SKEW_MS - 1, 'healthy'],
    [CLOCK_SKEW_MS, 'healthy'],
    [CLOCK_SKEW_MS + 1, 'clock-wrong'],
  ])('says of a clock that is off by %i ms: %s', (clockOffMs, cause) => {
    expect(diagnose(evidence({ clockOffMs })).cause).toBe(cause);
  });

  it('blames the clock before the certificate that it makes look over', () => {
    expect(diagnose(evidence({ clockOffMs: -86_400_000, certificate: 'out-of-dates' })).cause).toBe(
      'clock-wrong',
    );
  });

  it('says which conclusions the bank does not document', () => {
    expect(diagnose(evidence({ securedWith: failed('client-certificate-not-bound') })).isInferred).toBe(true);
    expect(diagnose(evidence({ company: failed('bank-ip-not-listed') })).isInferred).toBe(false);
  });
});

const codes: readonly (BankProblemCode | null)[] = [
  null,
  'bank-token-dead',
  'bank-ip-not-listed',
  'bank-access-missing',
  'bank-company-changed',
  'bank-forbidden',
  'bank-rate',
  'bank-refused-shape',
  'bank-refused',
  'bank-not-found',
  'bank-down',
  'bank-unreadable',
  'bank-unreachable',
  'bank-timeout',
  'bank-connection-lost',
  'bank-redirect',
  'tls-untrusted',
  'client-certificate-missing',
  'client-certificate-expired',
  'client-certificate-not-bound',
] as (BankProblemCode | null)[]; // spelled out to draw from; the compiler widens the spread

const transports = [null, 'ENOTFOUND', 'EAI_AGAIN', 'ECONNREFUSED', 'ECONNRESET', 'ETIMEDOUT'];
const finding = fc.record({ code: fc.constantFrom(...codes), transport: fc.constantFrom(...transports) });
const maybe = <T>(one: fc.Arbitrary<T>) => fc.option(one, { nil: null });

const anyEvidence: fc.Arbitrary<Evidence> = fc.record({
  record: fc.record({
    isRevoked: fc.boolean(),
    isElsewhere: fc.boolean(),
    frozen: fc.constantFrom('no', 'secret-changed', 'belongs-elsewhere'),
    isOverdue: fc.boolean(),
    hasRefusedAccess: fc.boolean(),
    carriesCompanyInfo: fc.boolean(),
  }),
  secret: fc.constantFrom('good', 'closed', 'missing', 'changed', null),
  network: maybe(fc.record({ isConnected: fc.boolean(), hasProxy: fc.boolean() })),
  company: maybe(finding),
  companyAgain: maybe(finding),
  accounts: maybe(finding),
  owner: fc.constantFrom('same', 'other-inn', 'other-kpp', null),
  server: maybe(fc.record({ refusal: fc.constantFrom(null, 'CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID', 'X') })),
  control: maybe(finding),
  clockOffMs: maybe(fc.integer()),
  wentBack: fc.boolean(),
  certificate: fc.constantFrom(
    'not-needed',
    'none',
    'out-of-dates',
    'key-missing',
    'key-changed',
    'good',
    null,
  ),
  securedWithout: maybe(finding),
  securedWith: maybe(finding),
  refusal: fc.constantFrom('limit', 'sign-right', 'access', 'other', null),
});

describe('any evidence at all', () => {
  it('gets a verdict, with one next step that changes nothing at the bank by itself', () => {
    fc.assert(
      fc.property(anyEvidence, (found) => {
        const { cause, next, alternatives, confidence } = diagnose(found);
        expect(DiagnosisCause.options).toContain(cause);
        expect(next).toBe(NEXT_STEPS[cause]);
        expect(alternatives).not.toContain(cause);
        expect(confidence === 'unclear').toBe(confidence === 'unclear' && alternatives.length > 0);
      }),
    );
  });

  it('is never proved healthy while the bank refuses, or our record or keychain is at fault', () => {
    fc.assert(
      fc.property(anyEvidence, (found) => {
        if (diagnose(found).cause !== 'healthy') return;
        expect(found.record.isRevoked || found.record.isElsewhere || found.record.frozen !== 'no').toBe(
          false,
        );
        expect(found.secret === null || found.secret === 'good').toBe(true);
        expect(found.owner === null || found.owner === 'same').toBe(true);
        if (found.certificate === 'good') expect(found.securedWith?.code ?? null).toBeNull();
      }),
    );
  });
});
