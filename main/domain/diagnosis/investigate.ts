import type { DiagnosisView } from '../../../contract/areas/diagnosis.ts';
import type { TokenId } from '../../../contract/values/ids.ts';
import { AppError } from '../../ports/app-error.ts';
import { historyStep, journalEntry, type Actor } from '../audit/entry.ts';
import type { OpenedToken } from '../tokens/bank-caller.ts';
import { withStep } from '../tokens/token.ts';
import { askOrdinaryHost, type OrdinaryFindings } from './ask-ordinary-host.ts';
import { askSecuredHost, type SecuredFindings } from './ask-secured-host.ts';
import { diagnose } from './diagnose.ts';
import type { Evidence, SecretFinding } from './evidence.ts';
import { lastRefusal, recordEvidence, recordFacts, refusalOf } from './record-evidence.ts';
import { DiagnosisReport, type Watch } from './report.ts';
import { Stopped, type InvestigateParts, type Scene } from './scene.ts';

/**
 * Finds out why a token fails: reads our own record and the keychain, then asks the bank by calls that change nothing,
 * each at most once or twice, and ends with the first thing that explains the failure. Works without a network, and
 * says so.
 *
 * Errors: `not-found`, `store-*`. What the bank, the network or the keychain do is evidence.
 * Effects: up to eight reading calls; the token's record learns from them as from any call; a journal line with the
 * verdict.
 */
export async function investigate(
  parts: InvestigateParts,
  actor: Actor,
  tokenId: TokenId,
  watch: Watch<DiagnosisView>,
): Promise<DiagnosisView> {
  const token = parts.tokens.get(tokenId);
  const company = token === null ? null : parts.companies.get(token.companyId);
  if (token === null || company === null) throw new AppError('not-found', { what: 'token' });
  const report = new DiagnosisReport(tokenId, parts.clock, watch);
  const scene: Scene = { parts, token, company, report, isStopped: watch.isStopped };
  const evidence = await gather(scene).catch((error: unknown) => {
    if (error instanceof Stopped) return null;
    throw error;
  });
  const verdict = evidence === null ? null : diagnose(evidence);
  note(parts, actor, tokenId, verdict?.cause ?? null);
  return report.end(verdict);
}

const NOTHING_ASKED: OrdinaryFindings & SecuredFindings = {
  network: null,
  company: null,
  companyAgain: null,
  accounts: null,
  owner: null,
  server: null,
  control: null,
  clockOffMs: null,
  certificate: null,
  securedWithout: null,
  securedWith: null,
};

async function gather(scene: Scene): Promise<Evidence> {
  const { token, company, parts } = scene;
  const bankNow = parts.bankTime.now(company.environment);
  const record = recordEvidence(token, bankNow);
  const local = { record, wentBack: hasWentBack(scene), refusal: null, secret: null, ...NOTHING_ASKED };
  const isUnusable = record.isRevoked || record.isElsewhere || record.frozen !== 'no';
  const result = isUnusable ? 'bad' : record.isOverdue ? 'unclear' : 'good';
  scene.report.add('record', { result, facts: recordFacts(token, bankNow) });
  if (isUnusable) return local;
  const { secret, opened } = await openToken(scene);
  if (opened === null) return { ...local, secret };
  try {
    const ordinary = await askOrdinaryHost(scene, opened);
    const found: Evidence = { ...local, secret, ...ordinary };
    // An access that was refused before explains nothing as long as the certificate was not looked at.
    const open = { ...found, record: { ...record, hasRefusedAccess: false } };
    if (diagnose(open).cause !== 'healthy') return found;
    const secured = await askSecuredHost(scene);
    return { ...found, ...secured, refusal: lookAtPayments(scene) };
  } finally {
    opened.close();
  }
}

async function openToken({ parts, token, report }: Scene): Promise<{
  readonly secret: SecretFinding;
  readonly opened: OpenedToken | null;
}> {
  try {
    const opened = await parts.caller.anew().open(token, false);
    report.add('secret', { result: 'good' });
    return { secret: 'good', opened };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const secret = secretFinding(error);
    report.add('secret', { result: 'bad', problem: { code: error.code, details: {}, incidentId: null } });
    return { secret, opened: null };
  }
}

/** Errors: rethrows what is not about the keychain. */
function secretFinding(error: AppError): SecretFinding {
  if (error.code === 'secret-missing') return 'missing';
  if (error.code === 'secret-changed') return 'changed';
  if (error.code.startsWith('keychain-')) return 'closed';
  throw error;
}

/** The training bank's clock may be moved ahead, so what was seen there says nothing of ours. */
function hasWentBack({ token, company, parts }: Scene): boolean {
  const seen = token.lastSighting?.at ?? null;
  return company.environment !== 'training' && seen !== null && seen > parts.clock.now();
}

function lookAtPayments({ parts, token, report }: Scene): Evidence['refusal'] {
  const payments = parts.payments.list(token.companyId, null);
  if (!payments.some(({ tokenId }) => tokenId === token.tokenId)) return null;
  const refused = lastRefusal(payments, token, parts.clock.now());
  const refusal = refusalOf(refused);
  if (refused === null) report.add('payments', { result: 'good' });
  else {
    const words = (refused.bankMessage ?? '').slice(0, 400);
    report.add('payments', { result: words === '' ? 'unclear' : 'bad', facts: { payment: words } });
  }
  return refusal;
}

function note(parts: InvestigateParts, actor: Actor, tokenId: TokenId, cause: string | null): void {
  const { tokens, clock, publish } = parts;
  const token = tokens.get(tokenId); // as the calls have left it
  if (token === null) return;
  const facts = { at: clock.now(), actor, companyId: token.companyId, subject: token.label };
  const entry = journalEntry('token-diagnosed', { ...facts, details: { cause } });
  tokens.save(withStep(token, historyStep(entry)), entry);
  publish('tokens.changed', { tokenId });
}
