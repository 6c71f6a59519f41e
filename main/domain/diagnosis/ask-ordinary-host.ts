import type { DiagnosisFacts, DiagnosisStep, DiagnosisStepName } from '../../../contract/areas/diagnosis.ts';
import { msBetween } from '../../../contract/values/dates.ts';
import { AppError } from '../../ports/app-error.ts';
import type { BankCompany, BankProbe, BankProblem, ProbeAnswer } from '../../ports/bank-ports.ts';
import { problemInfo, type OpenedToken } from '../tokens/bank-caller.ts';
import { freezeToken } from '../tokens/freeze-token.ts';
import { canMoveMoney, carries, isCallable, type Token } from '../tokens/token.ts';
import { CLOCK_SKEW_MS } from './diagnose.ts';
import type { CallFinding, Evidence } from './evidence.ts';
import { goOn, type Scene } from './scene.ts';

/** What the ordinary host, and the way to it, showed. */
export type OrdinaryFindings = Pick<
  Evidence,
  'network' | 'company' | 'companyAgain' | 'accounts' | 'owner' | 'server' | 'control' | 'clockOffMs'
>;

/** Failures on the way to the bank, before it has said anything of the token. */
const ON_THE_WAY: readonly string[] = ['bank-unreachable', 'bank-timeout', 'bank-connection-lost'];

/** Refusals that another token of the company may share; where it does not, the token itself is at fault. */
const OF_THE_TOKEN: readonly string[] = [
  'bank-token-dead',
  'bank-ip-not-listed',
  'bank-company-changed',
  'bank-forbidden',
];

export function findingOf({ problem, transport }: ProbeAnswer): CallFinding {
  return { code: problem?.code ?? null, transport };
}

/**
 * Asks for the company's card, once more after a 401; by the accounts where the card was not ticked; then, by what
 * came, looks at the network, at the server's certificate, and at another token of the company for comparison.
 * Effects: up to four reading calls, up to one more by the ledger after a 401; a token that the bank knows as another
 * company's is frozen.
 */
export async function askOrdinaryHost(scene: Scene, opened: OpenedToken): Promise<OrdinaryFindings> {
  const first = await ask(scene, opened, { kind: 'company' });
  const owner = first.company === null ? null : ownerOf(scene, first.company);
  reportCompany(scene, first, owner);
  const again = first.problem?.code === 'bank-token-dead' ? await askAgain(scene, opened) : null;
  const last = again ?? first;
  await learn(scene, opened, last.problem);
  if (owner === 'other-inn') freezeForeign(scene, first.company);
  const accounts = await askAccounts(scene, opened, last);
  return {
    company: findingOf(first),
    companyAgain: again === null ? null : findingOf(again),
    accounts: accounts === null ? null : findingOf(accounts),
    owner,
    network: await lookAtNetwork(scene, last),
    server: await lookAtServer(scene, last),
    control: await askControl(scene, accounts ?? last),
    clockOffMs: compareClocks(scene, [accounts, again, first]),
  };
}

async function ask(
  { parts, isStopped }: Scene,
  { credentials }: OpenedToken,
  probe: BankProbe,
): Promise<ProbeAnswer> {
  goOn({ isStopped });
  return parts.probes.probe(credentials, probe);
}

/** The sandbox answers with constants for every company. Source: tapi.md §1. */
function ownerOf({ company }: Scene, { inn, kpp }: BankCompany): Evidence['owner'] {
  if (company.environment === 'sandbox') return 'same';
  if (inn !== company.inn) return 'other-inn';
  return kpp === company.kpp ? 'same' : 'other-kpp';
}

function reportCompany(scene: Scene, answer: ProbeAnswer, owner: Evidence['owner']): void {
  const { company, report } = scene;
  const shown = answer.company;
  const facts: DiagnosisFacts =
    shown === null ? {} : { inn: shown.inn, kpp: shown.kpp, ourInn: company.inn, ourKpp: company.kpp };
  const isUnticked = isOnlyUnticked(scene, answer);
  const isGood = owner === 'same';
  const problem = answer.problem === null || isUnticked ? null : problemInfo(answer.problem);
  report.add('company', { result: isUnticked ? 'unclear' : isGood ? 'good' : 'bad', answer, problem, facts });
}

/** Refused for want of an access that the record does not name either: the token lives. */
function isOnlyUnticked({ token }: Scene, { problem }: ProbeAnswer): boolean {
  return problem?.code === 'bank-access-missing' && !carries(token, 'company-info');
}

async function askAgain(scene: Scene, opened: OpenedToken): Promise<ProbeAnswer> {
  const again = await ask(scene, opened, { kind: 'company' });
  reportAnswer(scene, 'company-again', again);
  return again;
}

async function askAccounts(
  scene: Scene,
  opened: OpenedToken,
  last: ProbeAnswer,
): Promise<ProbeAnswer | null> {
  if (!isOnlyUnticked(scene, last) || !carries(scene.token, 'accounts')) return null;
  const answer = await ask(scene, opened, { kind: 'accounts' });
  reportAnswer(scene, 'accounts', answer);
  await scene.parts.caller.note(opened, 'accounts', answer.problem);
  return answer;
}

function reportAnswer({ report }: Scene, step: DiagnosisStepName, answer: ProbeAnswer): void {
  const problem = answer.problem === null ? null : problemInfo(answer.problem);
  report.add(step, { result: problem === null ? 'good' : 'bad', answer, problem });
}

/** The record learns from the card as from any call, unless the card was only not ticked. */
async function learn(scene: Scene, opened: OpenedToken, problem: BankProblem | null): Promise<void> {
  if (problem?.code === 'bank-access-missing' && !carries(scene.token, 'company-info')) return;
  await scene.parts.caller.note(opened, 'company-info', problem);
}

function freezeForeign({ parts, token }: Scene, found: BankCompany | null): void {
  freezeToken(parts, token.tokenId, {
    code: 'token-belongs-elsewhere',
    details: { inn: found?.inn ?? '' },
  });
}

async function lookAtNetwork(scene: Scene, last: ProbeAnswer): Promise<Evidence['network']> {
  if (!ON_THE_WAY.includes(last.problem?.code ?? '')) return null;
  const read = await scene.parts.network.read();
  // The training bank is on this computer and needs no network.
  const isLocal = scene.company.environment === 'training';
  const facts = isLocal ? { isConnected: true, hasProxy: false } : read;
  const result = !facts.isConnected ? 'bad' : facts.hasProxy ? 'unclear' : 'good';
  scene.report.add('network', { result });
  return facts;
}

async function lookAtServer(scene: Scene, last: ProbeAnswer): Promise<Evidence['server']> {
  if (last.problem?.code !== 'tls-untrusted') return null;
  goOn(scene);
  const look = await scene.parts.probes.lookAtServer(scene.company.environment);
  const { host, refusal, issuer, validFrom, validTo } = look;
  const isSeen = issuer !== null && validFrom !== null && validTo !== null;
  const facts: DiagnosisFacts = isSeen ? { host, issuer, validFrom, validTo } : { host };
  scene.report.add('server', { result: refusal === null ? 'good' : isSeen ? 'bad' : 'unclear', facts });
  return { refusal };
}

async function askControl(scene: Scene, last: ProbeAnswer): Promise<CallFinding | null> {
  if (!OF_THE_TOKEN.includes(last.problem?.code ?? '')) return null;
  const control = controlToken(scene);
  if (control === null) {
    scene.report.add('control', { result: 'unclear' });
    return null;
  }
  const answer = await askWith(scene, control);
  if (answer === null) return null;
  const isGood = answer.problem === null;
  const result: DiagnosisStep['result'] = isGood ? 'good' : 'bad';
  scene.report.add('control', { result, answer, facts: { label: control.label } });
  return findingOf(answer);
}

/** The weakest other token of the company that can be asked anything. */
function controlToken({ parts, token }: Scene): Token | null {
  const others = parts.tokens
    .list(token.companyId)
    .filter((one) => one.tokenId !== token.tokenId && isCallable(one) && one.sealing === null)
    .filter((one) => carries(one, 'company-info') || carries(one, 'accounts'));
  const [best] = [...others].sort((a, b) => Number(canMoveMoney(a)) - Number(canMoveMoney(b)));
  return best ?? null;
}

async function askWith(scene: Scene, control: Token): Promise<ProbeAnswer | null> {
  const { caller } = scene.parts;
  const access = carries(control, 'company-info') ? 'company-info' : 'accounts';
  try {
    const opened = await caller.open(control, false);
    try {
      const answer = await ask(scene, opened, { kind: access === 'accounts' ? 'accounts' : 'company' });
      await caller.note(opened, access, answer.problem);
      return answer;
    } finally {
      opened.close();
    }
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    scene.report.add('control', { result: 'unclear' }); // its own secret is out of reach: nothing to compare with
    return null;
  }
}

/** Units: milliseconds by which the bank is ahead. */
function compareClocks({ parts, report }: Scene, answers: readonly (ProbeAnswer | null)[]): number | null {
  const [reported] = answers.filter((answer) => answer !== null && answer.bankTime !== null);
  if (reported === undefined || reported === null || reported.bankTime === null) {
    report.add('clock', { result: 'unclear' });
    return null;
  }
  const offMs = msBetween(parts.clock.now(), reported.bankTime);
  const minutes = String(Math.round(Math.abs(offMs) / 60_000));
  report.add('clock', { result: Math.abs(offMs) > CLOCK_SKEW_MS ? 'bad' : 'good', facts: { minutes } });
  return offMs;
}
