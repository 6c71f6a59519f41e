import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  environmentOf,
  parseEnvironmentFile,
  PRODUCTION,
  SANDBOX,
} from '../../main/edges/tapi/environments.ts';
import { addressOf } from '../../main/edges/tapi/methods.ts';

const file = {
  name: 'rehearsal',
  ordinaryBaseUrl: 'https://127.0.0.1:8443/openapi/',
  securedBaseUrl: 'https://127.0.0.1:9443',
  caFile: 'ca.pem',
};

describe('the file of one more environment', () => {
  it('is read, without the slash at the end of a base', () => {
    expect(parseEnvironmentFile(JSON.stringify(file))).toEqual({
      kind: 'parsed',
      file: { ...file, ordinaryBaseUrl: 'https://127.0.0.1:8443/openapi' },
    });
  });

  it.each<readonly [string, unknown, RegExp]>([
    ['is no JSON', undefined, /not JSON/],
    ['is no object', [], /file: /],
    [
      'has a base without TLS',
      { ...file, ordinaryBaseUrl: 'http://127.0.0.1' },
      /ordinaryBaseUrl: must be an https/,
    ],
    [
      'has a base with a password',
      { ...file, securedBaseUrl: 'https://a:b@127.0.0.1' },
      /securedBaseUrl: .*no user/,
    ],
    [
      'has a base with a query',
      { ...file, securedBaseUrl: 'https://127.0.0.1?x' },
      /securedBaseUrl: .*no query/,
    ],
    ['takes the name production', { ...file, name: 'production' }, /name: must not be/],
    ['takes the name sandbox', { ...file, name: 'sandbox' }, /name: must not be/],
    ['takes the name training', { ...file, name: 'training' }, /name: must not be/],
    ['has no name', { ...file, name: '' }, /name: must be 1–32/],
    ['has too long a name', { ...file, name: 'x'.repeat(33) }, /name: must be 1–32/],
    ['has no CA', { ...file, caFile: undefined }, /caFile/],
    ['has an unknown key', { ...file, rejectUnauthorized: false }, /file: .*rejectUnauthorized/],
  ])('is refused with a reason when it %s', (_name, value, reason) => {
    const parsed = parseEnvironmentFile(value === undefined ? '{' : JSON.stringify(value));

    expect(parsed).toEqual({ kind: 'wrong', reason: expect.stringMatching(reason) as string });
  });

  it('may have a name of 32 characters', () => {
    expect(parseEnvironmentFile(JSON.stringify({ ...file, name: 'x'.repeat(32) })).kind).toBe('parsed');
  });
});

describe('environments', () => {
  it('of the bank are fixed to its hosts', () => {
    const hosts = [PRODUCTION, SANDBOX].flatMap((known) => [known.ordinaryBaseUrl, known.securedBaseUrl]);

    expect(hosts).toEqual([
      'https://business.tbank.ru/openapi',
      'https://secured-openapi.tbank.ru',
      'https://business.tbank.ru/openapi/sandbox',
      'https://business.tbank.ru/openapi/sandbox/secured',
    ]);
  });

  it('cannot be added in the place of the bank, nor without TLS', () => {
    const added = { ...file, caPem: '' };

    expect(() => environmentOf({ ...added, name: 'production' })).toThrow('fixed');
    expect(() => environmentOf({ ...added, name: 'sandbox' })).toThrow('fixed');
    expect(() => environmentOf({ ...added, ordinaryBaseUrl: 'http://127.0.0.1' })).toThrow('https');
    expect(environmentOf({ ...added, name: 'training' }).trust).toEqual({ kind: 'own', caPem: '' });
  });

  it('are never left by an address, whatever the id and the query hold', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.dictionary(fc.string(), fc.string()), (id, query) => {
        let address;
        try {
          address = addressOf(SANDBOX.securedBaseUrl, 'payment-state', { id, query });
        } catch {
          return; // refused: nothing is sent
        }
        const url = new URL(address.origin + address.path);
        expect(url.origin).toBe('https://business.tbank.ru');
        expect(url.pathname.startsWith('/openapi/sandbox/secured/api/v1/payment/')).toBe(true);
        expect(url.pathname.split('/').length).toBe(8);
        expect(url.hash).toBe('');
      }),
      { numRuns: 1_000 },
    );
  });
});
