import { X509Certificate } from 'node:crypto';
import tls from 'node:tls';
import { describe, expect, it } from 'vitest';
import { createAuthorities } from '../../main/edges/tapi/authorities.ts';
import { environmentOf, PRODUCTION, SANDBOX } from '../../main/edges/tapi/environments.ts';
import { certificatesIn, loadSystemRoots } from '../../main/edges/tapi/trust.ts';
import { makeAuthority } from './support/pki.ts';

describe('trust in servers', () => {
  it('of the bank is in the known roots, those of the system and the added one, each once', async () => {
    const system = await makeAuthority('System');
    const added = await makeAuthority('Added');
    const roots = [trimmed(system.certPem), `${tls.rootCertificates[0]?.replaceAll('\n', '\r\n')}\n`];
    const authorities = createAuthorities(() => Promise.resolve(roots));
    authorities.setBankCa('production', added.certPem);

    const pems = await authorities.of(PRODUCTION);

    expect(pems.length).toBe(tls.rootCertificates.length + 2);
    expect(pems).toEqual(expect.arrayContaining([trimmed(system.certPem), trimmed(added.certPem)]));
    expect(await authorities.of(PRODUCTION)).toBe(pems);
  });

  it('of the bank changes when the added root is taken back', async () => {
    const added = await makeAuthority('Added');
    const authorities = createAuthorities(() => Promise.resolve([]));
    authorities.setBankCa('production', added.certPem);
    const before = await authorities.of(PRODUCTION);

    authorities.setBankCa('production', null);

    expect(before).toContain(trimmed(added.certPem));
    expect(await authorities.of(PRODUCTION)).not.toContain(trimmed(added.certPem));
  });

  it('of one environment does not reach another', async () => {
    const added = await makeAuthority('Added');
    const authorities = createAuthorities(() => Promise.resolve([]));

    authorities.setBankCa('sandbox', added.certPem);

    expect(await authorities.of(SANDBOX)).toContain(trimmed(added.certPem));
    expect(await authorities.of(PRODUCTION)).not.toContain(trimmed(added.certPem));
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
