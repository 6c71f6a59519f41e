import { X509Certificate } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fileReader } from '../../main/edges/x509/file-reader.ts';
import { rootReader } from '../../main/edges/x509/read-root.ts';
import { requestMaker } from '../../main/edges/x509/request-maker.ts';
import { Secret } from '../../main/ports/secret.ts';
import { RUSSIAN_TRUSTED_ROOT_SHA256 } from '../../main/edges/tapi/published-authorities.ts';
import { codeOf } from '../fakes/vault-world.ts';
import { OpensslFiles } from './made-files.ts';

const made = new OpensslFiles();
beforeAll(() => made.makeAll());
afterAll(() => made.remove());

const SUBJECT = {
  state: 'MOSCOW',
  city: 'Moscow',
  organization: 'OOO "Primer, i K"',
  commonName: 'OOO+Primer=1',
};

describe('a request for a certificate', () => {
  it('is signed by its RSA-2048 key and carries the subject that was typed, signs and all', async () => {
    const { csrPem, key } = await requestMaker.make(SUBJECT);

    made.write('made.csr', csrPem);
    made.run('req -in made.csr -verify -noout'.split(' '));
    made.run('req -in made.csr -noout -text -nameopt RFC2253,sep_multiline,utf8 -out made.txt'.split(' '));
    const text = made.read('made.txt').toString();
    expect(text).toContain('Public-Key: (2048 bit)');
    expect(text).toContain('sha256WithRSAEncryption');
    for (const line of ['C=RU', 'ST=MOSCOW', 'L=Moscow', 'O=OOO \\"Primer\\, i K\\"', 'CN=OOO\\+Primer=1'])
      expect(text).toContain(line);
    expect(key.revealText()).toContain('BEGIN PRIVATE KEY');
  });

  it('is known again by the certificate that was issued for it', async () => {
    const { csrPem, publicKeyHash } = await requestMaker.make(SUBJECT);
    made.write('issued.csr', csrPem);
    const signing =
      'x509 -req -in issued.csr -CA ca.crt -CAkey ca.key -CAcreateserial -days 365 -extfile client.cnf -out issued.crt';
    made.run(signing.split(' '));

    const { lonely } = await fileReader.read(
      [{ name: 'a', bytes: Secret.fromBytes(made.read('issued.crt')) }],
      null,
    );

    expect(lonely.map((one) => one.publicKeyHash)).toEqual([publicKeyHash]);
  });
});

describe('a root', () => {
  /** After the root was made, whose life begins with that second. */
  const now = () => new Date().toISOString();
  const readRoot = rootReader(RUSSIAN_TRUSTED_ROOT_SHA256);
  const sha256 = (name: string) =>
    new X509Certificate(made.read(name)).fingerprint256.replaceAll(':', '').toLowerCase();

  it('is read from PEM and DER, and is not taken for the state root', async () => {
    made.run('x509 -in ca.crt -outform DER -out ca.der'.split(' '));
    const fromPem = await readRoot(made.read('ca.crt'), now());

    expect(fromPem).toMatchObject({
      sha256: sha256('ca.crt'),
      subject: 'CN=Test CA, O=Test, C=RU',
      isStateRoot: false,
    });
    expect(await readRoot(made.read('ca.der'), now())).toEqual(fromPem);
  });

  it('is the state root when its fingerprint is the known one, and only then', async () => {
    const known = await rootReader(sha256('ca.crt'))(made.read('ca.crt'), now());

    expect(known.isStateRoot).toBe(true);
    // Source: tapi.md §1.
    expect(RUSSIAN_TRUSTED_ROOT_SHA256).toBe(
      'd26d2d0231b7c39f92cc738512ba54103519e4405d68b5bd703e9788ca8ecf31',
    );
  });

  it('is found beside the certificates that it signed', async () => {
    const bundle = Buffer.concat([made.read('rsa.crt'), made.read('ca.crt'), made.read('ca.crt')]);

    expect((await readRoot(bundle, now())).sha256).toBe(sha256('ca.crt'));
  });

  it.each([
    ['a certificate that is no authority', () => made.read('rsa.crt'), 'authority-not-root'],
    ['a private key', () => made.read('rsa.key'), 'authority-unreadable'],
    ['a text', () => Buffer.from('hello'), 'authority-unreadable'],
    ['a page', () => Buffer.from('<!doctype html><html></html>'), 'certificate-page'],
  ])('is not %s', async (_name, bytes, code) => {
    expect(await codeOf(() => readRoot(bytes(), now()))).toBe(code);
  });

  it('has to be one', async () => {
    made.run('req -x509 -newkey rsa:2048 -nodes -keyout b.key -subj /CN=B -days 30 -out b.crt'.split(' '));
    const both = Buffer.concat([made.read('ca.crt'), made.read('b.crt')]);

    expect(await codeOf(() => readRoot(both, now()))).toBe('authority-several');
  });

  it.each([
    ['a moment before its beginning', -1, 'notBefore', 'authority-out-of-dates'],
    ['at its end', 0, 'notAfter', 'authority-out-of-dates'],
    ['at its beginning', 0, 'notBefore', null],
    ['a moment before its end', -1, 'notAfter', null],
  ] as const)('is judged by its dates: %s', async (_name, shiftMs, edge, code) => {
    const root = await readRoot(made.read('ca.crt'), now());
    const at = new Date(Date.parse(root[edge]) + shiftMs).toISOString();
    const act = () => readRoot(made.read('ca.crt'), at);

    if (code === null) expect((await act()).sha256).toBe(root.sha256);
    else expect(await codeOf(act)).toBe(code);
  });
});
