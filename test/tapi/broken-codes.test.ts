import { describe, expect, it } from 'vitest';
import { brokenCode } from '../../main/edges/tapi/broken-codes.ts';
import { problemOf } from '../../main/edges/tapi/outcome.ts';
import { UnusableCertificate } from '../../main/edges/tapi/unusable-certificate.ts';

/** An error as the transport makes them: each code is the cause of the one before. */
function failure(...codes: readonly string[]): Error {
  const [first, ...others] = codes;
  const cause = others.length > 0 ? failure(...others) : undefined;
  return Object.assign(new Error('failed', { cause }), first === undefined ? {} : { code: first });
}

type Row = readonly [
  string,
  readonly string[],
  'ordinary' | 'secured',
  'none' | 'in-dates' | 'out-of-dates',
  string,
];

const REQUIRED = 'ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED';
const EXPIRED = 'ERR_SSL_SSLV3_ALERT_CERTIFICATE_EXPIRED';

describe('a call that broke off', () => {
  it.each<Row>([
    ['the server wants a certificate', [REQUIRED], 'secured', 'none', 'client-certificate-missing'],
    ['it wants another one', [REQUIRED], 'secured', 'in-dates', 'client-certificate-missing'],
    ['ours has run out', [REQUIRED], 'secured', 'out-of-dates', 'client-certificate-expired'],
    ['the server says that ours has run out', [EXPIRED], 'secured', 'in-dates', 'client-certificate-expired'],
    [
      'it says so in a cause',
      ['UND_ERR_SOCKET', EXPIRED],
      'secured',
      'in-dates',
      'client-certificate-expired',
    ],
    [
      'it closed in the handshake',
      ['KLYUCHNIK_HANDSHAKE_REFUSED'],
      'secured',
      'in-dates',
      'client-certificate-missing',
    ],
    [
      'it closed, and ours has run out',
      ['ECONNRESET'],
      'secured',
      'out-of-dates',
      'client-certificate-expired',
    ],
    ['it closed later', ['ECONNRESET'], 'secured', 'in-dates', 'bank-connection-lost'],
    [
      'nothing is said of the handshake',
      ['UND_ERR_SOCKET'],
      'secured',
      'out-of-dates',
      'bank-connection-lost',
    ],
    ['the host asks for no certificate', ['ECONNRESET'], 'ordinary', 'out-of-dates', 'bank-connection-lost'],
    ['it speaks of one all the same', [EXPIRED], 'ordinary', 'in-dates', 'bank-connection-lost'],
    ['we do not trust the server', ['CERT_HAS_EXPIRED'], 'secured', 'out-of-dates', 'tls-untrusted'],
    ['there is no such name', ['ENOTFOUND'], 'ordinary', 'none', 'bank-unreachable'],
  ])('because %s (%j, %s, certificate: %s) is called %s', (_, codes, host, certificate, code) => {
    const broken = {
      kind: 'broken',
      because: 'error',
      error: failure(...codes),
      wasStarted: true,
      status: null,
    } as const;
    expect(brokenCode(broken, { host, certificate })).toBe(code);
  });

  it.each([
    ['error', false, 'bank-unreachable'],
    ['error', true, 'bank-connection-lost'],
    ['deadline', true, 'bank-timeout'],
    ['too-large', true, 'bank-unreadable'],
  ] as const)('by %s, begun: %s, is called %s', (because, wasStarted, code) => {
    const broken = { kind: 'broken', because, error: failure(), wasStarted, status: null } as const;
    expect(brokenCode(broken, { host: 'ordinary', certificate: 'none' })).toBe(code);
  });

  it('before it began, because our own certificate cannot be used, speaks of that', () => {
    const error = new UnusableCertificate('no key');
    const broken = { kind: 'broken', because: 'error', error, wasStarted: false, status: null } as const;
    expect(brokenCode(broken, { host: 'secured', certificate: 'out-of-dates' })).toBe(
      'client-certificate-missing',
    );
  });
});

describe('a refusal that speaks of the certificate', () => {
  it.each([
    [401, 'none', 'client-certificate-missing'],
    [403, 'none', 'client-certificate-missing'],
    [401, 'out-of-dates', 'client-certificate-expired'],
    [403, 'out-of-dates', 'client-certificate-expired'],
    [401, 'in-dates', 'client-certificate-not-bound'],
    [403, 'in-dates', 'client-certificate-not-bound'],
  ] as const)('with the status %i and ours %s is called %s', (status, certificate, code) => {
    const text = JSON.stringify({ errorMessage: 'Сертификат не привязан к токену' });
    const context = { requestId: 'request-1', host: 'secured', certificate } as const;
    expect(problemOf({ kind: 'response', status, text, retryAfter: null, date: null }, context).code).toBe(
      code,
    );
  });
});
