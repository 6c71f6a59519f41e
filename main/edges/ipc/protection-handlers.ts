import type { ProtectionView, MoveTaken } from '../../../contract/areas/protection.ts';
import type { CompanyId, TokenId } from '../../../contract/values/ids.ts';
import { AppError } from '../../ports/app-error.ts';
import type { FileSaver } from '../../ports/document-ports.ts';
import type { Keychain } from '../../ports/keychain-ports.ts';
import type { Publish } from '../../ports/ports.ts';
import type { Actor } from '../../domain/audit/entry.ts';
import { companyProtectionLevel, protectionView } from '../../domain/protection/protection-view.ts';
import type { MoveVault } from '../../domain/protection/move-vault.ts';
import { moveToken, takeBackToken } from '../../domain/protection/move-token.ts';
import { takeMoved } from '../../domain/protection/take-moved.ts';
import type { SignedFiles } from '../../domain/requests/exchange-ports.ts';
import type { Workplace } from '../../domain/session/workplace.ts';
import { sealToken, unsealToken, type SealParts } from '../../domain/tokens/seal-token.ts';
import { existingToken } from '../../domain/tokens/existing-token.ts';
import type { HandlersOf } from './handlers-of.ts';

export interface ProtectionHandlerParts {
  readonly workplace: Workplace;
  readonly keychain: () => Keychain;
  readonly connections: SealParts['connections'];
  readonly publish: Publish;
  readonly saver: FileSaver;
  readonly signedFiles: SignedFiles;
}

/** States of a payment about which only the token that sent it may still have to ask. Source: tapi.md §5.5. */
const UNSETTLED: readonly string[] = ['submitting', 'unknown', 'in-progress'];

/** Who can really stop a payment, and the seal that makes it so. */
export function protectionHandlers(parts: ProtectionHandlerParts): HandlersOf<'grades'> {
  const { workplace, connections, publish } = parts;

  const view = (companyId: CompanyId): ProtectionView =>
    protectionView(workplace.vault, workplace.company(companyId), workplace.person.personId);

  /** Who acts on this token, and what the seal is made with. Errors: `not-found`, `not-entitled`. */
  const enter = (
    tokenId: TokenId,
  ): { readonly actor: Actor; readonly sealing: SealParts; readonly companyId: CompanyId } => {
    const { vault } = workplace;
    const token = existingToken(vault.tokens, tokenId);
    const { certificates, tokens, people, personKeys, sealingKeys, fingerprints, prompt, clock } = vault;
    const ledger = { tokens, certificates, people, clock, fingerprints, prompt };
    const keys = { personKeys, sealingKeys, keychain: parts.keychain() };
    const { companyId } = token;
    return {
      actor: workplace.actorIn(companyId),
      sealing: { ...ledger, ...keys, connections, publish },
      companyId,
    };
  };

  const moving = (): MoveVault => {
    const { vault } = workplace;
    return {
      ...vault,
      connections,
      publish,
      keychain: parts.keychain(),
      saver: parts.saver,
      isInUse: (companyId, tokenId) =>
        vault.sending.size > 0 ||
        vault.payments
          .list(companyId, null)
          .some((one) => one.tokenId === tokenId && UNSETTLED.includes(one.status)),
    };
  };
  const companyOf = (tokenId: TokenId): CompanyId => {
    const token = existingToken(workplace.vault.tokens, tokenId);
    return token.companyId;
  };
  /** Saves what the director answered; `false` when he closed the dialog. */
  const saveReceipt = async (content: Uint8Array): Promise<boolean> => {
    const suggestedName = `${RECEIPT_NAMES[workplace.settings.language]}.klyuchnik`;
    return (await parts.saver.save({ suggestedName, content })) !== null;
  };

  return {
    'grades.list': async () => {
      const { vault } = workplace;
      return vault.companies
        .list()
        .map((company) => ({ companyId: company.companyId, grade: companyProtectionLevel(vault, company) }));
    },
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
    'grades.move': async (request) => {
      const companyId = companyOf(request.tokenId);
      await moveToken(moving(), workplace.actorIn(companyId), request);
      workplace.changed();
      return view(companyId);
    },
    'grades.takeBack': async ({ tokenId }) => {
      const companyId = companyOf(tokenId);
      takeBackToken(moving(), workplace.actorIn(companyId), tokenId);
      workplace.changed();
      return view(companyId);
    },
    'grades.takeMoved': async (): Promise<MoveTaken> => {
      const actor = workplace.worker;
      const moves = moving();
      const files = await parts.signedFiles.pick();
      if (files === null) throw new AppError('cancelled-by-person');
      const [file] = files;
      if (file === undefined || files.length > 1) throw new AppError('token-file', { reason: 'one-file' });
      const taken = await takeMoved(moves, actor, file);
      workplace.changed();
      const { tokenId, label, ips } = taken.token;
      if (taken.kind === 'receipt') return { kind: 'receipt', tokenId, label };
      const addresses = ips.map(({ address }) => address);
      return { kind: 'token', tokenId, label, addresses, isReceiptSaved: await saveReceipt(taken.receipt) };
    },
  };
}

const RECEIPT_NAMES = { ru: 'Квитанция на токен', en: 'Receipt for the token' } as const;

/**
 * A training director's passphrase is known to everybody: nothing real is sealed to him. Errors: `director-required`.
 */
function assertOfSameKind(workplace: Workplace, companyId: CompanyId, directorId: string): void {
  const { directors } = protectionView(workplace.vault, workplace.company(companyId), null);
  if (!directors.some(({ personId }) => personId === directorId)) throw new AppError('director-required');
}
