import type {
  ProtectingMember,
  ProtectedToken,
  ProtectionStep,
  ProtectionView,
} from '../../../contract/areas/protection.ts';
import type { CompanyId, PersonId, TokenId } from '../../../contract/values/ids.ts';
import type { Company } from '../companies/company.ts';
import type { KnownMember, Organizations } from '../organizations/organizations.ts';
import type { PeopleStore } from '../people/people-ports.ts';
import { belongsTo, type Person } from '../people/person.ts';
import { canMoveMoney, isCallable, isUsable, type Token } from '../tokens/token.ts';
import type { TokenStore } from '../tokens/tokens-ports.ts';
import { protectionLevelOf, holdsLoose, isLoose, type ProtectionFacts } from './protection-level.ts';
import { isSealed, liesHere } from './paying-token.ts';

export interface ProtectionParts {
  readonly tokens: Pick<TokenStore, 'list'>;
  readonly people: Pick<PeopleStore, 'list' | 'get'>;
  readonly organizations: Pick<Organizations, 'members' | 'validMembers' | 'newest'>;
}

interface Known extends ProtectionFacts {
  readonly tokens: readonly ProtectedToken[];
  readonly members: readonly ProtectingMember[];
  readonly here: readonly Person[];
  readonly directors: readonly DirectorThere[];
  /** Tokens that are in use, so that moving them ends nothing that was stopped on purpose. */
  readonly movable: ReadonlySet<TokenId>;
  /** To whose computer tokens go. */
  readonly keys: ReadonlyMap<TokenId, string>;
}

/** A director who is a member and works at another computer. */
type DirectorThere = Pick<KnownMember, 'key' | 'name'>;

function directorsThere({ organizations }: ProtectionParts, companyId: CompanyId): readonly DirectorThere[] {
  return organizations
    .validMembers(companyId)
    .filter(({ role, isHere }) => role === 'director' && !isHere)
    .map(({ key, name }) => ({ key, name }));
}

/** Returns the level of a company alone. */
export function companyProtectionLevel(parts: ProtectionParts, company: Company): ProtectionView['grade'] {
  return protectionLevelOf(knownOf(parts, company));
}

/**
 * Returns the level of a company with the facts that decide, what is not known, and the one step that raises it.
 * `actorId`: who looks.
 */
export function protectionView(
  parts: ProtectionParts,
  company: Company,
  actorId: PersonId | null,
): ProtectionView {
  const known = knownOf(parts, company);
  const directors = known.here
    .filter(({ role, publicKey }) => role === 'director' && publicKey !== null)
    .sort((a, b) => Number(b.personId === actorId) - Number(a.personId === actorId));
  return {
    companyId: company.companyId,
    grade: protectionLevelOf(known),
    tokens: [...known.tokens],
    othersHere: known.here.filter(({ role }) => role !== 'director').map(({ name }) => name),
    members: [...known.members],
    step: stepOf(known, directors.length > 0),
    directors: directors.map(({ personId, name }) => ({ personId, name })),
  };
}

function knownOf(parts: ProtectionParts, { companyId, environment }: Company): Known {
  const here = parts.people.list().filter((person) => belongsTo(person, environment));
  const directors = directorsThere(parts, companyId);
  const all = parts.tokens.list(companyId);
  return {
    here,
    directors,
    movable: new Set(all.filter(isCallable).map(({ tokenId }) => tokenId)),
    keys: new Map(all.flatMap(({ tokenId, moving }) => (moving === null ? [] : [[tokenId, moving.to]]))),
    isDirectorsOnly: here.length > 0 && here.every(({ role }) => role === 'director'),
    tokens: all
      .filter((token) => liesHere(token) || isElsewhere(token))
      .map((token) => protectedToken(parts, token, directors)),
    members: membersOf(parts, companyId),
  };
}

/** The record was taken in from a table: the text is in use somewhere, and nobody here knows where. */
function isElsewhere(token: Token): boolean {
  return token.secretPlace === 'elsewhere' && canMoveMoney(token) && isUsable(token);
}

function protectedToken(
  { people }: ProtectionParts,
  token: Token,
  directors: readonly DirectorThere[],
): ProtectedToken {
  const { tokenId, label, lastFour, sealing, moving, history } = token;
  const shown = history.findLast(({ kind }) => kind === 'token-revealed' || kind === 'token-copied');
  return {
    tokenId,
    label,
    lastFour,
    state: stateOf(token, directors),
    movesTo: moving?.name ?? null,
    sealedTo: sealing === null ? null : (people.get(sealing.sealedTo)?.name ?? ''),
    shownAt: shown?.at ?? null,
  };
}

function stateOf(token: Token, directors: readonly DirectorThere[]): ProtectedToken['state'] {
  const { moving } = token;
  // Where a director has left, his word of then says nothing of now.
  if (!liesHere(token)) return directors.some(({ key }) => key === moving?.to) ? 'moved' : 'elsewhere';
  if (moving !== null) return 'moving';
  if (token.sealing === null) return 'open';
  return isSealed(token) ? 'sealed' : 'half';
}

/** What the newest envelope of every member at another computer says. */
function membersOf({ organizations }: ProtectionParts, companyId: CompanyId): readonly ProtectingMember[] {
  const newest = organizations.newest(companyId);
  return organizations
    .members(companyId)
    .filter(({ isHere }) => !isHere)
    .flatMap(({ key, name, role, validThrough }) => {
      const said = newest.get(key)?.envelope;
      const hasLeft = validThrough !== null;
      const payingToken = said?.payingToken ?? 'unknown';
      // Of one who left only what may still lie with him is of interest.
      if (hasLeft && payingToken !== 'usable') return [];
      return [{ name, role, payingToken, at: said?.issuedAt ?? null, hasLeft }];
    });
}

/** The step that begins here comes before one that somebody has to take at another computer. */
function stepOf(known: Known, hasDirector: boolean): ProtectionStep | null {
  const loose = known.tokens.filter((token) => isLoose(token, known));
  const half = loose.find(({ state }) => state === 'half');
  if (half !== undefined) return tokenStep('finish-seal', half);
  const open = loose.find(({ state }) => state === 'open');
  if (open !== undefined) {
    if (hasDirector) return tokenStep('seal', open);
    if (known.directors.length === 0) return tokenStep('reissue', open);
    if (!known.movable.has(open.tokenId)) return tokenStep('issue-there', open);
    const { tokenId, label } = open;
    return { kind: 'move', tokenId, label, to: [...known.directors] };
  }
  const moving = loose.find(({ state }) => state === 'moving');
  if (moving !== undefined) {
    const { tokenId, label, movesTo } = moving;
    return { kind: 'moving', tokenId, label, name: movesTo ?? '', key: known.keys.get(tokenId) ?? '' };
  }
  const [elsewhere] = loose;
  if (elsewhere !== undefined) return tokenStep('revoke', elsewhere);
  const member = known.members.find(holdsLoose);
  if (member !== undefined) return { kind: 'member', name: member.name };
  const left = known.tokens.find(({ state }) => state !== 'moved');
  return left === undefined ? null : tokenStep('reissue', left);
}

function tokenStep(
  kind: Exclude<ProtectionStep['kind'], 'member' | 'move' | 'moving'>,
  { tokenId, label }: ProtectedToken,
): ProtectionStep {
  return { kind, tokenId, label };
}
