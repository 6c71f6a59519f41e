import { describe, expect, it } from 'vitest';
import type { TokenView } from '../../contract/areas/tokens.ts';
import { CertificateId } from '../../contract/values/ids.ts';
import {
  Certificate,
  certificateWarnings,
  olderCertificates,
} from '../../main/domain/certificates/certificate.ts';
import { chainOf } from '../../main/domain/tokens/certificate-chain.ts';
import { buildToken } from '../renderer/build-token.ts';

const NOW = '2026-11-16T09:00:00.000Z';

function certificate(change: Partial<Certificate> = {}): Certificate {
  return Certificate.parse({
    certificateId: 'certificate-1',
    companyId: 'company-1',
    label: 'Сертификат',
    subject: 'CN=a',
    issuer: 'CN=b',
    serial: '1',
    fingerprint: 'f',
    chainPem: '',
    keyFingerprint: '',
    importedAt: NOW,
    notBefore: '2026-01-01T00:00:00.000Z',
    notAfter: '2027-06-01T00:00:00.000Z',
    ...change,
  });
}

const token = (change: Partial<TokenView> = {}) =>
  buildToken({
    issuer: 'Петров',
    status: 'active',
    aliveUntil: '2027-02-14T00:00:00.000Z',
    threats: [],
    ...change,
  });

const chain = (change: Partial<Certificate> | null, tokenChange: Partial<TokenView> | null = {}) =>
  chainOf(
    {
      token: tokenChange === null ? null : token(tokenChange),
      certificate: change === null ? null : certificate(change),
      all: [],
    },
    NOW,
  );

describe('a chain', () => {
  it('goes from the person over the told e-signature, certificate and token to the accesses', () => {
    const { links } = chain({ signatureUntil: '2027-03-12', holder: 'Петров' });

    expect(links.map(({ kind, until }) => [kind, until])).toEqual([
      ['person', null],
      // The whole last day counts, in Moscow.
      ['signature', '2027-03-12T20:59:59.999Z'],
      ['certificate', '2027-06-01T00:00:00.000Z'],
      ['token', '2027-02-14T00:00:00.000Z'],
      ['accesses', null],
    ]);
  });

  it('leaves out what is not there', () => {
    expect(chain(null).links.map(({ kind }) => kind)).toEqual(['person', 'token', 'accesses']);
    expect(chain({}, null).links.map(({ kind }) => kind)).toEqual(['person', 'certificate']);
  });

  it.each([
    ['the token, whose days run out first', {}, {}, 'token'],
    ['the certificate, when it ends before', { notAfter: '2027-01-01T00:00:00.000Z' }, {}, 'certificate'],
    ['the e-signature, when it ends before', { signatureUntil: '2026-12-01' }, {}, 'signature'],
    ['a broken token, however far the rest', {}, { status: 'dead', aliveUntil: null }, 'token'],
    ['a retired certificate', { retiredAt: NOW, retireReason: 'key-lost' }, {}, 'certificate'],
    [
      'an issuer who has left',
      {},
      { threats: [{ markId: 'm', kind: 'issuer-left', issuer: 'Петров', on: '2026-11-01' }] },
      'person',
    ],
  ] as const)('gives way first at %s', (_name, change, tokenChange, kind) => {
    expect(chain(change, tokenChange as Partial<TokenView>).firstBreak?.kind).toBe(kind);
  });

  it.each([
    ['2026-11-16T09:00:00.000Z', 'broken'],
    ['2026-11-16T09:00:00.001Z', 'ends-soon'],
    ['2027-01-15T09:00:00.000Z', 'ends-soon'],
    ['2027-01-16T09:00:00.000Z', 'holds'],
  ] as const)('with a certificate until %s %s', (notAfter, state) => {
    expect(chain({ notAfter }).links.find(({ kind }) => kind === 'certificate')?.state).toBe(state);
  });
});

describe('older certificates', () => {
  const id = (name: string) => CertificateId.parse(`certificate-${name}`);
  const one = certificate({ certificateId: id('one') });
  const two = certificate({ certificateId: id('two'), replaces: id('one') });
  const three = certificate({ certificateId: id('three'), replaces: id('two') });

  it('are all that came before, and a circle ends', () => {
    const ring = certificate({ certificateId: id('one'), replaces: id('three') });

    expect(olderCertificates(three, [one, two, three]).map(({ certificateId }) => certificateId)).toEqual([
      id('two'),
      id('one'),
    ]);
    expect(olderCertificates(three, [ring, two, three])).toHaveLength(2);
  });

  it('are shown as long as the bank takes them, retired here or not', () => {
    const retired = { ...one, retiredAt: NOW, retireReason: 'key-lost' as const };
    const over = { ...two, notAfter: NOW };
    const all = [retired, over, three];

    expect(
      chainOf({ token: null, certificate: three, all }, NOW).stillValid.map(({ label, certificateId }) => [
        label,
        certificateId,
      ]),
    ).toEqual([['Сертификат', id('one')]]);
  });
});

describe('warnings of a certificate', () => {
  it.each([
    [{}, []],
    [{ keyAlgorithm: { kind: 'rsa', size: '2048' } }, []],
    [{ keyAlgorithm: { kind: 'rsa', size: '2047' } }, ['weak-key']],
    [{ keyAlgorithm: { kind: 'ec', size: 'secp521r1' } }, []],
    [{ keyAlgorithm: { kind: 'ec', size: 'secp192k1' } }, ['weak-key']],
    [{ purposes: ['serverAuth'] }, ['no-client-auth']],
    [{ purposes: ['anyExtendedKeyUsage'] }, []],
    [{ keyUsages: ['keyEncipherment'] }, ['no-signature']],
    [{ isAuthority: true }, ['authority']],
    [{ notAfter: NOW }, ['expired']],
    [{ notBefore: '2026-11-16T09:00:00.001Z' }, ['not-yet-valid']],
  ] as const)('for %o are %o', (change, warnings) => {
    expect(certificateWarnings(certificate(change as Partial<Certificate>), NOW)).toEqual(warnings);
  });
});
