// @not-on-windows: starts Electron and a newer Node, which are here for Linux only
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { resolveElectron } from '../../scripts/electron/electron-runtime.ts';
import { issue, makeAuthority, type Authority, type Identity } from './support/pki.ts';
import { startServer, type ScriptedServer } from './support/scripted-server.ts';

/** Node and Electron name the same alert differently (OpenSSL, BoringSSL), so both pay at both kinds of servers. */
const childFile = path.join(import.meta.dirname, 'support/alert-child.ts');

let directory = '';
let authority: Authority;
let certificates: Readonly<Record<string, Identity | null>>;
let nodeServers: readonly ScriptedServer[];
const opensslServers: ChildProcess[] = [];
let opensslBaseUrls: readonly string[] = [];

beforeAll(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'alerts-'));
  authority = await makeAuthority('Test CA');
  const identity = await issue(authority, { name: 'server', kind: 'server' });
  const stranger = await makeAuthority('Another CA');
  certificates = {
    none: null,
    expired: await issue(authority, { name: 'expired', kind: 'client', endsInDays: -1 }),
    stranger: await issue(stranger, { name: 'stranger', kind: 'client' }),
    good: await issue(authority, { name: 'good', kind: 'client' }),
  };
  nodeServers = await Promise.all(
    (['TLSv1.2', 'TLSv1.3'] as const).map((maxVersion) =>
      startServer({
        identity,
        ca: authority.certPem,
        clientCertificate: 'required',
        maxVersion,
        onRequest: ({ response }) => void response.end(),
      }),
    ),
  );
  if (hasOpenssl()) opensslBaseUrls = await startOpensslServers(identity);
});

afterAll(async () => {
  for (const server of opensslServers) server.kill();
  await Promise.all(nodeServers.map((server) => server.close()));
  await rm(directory, { recursive: true });
});

describe.each(['node', 'electron'])('in %s', (runtime) => {
  it('a refused certificate is known to have sent nothing, whichever server refuses it', async () => {
    const baseUrls = nodeServers.map(({ baseUrl }) => baseUrl);
    const postsBefore = posts();

    const outcomes = await outcomesIn(runtime, { caPem: authority.certPem, baseUrls, certificates });

    expect(outcomes).toEqual({
      none: ['not-sent client-certificate-missing', 'not-sent client-certificate-missing'],
      expired: ['not-sent client-certificate-expired', 'not-sent client-certificate-expired'],
      // Node's server closes without an alert here, which in TLS 1.2 looks like a broken network.
      stranger: ['not-sent bank-unreachable', 'not-sent client-certificate-missing'],
      good: ['accepted', 'accepted'],
    });
    expect(posts() - postsBefore).toBe(2);
  });

  it('a server that cannot be trusted is told from one that cannot be reached', async () => {
    const stranger = await makeAuthority('Test CA');
    const servers = await Promise.all(
      [
        await issue(stranger, { name: 'server', kind: 'server' }),
        await issue(authority, { name: 'server', kind: 'server', hostNames: ['elsewhere.example'] }),
        await issue(authority, { name: 'server', kind: 'server', endsInDays: -1 }),
      ].map((identity) => startServer({ identity })),
    );
    const baseUrls = [
      ...servers.map(({ baseUrl }) => baseUrl),
      'https://127.0.0.1:1',
      'https://nowhere.invalid',
    ];

    const outcomes = await outcomesIn(runtime, {
      caPem: authority.certPem,
      baseUrls,
      certificates: { none: null },
    });
    await Promise.all(servers.map((server) => server.close()));

    expect(outcomes).toEqual({
      none: [
        ...Array<string>(3).fill('not-sent tls-untrusted'),
        ...Array<string>(2).fill('not-sent bank-unreachable'),
      ],
    });
  });

  it('the alerts of OpenSSL are understood', async ({ skip }) => {
    if (opensslBaseUrls.length === 0) skip('there is no openssl command');
    const { none, expired, stranger } = certificates;

    const outcomes = await outcomesIn(runtime, {
      caPem: authority.certPem,
      baseUrls: opensslBaseUrls,
      certificates: { none, expired, stranger },
    });

    expect(outcomes).toEqual({
      none: ['not-sent client-certificate-missing', 'not-sent client-certificate-missing'],
      expired: ['not-sent client-certificate-expired', 'not-sent client-certificate-expired'],
      stranger: ['not-sent client-certificate-missing', 'not-sent client-certificate-missing'],
    });
  });
});

function posts(): number {
  return nodeServers.reduce((sum, server) => sum + server.posts(), 0);
}

async function outcomesIn(runtime: string, task: unknown): Promise<unknown> {
  const executable = runtime === 'node' ? process.execPath : (await resolveElectron()).executable;
  const child = spawn(executable, ['--import', import.meta.resolve('tsx'), childFile], {
    // The second one is what people set to "cure" an untrusted chain (tapi.md §1): it must not reach the bank's calls.
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1', NODE_TLS_REJECT_UNAUTHORIZED: '0' },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let errors = '';
  child.stderr.on('data', (chunk) => (errors += String(chunk)));
  child.stdin.write(`${JSON.stringify(task)}\n`);
  for await (const line of createInterface(child.stdout)) {
    child.stdin.end();
    return JSON.parse(line);
  }
  throw new Error(`the child said nothing: ${errors}`);
}

function hasOpenssl(): boolean {
  try {
    execFileSync('openssl', ['version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

async function startOpensslServers(identity: Identity): Promise<readonly string[]> {
  const files = {
    'server.pem': identity.certPem,
    'server.key': identity.keyPem,
    'ca.pem': authority.certPem,
  };
  for (const [name, text] of Object.entries(files))
    await writeFile(path.join(directory, name), text, { mode: 0o600 });
  return Promise.all(['-tls1_2', '-tls1_3'].map((version) => startOpensslServer(version)));
}

async function startOpensslServer(version: string): Promise<string> {
  const flags = ['-accept', '127.0.0.1:0', '-cert', 'server.pem', '-key', 'server.key', '-CAfile', 'ca.pem'];
  const verify = ['-Verify', '2', '-verify_return_error', '-www'];
  const server = spawn('openssl', ['s_server', version, ...flags, ...verify], {
    cwd: directory,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  opensslServers.push(server);
  for await (const line of createInterface(server.stdout)) {
    const port = /^ACCEPT .*:(\d+)$/.exec(line)?.[1];
    if (port !== undefined) return `https://127.0.0.1:${port}`;
  }
  throw new Error('openssl did not listen');
}
