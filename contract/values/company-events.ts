import type { LocalDate } from './dates.ts';

/**
 * What a person can tell of a company or of somebody who issued its tokens: the bank says none of it, and each of it
 * can end tokens early. `about`: everybody's tokens of the company, or those of one issuer. `outlivesUse`: a call that
 * succeeded later does not show that it is over.
 * Source: tapi.md §2.3 (the letter), §2.4 (reasons why a token stops working).
 */
export const COMPANY_EVENT_KINDS = {
  'ip-check-off': { about: 'company', isThreat: false, outlivesUse: true },
  'issuer-left': { about: 'issuer', isThreat: true, outlivesUse: true },
  'password-changed': { about: 'issuer', isThreat: true, outlivesUse: false },
  'login-locked': { about: 'issuer', isThreat: true, outlivesUse: false },
  'authorisation-off': { about: 'issuer', isThreat: true, outlivesUse: false },
  'account-blocked': { about: 'issuer', isThreat: true, outlivesUse: false },
  'fraud-suspected': { about: 'issuer', isThreat: true, outlivesUse: false },
  'details-changed': { about: 'company', isThreat: true, outlivesUse: false },
  'client-left': { about: 'company', isThreat: true, outlivesUse: true },
} as const satisfies Readonly<
  Record<
    string,
    { readonly about: 'company' | 'issuer'; readonly isThreat: boolean; readonly outlivesUse: boolean }
  >
>;

export type CompanyEventKind = keyof typeof COMPANY_EVENT_KINDS;

/**
 * Every reason that can end a token early, in the order of the screen. The days without use are the clock's. Source:
 * tapi.md §2.4.
 */
export const EARLY_ENDS = [
  'issuer-left',
  'password-changed',
  'login-locked',
  'authorisation-off',
  'account-blocked',
  'fraud-suspected',
  'details-changed',
  'client-left',
] as const satisfies readonly CompanyEventKind[];

/** What a mark says, as far as a token is concerned. */
export interface Marked {
  readonly markId: string;
  readonly kind: CompanyEventKind;
  /** `null` for what concerns the whole company. */
  readonly issuer: string | null;
  readonly on: LocalDate;
}

/** What of a token says whether a mark threatens it. */
export interface Threatened {
  readonly issuer: string;
  /** Moscow day. */
  readonly issuedOn: LocalDate;
  /** Moscow day of the last use that somebody saw. */
  readonly lastUsedOn: LocalDate | null;
}

/** A way in which a token can end before its time; what has happened carries the mark that says so. */
export interface Risk {
  readonly kind: (typeof EARLY_ENDS)[number];
  readonly happened: Marked | null;
}

/**
 * Returns the marks that put a token at risk. A token issued after the day of the mark was issued with it known; one
 * that was used on a later day has outlived what a single call would have shown.
 */
export function threatsTo(token: Threatened, marks: readonly Marked[]): readonly Marked[] {
  return marks.filter((mark) => {
    const { isThreat, about, outlivesUse } = COMPANY_EVENT_KINDS[mark.kind];
    if (!isThreat || token.issuedOn > mark.on) return false;
    if (about === 'issuer' && !isSamePerson(mark.issuer ?? '', token.issuer)) return false;
    return outlivesUse || token.lastUsedOn === null || token.lastUsedOn <= mark.on;
  });
}

/**
 * Returns all that can end a token early, what has happened first, the newest first; the rest in the order of the
 * screen.
 */
export function risksOf(token: Threatened, marks: readonly Marked[]): readonly Risk[] {
  const threats = [...threatsTo(token, marks)].sort((a, b) => (a.on < b.on ? 1 : -1));
  const happened = threats.flatMap((mark) => {
    const kind = EARLY_ENDS.find((one) => one === mark.kind);
    return kind === undefined ? [] : [{ kind, happened: mark }];
  });
  const others = EARLY_ENDS.filter((kind) => !threats.some((mark) => mark.kind === kind));
  return [...happened, ...others.map((kind) => ({ kind, happened: null }))];
}

/** Tells whether two spellings name one person: case, «ё», dots and spaces do not matter. */
export function isSamePerson(one: string, other: string): boolean {
  return foldName(one) === foldName(other);
}

function foldName(name: string): string {
  return name
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replace(/[.\s]+/g, '');
}
