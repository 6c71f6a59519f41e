import { X509Certificate } from 'node:crypto';
import tls from 'node:tls';
import { describe, expect, it } from 'vitest';
import { createAuthorities } from '../../main/edges/tapi/authorities.ts';
import { environmentOf, PRODUCTION, SANDBOX } from '../../main/edges/tapi/environments.ts';
import {
  PUBLISHED_AUTHORITIES,
  RUSSIAN_TRUSTED_ROOT_SHA256,
} from '../../main/edges/tapi/published-authorities.ts';
import { certificatesIn, loadSystemRoots, spkiSha256Of } from '../../main/edges/tapi/trust.ts';
import { makeAuthority } from './support/pki.ts';

describe('trust in servers', () => {
  it('of the bank is in pinned roots only, however many the computer trusts', async () => {
    const pinned = await makeAuthority('Pinned');
    const other = await makeAuthority('Other');
    const roots = [pinned, other].map(({ certPem }) => trimmed(certPem));
    const authorities = createAuthorities(() => Promise.resolve([...roots, `${roots[0]}\r\n`]));
    expect(await authorities.of(PRODUCTION)).toEqual([]);

    authorities.setPinned('production', { hosts: ['business.tbank.ru'], roots: [pinned.certPem] });

    const pems = await authorities.of(PRODUCTION);
    expect(pems.map((pem) => new X509Certificate(pem).subject)).toEqual(['CN=Pinned']);
    expect(await authorities.of(PRODUCTION)).toBe(pems);
    expect(await authorities.everyRoot(PRODUCTION)).toEqual(
      expect.arrayContaining([...tls.rootCertificates, ...roots.slice(1)]),
    );
    expect(await authorities.of(SANDBOX)).toEqual([]);
    expect(authorities.isKnown('production', 'business.tbank.ru')).toBe(true);
    expect(authorities.isKnown('production', 'secured-openapi.tbank.ru')).toBe(false);
    expect(authorities.isKnown('sandbox', 'business.tbank.ru')).toBe(false);
  });

  it('of the bank is in no pinned root that the computer does not trust', async () => {
    const pinned = await makeAuthority('Pinned');
    const authorities = createAuthorities(() => Promise.resolve([]));
    authorities.setPinned('production', { hosts: [], roots: [pinned.certPem] });

    expect(await authorities.of(PRODUCTION)).toEqual([]);
  });

  it('knows the published root by the key of its certificate, once a person has added it', () => {
    // The certificate itself is not here: its two digests were taken from one file (ADR 0063).
    expect(PUBLISHED_AUTHORITIES).toMatchObject([
      { sha256: RUSSIAN_TRUSTED_ROOT_SHA256, spkiSha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
    ]);
    for (const { since, source } of PUBLISHED_AUTHORITIES) {
      expect(since).toMatch(/^\d{4}-\d\d-\d\d$/);
      expect(source).not.toBe('');
    }
  });

  it('takes the digest of a key as the web does', () => {
    // ISRG Root X1, as it is in the roots of Node. Source: Chromium, net/http/transport_security_state_static.pins.
    const pem = tls.rootCertificates.find((one) => new X509Certificate(one).subject.includes('ISRG Root X1'));
    const digest = Buffer.from(spkiSha256Of(pem ?? ''), 'hex').toString('base64');
    expect(digest).toBe('C5+lpZ7tcVwmwQIMcRtPbsQtWLABXhQzejna0wHFr8M=');
  });

  it('of the bank changes when the added root is taken back', async () => {
    const added = await makeAuthority('Added');
    const authorities = createAuthorities(() => Promise.resolve([]));
    authorities.setBankCa('production', added.certPem);
    const before = await authorities.of(PRODUCTION);

    authorities.setBankCa('production', null);

    expect(before).toEqual([trimmed(added.certPem)]);
    expect(await authorities.of(PRODUCTION)).toEqual([]);
  });

  it('of one environment does not reach another', async () => {
    const added = await makeAuthority('Added');
    const authorities = createAuthorities(() => Promise.resolve([]));

    authorities.setBankCa('sandbox', added.certPem);

    expect(await authorities.of(SANDBOX)).toEqual([trimmed(added.certPem)]);
    expect(await authorities.of(PRODUCTION)).toEqual([]);
  });

  it('of another environment is in its own root only', async () => {
    const own = await makeAuthority('Own');
    const added = await makeAuthority('Added');
    const authorities = createAuthorities(() => Promise.reject(new Error('not asked for')));
    authorities.setBankCa('training', added.certPem);
    const base = 'https://127.0.0.1';
    const environment = environmentOf({
      name: 'training',
      ordinaryBaseUrl: base,
      securedBaseUrl: base,
      caPem: own.certPem,
    });

    expect(await authorities.of(environment)).toEqual([trimmed(own.certPem)]);
  });

  it('takes nothing from a text that is no certificate', () => {
    expect(certificatesIn('-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----')).toEqual([]);
  });

  it('asks Node on Windows and macOS alone: on Linux it would take what SSL_CERT_FILE names', async () => {
    const own = await makeAuthority('Own');
    const added = { value: () => [own.certPem], configurable: true, writable: true };
    const before = Object.getOwnPropertyDescriptor(tls, 'getCACertificates');
    Object.defineProperty(tls, 'getCACertificates', added);
    try {
      expect(await loadSystemRoots('linux')).not.toContain(own.certPem);
      expect(await loadSystemRoots('win32')).toEqual([own.certPem]);
      expect(await loadSystemRoots('darwin')).toEqual([own.certPem]);
    } finally {
      if (before === undefined) Reflect.deleteProperty(tls, 'getCACertificates');
      else Object.defineProperty(tls, 'getCACertificates', before);
    }
  });

  it('reads the store of the system, where there is one, as certificates', async () => {
    for (const pem of await loadSystemRoots()) expect(new X509Certificate(pem).raw.length).toBeGreaterThan(0);
  });
});

function trimmed(pem: string): string {
  return pem.trim();
}
