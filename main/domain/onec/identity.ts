import { comparableText } from '../../../contract/values/bank-details/comparable.ts';
import type { Digests } from '../../ports/ports.ts';
import type { ExchangeDocument } from './exchange-document.ts';
import { withoutZeros } from './find-doubles.ts';

/**
 * Returns the digest by which a document is recognised when it comes again: of what it says, and not of how the file
 * writes it. Number of lines, order of keys, encoding, version, leading zeros, spaces and «ё» do not count. Two
 * documents that are both meant and differ in nothing of this have one digest: `fileDigest` counts them.
 */
export function documentDigest(digests: Digests, document: ExchangeDocument): string {
  const { kind, number, date, amountKopecks, payer, payee, purpose, uin, budget } = document;
  return digests.sha256(
    digests.canonical({
      kind: comparableText(kind ?? ''),
      number: withoutZeros(number),
      date,
      amountKopecks,
      payerAccount: payer.account,
      payee: { account: payee.account, bik: payee.bik, inn: payee.inn, name: comparableText(payee.name) },
      purpose: comparableText(purpose),
      uin: uin === '0' ? '' : uin,
      budget: budget === null ? null : { ...budget },
    }),
  );
}

/** Returns the digest of a whole file: of its documents, in any order, each as often as it is there. */
export function fileDigest(digests: Digests, documents: readonly ExchangeDocument[]): string {
  const all = documents.map((document) => documentDigest(digests, document)).sort();
  return digests.sha256(all.join('\n'));
}
