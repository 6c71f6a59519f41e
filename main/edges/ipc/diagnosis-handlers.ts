import type { AccessProofView, DiagnosisView } from '../../../contract/areas/diagnosis.ts';
import type { TokenCheck } from '../../../contract/areas/tokens.ts';
import type { TokenId } from '../../../contract/values/ids.ts';
import type { Bank, BankProbes } from '../../ports/bank-ports.ts';
import type { Keychain } from '../../ports/keychain-ports.ts';
import type { Ids, Publish } from '../../ports/ports.ts';
import type { SecretDisplay } from '../../ports/secret-prompt-ports.ts';
import type { Actor } from '../../domain/audit/entry.ts';
import type { NetworkFacts } from '../../domain/diagnosis/diagnosis-ports.ts';
import { investigate } from '../../domain/diagnosis/investigate.ts';
import { proveAccesses } from '../../domain/diagnosis/prove-accesses.ts';
import { RunningWork } from '../../domain/diagnosis/running-work.ts';
import type { OpenedVault } from '../../domain/session/opened-vault.ts';
import type { Workplace } from '../../domain/session/workplace.ts';
import { withOpenToken } from '../../domain/tokens/ask-to-open.ts';
import { insistingBySecondPaste } from '../../domain/tokens/pasted-token.ts';
import { problemInfo } from '../../domain/tokens/bank-caller.ts';
import { checkToken } from '../../domain/tokens/check-token.ts';
import { restoreToken } from '../../domain/tokens/restore-token.ts';
import { revealToken } from '../../domain/tokens/reveal-token.ts';
import type { Token } from '../../domain/tokens/token.ts';
import { existingToken } from '../../domain/tokens/existing-token.ts';
import type { HandlersOf } from './handlers-of.ts';
import { viewOf } from './token-viewer.ts';

export interface DiagnosisHandlerParts {
  readonly workplace: Workplace;
  readonly probes: BankProbes;
  readonly bank: Bank;
  readonly network: NetworkFacts;
  readonly display: SecretDisplay;
  readonly keychain: () => Keychain;
  readonly ids: Ids;
  readonly publish: Publish;
}

/** Finding out what is the matter with a token, and the ways back. */
export function diagnosisHandlers(parts: DiagnosisHandlerParts): HandlersOf<'diagnosis' | 'custody'> {
  const { workplace, probes, bank, network, ids, publish } = parts;
  const diagnoses = new RunningWork<DiagnosisView>();
  const proofs = new RunningWork<AccessProofView>();

  /** Who acts on this token. Errors: `not-found`, `not-entitled`. */
  const enter = (
    tokenId: TokenId,
  ): { readonly vault: OpenedVault; readonly actor: Actor; readonly token: Token } => {
    const { vault } = workplace;
    const token = existingToken(vault.tokens, tokenId);
    return { vault, actor: workplace.actorIn(token.companyId), token };
  };

  return {
    'diagnosis.run': async ({ tokenId }) => {
      const { vault, actor, token } = enter(tokenId);
      const { tokens, companies, certificates, clock, bankTime, payments } = vault;
      const ledger = { tokens, companies, certificates, clock, bankTime, payments };
      const investigating = { ...ledger, probes, network, ids, publish };
      const report = (view: DiagnosisView) => publish('diagnosis.progress', view);
      const view = await withOpenToken(vault, { token, withCertificate: true }, (caller) =>
        diagnoses.start(tokenId, (isStopped) =>
          investigate({ ...investigating, caller }, actor, tokenId, { report, isStopped }),
        ),
      );
      workplace.changed();
      return view;
    },
    'diagnosis.proveAccesses': async ({ tokenId }) => {
      const { vault, actor, token } = enter(tokenId);
      const { tokens, companies, accounts, clock, bankTime } = vault;
      const ledger = { tokens, companies, accounts, clock, bankTime };
      const proving = { ...ledger, bank, publish };
      const report = (view: AccessProofView) => publish('proof.progress', view);
      const view = await withOpenToken(vault, { token, withCertificate: false }, (caller) =>
        proofs.start(tokenId, (isStopped) =>
          proveAccesses({ ...proving, caller }, actor, tokenId, { report, isStopped }),
        ),
      );
      workplace.changed();
      return view;
    },
    'diagnosis.stop': async ({ tokenId }) => {
      diagnoses.stop(tokenId);
      proofs.stop(tokenId);
      return {};
    },
    'custody.reveal': async ({ tokenId }) => {
      const { vault, actor } = enter(tokenId);
      const { tokens, people, personKeys, audit, clock, fingerprints, prompt, sealingKeys } = vault;
      const keychain = parts.keychain();
      const ledger = { tokens, people, personKeys, sealingKeys, audit, clock };
      const revealing = { ...ledger, keychain, fingerprints, prompt, publish, display: parts.display };
      await revealToken(revealing, actor, { tokenId, person: workplace.person });
      return {};
    },
    'custody.restore': async ({ tokenId }) => {
      const { vault, actor, token } = enter(tokenId);
      const { tokens, clock, fingerprints, prompt } = vault;
      const restoring = { tokens, clock, fingerprints, publish, keychain: parts.keychain() };
      const question = { kind: 'token-again' as const, subject: token.label, facts: [], minLength: 8 };
      const restore = insistingBySecondPaste(fingerprints, (text, insists) =>
        restoreToken({ ...restoring, insists }, actor, tokenId, text),
      );
      await prompt.ask(question, restore);
      return checkRestored(vault, tokenId);
    },
  };

  /** A text that was put back is proved at once; that the bank cannot be asked now takes nothing back. */
  async function checkRestored(vault: OpenedVault, tokenId: TokenId): Promise<TokenCheck> {
    const { tokens, companies, clock, caller } = vault;
    const checking = { bank, caller, tokens, companies, clock, publish };
    try {
      const { token, isAlive, problem } = await checkToken(checking, tokenId);
      return {
        token: viewOf(vault, token),
        alive: isAlive,
        problem: problem === null ? null : problemInfo(problem),
      };
    } finally {
      workplace.changed();
    }
  }
}
