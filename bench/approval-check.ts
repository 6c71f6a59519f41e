import { createPublicKey, generateKeyPairSync, sign, verify, type KeyObject } from 'node:crypto';
import { envelopeFile, readEnvelope, writeEnvelope } from '../main/domain/envelopes/envelope-file.ts';
import { ed25519Verifier } from '../main/edges/keychain/ed25519-verifier.ts';
import { russianAmountWords } from '../main/edges/system/amount-words.ts';
import { systemDigests } from '../main/edges/system/system-ids.ts';
import { figureOf, interleaved, type Finding } from './figures.ts';

const parts = { digests: systemDigests, inWords: russianAmountWords.inWords, verify: ed25519Verifier() };

/**
 * Measures reading signed approvals, with everything that is checked in one, against bare Ed25519 over the same bytes.
 */
export async function approvalCheck({
  pairs,
  perPair,
}: {
  readonly pairs: number;
  readonly perPair: number;
}): Promise<Finding> {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const author = publicKey.export({ type: 'spki', format: 'der' }).toString('base64');
  const files = Array.from({ length: perPair }, (_, index) => approvalFile(author, privateKey, index + 1));
  const bare = files.map((file) => takeApart(file));
  const ours = () => perSecond(files, (file) => readEnvelope(parts, file).ok);
  const baseline = () => perSecond(bare, ({ bytes, key, signature }) => verify(null, bytes, key, signature));
  ours(); // the code is warm
  baseline();
  return {
    figures: [figureOf('approval-check', '1/s', await interleaved(pairs, { ours, baseline }))],
    notes: [
      'approval-check: signature, canonical form, schema and the text made anew of one approval after another; bare Ed25519 over the same bytes with the key at hand',
    ],
  };
}

function approvalFile(author: string, privateKey: KeyObject, counter: number): string {
  const hash = (text: string) => systemDigests.sha256(text);
  const { signed } = writeEnvelope(parts, {
    v: 1,
    kind: 'approval',
    organization: hash('organization'),
    author,
    counter,
    audience: [author],
    issuedAt: '2026-11-16T09:00:00.000Z',
    expiresAt: '2026-11-19T09:00:00.000Z',
    peopleHash: hash('people'),
    policyHash: hash('policy'),
    payingToken: 'none',
    paymentId: hash('payment'),
    requestHash: hash('request'),
    warnings: ['new-payee'],
    reason: 'Звонил поставщику по номеру из договора',
  });
  return envelopeFile(signed, author, sign(null, Buffer.from(signed, 'utf8'), privateKey).toString('base64'));
}

function takeApart(file: string) {
  const [form = '', body = '', line = ''] = file.split('\n');
  const [author = '', signature = ''] = line.split(' ');
  return {
    bytes: Buffer.from(`${form}\n${body}\n`, 'utf8'),
    key: createPublicKey({ key: Buffer.from(author, 'base64'), type: 'spki', format: 'der' }),
    signature: Buffer.from(signature, 'base64'),
  };
}

function perSecond<T>(all: readonly T[], holds: (one: T) => boolean): number {
  const began = performance.now();
  if (!all.every(holds)) throw new Error('an approval does not hold');
  return (all.length * 1000) / (performance.now() - began);
}
