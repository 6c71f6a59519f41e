import { generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import type { Envelope, OrderedPayment, RequestEnvelope } from '../../main/domain/envelopes/envelope.ts';
import type { PublicKey } from '../../main/domain/envelopes/keys.ts';
import { paymentIdText } from '../../main/domain/envelopes/envelope.ts';
import {
  envelopeFile,
  readEnvelope,
  writeEnvelope,
  type EnvelopeParts,
  type OpenedEnvelope,
} from '../../main/domain/envelopes/envelope-file.ts';
import type { Textless } from '../../main/domain/envelopes/envelope-lines.ts';
import { ed25519Verifier } from '../../main/edges/keychain/ed25519-verifier.ts';
import { russianAmountWords } from '../../main/edges/system/amount-words.ts';
import { systemDigests } from '../../main/edges/system/system-ids.ts';

export const ORGANIZATION = 'a'.repeat(64);
export const ISSUED = '2026-11-16T09:00:00.000Z';
export const EXPIRES = '2026-11-19T09:00:00.000Z';

export const parts: EnvelopeParts = {
  digests: systemDigests,
  inWords: russianAmountWords.inWords,
  verify: ed25519Verifier(),
};

/** A person with a key of his own, made at the start of the test. */
export class Author {
  readonly key: PublicKey;
  readonly #privateKey: KeyObject;

  constructor() {
    const { publicKey, privateKey } = generateKeyPairSync('ed25519');
    this.key = publicKey.export({ type: 'spki', format: 'der' }).toString('base64');
    this.#privateKey = privateKey;
  }

  signature(text: string): string {
    return sign(null, Buffer.from(text, 'utf8'), this.#privateKey).toString('base64');
  }

  /** The file of an envelope with these fields. */
  file(fields: Textless): string {
    const { signed } = writeEnvelope(parts, fields);
    return envelopeFile(signed, this.key, this.signature(signed));
  }

  /** A file with any body at all, signed as it is. */
  forged(body: string): string {
    const signed = `klyuchnik-envelope-v1\n${body}\n`;
    return envelopeFile(signed, this.key, this.signature(signed));
  }

  opened<E extends Textless>(
    fields: E,
  ): OpenedEnvelope & { readonly envelope: Extract<Envelope, { kind: E['kind'] }> } {
    const reading = readEnvelope(parts, this.file(fields));
    if (!reading.ok) throw new Error(reading.flaw);
    return reading as never; // the kind is that of the fields
  }
}

export function orderedPayment(change: Partial<OrderedPayment> = {}): OrderedPayment {
  return {
    route: 'direct',
    fromAccount: '40702810500000000001',
    payee: {
      name: 'ООО «Поставщик»',
      inn: '9999000006',
      kpp: '999901001',
      bik: '044525974',
      bankName: 'АО «ТБанк»',
      corrAccount: '30101810145250000974',
      account: '40802810700000000002',
    },
    amount: '1500.50',
    purpose: 'Оплата по счёту № 17 от 12.11.2026. НДС не облагается',
    documentNumber: 41,
    documentDate: '2026-11-16',
    executionOrder: 5,
    uin: null,
    ...change,
  };
}

export function paymentIdOf(payment: OrderedPayment): string {
  return systemDigests.sha256(systemDigests.canonical(paymentIdText(ORGANIZATION, payment)));
}

const common = {
  v: 1,
  organization: ORGANIZATION,
  issuedAt: ISSUED,
  expiresAt: EXPIRES,
  peopleHash: 'b'.repeat(64),
  policyHash: 'c'.repeat(64),
  payingToken: 'none',
} as const;

export function requestFields(
  author: Author,
  readers: readonly Author[],
  change: Partial<Textless<RequestEnvelope>> = {},
): Textless<RequestEnvelope> {
  const payment = change.payment ?? orderedPayment();
  return {
    ...common,
    kind: 'request',
    author: author.key,
    counter: 1,
    audience: readers.map(({ key }) => key).sort(),
    sender: author.key,
    paymentId: paymentIdOf(payment),
    payer: { name: 'ООО «Пример»', inn: '9999000013', kpp: '999901001' },
    payment,
    evidence: {
      reasons: ['over-payment-limit', 'new-payee'],
      payee: { standing: 'new', paidBefore: 0, lastPaidOn: null, lastAmount: null },
      duplicates: [],
      balance: { available: '1284900.50', asOf: ISSUED },
    },
    ...change,
  };
}

type Answer = 'approval' | 'rejection' | 'outcome';

export function answerFields<K extends Answer>(
  kind: K,
  author: Author,
  request: OpenedEnvelope & { readonly envelope: RequestEnvelope },
  change: Record<string, unknown> = {},
): Extract<Textless, { kind: K }> {
  const own = {
    approval: { warnings: ['new-payee'], reason: 'Звонил поставщику по номеру из договора' },
    rejection: { reason: 'Счёт не согласован' },
    outcome: { status: 'executed', at: ISSUED, bankMessage: null },
  }[kind];
  return {
    ...common,
    kind,
    author: author.key,
    counter: 1,
    audience: [request.envelope.author],
    paymentId: request.envelope.paymentId,
    requestHash: request.hash,
    ...own,
    ...change,
  } as never; // every kind has its fields above
}
