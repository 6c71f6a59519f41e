import type { z } from 'zod';
import type { TrainingInput, TrainingView } from '../../../contract/areas/training.ts';
import { ACCESSES, type KnownAccess } from '../../../contract/t-bank/accesses.ts';
import { DAY_MS } from '../../../contract/values/dates.ts';
import type { TrainingBank } from '../../../training-bank/training-bank.ts';
import { AppError } from '../../ports/app-error.ts';
import type { Company } from '../companies/company.ts';
import type { Person } from '../people/person.ts';
import type { OpenedVault } from '../session/opened-vault.ts';

/** What the app needs of a bank that runs on this computer. */
export interface TrainingBankHost {
  /**
   * Starts the bank, or gives the one that runs. Effects: two loopback listeners; the environment `training` is
   * registered.
   */
  running(): Promise<TrainingBank>;
  current(): TrainingBank | null;
  /** How far the bank's clock stands before the computer's; known while it does not run, too. Units: ms. */
  clockAheadMs(): number;
  stop(): Promise<void>;
}

type Fault = Extract<z.infer<typeof TrainingInput>, { kind: 'set-fault' }>['fault'];

/** Which fault of the bank stands behind each one offered to a person, and on which calls. */
const FAULTS: Readonly<
  Record<Exclude<Fault, 'none'>, { kind: string; method: string; isAccepted: boolean }>
> = {
  'accept-then-hang': { kind: 'accept-then-hang', method: 'POST /api/v1/payment/*', isAccepted: true },
  'error-500': { kind: 'text-500', method: 'POST /api/v1/payment/*', isAccepted: true },
  'html-502': { kind: 'html-502', method: 'POST /api/v1/payment/*', isAccepted: false },
  reset: { kind: 'reset-after-accept', method: 'POST /api/v1/payment/*', isAccepted: true },
  slow: { kind: 'slow-body', method: 'GET /api/*', isAccepted: false },
  'wrong-json': { kind: 'wrong-json', method: 'GET /api/*', isAccepted: false },
};

/** The string that online banking shows for an access; the Russian name where no string is published. */
export function onlineBankingName(access: KnownAccess): string {
  const entry = ACCESSES.find((known) => known.access === access);
  if (entry === undefined) throw new AppError('internal', { access });
  return entry.path ?? entry.cabinetName;
}

/** Shows online banking of the training bank. */
export function trainingView(host: TrainingBankHost): TrainingView {
  const bank = host.current();
  if (bank === null)
    return { isRunning: false, bankTime: null, drafts: [], fault: null, kpp: '', tokens: [] };
  const { now, drafts, faults, company, tokens } = bank.snapshot();
  return {
    isRunning: true,
    bankTime: new Date(now).toISOString(),
    drafts: drafts.map((draft) => ({
      documentId: draft.documentId,
      documentNumber: draft.documentNumber,
      payeeName: draft.to.name,
      amountMinor: draft.amountKopecks,
      status: draft.state,
    })),
    fault: offeredName(faults[0]?.kind),
    kpp: company.kpp,
    tokens: tokens.map(({ id, label, issuer, ips, revokedAt, aliveUntil }) => ({
      bankTokenId: id,
      label,
      issuer: issuer.name,
      isIssuerActive: issuer.active,
      ips: [...ips],
      isRevoked: revokedAt !== null,
      aliveUntil,
    })),
  };
}

/** Does in the training bank what a person would do in its cabinet. Errors: `training-only`, `bad-request`. */
export function controlTraining(host: TrainingBankHost, input: z.infer<typeof TrainingInput>): TrainingView {
  const bank = host.current();
  if (bank === null) throw new AppError('training-only');
  for (const command of commandsFor(bank, input)) {
    const answer = bank.control(command);
    if (!answer.ok) throw new AppError('bad-request', { reason: answer.reason });
  }
  return trainingView(host);
}

type Command = Parameters<TrainingBank['control']>[0];

function commandsFor(bank: TrainingBank, input: z.infer<typeof TrainingInput>): readonly Command[] {
  switch (input.kind) {
    case 'sign-draft':
      return [{ command: 'signDraft', documentId: input.documentId }];
    case 'advance-days':
      return [{ command: 'advanceClock', ms: input.days * DAY_MS }];
    case 'set-issuer':
      return tokensOfIssuer(bank, input.bankTokenId).map((token) => ({
        command: 'setIssuerActive',
        token,
        active: input.isActive,
      }));
    case 'set-kpp':
      return [{ command: 'setCompanyKpp', kpp: input.kpp }];
    case 'set-addresses':
      return [{ command: 'setTokenIps', token: input.bankTokenId, ips: input.ips }];
    case 'revoke-token':
      return [{ command: 'revokeToken', token: input.bankTokenId }];
    case 'set-fault':
      if (input.fault === 'none') return [{ command: 'clearFaults' }];
      return [
        { command: 'clearFaults' },
        {
          command: 'setFault',
          fault: { ...FAULTS[input.fault], times: 1 } as Extract<Command, { command: 'setFault' }>['fault'],
        }, // names of the table above are the bank's own
      ];
  }
}

/** A person leaves with all that he issued. */
function tokensOfIssuer(bank: TrainingBank, bankTokenId: string): readonly string[] {
  const { tokens } = bank.snapshot();
  const issuer = tokens.find(({ id }) => id === bankTokenId)?.issuer.name;
  return tokens.filter((one) => one.issuer.name === issuer).map(({ id }) => id);
}

function offeredName(kind: string | undefined): string | null {
  const found = Object.entries(FAULTS).find(([, fault]) => fault.kind === kind);
  return found?.[0] ?? null;
}

/** Makes the training company ready in an open vault. Errors: those of `prepareTraining`. */
export type PrepareTraining = (
  vault: OpenedVault,
  names: { readonly accountantName: string; readonly directorName: string },
) => Promise<{ readonly company: Company; readonly accountant: Person }>;
