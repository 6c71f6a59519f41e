import { createPublicKey, verify } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';
import { Decrypter } from 'age-encryption';
import type { RequestEnvelope } from '../main/domain/envelopes/envelope.ts';
import { envelopeFile, readEnvelope, writeEnvelope } from '../main/domain/envelopes/envelope-file.ts';
import { envelopeParts } from '../main/domain/payments/approving/unsigned-envelope.ts';
import { submitPayment } from '../main/domain/payments/approving/submit.ts';
import { saveDraft } from '../main/domain/payments/draft/save-draft.ts';
import { sendRequest } from '../main/domain/requests/send-request.ts';
import { NOTHING_TAKEN, takeIn } from '../main/domain/requests/take-in.ts';
import { Secret } from '../main/ports/secret.ts';
import { openDatabase } from '../main/edges/store/open-database.ts';
import { OrganizationWorld } from '../test/fakes/organization-world.ts';
import { draftFields, passphraseOf, seenOf } from '../test/fakes/vault-world.ts';
import { figureOf, interleaved, type Finding } from './figures.ts';

/** How much is measured: `pairs` imports of `files` approvals each. */
export interface ImportWork {
  readonly pairs: number;
  readonly files: number;
}

/**
 * Measures the import of approvals into a vault that waits for them, until every payment is approved and on the disk,
 * against the same files decrypted by bare age and their signatures checked by bare Ed25519. Source of the budget:
 * security.md §7.2.
 */
export async function approvalImport(dir: string, { pairs, files }: ImportWork): Promise<Finding> {
  const place = await mkdtemp(path.join(dir, 'import-'));
  try {
    const world = await OrganizationWorld.found();
    const asked = await askFor(world, files);
    const sealed = await approvalsOf(world, asked);
    const filled = path.join(place, 'filled.sqlite');
    world.maker.world.db.exec(`VACUUM INTO '${filled}'`);
    let run = 0;
    const ours = () =>
      importInto(world, { filled, copy: path.join(place, `run-${(run += 1)}.sqlite`) }, sealed);
    const baseline = await floorOf(world, sealed);
    await ours(); // the code is warm
    await baseline();
    return {
      figures: [figureOf('approval-import', 'ms', await interleaved(pairs, { ours, baseline }))],
      notes: [
        `approval-import: ${files} encrypted approvals opened, verified, admitted, stored, and as many payments moved on to approved with their journal lines, all durable; the floor decrypts the same files with age and checks their signatures with Ed25519, keys at hand`,
      ],
    };
  } finally {
    await rm(place, { recursive: true });
  }
}

/** The accountant asks for approvals of so many payments. */
async function askFor({ maker }: OrganizationWorld, count: number): Promise<readonly string[]> {
  const { parts, actor, companyId } = maker;
  for (let index = 1; index <= count; index += 1) {
    const fields = draftFields({
      documentNumber: documentNumber(index),
      purpose: `Счёт ${index}. НДС не облагается`,
    });
    const draft = saveDraft(parts, actor, { companyId, seen: null, fields });
    await sendRequest(parts, actor, submitPayment(parts, actor, seenOf(draft)).paymentId);
  }
  return parts.envelopes.list(companyId).map(({ file }) => file);
}

/** No number of a payment order ends in three noughts. Source: main/domain/payments/payment-content.ts. */
function documentNumber(index: number): string {
  return String(Math.floor((index - 1) / 999) * 1000 + ((index - 1) % 999) + 1);
}

/** The director says yes to each, on his computer, to the accountant. */
async function approvalsOf(
  world: OrganizationWorld,
  requests: readonly string[],
): Promise<readonly Uint8Array[]> {
  const { founder, maker } = world;
  const parts = envelopeParts(founder.parts);
  const texts: { readonly signed: string; readonly author: string }[] = [];
  for (const [index, file] of requests.entries()) {
    const read = readEnvelope(parts, file);
    if (!read.ok || read.envelope.kind !== 'request') throw new Error('a request does not hold');
    texts.push({
      author: founder.key,
      signed: approvalText(world, read.envelope, { hash: read.hash, index }),
    });
  }
  const passphrase = Secret.fromText(passphraseOf(founder.name));
  const { personId } = founder.person;
  const signatures = await founder.parts.personKeys.signAll(
    personId,
    passphrase,
    texts.map(({ signed }) => signed),
  );
  const sealed: Uint8Array[] = [];
  for (const [index, { signed, author }] of texts.entries()) {
    const file = envelopeFile(signed, author, signatures[index] ?? '');
    sealed.push(await founder.parts.memberKeys.seal(file, [maker.person.openingKey ?? '']));
  }
  return sealed;
}

function approvalText(
  { founder, maker }: OrganizationWorld,
  request: RequestEnvelope,
  { hash, index }: { readonly hash: string; readonly index: number },
): string {
  const { v, organization, issuedAt, expiresAt, peopleHash, policyHash, paymentId, evidence } = request;
  const warnings = evidence.reasons.filter((code) =>
    ['new-payee', 'changed-payee-account', 'possible-duplicate'].includes(code),
  );
  return writeEnvelope(envelopeParts(founder.parts), {
    v,
    organization,
    author: founder.key,
    counter: index + 1,
    audience: [maker.key],
    issuedAt,
    expiresAt,
    peopleHash,
    policyHash,
    payingToken: 'none',
    kind: 'approval',
    paymentId,
    requestHash: hash,
    warnings,
    reason: 'Звонил поставщику по номеру из договора',
  }).signed;
}

/** One import into a vault of its own, which the app has just opened. Units: ms. */
async function importInto(
  { maker }: OrganizationWorld,
  { filled, copy }: { readonly filled: string; readonly copy: string },
  sealed: readonly Uint8Array[],
): Promise<number> {
  const source = openDatabase({ file: filled });
  source.exec(`VACUUM INTO '${copy}'`);
  source.close();
  const db = openDatabase({ file: copy });
  try {
    const { parts } = maker.world.start({}, db);
    parts.organizations.envelopes(maker.companyId); // what lies in the vault is read when the app starts
    parts.payments.list(maker.companyId, null);
    const began = performance.now();
    const taken = await takeIn(parts, sealed);
    const tookMs = performance.now() - began;
    const approved = parts.payments.list(maker.companyId, ['approved']).length;
    const { answers } = { ...NOTHING_TAKEN, ...taken };
    if (answers !== sealed.length || approved !== sealed.length)
      throw new Error(`${answers} answers taken in, ${approved} payments approved, of ${sealed.length}`);
    return tookMs;
  } finally {
    db.close();
  }
}

/** What cannot be left out: decryption and signatures, with the best tools at hand. Units: ms. */
async function floorOf(
  world: OrganizationWorld,
  sealed: readonly Uint8Array[],
): Promise<() => Promise<number>> {
  const { maker, founder } = world;
  const identity = await maker.world.keychain.read(`opening-key:${maker.person.personId}`);
  if (identity.state !== 'ok') throw new Error('the opening key is not there');
  const text = identity.secret.revealText();
  const key = createPublicKey({ key: Buffer.from(founder.key, 'base64'), type: 'spki', format: 'der' });
  return async () => {
    const began = performance.now();
    const decrypter = new Decrypter();
    decrypter.addIdentity(text);
    for (const bytes of sealed) {
      const file = await decrypter.decrypt(bytes, 'text');
      const end = file.lastIndexOf('\n', file.length - 2) + 1;
      const signature = Buffer.from(file.slice(end).trim().split(' ')[1] ?? '', 'base64');
      if (!verify(null, Buffer.from(file.slice(0, end), 'utf8'), key, signature))
        throw new Error('an approval does not hold');
    }
    return performance.now() - began;
  };
}
