import { z } from 'zod';
import { Instant } from '../values/dates.ts';
import { CompanyId, PersonId, TokenId } from '../values/ids.ts';

/**
 * Who can really stop a payment (design.md §6): A the bank, B a director by his key or his computer alone, C only our
 * rules.
 */
export const ProtectionLevel = z.enum(['A', 'B', 'C']);
export type ProtectionLevel = z.infer<typeof ProtectionLevel>;

/** The level of one company. */
export const CompanyProtection = z.strictObject({ companyId: CompanyId, grade: ProtectionLevel });

/**
 * A token that moves money, as this vault knows it. `half`: sealing was begun and cut off. `moving`: on its way to a
 * director's computer, out of use here, its text still here. `moved`: a director signed that it lies on his computer.
 * `elsewhere`: its text is on a computer of which nothing is known.
 */
export const ProtectedToken = z.strictObject({
  tokenId: TokenId,
  label: z.string(),
  lastFour: z.string(),
  state: z.enum(['open', 'half', 'sealed', 'moving', 'moved', 'elsewhere']),
  /** Whose passphrase opens it. */
  sealedTo: z.string().nullable(),
  /** To whose computer it goes or went. */
  movesTo: z.string().nullable(),
  /** When its text was last on the screen here: whoever copied it then needs neither us nor the director. */
  shownAt: Instant.nullable(),
});
export type ProtectedToken = z.infer<typeof ProtectedToken>;

/** What another member's computer says of the paying tokens on it. `unknown`: nothing was signed there yet. */
export const ProtectingMember = z.strictObject({
  name: z.string(),
  role: z.enum(['accountant', 'director', 'auditor']),
  payingToken: z.enum(['none', 'sealed', 'usable', 'unknown']),
  /** When that was said. */
  at: Instant.nullable(),
  /** No longer a member; what lies on his computer may still lie there. */
  hasLeft: z.boolean(),
});
export type ProtectingMember = z.infer<typeof ProtectingMember>;

/**
 * The one step that leads to a better level. `move`: it goes to a director's computer as a file. `moving`: it is on its
 * way, and his receipt is awaited. `issue-there`: a director issues a token at his own computer, and this one is
 * revoked. `member`: it has to be done on the computer of the one who is named.
 */
export const ProtectionStep = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.enum(['seal', 'finish-seal', 'issue-there', 'reissue', 'revoke']),
    tokenId: TokenId,
    label: z.string(),
  }),
  z.strictObject({ kind: z.literal('member'), name: z.string() }),
  z.strictObject({
    kind: z.literal('move'),
    tokenId: TokenId,
    label: z.string(),
    /** Directors at other computers. */
    to: z.array(z.strictObject({ key: z.string(), name: z.string() })).min(1),
  }),
  z.strictObject({
    kind: z.literal('moving'),
    tokenId: TokenId,
    label: z.string(),
    name: z.string(),
    key: z.string(),
  }),
]);
export type ProtectionStep = z.infer<typeof ProtectionStep>;

export const ProtectionView = z.strictObject({
  companyId: CompanyId,
  grade: ProtectionLevel,
  tokens: z.array(ProtectedToken),
  /** People who may act at this computer and are no directors. */
  othersHere: z.array(z.string()),
  members: z.array(ProtectingMember),
  step: ProtectionStep.nullable(),
  /** Directors of this computer to whom a token can be sealed; the one who acts comes first. */
  directors: z.array(z.strictObject({ personId: PersonId, name: z.string() })),
});
export type ProtectionView = z.infer<typeof ProtectionView>;

export const SealInput = z.strictObject({ tokenId: TokenId, directorId: PersonId });

/** `to`: the key of the director to whose computer the token goes. */
export const MoveInput = z.strictObject({ tokenId: TokenId, to: z.string().max(100) });

/**
 * What came of a file of a move. `addresses`: from which the bank takes the token; `isReceiptSaved`: false when the
 * person closed the dialog, and has to open the file again for it.
 */
export const MoveTaken = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('token'),
    tokenId: TokenId,
    label: z.string(),
    addresses: z.array(z.string()),
    isReceiptSaved: z.boolean(),
  }),
  z.strictObject({ kind: z.literal('receipt'), tokenId: TokenId, label: z.string() }),
]);
export type MoveTaken = z.infer<typeof MoveTaken>;
