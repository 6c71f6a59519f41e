// Runs in the Node of an Electron and says, a line of JSON each, whether what the vault stands on works there.
import { randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, createServer } from 'node:tls';
import { backendOf } from '../../main/edges/keychain/backends.ts';
import { ed25519Verifier } from '../../main/edges/keychain/ed25519-verifier.ts';
import { keytarItems } from '../../main/edges/keychain/keytar-items.ts';
import { readValue, removeValue, writeValue } from '../../main/edges/keychain/parts.ts';
import { openUnder, sealUnder } from '../../main/edges/keychain/passphrase-seal.ts';
import { newSigningKey, signWith } from '../../main/edges/keychain/signing-key.ts';
import { openDatabase } from '../../main/edges/store/open-database.ts';
import { Secret } from '../../main/ports/secret.ts';
import { createAuthority, issueServerIdentity } from '../../training-bank/tls/tls-certificates.ts';
import type { Check } from './self-check.ts';

/** Keeps an item of its own that needs parts on Windows, reads it and removes it. */
async function checkKeychain(): Promise<string> {
  const { name, itemLimit } = backendOf(process.platform);
  const items = keytarItems(`klyuchnik-self-check/${randomUUID()}`);
  const bytes = randomBytes(4_000);
  must((await writeValue(items, 'check', { bytes, itemLimit })) === 'ok', 'an item was not kept');
  const read = await readValue(items, 'check');
  must(
    (await removeValue(items, 'check')) && read.state === 'ok' && bytes.equals(read.bytes),
    'an item was not read',
  );
  return name;
}

function checkStore(): string {
  const dir = mkdtempSync(join(tmpdir(), 'klyuchnik-self-check-'));
  try {
    const file = join(dir, 'store', 'check.sqlite');
    const first = openDatabase({ file });
    first.run('CREATE TABLE checked (told TEXT)');
    first.run('INSERT INTO checked VALUES (?)', ['да']);
    first.close();
    const again = openDatabase({ file, mustExist: true });
    const rows = again.all('SELECT told, sqlite_version() AS version FROM checked');
    again.close();
    must(rows[0]?.['told'] === 'да', 'a row was not read');
    return `SQLite ${String(rows[0]?.['version'])}`;
  } finally {
    rmSync(dir, { recursive: true });
  }
}

/** A server of an authority that was made now: trusted when it is named, refused when it is not. */
async function checkTls(): Promise<string> {
  const authority = createAuthority('Self-check');
  const { privateKeyPem: key, certificatePem: cert } = issueServerIdentity(authority);
  const server = createServer({ key, cert }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    const trusted = await meet(server.address() as AddressInfo, authority.certificatePem);
    const refused = await meet(server.address() as AddressInfo, undefined).catch((error: unknown) => error);
    must(refused instanceof Error, 'an unknown authority was trusted');
    return trusted;
  } finally {
    server.close();
  }
}

async function meet({ port }: AddressInfo, ca: string | undefined): Promise<string> {
  const socket = connect({
    port,
    host: '127.0.0.1',
    servername: 'localhost',
    ...(ca === undefined ? {} : { ca }),
  });
  try {
    await once(socket, 'secureConnect');
    return socket.getProtocol() ?? '';
  } finally {
    socket.destroy();
  }
}

/** Ed25519, Argon2id and AES-256-GCM, each there and back, and refused when a letter or the passphrase differs. */
async function checkCrypto(): Promise<string> {
  const { publicKey, plain } = newSigningKey();
  const [signature = ''] = signWith(plain, ['да']).signatures;
  const isSigned = ed25519Verifier();
  must(
    isSigned(publicKey, 'да', signature) && !isSigned(publicKey, 'нет', signature),
    'a signature was misjudged',
  );
  const sealed = await sealUnder(Secret.fromText('верный'), Buffer.from('да'));
  const opened = await openUnder(Secret.fromText('верный'), sealed, 'store-corrupt');
  const refused = await openUnder(Secret.fromText('неверный'), sealed, 'store-corrupt').catch(() => null);
  must(Buffer.from(opened).toString() === 'да' && refused === null, 'a seal was misjudged');
  return 'Ed25519, Argon2id, AES-256-GCM';
}

function must(holds: boolean, otherwise: string): void {
  if (!holds) throw new Error(otherwise);
}

const CHECKS: Readonly<Record<string, () => string | Promise<string>>> = {
  keychain: checkKeychain,
  store: checkStore,
  TLS: checkTls,
  crypto: checkCrypto,
};

for (const [name, check] of Object.entries(CHECKS)) {
  const outcome = await Promise.resolve()
    .then(check)
    .then((told) => ({ isFine: true, told }))
    .catch((error: unknown) => ({
      isFine: false,
      told: error instanceof Error ? error.message : String(error),
    }));
  process.stdout.write(`${JSON.stringify({ name, ...outcome } satisfies Check)}\n`);
}
