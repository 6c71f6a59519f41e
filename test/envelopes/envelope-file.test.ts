import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Envelope, RequestEnvelope } from '../../main/domain/envelopes/envelope.ts';
import { readEnvelope, writeEnvelope } from '../../main/domain/envelopes/envelope-file.ts';
import { MAX_SIGNED_LENGTH } from '../../main/domain/envelopes/signed-text.ts';
import type { Textless } from '../../main/domain/envelopes/envelope-lines.ts';
import { systemDigests } from '../../main/edges/system/system-ids.ts';
import { answerFields, Author, orderedPayment, parts, requestFields } from './author.ts';

const maker = new Author();
const director = new Author();

function flawOf(file: string): string {
  const reading = readEnvelope(parts, file);
  return reading.ok ? 'none' : reading.flaw;
}

/** The body of a good request with something else in it, canonical and signed by its own author. */
function resigned(change: (body: Envelope) => unknown): string {
  const { envelope } = writeEnvelope(parts, requestFields(maker, [director]));
  return maker.forged(systemDigests.canonical(change(envelope)));
}

describe('an envelope', () => {
  it('is read back as it was written, of every kind', () => {
    const request = maker.opened(requestFields(maker, [director]));
    expect(request.envelope.payment).toEqual(orderedPayment());
    for (const kind of ['approval', 'rejection', 'outcome'] as const) {
      const fields = answerFields(kind, director, request);
      expect(readEnvelope(parts, director.file(fields))).toMatchObject({ ok: true, envelope: fields });
    }
  });

  it('carries the text that a person read, with the sum in words and the account in groups of four', () => {
    const { envelope } = maker.opened(requestFields(maker, [director]));
    expect(envelope.text).toContain('Сумма: 1500.50 руб. (Одна тысяча пятьсот рублей 50 копеек)');
    expect(envelope.text).toContain('Счёт получателя: 4080 2810 7000 0000 0002');
  });

  it('has the same payment id on every computer, and another one for a changed comma', () => {
    const [one, other] = [maker, new Author()].map((author) =>
      author.opened(requestFields(author, [director])),
    );
    const changed = maker.opened(
      requestFields(maker, [director], { payment: orderedPayment({ purpose: 'Оплата, аванс' }) }),
    );
    expect(one?.envelope.paymentId).toBe(other?.envelope.paymentId);
    expect(one?.envelope.paymentId).not.toBe(changed.envelope.paymentId);
  });

  it.each<[string, (body: RequestEnvelope) => unknown, string]>([
    [
      'a line of text that the fields do not give',
      (body) => ({ ...body, text: [...body.text.slice(0, -1), 'Сумма: 1.00'] }),
      'text-differs',
    ],
    [
      'a sum that the text does not tell',
      (body) => ({ ...body, payment: { ...body.payment, amount: '9500.50' } }),
      'payment-id',
    ],
    ['an id that is not of its payment', (body) => ({ ...body, paymentId: '0'.repeat(64) }), 'payment-id'],
    ['an unknown field', (body) => ({ ...body, note: '' }), 'form'],
    ['a field too few', ({ payer: _, ...body }) => body, 'form'],
    ['a sum as a number', (body) => ({ ...body, payment: { ...body.payment, amount: 1500.5 } }), 'form'],
    [
      'a sum with a zero before it',
      (body) => ({ ...body, payment: { ...body.payment, amount: '01500.50' } }),
      'form',
    ],
    ['another author than the signer', (body) => ({ ...body, author: director.key }), 'signature'],
    ['an end before its beginning', (body) => ({ ...body, expiresAt: body.issuedAt }), 'times'],
    [
      'a life of more than thirty days',
      (body) => ({ ...body, expiresAt: '2026-12-16T09:00:00.001Z' }),
      'times',
    ],
    ['a reader twice', (body) => ({ ...body, audience: [director.key, director.key] }), 'form'],
    ['a counter of zero', (body) => ({ ...body, counter: 0 }), 'form'],
    ['a direction mark in the payee', (body) => withPayee(body, 'ООО «Поставщик\u202e»'), 'form'],
    ['a Latin letter in a Russian word', (body) => withPayee(body, 'OОО «Поставщик»'), 'form'],
    ['a letter in two pieces', (body) => withPayee(body, 'ООО «Край»'.normalize('NFD')), 'form'],
    ['a letter of a third alphabet', (body) => withPayee(body, 'ООО «Ροστ»'), 'form'],
    ['a digit of another script', (body) => withPayee(body, 'Школа № １7'), 'form'],
  ])('is refused with %s, though its author signed it', (_, change, flaw) => {
    expect(flawOf(resignedRequest(change))).toBe(flaw);
  });

  it.each([
    [
      'a key twice',
      (body: string) => body.replace('"amount":"1500.50"', '"amount":"1500.50","amount":"9500.50"'),
    ],
    ['a space', (body: string) => body.replace(':', ': ')],
    ['another order of keys', (body: string) => `{"v":1,${body.slice(1).replace(',"v":1', '')}`],
    ['another spelling of a letter', (body: string) => body.replace('О', '\\u041e')],
    ['another spelling of a number', (body: string) => body.replace('"counter":1', '"counter":1.0')],
    ['something after it', (body: string) => `${body} `],
    ['half of a character', (body: string) => body.replace('«Поставщик»', '«\\ud800»')],
  ])('is refused when its JSON has %s, though its author signed it', (_, change) => {
    const { signed } = writeEnvelope(parts, requestFields(maker, [director]));
    const [, body = ''] = signed.split('\n');
    expect(change(body)).not.toBe(body);
    expect(flawOf(maker.forged(change(body)))).toBe('not-canonical');
  });

  it('is refused when the file is longer than it may be, and looked at up to there', () => {
    const file = maker.file(requestFields(maker, [director]));
    expect(flawOf(file + ' '.repeat(MAX_SIGNED_LENGTH - file.length))).toBe('not-signed-text');
    expect(flawOf(file + ' '.repeat(MAX_SIGNED_LENGTH - file.length + 1))).toBe('too-large');
  });

  it('says that it is of a newer version instead of guessing', () => {
    expect(flawOf(maker.file(requestFields(maker, [director])).replace('-v1\n', '-v3\n'))).toBe(
      'newer-version',
    );
  });

  it('cannot be written with fields that could not be read back', () => {
    const fields = requestFields(maker, [director], { counter: 0 });
    expect(() => writeEnvelope(parts, fields)).toThrow(TypeError);
  });

  it('is not accepted after any change of any byte', () => {
    const file = Buffer.from(maker.file(requestFields(maker, [director])), 'utf8');
    const mutation = fc.record({ at: fc.nat(file.length - 1), to: fc.integer({ min: 1, max: 255 }) });
    fc.assert(
      fc.property(fc.array(mutation, { minLength: 1, maxLength: 3 }), (mutations) => {
        const bytes = Buffer.from(file);
        for (const { at, to } of mutations) bytes[at] = (bytes[at] ?? 0) ^ to;
        fc.pre(!bytes.equals(file));
        expect(readEnvelope(parts, bytes.toString('utf8')).ok).toBe(false);
      }),
      { numRuns: 60_000 },
    );
  }, 300_000);

  it('is not accepted when it is cut, doubled, or put together from two', () => {
    const one = maker.file(requestFields(maker, [director]));
    const other = maker.file(requestFields(maker, [director], { counter: 2 }));
    fc.assert(
      fc.property(fc.nat(one.length - 1), fc.nat(other.length), (head, tail) => {
        const file = one.slice(0, head) + other.slice(tail);
        fc.pre(file !== one && file !== other);
        expect(readEnvelope(parts, file).ok).toBe(false);
      }),
      { numRuns: 40_000 },
    );
    expect(flawOf(one + one)).toBe('not-signed-text');
  }, 300_000);

  it('gives one text for all fields: no two different payments read the same', () => {
    const amounts = fc
      .tuple(fc.nat(9_999_999), fc.nat(99))
      .map(([roubles, kopecks]) => `${roubles}.${String(kopecks).padStart(2, '0')}`);
    const text = fc.stringMatching(/^[А-Яа-я «»№0-9,.]{1,40}$/);
    const fields = fc.record({
      amount: amounts,
      purpose: text,
      documentNumber: fc.integer({ min: 1, max: 999_999 }),
    });
    fc.assert(
      fc.property(fields, fields, (one, other) => {
        const textOf = (change: typeof one) =>
          maker.opened(requestFields(maker, [director], { payment: orderedPayment(change) })).envelope.text;
        expect(JSON.stringify(textOf(one)) === JSON.stringify(textOf(other))).toBe(
          JSON.stringify(one) === JSON.stringify(other),
        );
      }),
      { numRuns: 300 },
    );
  });
});

function resignedRequest(change: (body: RequestEnvelope) => unknown): string {
  return resigned((body) => {
    if (body.kind !== 'request') throw new Error('a request was written');
    return change(body);
  });
}

function withPayee(body: RequestEnvelope, name: string): Textless {
  return { ...body, payment: { ...body.payment, payee: { ...body.payment.payee, name } } };
}
