import 'reflect-metadata';
import {
  createHash,
  createPublicKey,
  generateKeyPairSync,
  randomBytes,
  X509Certificate,
  type KeyObject,
} from 'node:crypto';
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  Name,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  type Extension,
} from '@peculiar/x509';
import { signCertificate } from './certificate-der.ts';

/** An authority: its private key never leaves the process's memory. */
export interface Authority {
  readonly certificatePem: string;
  readonly privateKey: KeyObject;
  readonly name: Buffer;
  readonly keyId: string;
}

export interface ServerIdentity {
  readonly certificatePem: string;
  readonly privateKeyPem: string;
}

export interface ClientCertificate {
  readonly certificatePem: string;
  /** PKCS#8, RSA-2048, as the bank hands out (tapi.md §4.3, §4.4). */
  readonly privateKeyPem: string;
  readonly fingerprint: string;
  readonly notAfter: Date;
}

/** The chain of the listeners is checked by the PC's clock, which may differ from the bank's movable one: no dates. */
const wideValidity = {
  notBefore: new Date('2020-01-01T00:00:00Z'),
  notAfter: new Date('2049-12-31T00:00:00Z'),
};

const dayMs = 86_400_000;

/** Makes a throw-away authority with an EC P-256 key. */
export function createAuthority(commonName: string): Authority {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const keyId = keyIdOf(publicKey);
  const name = nameOf({ O: 'Klyuchnik', CN: commonName });
  const certificatePem = signCertificate(
    {
      serial: newSerial(),
      issuerName: name,
      subjectName: name,
      ...wideValidity,
      publicKey,
      extensions: [
        derOf(new BasicConstraintsExtension(true, undefined, true)),
        derOf(new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true)),
        derOf(new SubjectKeyIdentifierExtension(keyId)),
      ],
    },
    privateKey,
  );
  return { certificatePem, privateKey, name, keyId };
}

/** Makes a server certificate for the loopback names. */
export function issueServerIdentity(authority: Authority): ServerIdentity {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const certificatePem = signCertificate(
    {
      serial: newSerial(),
      issuerName: authority.name,
      subjectName: nameOf({ O: 'Klyuchnik', CN: 'localhost' }),
      ...wideValidity,
      publicKey,
      extensions: [
        derOf(new BasicConstraintsExtension(false, undefined, true)),
        derOf(new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true)),
        derOf(new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth])),
        derOf(
          new SubjectAlternativeNameExtension([
            { type: 'dns', value: 'localhost' },
            { type: 'ip', value: '127.0.0.1' },
            { type: 'ip', value: '::1' },
          ]),
        ),
        ...keyIdentifiers(publicKey, authority),
      ],
    },
    authority.privateKey,
  );
  return { certificatePem, privateKeyPem: toPkcs8(privateKey) };
}

/**
 * Issues a client certificate as online banking does: RSA-2048, the company in the subject, valid from `issuedAt`.
 * Units: `days` of validity, a year unless told otherwise. Source: tapi.md §4.1, §4.3.
 */
export function issueClientCertificate(
  authority: Authority,
  validity: { readonly issuedAt: Date; readonly days: number },
): ClientCertificate {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const notAfter = new Date(validity.issuedAt.getTime() + validity.days * dayMs);
  const certificatePem = signCertificate(
    {
      serial: newSerial(),
      issuerName: authority.name,
      subjectName: nameOf({ C: 'RU', ST: 'MOSCOW', L: 'Moscow', O: 'OOO Primer', CN: 'OOO Primer' }),
      notBefore: validity.issuedAt,
      notAfter,
      publicKey,
      extensions: [
        derOf(new BasicConstraintsExtension(false, undefined, true)),
        derOf(new KeyUsagesExtension(KeyUsageFlags.digitalSignature | KeyUsageFlags.keyEncipherment, true)),
        derOf(new ExtendedKeyUsageExtension([ExtendedKeyUsage.clientAuth])),
        ...keyIdentifiers(publicKey, authority),
      ],
    },
    authority.privateKey,
  );
  const { fingerprint256 } = new X509Certificate(certificatePem);
  return { certificatePem, privateKeyPem: toPkcs8(privateKey), fingerprint: fingerprint256, notAfter };
}

/** True when a trusted authority signed the certificate and the instant lies within its dates. */
export function isClientCertificateValid(
  certificate: X509Certificate,
  authorityPems: readonly string[],
  now: Date,
): boolean {
  const isInDates =
    Date.parse(certificate.validFrom) <= now.getTime() && now.getTime() <= Date.parse(certificate.validTo);
  return (
    isInDates &&
    authorityPems.some((pem) => {
      const authority = new X509Certificate(pem);
      return certificate.checkIssued(authority) && certificate.verify(createPublicKey(pem));
    })
  );
}

function keyIdentifiers(publicKey: KeyObject, authority: Authority): Buffer[] {
  return [
    derOf(new SubjectKeyIdentifierExtension(keyIdOf(publicKey))),
    derOf(new AuthorityKeyIdentifierExtension(authority.keyId)),
  ];
}

function keyIdOf(publicKey: KeyObject): string {
  const spki = publicKey.export({ type: 'spki', format: 'der' });
  return createHash('sha256').update(spki).digest('hex').slice(0, 40);
}

function nameOf(parts: Readonly<Record<string, string>>): Buffer {
  return Buffer.from(
    new Name(Object.entries(parts).map(([key, value]) => ({ [key]: [value] }))).toArrayBuffer(),
  );
}

function derOf(extension: Extension): Buffer {
  return Buffer.from(extension.rawData);
}

function toPkcs8(key: KeyObject): string {
  return key.export({ type: 'pkcs8', format: 'pem' }).toString();
}

/** A positive serial of 16 bytes. Source: RFC 5280 §4.1.2.2 (positive, at most 20 octets). */
function newSerial(): Buffer {
  const serial = randomBytes(16);
  serial[0] = ((serial[0] ?? 0) & 0x3f) | 0x40;
  return serial;
}
