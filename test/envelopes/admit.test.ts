import { describe, expect, it } from 'vitest';
import { admitted, type Admission } from '../../main/domain/envelopes/admit.ts';
import type { OpenedEnvelope } from '../../main/domain/envelopes/envelope-file.ts';
import type { Role } from '../../contract/areas/session.ts';
import { paymentIdText } from '../../main/domain/envelopes/envelope.ts';
import { systemDigests } from '../../main/edges/system/system-ids.ts';
import { answerFields, Author, ORGANIZATION, requestFields } from './author.ts';

const maker = new Author();
const directors = [new Author(), new Author(), new Author()] as const;
const [first] = directors;
const auditor = new Author();
const stranger = new Author();

function member({ key }: Author, role: Role, validThrough: number | null = null) {
  return { key, role, validThrough };
}

/** Who may speak, and the documents that count. */
type TestOrganization = Admission & { readonly peopleHash: string; readonly policyHash: string };

function organizationOf(reader: Author, change: Partial<TestOrganization> = {}): TestOrganization {
  return {
    organization: ORGANIZATION,
    peopleHash: 'b'.repeat(64),
    policyHash: 'c'.repeat(64),
    members: [
      member(maker, 'accountant'),
      member(auditor, 'auditor'),
      ...directors.map((one) => member(one, 'director')),
    ],
    readers: [reader.key],
    ...change,
  };
}

const request = maker.opened(requestFields(maker, directors));
function flawOf(one: OpenedEnvelope, organization = organizationOf(maker)) {
  return admitted([one], organization).flaws.get(one.hash) ?? null;
}

const yes = first.opened(answerFields('approval', first, request));

describe('admission', () => {
  it('takes what a member says to this reader', () => {
    expect(flawOf(yes)).toBeNull();
    expect(flawOf(request, organizationOf(first))).toBeNull();
  });

  it('refuses what is for others, of others, from nobody, or from somebody who may not say it', () => {
    const elsewhere = maker.opened(
      requestFields(maker, directors, { organization: 'd'.repeat(64), paymentId: paymentIdElsewhere() }),
    );
    expect(flawOf(request, organizationOf(auditor))).toBe('not-addressed');
    expect(flawOf(elsewhere, organizationOf(first))).toBe('other-organization');
    expect(flawOf(stranger.opened(answerFields('approval', stranger, request)))).toBe('author-unknown');
    expect(flawOf(auditor.opened(answerFields('approval', auditor, request)))).toBe('author-not-entitled');
    expect(
      flawOf(maker.opened(answerFields('approval', maker, request, { counter: 2, audience: [maker.key] }))),
    ).toBe('author-not-entitled');
  });

  it.each([
    [3, 3, null],
    [4, 3, 'author-revoked'],
    [4, 4, null],
  ] as const)('takes number %d of a key that is valid through %d: %s', (counter, validThrough, flaw) => {
    const members = [member(maker, 'accountant'), member(first, 'director', validThrough)];
    const one = first.opened(answerFields('approval', first, request, { counter }));
    expect(flawOf(one, organizationOf(maker, { members }))).toBe(flaw);
  });

  it('lets two different envelopes under one number both not count, whichever came first', () => {
    const twin = first.opened(answerFields('rejection', first, request));
    for (const known of [
      [yes, twin],
      [twin, yes],
    ]) {
      expect(admitted(known, organizationOf(maker)).counting).toEqual([]);
    }
    expect(admitted([yes, yes], organizationOf(maker)).counting).toEqual([yes]);
  });
});

describe('an outcome', () => {
  const reporter = new Author();
  const members = [member(maker, 'accountant'), { ...member(first, 'director'), outcomeKey: reporter.key }];
  const organization = organizationOf(maker, { members });

  it('counts under the key that its author has for outcomes', () => {
    expect(flawOf(reporter.opened(answerFields('outcome', reporter, request)), organization)).toBeNull();
    expect(flawOf(first.opened(answerFields('outcome', first, request)), organization)).toBeNull();
  });

  it('is all that this key may say', () => {
    for (const kind of ['approval', 'rejection'] as const) {
      const said = reporter.opened(answerFields(kind, reporter, request));
      expect(flawOf(said, organization)).toBe('author-unknown');
    }
    const asked = reporter.opened(requestFields(reporter, directors, { audience: [maker.key] }));
    expect(flawOf(asked, organization)).toBe('author-unknown');
  });

  it('counts no more under a key that was ended', () => {
    const ended = members.map((one) => ({ ...one, validThrough: 3 }));
    const late = reporter.opened(answerFields('outcome', reporter, request, { counter: 4 }));
    expect(flawOf(late, organizationOf(maker, { members: ended }))).toBe('author-revoked');
  });
});

function paymentIdElsewhere(): string {
  // The id belongs to the organization, so a request of another one has another id.
  const wrong = requestFields(maker, directors, { organization: 'd'.repeat(64) });
  return systemDigests.sha256(systemDigests.canonical(paymentIdText('d'.repeat(64), wrong.payment)));
}
