import { createPrivateKey, X509Certificate, type KeyObject } from 'node:crypto';
import forge from 'node-forge';
import type { FoundInFile } from '../../domain/certificates/certificates-ports.ts';
import {
  bytesOf,
  childrenOf,
  integerOf,
  isBits,
  isContext,
  isOctets,
  isSequence,
  isUniversal,
  mentionsGost,
  oidOf,
  parseDer,
  refuseGost,
  toDer,
  type Asn1,
} from './der.ts';
import { openEncrypted, type Opening } from './open-encrypted.ts';
import { namesPrivateKey, openPem, pemBlocks, type PemBlock } from './pem.ts';
import { isContainer, openContainer } from './pkcs12.ts';

/** What was found in one file. */
export interface FileContents {
  readonly certificates: X509Certificate[];
  readonly keys: KeyObject[];
  readonly holds: Set<FoundInFile>;
}

/** Source: RFC 5652 §5.1. */
const SIGNED_DATA = '1.2.840.113549.1.7.2';

/** A file of CryptoPro's container has one of these names. Source: CryptoPro CSP, «структура ключевого контейнера». */
const GOST_NAMES = /^(header|masks2?|primary2?|name)\.key$/i;

/**
 * Reads a file of any kind that programs write certificates and keys into. What cannot be unlocked is noted as
 * `locked`.
 * Errors: `certificate-gost`, `certificate-cipher`, `certificate-costly`.
 */
export async function readFileContents(opening: Opening, name: string, bytes: Buffer): Promise<FileContents> {
  const contents: FileContents = { certificates: [], keys: [], holds: new Set() };
  const text = textOf(bytes);
  const blocks = pemBlocks(text);
  for (const block of blocks) await readBlock(opening, contents, block);
  if (blocks.length === 0) await readDer(opening, contents, bytes);
  // A text that names a private key has one, damaged at worst. Source:
  // https://github.com/anvilresearch/connect/issues/35.
  const hasKey = contents.keys.length > 0 || contents.holds.has('locked');
  if (!hasKey && namesPrivateKey(text)) contents.holds.add('broken');
  if (contents.holds.size === 0) contents.holds.add(strangerOf(name, bytes, text));
  if (contents.holds.has('broken') && [bytes, ...blocks.map((one) => one.bytes)].some(mentionsGost))
    contents.holds.add('gost');
  return contents;
}

async function readBlock(opening: Opening, contents: FileContents, block: PemBlock): Promise<void> {
  switch (block.label) {
    case 'RSA PRIVATE KEY':
    case 'EC PRIVATE KEY': {
      const opened = openPem(opening, block, isStructure);
      if (opened === null) contents.holds.add('locked');
      else takeKey(contents, opened, block.label === 'RSA PRIVATE KEY' ? 'pkcs1' : 'sec1');
      return;
    }
    default: {
      const known = contents.holds.size;
      await readDer(opening, contents, block.bytes);
      const isNothing =
        contents.holds.size === known && contents.certificates.length + contents.keys.length === 0;
      if (isNothing && /CERTIFICATE|PRIVATE KEY|PKCS/.test(block.label)) contents.holds.add('broken');
    }
  }
}

async function readDer(opening: Opening, contents: FileContents, bytes: Buffer): Promise<void> {
  const root = parseDer(bytes);
  if (root === null || !isSequence(root)) return;
  const [first, second, third] = childrenOf(root);
  if (isContainer(root)) return readContainer(opening, contents, root);
  if (oidOf(first) === SIGNED_DATA) return takeSignedData(contents, second);
  if (first !== undefined && isSequence(first) && isSequence(second) && isBits(third))
    return takeSigned(contents, bytes, first);
  if (isSequence(first) && isOctets(second)) return readLockedKey(opening, contents, root);
  if (integerOf(first) === null) return;
  if (isSequence(second) && isOctets(third)) takeKey(contents, bytes, 'pkcs8');
  else if (isOctets(second)) takeKey(contents, bytes, 'sec1');
  else if (isUniversal(second, forge.asn1.Type.INTEGER) && childrenOf(root).length >= 9)
    takeKey(contents, bytes, 'pkcs1');
}

async function readContainer(opening: Opening, contents: FileContents, root: Asn1): Promise<void> {
  contents.holds.add('container');
  const opened = await openContainer(opening, root);
  if (opened === null) {
    contents.holds.add('locked');
    return;
  }
  for (const certificate of opened.certificates) takeCertificate(contents, certificate);
  for (const key of opened.keys) takeKey(contents, key, 'pkcs8');
}

async function readLockedKey(opening: Opening, contents: FileContents, root: Asn1): Promise<void> {
  const [algorithm, locked] = childrenOf(root);
  if (algorithm === undefined || oidOf(childrenOf(algorithm)[0]) === '') return;
  const opened = await openEncrypted(opening, algorithm, bytesOf(locked), isStructure);
  if (opened === null) contents.holds.add('locked');
  else takeKey(contents, opened, 'pkcs8');
}

/** A certificate or a request: both are a body, an algorithm and a signature. */
function takeSigned(contents: FileContents, bytes: Buffer, body: Asn1): void {
  const parts = childrenOf(body);
  // A request has four parts, the last of them [0]; a certificate has six at least. Source: RFC 2986 §4.1, RFC 5280
  // §4.1.
  if (parts.length <= 4 && integerOf(parts[0]) !== null) contents.holds.add('request');
  else takeCertificate(contents, bytes);
}

/** Certificates that travel as a signed message without content (.p7b). Source: RFC 5652 §5.1. */
function takeSignedData(contents: FileContents, wrapped: Asn1 | undefined): void {
  const signed = childrenOf(childrenOf(wrapped)[0]);
  for (const certificate of childrenOf(signed.find((part) => isContext(part, 0))))
    takeCertificate(contents, toDer(certificate));
}

function takeCertificate(contents: FileContents, der: Buffer): void {
  try {
    const certificate = new X509Certificate(der);
    const hasDates = [certificate.validFrom, certificate.validTo].every(
      (text) => !Number.isNaN(Date.parse(text)),
    );
    if (hasDates) contents.certificates.push(certificate);
    contents.holds.add(hasDates ? 'certificate' : 'broken');
  } catch {
    contents.holds.add('broken');
  }
}

function takeKey(contents: FileContents, der: Buffer, type: 'pkcs1' | 'pkcs8' | 'sec1'): void {
  if (type === 'pkcs8') refuseGost(oidOf(childrenOf(childrenOf(parseDer(der) ?? undefined)[1])[0]));
  try {
    const key = createPrivateKey({ key: der, format: 'der', type });
    const isUsable = key.asymmetricKeyType === 'rsa' || key.asymmetricKeyType === 'ec';
    if (isUsable) contents.keys.push(key);
    contents.holds.add(isUsable ? 'key' : 'broken');
  } catch {
    // The cause is dropped on purpose: a message about a key may quote it.
    contents.holds.add('broken');
  } finally {
    der.fill(0);
  }
}

function strangerOf(name: string, bytes: Buffer, text: string): FoundInFile {
  if (bytes.length === 0) return 'empty';
  if (/<!doctype html|<html|<head|<body/i.test(text.slice(0, 4096))) return 'page';
  if (GOST_NAMES.test(name) || mentionsGost(bytes)) return 'gost';
  return 'other';
}

function isStructure(opened: Buffer): boolean {
  const parsed = parseDer(opened);
  return parsed !== null && isSequence(parsed);
}

/** PEM is ASCII; Notepad may have saved it as UTF-16, little endian with a mark at its beginning. */
function textOf(bytes: Buffer): string {
  const isWide = bytes[0] === 0xff && bytes[1] === 0xfe;
  return isWide ? bytes.subarray(2).toString('utf16le') : bytes.toString('latin1');
}
