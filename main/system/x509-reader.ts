import { createPrivateKey, X509Certificate, type KeyObject } from 'node:crypto';
import { AppError } from '../app-error.ts';
import type { CertificateReader } from '../certificates/certificates-ports.ts';
import { Secret } from '../secret.ts';

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;
const KEY = /-----BEGIN ((?:RSA |EC |ENCRYPTED )?PRIVATE KEY)-----[^]+?-----END \1-----/;
/** Source: RFC 7468 §11 (PKCS#8 encrypted) and RFC 1421 §4.6.1.1 (the older header). */
const ENCRYPTED = /BEGIN ENCRYPTED PRIVATE KEY|Proc-Type: 4,ENCRYPTED/;

/** Reads PEM certificates and keys with the runtime's own X.509 code. */
export const x509Reader: CertificateReader = {
  needsPassphrase: (files) => files.some((file) => ENCRYPTED.test(textOf(file))),

  read: (files, passphrase) => {
    const texts = files.map(textOf);
    const chain = texts.flatMap((text) => text.match(CERTIFICATE) ?? []).map(readCertificate);
    if (chain.length === 0) throw new AppError('certificate-unreadable');
    const key = readKey(texts, passphrase);
    const own = chain.find((certificate) => certificate.checkPrivateKey(key));
    if (own === undefined) throw new AppError('key-mismatch');
    const others = chain.filter((certificate) => certificate !== own);
    return {
      subject: oneLine(own.subject),
      issuer: oneLine(own.issuer),
      serial: own.serialNumber,
      fingerprint: own.fingerprint256.replaceAll(':', '').toLowerCase(),
      notBefore: new Date(own.validFrom).toISOString(),
      notAfter: new Date(own.validTo).toISOString(),
      chainPem: [own, ...others].map((certificate) => certificate.toString()).join(''),
      key: Secret.fromText(key.export({ type: 'pkcs8', format: 'pem' }).toString()),
    };
  },
};

/** Files that are no text at all hold nothing for us. */
function textOf(file: Secret): string {
  try {
    return file.revealText();
  } catch {
    return '';
  }
}

function readCertificate(pem: string): X509Certificate {
  try {
    return new X509Certificate(pem);
  } catch (error) {
    throw new AppError('certificate-unreadable', {}, error);
  }
}

function readKey(texts: readonly string[], passphrase: Secret | null): KeyObject {
  const pem = texts.map((text) => KEY.exec(text)?.[0]).find((found) => found !== undefined);
  if (pem === undefined) throw new AppError('key-unreadable');
  const isEncrypted = ENCRYPTED.test(pem);
  try {
    return createPrivateKey(isEncrypted ? { key: pem, passphrase: passphrase?.revealText() ?? '' } : pem);
  } catch {
    // The cause is dropped on purpose: a message about a key may quote it.
    throw new AppError(isEncrypted ? 'passphrase-wrong' : 'key-unreadable');
  }
}

function oneLine(name: string): string {
  return name.split('\n').reverse().join(', ');
}
