import type { GradeView } from '../../contract/areas/grades.ts';
import type { CompanyId, TokenId } from '../../contract/values/ids.ts';
import { AppError } from '../app-error.ts';
import type { Actor } from '../audit/entry.ts';
import { gradeView } from '../grades/grade-view.ts';
import type { Keychain } from '../keychain-ports.ts';
import type { Publish } from '../ports.ts';
import type { Workplace } from '../session/workplace.ts';
import { sealToken, unsealToken, type SealParts } from '../tokens/seal-token.ts';
import { assertWritable } from './assert-writable.ts';
import type { HandlersOf } from './handlers-of.ts';

export interface GradeHandlerParts {
  readonly workplace: Workplace;
  readonly keychain: () => Keychain;
  readonly connections: SealParts['connections'];
  readonly publish: Publish;
}

/** Who can really stop a payment, and the seal that makes it so. */
export function gradeHandlers(parts: GradeHandlerParts): HandlersOf<'grades'> {
  const { workplace, connections, publish } = parts;

  const view = (companyId: CompanyId): GradeView =>
    gradeView(workplace.vault.payments, workplace.company(companyId), workplace.person.personId);

  /** Who acts on this token, and what the seal is made with. Errors: `not-found`, `not-entitled`, `store-read-only`. */
  const enter = (
    tokenId: TokenId,
  ): { readonly actor: Actor; readonly sealing: SealParts; readonly companyId: CompanyId } => {
    const { vault } = workplace;
    assertWritable(vault);
    const token = vault.tokens.get(tokenId);
    if (token === null) throw new AppError('not-found', { what: 'token' });
    const { certificates, payments } = vault;
    const { tokens, people, personKeys, sealingKeys, fingerprints, prompt, clock } = payments;
    const ledger = { tokens, certificates, people, clock, fingerprints, prompt };
    const keys = { personKeys, sealingKeys, keychain: parts.keychain() };
    const { companyId } = token;
    return {
      actor: workplace.actorIn(companyId),
      sealing: { ...ledger, ...keys, connections, publish },
      companyId,
    };
  };

  return {
    'grades.get': async ({ companyId }) => {
      workplace.readerIn(companyId);
      return view(companyId);
    },
    'grades.seal': async (request) => {
      const { actor, sealing, companyId } = enter(request.tokenId);
      assertOfSameKind(workplace, companyId, request.directorId);
      await sealToken(sealing, actor, request);
      workplace.changed();
      return view(companyId);
    },
    'grades.unseal': async ({ tokenId }) => {
      const { actor, sealing, companyId } = enter(tokenId);
      await unsealToken(sealing, actor, tokenId);
      workplace.changed();
      return view(companyId);
    },
  };
}

/** A training director's passphrase is known to everybody: nothing real is sealed to him. Errors: `director-required`. */
function assertOfSameKind(workplace: Workplace, companyId: CompanyId, directorId: string): void {
  const { directors } = gradeView(workplace.vault.payments, workplace.company(companyId), null);
  if (!directors.some(({ personId }) => personId === directorId)) throw new AppError('director-required');
}
