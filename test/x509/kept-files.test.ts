import { X509Certificate } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { certificateFacts } from '../../main/edges/x509/certificate-facts.ts';
import { fileReader } from '../../main/edges/x509/file-reader.ts';
import { rootReader } from '../../main/edges/x509/read-root.ts';
import { AppError } from '../../main/ports/app-error.ts';
import { Secret } from '../../main/ports/secret.ts';
import { certificatesIn } from '../../main/edges/tapi/trust.ts';
import { OpensslFiles } from './made-files.ts';

const made = new OpensslFiles();
beforeAll(() => made.makeAll());
afterAll(() => made.remove());

type Content = Readonly<Record<string, string>>;
const read = (files: Content) =>
  fileReader.read(
    Object.entries(files).map(([name, text]) => ({ name, bytes: Secret.fromText(text) })),
    null,
  );
const textOf = (name: string) => made.read(name).toString();

async function problemOf(files: Content) {
  const error: unknown = await read(files).catch((thrown: unknown) => thrown);
  return error instanceof AppError ? { code: error.code, file: error.details.file ?? null } : 'none';
}

/**
 * Source: https://github.com/box/box-node-sdk/issues/259, https://github.com/anvilresearch/connect/issues/35,
 * https://github.com/coollabsio/coolify/issues/6384.
 */
describe('a key whose lines were lost on the way', () => {
  const WAYS: readonly (readonly [string, (pem: string) => string])[] = [
    ['\\n in one line', (pem) => pem.replaceAll('\n', '\\n')],
    ['\\r\\n in one line', (pem) => pem.replaceAll('\n', '\\r\\n')],
    ['\\\\n in JSON in JSON', (pem) => pem.replaceAll('\n', '\\\\n')],
    ['a line of settings', (pem) => `KEY="${pem.trim().replaceAll('\n', '\\n')}"`],
    ['spaces', (pem) => pem.replaceAll('\n', ' ')],
    ['one line', (pem) => pem.replace(/-----\n/g, '-----').replaceAll('\n', '')],
    ['old Macintosh', (pem) => pem.replaceAll('\n', '\r')],
    ['blank lines between', (pem) => pem.replaceAll('\n', '\r\n\r\n')],
    ['a quoted mail', (pem) => pem.replaceAll(/^/gm, '> ')],
    ['a page', (pem) => pem.replaceAll('\n', '<br>')],
    ['base64 of it all', (pem) => Buffer.from(pem).toString('base64')],
    ['JSON', (pem) => JSON.stringify({ key: pem }).replaceAll('/', '\\/')],
  ];

  it.each(WAYS)('is read: %s', async (_name, change) => {
    const { pairs } = await read({ 'a.crt': textOf('rsa.crt'), 'a.key': change(textOf('rsa.key')) });
    expect(pairs).toHaveLength(1);
    const both = await read({ 'both.env': `A=${change(textOf('rsa.crt'))}\nB=${change(textOf('rsa.key'))}` });
    expect(both.pairs).toHaveLength(1);
  });

  it.each([
    ['its end is missing', (pem: string) => pem.replace(/-----END.*/, '')],
    ['half of it', (pem: string) => pem.slice(0, pem.length / 2)],
    ['its first line alone', (pem: string) => pem.split('\n')[0] ?? ''],
    ['a hole in it', (pem: string) => pem.replace(/\n[^\n]+\n/, '\n…\n')],
    ['other dashes', (pem: string) => pem.replaceAll('-----', '—–')],
  ] as const)('is called damaged, by the name of its file: %s', async (_name, change) => {
    const problem = await problemOf({ 'a.crt': textOf('rsa.crt'), 'a.key': change(textOf('rsa.key')) });
    expect(problem).toEqual({ code: 'key-unreadable', file: 'a.key' });
  });
});

/** Source: https://github.com/PeculiarVentures/webcrypto-local/issues/78. */
describe('a file for another place beside a key', () => {
  it('is named: the request, the page, the empty file', async () => {
    made.run('req -new -key rsa.key -subj /CN=x -out beside.csr'.split(' '));
    const key = { 'key.pem': textOf('rsa.key') };
    expect(await problemOf({ 'request.csr': textOf('beside.csr'), ...key })).toEqual({
      code: 'certificate-request-given',
      file: 'request.csr',
    });
    expect(await problemOf({ ...key, 'a.crt': '<html>login</html>' })).toEqual({
      code: 'certificate-page',
      file: 'a.crt',
    });
    expect(await problemOf({ ...key, 'a.crt': '' })).toEqual({
      code: 'certificate-file-empty',
      file: 'a.crt',
    });
    expect(await problemOf(key)).toMatchObject({ code: 'certificate-missing' });
  });
});

/** Own case: what is shown to a person is unescaped. */
describe('the name of a certificate', () => {
  it('has no backslashes', () => {
    made.run([
      'req',
      '-x509',
      '-newkey',
      'rsa:2048',
      '-nodes',
      '-keyout',
      'named.key',
      '-out',
      'named.crt',
      '-utf8',
      '-subj',
      '/O=ООО "Ромашка, и Ко"/CN=a;b',
    ]);
    const { subject } = certificateFacts(new X509Certificate(made.read('named.crt')), []);
    expect(subject).toContain('O=ООО "Ромашка, и Ко"');
    expect(subject).toContain('CN=a;b');
    expect(subject).not.toContain('\\');
  });
});

/**
 * Source: https://github.com/metaseller/tinkoff-invest-api-v2-php/pull/19,
 * https://github.com/rnixik/docker-openssl-gost/issues/13.
 */
describe('a file of a root with its intermediate', () => {
  it('keeps the intermediate for the chain, and nothing that the root did not issue', async () => {
    made.write('sub.cnf', 'basicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign');
    made.run('req -new -newkey rsa:2048 -nodes -keyout sub.key -subj /CN=Sub -out sub.csr'.split(' '));
    made.run(
      'x509 -req -in sub.csr -CA ca.crt -CAkey ca.key -CAcreateserial -days 365 -extfile sub.cnf -out sub.crt'.split(
        ' ',
      ),
    );
    made.run(
      'req -x509 -newkey rsa:2048 -nodes -keyout other.key -subj /CN=Other -days 1 -addext basicConstraints=critical,CA:FALSE -out other.crt'.split(
        ' ',
      ),
    );
    const bundle = Buffer.from(textOf('sub.crt') + textOf('other.crt') + textOf('ca.crt'));

    const root = await rootReader('')(bundle, new Date().toISOString());

    const kept = certificatesIn(root.pem).map((pem) => new X509Certificate(pem).fingerprint256);
    const wanted = ['ca.crt', 'sub.crt'].map((name) => new X509Certificate(made.read(name)).fingerprint256);
    expect(kept).toEqual(wanted);
    expect(root.sha256).toBe(wanted[0]?.replaceAll(':', '').toLowerCase());
  });
});
