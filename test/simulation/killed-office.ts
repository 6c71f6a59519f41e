import { TokenId } from '../../contract/values/ids.ts';
import type { TBank } from '../../main/edges/tapi/t-bank.ts';
import { createTBank } from '../../main/edges/tapi/t-bank.ts';
import { storeFingerprints } from '../../main/edges/store/fingerprints.ts';
import type { OpenedStore } from '../../main/edges/store/open-store.ts';
import { openKeyedStore } from '../../main/edges/store/store-key.ts';
import { systemTimers } from '../../main/edges/system/system-clock.ts';
import { secretOf } from '../../main/ports/read-secret.ts';
import { Secret } from '../../main/ports/secret.ts';
import type { TrainingBank } from '../../training-bank/training-bank.ts';
import { FREE_RULES, VaultWorld, type Workday } from '../fakes/vault-world.ts';
import { FileKeychain, quiet } from '../store/file-keychain.ts';

/** Where an office is kept that several processes work in, one after another. */
export interface Place {
  /** The file of the records. */
  readonly file: string;
  /** The file of the keychain. */
  readonly keys: string;
  readonly bank: Pick<TrainingBank, 'ordinaryBaseUrl' | 'securedBaseUrl' | 'caPem'>;
}

export interface OpenOffice {
  readonly world: VaultWorld;
  readonly day: Workday;
  readonly store: OpenedStore;
  close(): Promise<void>;
}

/** An environment of its own: neither the bank's, nor the training one, whose clock confirms nothing. */
const ENVIRONMENT = 'test';

/** How long an answer to a payment is waited for. Units: ms. Own choice: a bank on this computer answers in ten. */
const SEND_DEADLINE_MS = 500;

const READER = TokenId.parse('token-reader');
const PAYER = TokenId.parse('token-payer');

/**
 * Opens the office as the app opens it: the store with its whole check, the keychain, the client over TLS. Errors:
 * throws when the records are damaged, or were put back.
 */
export async function openOffice({ file, keys, bank }: Place): Promise<OpenOffice> {
  const keychain = new FileKeychain(keys);
  const store = await openKeyedStore({ file, keychain, log: quiet }, false);
  if (store.ledger.isReadOnly || store.damagedRecords > 0) throw new Error('the records are not as written');
  const world = new VaultWorld(undefined, secretOf(await keychain.read('store-key')));
  world.clock.reset(new Date().toISOString());
  world.openTables = () => store.ledger;
  // Fingerprints of records out of a backup have a key of their own.
  Object.assign(world.keys, store.ledger.keys);
  const client = clientOf(world, bank);
  const day = world.start({ bankOf: () => client, sharedKeychain: keychain });
  return {
    world,
    day,
    store,
    close: async () => {
      await client.close();
      store.close();
    },
  };
}

function clientOf(world: VaultWorld, bank: Place['bank']): TBank {
  const client = createTBank({
    clock: world.clock,
    timers: systemTimers,
    ids: world.ids,
    log: quiet,
    random: () => 0.5,
    systemRoots: () => Promise.resolve([]),
    limits: { sendDeadlineMs: SEND_DEADLINE_MS },
  });
  const { ordinaryBaseUrl, securedBaseUrl, caPem } = bank;
  client.registerEnvironment({ name: ENVIRONMENT, ordinaryBaseUrl, securedBaseUrl, caPem });
  return client;
}

/** Makes an office whose tokens and certificate are those of a running bank. */
export async function furnishOffice({ file, keys }: Place, bank: TrainingBank): Promise<void> {
  const keychain = new FileKeychain(keys);
  const store = await openKeyedStore({ file, keychain, log: quiet }, true);
  const world = new VaultWorld(undefined, secretOf(await keychain.read('store-key')));
  world.openTables = () => store.ledger;
  world.clock.reset(new Date().toISOString());
  const day = await world.furnish({ rules: FREE_RULES, environment: ENVIRONMENT });
  const { tokens } = day.stores;
  for (const token of tokens.list(null)) tokens.save({ ...token, status: 'revoked' }, null);
  const fingerprints = storeFingerprints(world.keys);
  const keep = async (tokenId: TokenId, accesses: readonly string[], paths: readonly string[]) => {
    const { text } = bank.issueToken({ label: tokenId, accesses: paths, ips: ['127.0.0.1'] });
    const secret = Secret.fromText(text);
    const token = await world.addToken(day, tokenId, {
      accesses,
      fingerprint: fingerprints.ofSecret(secret),
    });
    await keychain.write(`token:${tokenId}`, secret);
    return token;
  };
  await keep(
    READER,
    ['company-info', 'accounts', 'statement'],
    ['company-info/get', 'bank-accounts/get', 'bank-statements/get'],
  );
  const payer = await keep(PAYER, ['payments'], ['payments/rub-pay']);
  const files = bank.issueCertificate({ label: 'payer' });
  const key = Secret.fromText(files.privateKeyPem);
  const certificateId = await world.addCertificate(day, 'certificate-payer', {
    chainPem: files.certificatePem,
    keyFingerprint: fingerprints.ofSecret(key),
  });
  await keychain.write(`certificate-key:${certificateId}`, key);
  tokens.save({ ...payer, certificateId }, null);
  // What is kept outside the file goes where the next process looks for it.
  await day.parts.checkpoints.settled();
  await day.parts.checkpoints.keep();
  await keychain.write('checkpoint', secretOf(await world.keychain.read('checkpoint')));
  store.close();
}
