import type { AccessProofView, ProvedAccess } from '../../../contract/areas/diagnosis.ts';
import type { TokenId } from '../../../contract/values/ids.ts';
import { addMs, DAY_MS, type Instant } from '../../../contract/values/dates.ts';
import { AppError } from '../../ports/app-error.ts';
import type { Bank, BankCredentials, BankProblem, ReadOutcome } from '../../ports/bank-ports.ts';
import type { BankTime, Clock, Publish } from '../../ports/ports.ts';
import { historyStep, journalEntry, type Actor } from '../audit/entry.ts';
import type { CompanyStore } from '../companies/companies-ports.ts';
import { bankNow } from '../companies/bank-now.ts';
import type { AccountStore } from '../statements/accounts-ports.ts';
import { afterAccessProof, type AccessFinding } from '../tokens/access-proof.ts';
import { problemInfo, type BankCaller } from '../tokens/bank-caller.ts';
import { withStep, type Token } from '../tokens/token.ts';
import type { TokenStore } from '../tokens/tokens-ports.ts';
import { existingToken } from '../tokens/existing-token.ts';
import type { Watch } from './report.ts';

export interface ProveAccessesParts {
  readonly bank: Bank;
  readonly caller: BankCaller;
  readonly tokens: TokenStore;
  readonly companies: CompanyStore;
  readonly accounts: Pick<AccountStore, 'list'>;
  readonly clock: Clock;
  readonly bankTime: BankTime;
  readonly publish: Publish;
}

/**
 * The accesses that one harmless call proves. All others change something, cost money, or need the number of a thing
 * that we do not know (a card, an invoice), so only use proves them. Source: tapi.md §3, §5.1–§5.3.
 */
const PROVEN_BY_READ = ['company-info', 'accounts', 'statement'] as const;
type Provable = (typeof PROVEN_BY_READ)[number];

/** Problems that say that the bank takes no call of this token now: asking on would only repeat them. */
const ENDS_THE_PROOF: readonly BankProblem['code'][] = [
  'bank-token-dead',
  'bank-ip-not-listed',
  'bank-company-changed',
  'bank-unreachable',
  'bank-timeout',
  'bank-connection-lost',
  'bank-down',
  'tls-untrusted',
  'bank-authority-unknown',
];

/** How much of a statement is asked for: enough for an answer. Own choice. Units: days; operations. */
const STATEMENT_DAYS = 1;
const STATEMENT_LIMIT = 1;

/**
 * Proves each reading access of a token by one harmless call, ticked or not, and writes down what came: proven,
 * refused, provable only by use, or too much power. Nothing that changes anything is ever tried. The bank's rates are
 * kept by the client.
 *
 * Errors: `not-found`, `token-frozen`, those of `BankCaller.open`. A failure of the bank is in the view.
 * Effects: up to three reading calls; the token's record and one journal line, also when it was stopped on the way.
 */
export async function proveAccesses(
  parts: ProveAccessesParts,
  actor: Actor,
  tokenId: TokenId,
  watch: Watch<AccessProofView>,
): Promise<AccessProofView> {
  const token = existingToken(parts.tokens, tokenId);
  if (token.status === 'frozen') throw new AppError('token-frozen');
  const proof = new Proof(token, parts.clock.now(), watch.report);
  const opened = await parts.caller.anew().open(token, false);
  const asking: Asking = {
    bank: parts.bank,
    credentials: opened.credentials,
    now: parts.clock.now(),
    accountNumber: parts.accounts.list(token.companyId)[0]?.account.accountNumber ?? null,
  };
  try {
    for (const access of PROVEN_BY_READ) {
      if (watch.isStopped()) {
        proof.stop('by-person', null);
        break;
      }
      proof.begin(access);
      const problem = await askFor(asking, access);
      proof.settle(access, problem);
      if (problem !== 'nothing-to-ask' && problem !== null && ENDS_THE_PROOF.includes(problem.code)) {
        await parts.caller.note(opened, 'company-info', problem);
        proof.stop('by-problem', problem);
        break;
      }
    }
  } finally {
    opened.close();
  }
  return proof.end(writeDown(parts, actor, tokenId, proof.findings()));
}

/** What the calls are made with, and what they have told on the way. */
interface Asking {
  readonly bank: Bank;
  readonly credentials: BankCredentials;
  readonly now: Instant;
  /** An account to ask a statement of; the answer about the accounts names one. */
  accountNumber: string | null;
}

async function askFor(asking: Asking, access: Provable): Promise<BankProblem | null | 'nothing-to-ask'> {
  const outcome = await call(asking, access);
  if (outcome === null) return 'nothing-to-ask';
  return outcome.kind === 'answered' ? null : outcome.problem;
}

async function call(asking: Asking, access: Provable): Promise<ReadOutcome<unknown> | null> {
  const { bank, credentials, now } = asking;
  switch (access) {
    case 'company-info':
      return bank.company(credentials);
    case 'accounts': {
      const outcome = await bank.accounts(credentials);
      if (outcome.kind === 'answered') asking.accountNumber ??= outcome.value[0]?.accountNumber ?? null;
      return outcome;
    }
    case 'statement': {
      const { accountNumber } = asking;
      if (accountNumber === null) return null;
      const from = addMs(now, -STATEMENT_DAYS * DAY_MS);
      const query = { accountNumber, from, to: now, cursor: null, limit: STATEMENT_LIMIT };
      return bank.statementPage(credentials, query);
    }
  }
}

function writeDown(
  parts: ProveAccessesParts,
  actor: Actor,
  tokenId: TokenId,
  found: readonly AccessFinding[],
): Instant {
  const { tokens, clock, publish } = parts;
  const at = clock.now();
  const token = tokens.get(tokenId); // as other calls have left it
  if (token === null) return at;
  const proved = afterAccessProof(token, found, bankNow(parts, token.companyId));
  const details = {
    proven: found.filter(({ isProven }) => isProven).length,
    refused: found.filter(({ isProven }) => !isProven).length,
    unexpected: proved.accesses.filter(({ isExpected }) => !isExpected).length,
  };
  const facts = { at, actor, companyId: token.companyId, subject: token.label, details };
  const entry = journalEntry('token-accesses-proved', facts);
  tokens.save(withStep(proved, historyStep(entry)), entry);
  publish('tokens.changed', { tokenId });
  return at;
}

/** How far the proof has come. */
class Proof {
  #view: AccessProofView;
  readonly #report: (view: AccessProofView) => void;

  constructor(token: Token, startedAt: Instant, report: (view: AccessProofView) => void) {
    this.#report = report;
    this.#view = {
      tokenId: token.tokenId,
      startedAt,
      endedAt: null,
      accesses: linesOf(token),
      stopped: null,
      problem: null,
    };
    report(this.#view);
  }

  begin(access: string): void {
    this.#change(access, { outcome: 'asking' });
  }

  settle(access: string, problem: BankProblem | null | 'nothing-to-ask'): void {
    if (problem === null) this.#change(access, { outcome: 'proven' });
    else if (problem === 'nothing-to-ask') this.#change(access, { outcome: 'by-use' });
    else if (problem.code === 'bank-access-missing') this.#change(access, { outcome: 'refused' });
    else this.#change(access, { outcome: 'unclear', problem: problemInfo(problem) });
  }

  stop(stopped: NonNullable<AccessProofView['stopped']>, problem: BankProblem | null): void {
    const accesses = this.#view.accesses.map((one) =>
      one.outcome === 'waiting' ? { ...one, outcome: 'unclear' as const } : one,
    );
    this.#view = {
      ...this.#view,
      accesses,
      stopped,
      problem: problem === null ? null : problemInfo(problem),
    };
  }

  findings(): readonly AccessFinding[] {
    return this.#view.accesses.flatMap(({ access, outcome }) =>
      outcome === 'proven' || outcome === 'refused' ? [{ access, isProven: outcome === 'proven' }] : [],
    );
  }

  end(endedAt: Instant): AccessProofView {
    this.#view = { ...this.#view, endedAt };
    this.#report(this.#view);
    return this.#view;
  }

  #change(access: string, change: Partial<ProvedAccess>): void {
    const accesses = this.#view.accesses.map((one) => (one.access === access ? { ...one, ...change } : one));
    this.#view = { ...this.#view, accesses };
    this.#report(this.#view);
  }
}

/** Those that can be asked first, then the rest of the record. What nobody ticked is asked for too. */
function linesOf(token: Token): ProvedAccess[] {
  const held = new Map(token.accesses.map((one) => [one.access, one.isExpected]));
  const provable = PROVEN_BY_READ.map((access) => line(access, 'waiting', held.get(access) ?? false));
  const others = token.accesses.filter(({ access }) => !PROVEN_BY_READ.some((known) => known === access));
  return [...provable, ...others.map(({ access, isExpected }) => line(access, 'by-use', isExpected))];
}

function line(access: string, outcome: ProvedAccess['outcome'], isExpected: boolean): ProvedAccess {
  return { access, outcome, isExpected, problem: null };
}
