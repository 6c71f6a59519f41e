import { createPrivateKey } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ReadCertificates } from '../../main/domain/certificates/certificates-ports.ts';
import { Secret } from '../../main/ports/secret.ts';
import { fileReader } from '../../main/edges/x509/file-reader.ts';
import { codeOf } from '../fakes/vault-world.ts';
import { CONTAINERS, KEYS, makeCases } from './cases.ts';
import { OpensslFiles } from './made-files.ts';

const made = new OpensslFiles();

beforeAll(() => {
  makeCases(made);
  made.run('ec -in ec.key -aes128 -passout env:PASS -out ec-trad.key'.split(' '), 'pass');
  made.run('ec -in ec.key -outform DER -out ec-sec1.der'.split(' '));
  made.run('x509 -in rsa.crt -outform DER -out rsa.cer'.split(' '));
  made.run('crl2pkcs7 -nocrl -certfile rsa.crt -certfile ca.crt -outform DER -out chain.p7b'.split(' '));
  made.run('crl2pkcs7 -nocrl -certfile rsa.crt -certfile ca.crt -out chain-pem.p7b'.split(' '));
});
afterAll(() => made.remove());

const file = (name: string, content: Uint8Array | string = made.read(name)) => ({
  name,
  bytes: typeof content === 'string' ? Secret.fromText(content) : Secret.fromBytes(content),
});

const read = (names: readonly string[], passphrase: string | null = null) =>
  fileReader.read(
    names.map((name) => file(name)),
    passphrase === null ? null : Secret.fromText(passphrase),
  );

/**
 * The one pair that has to be there: its common name, how long its chain is, and whether its key is really
 * `<name>.key`.
 */
function onlyPair(result: ReadCertificates, name = 'rsa') {
  const [pair] = result.pairs;
  if (pair === undefined || result.pairs.length !== 1) throw new Error(`${result.pairs.length} pairs`);
  const expected = createPrivateKey(made.read(`${name}.key`));
  return {
    subject: pair.facts.subject,
    chain: pair.facts.chainPem.match(/BEGIN CERTIFICATE/g)?.length,
    isOwnKey: createPrivateKey(pair.key.revealText()).equals(expected),
  };
}

const RSA_SUBJECT = 'CN=rsa, O=OOO Primer, L=Moscow, ST=MOSCOW, C=RU';

describe('a PKCS#12 container made by openssl', () => {
  it.each(CONTAINERS)(
    'with %s gives certificate, key and chain',
    async (_name, name, _command, passphrase) => {
      expect(onlyPair(await read([name], passphrase))).toEqual({
        subject: RSA_SUBJECT,
        chain: 2,
        isOwnKey: true,
      });
    },
  );

  it.each(CONTAINERS.filter(([, , , passphrase]) => passphrase !== ''))(
    'with %s does not open without its passphrase or with another, and says which file it is',
    async (_name, name) => {
      for (const wrong of [null, 'не та', 'Pass', `${'pass'} `])
        await expect(read([name], wrong)).rejects.toMatchObject({
          code: 'passphrase-wrong',
          details: { file: name },
        });
    },
  );

  it.each(CONTAINERS.filter(([, , , passphrase]) => passphrase === ''))(
    'with %s asks for nothing',
    async (_name, name) => {
      expect(onlyPair(await read([name])).isOwnKey).toBe(true);
    },
  );
});

describe('a private key made by openssl', () => {
  it.each(KEYS)('as %s is put to its certificate', async (_name, name, _command, passphrase) => {
    expect(onlyPair(await read(['rsa.crt', name], passphrase))).toMatchObject({ isOwnKey: true, chain: 1 });
  });

  it.each(KEYS.filter(([, , , passphrase]) => passphrase !== ''))(
    'as %s does not open with another passphrase',
    async (_name, name) => {
      expect(await codeOf(() => read(['rsa.crt', name], 'не та'))).toBe('passphrase-wrong');
      expect(await codeOf(() => read(['rsa.crt', name]))).toBe('passphrase-wrong');
    },
  );

  it.each(['ec.key', 'ec-sec1.der'])('of the EC kind is read from %s', async (name) => {
    expect(onlyPair(await read([name, 'ec.crt']), 'ec').isOwnKey).toBe(true);
  });

  it('of the EC kind is read under the older encryption', async () => {
    expect(onlyPair(await read(['ec-trad.key', 'ec.crt'], 'pass'), 'ec').isOwnKey).toBe(true);
  });
});

describe('files of certificates', () => {
  it.each([
    ['key before certificate', ['rsa.key', 'rsa.crt'], 1],
    ['DER beside PEM', ['rsa.cer', 'rsa.key'], 1],
    ['the chain in another order', ['ca.crt', 'rsa.key', 'rsa.crt'], 2],
    ['a chain in PKCS#7, DER', ['chain.p7b', 'rsa.key'], 2],
    ['a chain in PKCS#7, PEM', ['chain-pem.p7b', 'rsa.key'], 2],
    ['a certificate that is there twice', ['rsa.crt', 'rsa.cer', 'rsa.key'], 1],
    ['the certificate of somebody else too', ['other.crt', 'rsa.crt', 'rsa.key'], 1],
  ])('are put together: %s', async (_name, names, chain) => {
    expect(onlyPair(await read(names))).toEqual({ subject: RSA_SUBJECT, chain, isOwnKey: true });
  });

  it('may be one text with bag attributes, remarks, Windows line ends and a mark at its beginning', async () => {
    const text = [
      '\ufeffBag Attributes',
      '    friendlyName: тест',
      made.read('ca.crt'),
      'remark',
      made.read('rsa.key'),
      made.read('rsa.crt'),
    ];
    const content = text.join('\n').replaceAll('\n', '\r\n');

    expect(onlyPair(await fileReader.read([file('all.pem', content)], null)).chain).toBe(2);
  });

  it('may be saved by Notepad as UTF-16', async () => {
    const wide = (name: string) =>
      Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(made.read(name).toString(), 'utf16le')]);

    const result = await fileReader.read(
      [file('a.txt', wide('rsa.crt')), file('b.txt', wide('rsa.key'))],
      null,
    );

    expect(onlyPair(result).isOwnKey).toBe(true);
  });

  it('with two certificates and both keys give two pairs', async () => {
    const { pairs } = await read(['rsa.crt', 'other.crt', 'other.key', 'rsa.key']);

    expect(pairs.map(({ facts }) => facts.subject.slice(0, 8)).sort()).toEqual(['CN=other', 'CN=rsa, ']);
  });

  it('say what the certificate is for and how strong its key is', async () => {
    const [rsa] = (await read(['rsa.crt', 'rsa.key'])).pairs;
    const [ec] = (await read(['ec.crt', 'ec.key'])).pairs;

    expect(rsa?.facts).toMatchObject({
      keyAlgorithm: { kind: 'rsa', size: '2048' },
      keyUsages: ['digitalSignature'],
      purposes: ['clientAuth'],
      isAuthority: false,
    });
    expect(ec?.facts.keyAlgorithm).toEqual({ kind: 'ec', size: 'prime256v1' });
  });

  it('with a certificate alone give it as lonely, for a key that may wait', async () => {
    const { pairs, lonely } = await read(['rsa.crt', 'ca.crt']);

    expect(pairs).toEqual([]);
    expect(lonely.map(({ subject }) => subject)).toEqual([RSA_SUBJECT]);
  });

  it('tell what each of them holds', async () => {
    const { files } = await read(['rsa.crt', 'rsa.key', 'rsa.csr']);

    expect(files).toEqual([
      { name: 'rsa.crt', holds: ['certificate'] },
      { name: 'rsa.key', holds: ['key'] },
      { name: 'rsa.csr', holds: ['request'] },
    ]);
  });
});

describe('wrong files', () => {
  const HTML = '<!DOCTYPE html><html><head><title>Вход</title></head></html>';

  it.each([
    ['only a key', ['rsa.key'], 'certificate-missing'],
    ['the key of another', ['rsa.crt', 'other.key'], 'key-mismatch'],
    ['a key of another kind', ['rsa.crt', 'ec.key'], 'key-mismatch'],
    ['a request', ['rsa.csr'], 'certificate-request-given'],
    ['a request and its key', ['rsa.csr', 'rsa.key'], 'certificate-request-given'],
  ])('are named: %s', async (_name, names, code) => {
    expect(await codeOf(() => read(names))).toBe(code);
  });

  it.each([
    ['a web page saved as .pem', HTML, 'certificate-page'],
    ['an empty file', '', 'certificate-file-empty'],
    ['a text', 'hello', 'certificate-unreadable'],
    [
      'PEM without base64',
      '-----BEGIN CERTIFICATE-----\n????\n-----END CERTIFICATE-----',
      'certificate-unreadable',
    ],
  ])('are named: %s', async (_name, content, code) => {
    expect(await codeOf(() => fileReader.read([file('a.pem', content)], null))).toBe(code);
  });

  it('beside a page do not hide that a page is there', async () => {
    const act = () => fileReader.read([file('cert.pem', HTML), file('rsa.crt')], null);

    expect(await codeOf(act)).toBe('certificate-page');
  });
});
