import { RUSSIAN, type OpensslFiles } from './made-files.ts';

/** One container or key as the program makes it: the files to read, the command, the passphrase. */
export type Case = readonly [name: string, file: string, command: string, passphrase: string];

const EXPORT = 'pkcs12 -export -inkey rsa.key -in rsa.crt -certfile ca.crt -passout env:PASS';
const OLD = `${EXPORT} -legacy`;

/** Each holds certificate and key. Source: openssl-pkcs12(1). */
export const CONTAINERS: readonly Case[] = [
  ['AES-256 with SHA-256, as OpenSSL 3 makes it', 'new.p12', EXPORT, 'pass'],
  ['AES-256 and a Russian passphrase', 'new-ru.p12', EXPORT, RUSSIAN],
  ['AES-128', 'aes128.p12', `${EXPORT} -keypbe AES-128-CBC -certpbe AES-128-CBC`, 'pass'],
  ['RC2-40 and 3DES, as OpenSSL 1 and Windows XP made it', 'old.p12', OLD, 'pass'],
  ['RC2-40 and 3DES and a Russian passphrase', 'old-ru.p12', OLD, RUSSIAN],
  ['RC2-128', 'rc2.p12', `${OLD} -keypbe PBE-SHA1-RC2-128 -certpbe PBE-SHA1-RC2-128`, 'pass'],
  ['3DES with two keys', '3des2.p12', `${OLD} -keypbe PBE-SHA1-2DES -certpbe PBE-SHA1-2DES`, 'pass'],
  ['3DES for everything', '3des.p12', `${EXPORT} -keypbe PBE-SHA1-3DES -certpbe PBE-SHA1-3DES`, 'pass'],
  ['an empty passphrase', 'empty.p12', EXPORT, ''],
  ['an empty passphrase, the older way', 'empty-old.p12', OLD, ''],
  ['no encryption at all', 'plain.p12', `${EXPORT} -keypbe NONE -certpbe NONE`, ''],
  ['no check over the whole', 'nomac.p12', `${EXPORT} -nomac`, 'pass'],
  ['SHA-512 and a hundred thousand rounds', 'sha512.p12', `${EXPORT} -macalg sha512 -iter 100000`, 'pass'],
];

const PKCS8 = 'pkcs8 -topk8 -in rsa.key -passout env:PASS';

/** Each holds the key alone. Source: openssl-pkcs8(1), openssl-rsa(1), openssl-ec(1). */
export const KEYS: readonly Case[] = [
  ['PKCS#8 with AES-256', 'aes.key', PKCS8, 'pass'],
  ['PKCS#8 with AES-256 and a Russian passphrase', 'aes-ru.key', PKCS8, RUSSIAN],
  ['PKCS#8 with AES-128 and SHA-1', 'aes-sha1.key', `${PKCS8} -v2 aes-128-cbc -v2prf hmacWithSHA1`, 'pass'],
  ['PKCS#8 with 3DES', 'des3.key', `${PKCS8} -v2 des3`, 'pass'],
  ['PKCS#8 with scrypt', 'scrypt.key', `${PKCS8} -scrypt`, 'pass'],
  ['PKCS#8 in DER', 'aes.der', `${PKCS8} -outform DER`, 'pass'],
  [
    'PKCS#8 with PBES1, MD5 and DES',
    'md5des.key',
    `${PKCS8} -v1 PBE-MD5-DES -provider legacy -provider default`,
    'pass',
  ],
  [
    'PKCS#8 with PBES1, SHA-1 and DES',
    'shades.key',
    `${PKCS8} -v1 PBE-SHA1-DES -provider legacy -provider default`,
    'pass',
  ],
  [
    'PKCS#8 with PBES1, SHA-1 and RC2',
    'sharc2.key',
    `${PKCS8} -v1 PBE-SHA1-RC2-64 -provider legacy -provider default`,
    'pass',
  ],
  ['PKCS#8 with PKCS#12 3DES', 'p12des.key', `${PKCS8} -v1 PBE-SHA1-3DES`, RUSSIAN],
  [
    'PKCS#8 with PKCS#12 RC2-40',
    'p12rc2.key',
    `${PKCS8} -v1 PBE-SHA1-RC2-40 -provider legacy -provider default`,
    'pass',
  ],
  ['PKCS#1 with AES-256', 'trad-aes.key', 'rsa -traditional -in rsa.key -aes256 -passout env:PASS', 'pass'],
  ['PKCS#1 with 3DES', 'trad-des3.key', 'rsa -traditional -in rsa.key -des3 -passout env:PASS', RUSSIAN],
  [
    'PKCS#1 with DES',
    'trad-des.key',
    'rsa -traditional -in rsa.key -des -passout env:PASS -provider legacy -provider default',
    'pass',
  ],
  ['PKCS#1, plain', 'trad.key', 'rsa -traditional -in rsa.key', ''],
  ['PKCS#1 in DER', 'trad.der', 'rsa -traditional -in rsa.key -outform DER', ''],
  ['PKCS#8 in DER, plain', 'plain.der', 'pkcs8 -topk8 -nocrypt -in rsa.key -outform DER', ''],
];

/** Makes certificates and all of the above. */
export function makeCases(made: OpensslFiles): void {
  made.makeAll();
  for (const [, file, command, passphrase] of [...CONTAINERS, ...KEYS])
    made.run([...command.split(' '), '-out', file], passphrase);
}
