import 'reflect-metadata';
import * as x509 from '@peculiar/x509';

/** A key pair with its certificate, PEM; the key as PKCS#8. */
export interface Identity {
  readonly certPem: string;
  readonly keyPem: string;
}

export interface Authority extends Identity {
  readonly cert: x509.X509Certificate;
  readonly keys: CryptoKeyPair;
}

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;
const DAY_MS = 86_400_000;

let serial = 1;

export async function makeAuthority(name: string): Promise<Authority> {
  const keys = await newKeys();
  const cert = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: nextSerial(),
    name: `CN=${name}`,
    notBefore: new Date(Date.now() - DAY_MS),
    notAfter: new Date(Date.now() + 365 * DAY_MS),
    signingAlgorithm: algorithm,
    keys,
    extensions: [
      new x509.BasicConstraintsExtension(true, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign, true),
    ],
  });
  return { cert, keys, certPem: cert.toString('pem'), keyPem: await keyPemOf(keys) };
}

/** An authority under another one, with the key of `keysOf` where given: a forgery signs in somebody else's name. */
export async function makeIntermediate(
  under: Authority,
  name: string,
  forged: { readonly keysOf?: Authority; readonly signedBy?: Authority } = {},
): Promise<Authority> {
  const keys = forged.keysOf?.keys ?? (await newKeys());
  const cert = await x509.X509CertificateGenerator.create({
    serialNumber: nextSerial(),
    subject: `CN=${name}`,
    issuer: under.cert.subject,
    notBefore: new Date(Date.now() - DAY_MS),
    notAfter: new Date(Date.now() + 365 * DAY_MS),
    signingAlgorithm: algorithm,
    publicKey: keys.publicKey,
    signingKey: (forged.signedBy ?? under).keys.privateKey,
    extensions: [
      new x509.BasicConstraintsExtension(true, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign, true),
    ],
  });
  return { cert, keys, certPem: cert.toString('pem'), keyPem: await keyPemOf(keys) };
}

export interface LeafWish {
  readonly name: string;
  readonly kind: 'server' | 'client';
  /** Units: days from now; negative is over. */
  readonly endsInDays?: number;
  readonly hostNames?: readonly string[];
}

/** Issues a certificate; a server's is for 127.0.0.1 unless told otherwise. */
export async function issue(authority: Authority, wish: LeafWish): Promise<Identity> {
  const keys = await newKeys();
  const endsAt = Date.now() + (wish.endsInDays ?? 30) * DAY_MS;
  const names = wish.hostNames?.map((value) => ({ type: 'dns', value }) as const) ?? [
    { type: 'ip', value: '127.0.0.1' } as const,
  ];
  const usage = wish.kind === 'server' ? x509.ExtendedKeyUsage.serverAuth : x509.ExtendedKeyUsage.clientAuth;
  const cert = await x509.X509CertificateGenerator.create({
    serialNumber: nextSerial(),
    subject: `CN=${wish.name}`,
    issuer: authority.cert.subject,
    notBefore: new Date(Math.min(Date.now(), endsAt) - DAY_MS),
    notAfter: new Date(endsAt),
    signingAlgorithm: algorithm,
    publicKey: keys.publicKey,
    signingKey: authority.keys.privateKey,
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.ExtendedKeyUsageExtension([usage]),
      ...(wish.kind === 'server' ? [new x509.SubjectAlternativeNameExtension(names)] : []),
    ],
  });
  return { certPem: cert.toString('pem'), keyPem: await keyPemOf(keys) };
}

async function newKeys(): Promise<CryptoKeyPair> {
  return crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
}

async function keyPemOf(keys: CryptoKeyPair): Promise<string> {
  const der = await crypto.subtle.exportKey('pkcs8', keys.privateKey);
  const lines =
    Buffer.from(der)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return `-----BEGIN PRIVATE KEY-----\n${lines.join('\n')}\n-----END PRIVATE KEY-----\n`;
}

function nextSerial(): string {
  serial += 1;
  return serial.toString(16).padStart(8, '0');
}
