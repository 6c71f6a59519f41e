// @not-on-windows: starts Electron and a newer Node, which are here for Linux only
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { resolveElectron } from '../../scripts/electron/electron-runtime.ts';
import { newerNode } from '../../scripts/test/registry-node.ts';
import { issue, makeAuthority, makeIntermediate, type Authority, type Identity } from './support/pki.ts';
import { WHOLE_TEST_MS } from '../../scripts/patience.ts';
import { startServer, type ScriptedServer } from './support/scripted-server.ts';

/** The trust code in a process of its own, with the names of the bank leading to servers of this test. */
const childFile = path.join(import.meta.dirname, 'support/pin-child.ts');

const ORDINARY = 'business.tbank.ru';
const SECURED = 'secured-openapi.tbank.ru';

const Answer = z.object({
  said: z.string(),
  news: z.array(
    z.object({
      kind: z.string(),
      environment: z.string(),
      seen: z
        .object({ host: z.string(), subject: z.string(), sha256: z.string(), pem: z.string() })
        .optional(),
    }),
  ),
});

let directory = '';
let children: ChildProcess[] = [];
let servers: ScriptedServer[] = [];

beforeEach(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'pins-'));
});

afterEach(async () => {
  for (const child of children) child.kill();
  await Promise.all(servers.map((server) => server.close()));
  children = [];
  servers = [];
  await rm(directory, { recursive: true });
});

describe.each(['node', 'newer node', 'electron'])('in %s', { timeout: WHOLE_TEST_MS }, (runtime) => {
  it('no variable of the environment makes a false bank the bank: it gets no byte of a request', async () => {
    const forger = await makeAuthority('Forger');
    const { ordinary, secured } = await bankOf(forger);
    const child = await started(runtime, { ordinary, secured }, await trustedByVariables(forger));

    expect(await child.ask({ do: 'time' })).toMatchObject({ news: [] });
    expect((await child.ask({ do: 'accounts' })).said).toBe('tls-untrusted');
    expect((await child.ask({ do: 'pay' })).said).toBe('not-sent tls-untrusted');
    expect(ordinary.connections()).toBeGreaterThan(0);
    expect(secured.connections()).toBeGreaterThan(0);
    expect([...ordinary.seen, ...secured.seen]).toEqual([]);
  });

  it('a host is pinned to the authority of its first connection', async () => {
    const { child, first, ordinary } = await pinnedBank(runtime);
    const seen = ordinary.seen.length;

    expect(seen).toBe(1);
    expect(first.news).toMatchObject([
      { kind: 'first', environment: 'production', seen: { host: ORDINARY, subject: 'CN=Public A' } },
    ]);
    expect(await child.ask({ do: 'accounts' })).toMatchObject({ said: 'answered', news: [] });
  });

  it('another authority stops every call to every host, until the server shows a pinned one again', async () => {
    const { child, ordinary, secured, publicA, publicB } = await pinnedBank(runtime);
    expect(await child.ask({ do: 'pay' })).toMatchObject({ said: 'accepted', news: [{ kind: 'first' }] });
    const before = [ordinary.seen.length, secured.seen.length];
    ordinary.present(await serverOf(publicB));

    const refused = await child.ask({ do: 'accounts' });

    expect(refused).toMatchObject({
      said: 'bank-authority-unknown',
      news: [{ kind: 'unknown', seen: { host: ORDINARY, subject: 'CN=Public B' } }],
    });
    // The other host is as it was, and gets nothing all the same.
    expect((await child.ask({ do: 'pay' })).said).toBe('not-sent bank-authority-unknown');
    await child.ask({ do: 'time' });
    expect([ordinary.seen.length, secured.seen.length]).toEqual(before);

    ordinary.present(await serverOf(publicA));

    expect(await child.ask({ do: 'pay' })).toMatchObject({ said: 'accepted', news: [{ kind: 'known' }] });
    expect((await child.ask({ do: 'accounts' })).said).toBe('answered');
  });

  it('an authority that is pinned afterwards lets calls pass', async () => {
    const { child, ordinary, first, publicB } = await pinnedBank(runtime);
    ordinary.present(await serverOf(publicB));
    const refused = await child.ask({ do: 'accounts' });
    const roots = [...first.news, ...refused.news].flatMap(({ seen }) => seen?.pem ?? []);

    await child.ask({ do: 'pin', hosts: [ORDINARY], roots });

    expect(await child.ask({ do: 'accounts' })).toMatchObject({
      said: 'answered',
      news: [{ kind: 'known' }],
    });
  });

  it('a pin trusts nobody whom the computer does not trust', async () => {
    const stranger = await makeAuthority('Stranger');
    const { ordinary, secured } = await bankOf(stranger);
    const child = await started(runtime, { ordinary, secured, systemRoots: [] }, {});
    await child.ask({ do: 'pin', hosts: [ORDINARY], roots: [stranger.certPem] });

    expect(await child.ask({ do: 'accounts' })).toMatchObject({ said: 'tls-untrusted', news: [] });
    expect(ordinary.seen).toEqual([]);
  });

  it('nothing is learned where nobody would remember it', async () => {
    const { ordinary, secured, systemRoots } = await publicBank();
    const child = await started(runtime, { ordinary, secured, systemRoots }, {});
    await child.ask({ do: 'deafen' });

    expect((await child.ask({ do: 'accounts' })).said).toBe('bank-authority-unknown');
    expect(ordinary.seen).toEqual([]);
  });

  it('an authority that was added from a file needs no first connection', async () => {
    const own = await makeAuthority('Own');
    const { ordinary, secured } = await bankOf(own);
    const child = await started(runtime, { ordinary, secured, systemRoots: [] }, {});
    await child.ask({ do: 'pin', hosts: [ORDINARY, SECURED], roots: [] });
    await child.ask({ do: 'add', pem: own.certPem });

    expect((await child.ask({ do: 'accounts' })).said).toBe('answered');
    expect((await child.ask({ do: 'pay' })).said).toBe('accepted');
    await child.ask({ do: 'add', pem: null });
    expect((await child.ask({ do: 'accounts' })).said).toBe('tls-untrusted');
  });

  it('a chain that only names the pinned authority does not pass for it', async () => {
    const { child, ordinary, publicA, publicB } = await pinnedBank(runtime);
    const before = ordinary.seen.length;
    // The forger's authority is trusted; the second copy of his intermediate names the pinned one as its issuer.
    const middle = await makeIntermediate(publicB, 'Middle');
    const forged = await makeIntermediate(publicA, 'Middle', { keysOf: middle, signedBy: publicB });
    const leaf = await serverOf(middle);
    for (const between of [
      [forged, middle],
      [middle, forged],
    ]) {
      const certPem = [leaf.certPem, ...between.map((one) => one.certPem)].join('\n');
      ordinary.present({ ...leaf, certPem });

      const refused = await child.ask({ do: 'accounts' });

      // Which of its two refusals it is depends on the library; either way nothing was sent.
      expect(['bank-authority-unknown', 'tls-untrusted']).toContain(refused.said);
      expect(refused.news.map(({ kind }) => kind)).not.toContain('first');
      expect(ordinary.seen.length).toBe(before);
    }
  });
});

async function serverOf(authority: Authority): Promise<Identity> {
  return issue(authority, { name: 'bank', kind: 'server', hostNames: [ORDINARY, SECURED] });
}

/** Two hosts that answer as the bank does; each answer ends its connection. */
async function bankOf(authority: Authority) {
  const identity = await serverOf(authority);
  const start = async () => {
    const server = await startServer({
      identity,
      onRequest: ({ request, response }) => {
        response.setHeader('connection', 'close');
        response.end(request.verb === 'GET' ? '[]' : '');
      },
    });
    servers.push(server);
    return server;
  };
  return { ordinary: await start(), secured: await start() };
}

async function publicBank() {
  const publicA = await makeAuthority('Public A');
  const publicB = await makeAuthority('Public B');
  const systemRoots = [publicA.certPem, publicB.certPem];
  return { ...(await bankOf(publicA)), publicA, publicB, systemRoots };
}

/** A bank whose ordinary host was called once. */
async function pinnedBank(runtime: string) {
  const bank = await publicBank();
  const child = await started(runtime, bank, {});
  const first = await child.ask({ do: 'accounts' });
  expect(first.said).toBe('answered');
  return { ...bank, child, first };
}

/** Every variable by which an environment adds an authority. */
async function trustedByVariables(authority: Authority): Promise<NodeJS.ProcessEnv> {
  const file = path.join(directory, 'forger.pem');
  const folder = path.join(directory, 'certs');
  await mkdir(folder);
  await writeFile(file, authority.certPem);
  const hash = execFileSync('openssl', ['x509', '-noout', '-subject_hash', '-in', file], {
    encoding: 'utf8',
  }).trim();
  await writeFile(path.join(folder, `${hash}.0`), authority.certPem);
  return {
    SSL_CERT_FILE: file,
    SSL_CERT_DIR: folder,
    NODE_EXTRA_CA_CERTS: file,
    NODE_USE_SYSTEM_CA: '1',
    NODE_TLS_REJECT_UNAUTHORIZED: '0',
  };
}

async function executableOf(runtime: string): Promise<string> {
  if (runtime === 'node') return process.execPath;
  return runtime === 'electron' ? (await resolveElectron()).executable : newerNode();
}

interface Wish {
  readonly ordinary: ScriptedServer;
  readonly secured: ScriptedServer;
  readonly systemRoots?: readonly string[];
}

async function started(runtime: string, { ordinary, secured, systemRoots }: Wish, env: NodeJS.ProcessEnv) {
  const executable = await executableOf(runtime);
  const child = spawn(executable, ['--import', import.meta.resolve('tsx'), childFile], {
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1', ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  children.push(child);
  let errors = '';
  child.stderr.on('data', (chunk) => (errors += String(chunk)));
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  const tell = (value: unknown) => child.stdin.write(`${JSON.stringify(value)}\n`);
  const ports = { ordinaryPort: ordinary.port, securedPort: secured.port };
  tell({ ...ports, systemRoots: systemRoots ?? null });
  const ask = async (command: { readonly do: string; readonly [key: string]: unknown }) => {
    tell(command);
    const line = await lines.next();
    if (line.done === true) throw new Error(`the child said nothing: ${errors}`);
    return Answer.parse(JSON.parse(line.value));
  };
  return { ask };
}
