import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SignedField, type SignedLine } from '../../contract/areas/approvals.ts';
import type { DraftFields } from '../../contract/areas/payments.ts';
import { expectedAccountKey } from '../../contract/values/bank-details.ts';
import { readyToApprove, signatureOf } from '../../main/domain/payments/approving/approve.ts';
import { parseDraft, type PaymentContent } from '../../main/domain/payments/payment-content.ts';
import { contentOfLines, paymentLines } from '../../main/domain/payments/payment-lines.ts';
import { approvalRequest } from '../../main/domain/payments/payment-view.ts';
import { Secret } from '../../main/ports/secret.ts';
import { russianAmountWords } from '../../main/edges/system/amount-words.ts';
import {
  draftFields,
  OWN_ACCOUNT,
  passphraseOf,
  seenOf,
  STRICT_RULES,
  submitNew,
  VaultWorld,
} from '../fakes/vault-world.ts';
import { budgetTemplate } from '../../contract/values/bank-details/budget-templates.ts';

const PAYER = { name: 'ООО «Пример»', inn: '9999000006', kpp: '999901001' };
const BIK = '044525974';
const CORR_ACCOUNT = '30101810145250000974';

/**
 * What people write in names and purposes: both alphabets, digits, quotes, spaces of every kind, signs that JSON has to
 * escape.
 */
const words = (max: number) =>
  fc
    .stringMatching(/^[А-Яа-яЁёA-Za-z0-9«»"'.,:;№%/()\\ \u00a0\u202f—-]+$/, { maxLength: max })
    .map((text) => text.trim())
    .filter((text) => text !== '');

const digits = (length: number) =>
  fc
    .array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length })
    .map((all) => all.join(''));

/** An account whose key fits the bank. Source: tapi.md §8.1. */
const account = digits(12).map((rest) => {
  const keyless = `40702810${rest}`;
  const key = expectedAccountKey(keyless, BIK);
  return `${keyless.slice(0, 8)}${String(key)}${keyless.slice(9)}`;
});

const kopecks = fc.integer({ min: 1, max: 99_999_999_999 });

/** The single tax payment, the payer's own or another's. Source: tapi.md §8.2, §5.4. */
function budgetOf(tax: string, oktmo: string, thirdPartyName: string): Partial<DraftFields> {
  if (tax === 'none') return {};
  const filled = { ...budgetTemplate('single-tax', '2026-11-30'), oktmo };
  if (tax === 'own') return filled;
  const name = thirdPartyName.trim();
  const purpose = `${PAYER.inn}//${PAYER.kpp}//${name}//ЕНП`;
  return { ...filled, purpose, thirdPartyInn: '9999000013', thirdPartyKpp: '0', thirdPartyName: name };
}

const fields: fc.Arbitrary<DraftFields> = fc
  .record({
    payeeName: words(120),
    payeeKpp: fc.constantFrom('0', '', '999901001', '770801001'),
    payeeBankName: fc.oneof(fc.constant(''), words(60)),
    payeeCorrAccount: fc.constantFrom('', CORR_ACCOUNT),
    payeeAccount: account,
    purpose: words(150),
    amount: kopecks,
    documentNumber: fc.oneof(fc.constant(''), fc.integer({ min: 1, max: 999_999 }).map(String)),
    executionOrder: fc.constantFrom('', '1', '2', '3', '4', '5'),
    uin: fc.oneof(fc.constantFrom('', '0'), digits(20), digits(25)),
    revenueTypeCode: fc.constantFrom('', '1', '5'),
    tax: fc.constantFrom('none', 'own', 'for-another'),
    oktmo: fc.oneof(fc.constant('0'), fc.constantFrom('99701000', '99701000001')),
    route: fc.constantFrom('direct' as const, 'bank-draft' as const),
  })
  .map(({ amount, tax, oktmo, ...others }) =>
    draftFields({
      ...others,
      ...budgetOf(tax, oktmo, others.payeeName),
      amountText: `${String(Math.trunc(amount / 100))},${String(amount % 100).padStart(2, '0')}`,
    }),
  );

const contents = fields
  .map((one) => parseDraft(one, { ownAccounts: [OWN_ACCOUNT], day: '2026-11-30' }))
  .filter((parsed) => parsed.ok)
  .map(({ content }) => content);

const linesOf = (content: PaymentContent) => paymentLines(content, PAYER, russianAmountWords);

function textOf(lines: readonly SignedLine[], field: SignedLine['field']): string {
  return lines.find((line) => line.field === field)?.text ?? '';
}

describe('the lines of a payment', () => {
  it('hold its whole content, which can be read from them again', () => {
    fc.assert(
      fc.property(contents, (content) => {
        expect(contentOfLines(linesOf(content))).toEqual(content);
      }),
      { numRuns: 5_000 },
    );
  });

  it('differ wherever two contents differ', () => {
    fc.assert(
      fc.property(contents, contents, (one, other) => {
        const isSame = JSON.stringify(one) === JSON.stringify(other);
        expect(JSON.stringify(linesOf(one)) === JSON.stringify(linesOf(other))).toBe(isSame);
      }),
      { numRuns: 1_000 },
    );
  });

  it('stand in one order, whatever is left out', () => {
    const order: readonly string[] = SignedField.options;
    fc.assert(
      fc.property(contents, (content) => {
        const own = linesOf(content).map(({ field }) => field);
        expect(own).toEqual(order.filter((field) => own.some((one) => one === field)));
      }),
    );
  });

  it('cut accounts into groups of four and say the sum in digits and words', () => {
    const [content] = fc.sample(contents, 1);
    if (content === undefined) throw new Error('no content');
    const payee = { ...content.payee, accountNumber: '40802810700000000002' };
    const lines = linesOf({ ...content, payee, amountMinor: 92_400_05 });

    expect(textOf(lines, 'payee-account')).toBe('4080 2810 7000 0000 0002');
    expect(textOf(lines, 'amount')).toBe('92\u00a0400,05\u00a0₽');
    expect(textOf(lines, 'amount-in-words')).toBe('Девяносто две тысячи четыреста рублей 05 копеек');
  });

  it('are refused as a content when one is missing or there twice', () => {
    const [content] = fc.sample(contents, 1);
    if (content === undefined) throw new Error('no content');
    const lines = linesOf(content);

    for (const { field } of lines.filter((line) =>
      ['amount', 'payee', 'purpose', 'route'].includes(line.field),
    ))
      expect(() => contentOfLines(lines.filter((line) => line.field !== field))).toThrow(TypeError);
    expect(() => contentOfLines([...lines, { field: 'amount', text: '1,00 ₽' }])).toThrow(TypeError);
  });
});

describe('what the window shows', () => {
  it('is what the director signs, for a thousand payments', async () => {
    const drafts = fc.sample(
      fields.filter(
        (one) =>
          one.route === 'direct' && parseDraft(one, { ownAccounts: [OWN_ACCOUNT], day: '2026-11-30' }).ok,
      ),
      1_000,
    );
    let compared = 0;
    // Each payment looks at all others of its vault: many small vaults are quicker than a large one.
    for (let start = 0; start < drafts.length; start += 50)
      compared += await expectShownIsSigned(drafts.slice(start, start + 50));

    expect(compared).toBe(1_000);
  });
});

/**
 * Submits, reads as the window does, and compares with the very text that the key is given to sign. Returns how many
 * were compared.
 */
async function expectShownIsSigned(drafts: readonly DraftFields[]): Promise<number> {
  const world = new VaultWorld();
  const day = await world.furnish({ rules: STRICT_RULES });
  const { director } = world.people;
  const texts: string[] = [];
  world.personKeys.signAll = (_person, _passphrase, given) => {
    texts.push(...given);
    return Promise.resolve(given.map(() => ''));
  };
  for (const draft of drafts) {
    const payment = submitNew(world, day, draft);
    const request = approvalRequest(day.parts, day.follower, director, payment);
    const ready = readyToApprove(day.parts, director, { seen: seenOf(payment), reason: 'прочитал' });
    await signatureOf(day.parts, ready, Secret.fromText(passphraseOf(director.name)));

    const signed = JSON.parse(texts.at(-1) ?? '{}') as { readonly content: unknown };
    expect(contentOfLines(request.lines)).toEqual(signed.content);
  }
  return texts.length;
}
