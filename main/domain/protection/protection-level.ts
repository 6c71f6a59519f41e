import type {
  ProtectionLevel,
  ProtectingMember,
  ProtectedToken,
} from '../../../contract/areas/protection.ts';

/** All that the level of a company follows from. */
export interface ProtectionFacts {
  /** Paying tokens of this vault that may still work at the bank. */
  readonly tokens: readonly Pick<ProtectedToken, 'state'>[];
  /** Everybody who may act at this computer is a director. */
  readonly isDirectorsOnly: boolean;
  /** Members at other computers. */
  readonly members: readonly Pick<ProtectingMember, 'role' | 'payingToken' | 'hasLeft'>[];
}

/**
 * Says who can really stop a payment, by where the paying tokens really are (design.md §6). A: none is known anywhere.
 * B: each is sealed to a director, or lies on a computer of directors alone. C: at least one can be used without a
 * director; then only our rules stop it, and they stop nobody who owns the session. What nobody has told counts as
 * nothing: the screen says whose word is missing.
 */
export function protectionLevelOf(facts: ProtectionFacts): ProtectionLevel {
  const { tokens, members } = facts;
  if (tokens.some((token) => isLoose(token, facts)) || members.some(holdsLoose)) return 'C';
  const isNone = members.every(({ payingToken }) => payingToken === 'none' || payingToken === 'unknown');
  return tokens.length === 0 && isNone ? 'A' : 'B';
}

/** Tells whether the token can be used without a director. */
export function isLoose(
  { state }: Pick<ProtectedToken, 'state'>,
  { isDirectorsOnly }: Pick<ProtectionFacts, 'isDirectorsOnly'>,
): boolean {
  switch (state) {
    case 'sealed':
    case 'moved':
      return false;
    case 'elsewhere':
      return true;
    case 'open':
    case 'half':
    case 'moving':
      return !isDirectorsOnly;
  }
}

/** Tells whether a token that can be used without a director lies at this member's. */
export function holdsLoose({ role, payingToken, hasLeft }: ProtectionFacts['members'][number]): boolean {
  return payingToken === 'usable' && (role !== 'director' || hasLeft);
}
