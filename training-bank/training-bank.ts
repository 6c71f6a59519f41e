import {
  answerCabinet,
  replyFromCabinet,
  type CabinetReply,
  type CabinetRequest,
} from './cabinet/cabinet.ts';
import { openBankListeners } from './tls/bank-listeners.ts';
import { bankSettingsSchema, type BankSettings } from './state/bank-settings.ts';
import { viewBank, type BankView } from './cabinet/bank-view.ts';
import type { BankWorld } from './state/bank-world.ts';
import {
  runControl,
  type CertificateFiles,
  type CertificateSpec,
  type ControlAnswer,
  type ControlCommand,
} from './cabinet/control.ts';
import { createFaults } from './state/faults.ts';
import { serveRequest, type ExchangeParts } from './api/http-exchange.ts';
import { preparedOperations } from './state/prepared-operations.ts';
import { preparedState } from './state/prepared-company.ts';
import { createRateCounter } from './state/rate-counter.ts';
import { settleDuePayments } from './state/settlement.ts';
import { createStateKeeper, readStateFile } from './state/state-file.ts';
import { createAuthority, issueClientCertificate, type Authority } from './tls/tls-certificates.ts';
import { createManners } from './tls/tls-manners.ts';
import { sha256Hex } from './api/token-checks.ts';
import { issueToken, type IssuedToken, type TokenSpec } from './cabinet/token-issue.ts';

/** How a training bank is opened. */
export interface TrainingBankOptions {
  /** The base clock; the bank adds its movable offset. */
  readonly now: () => Date;
  /** Where the bank keeps its memory between runs; nowhere when absent. No secret is in it. */
  readonly stateFile?: string;
  /** Any free port when absent. The bank listens on 127.0.0.1 only. */
  readonly ports?: { readonly ordinary?: number; readonly secured?: number };
  /** Units: milliseconds by the bank's clock that a payment stays in progress; 3000 when absent. */
  readonly settleAfterMs?: number;
  /** The uncertain points of tapi.md §11. */
  readonly settings?: Partial<BankSettings>;
  /** The clock of the rates of §5.11, which does not move with the bank's. Units: milliseconds. */
  readonly monotonicMs?: () => number;
}

/** A bank that runs on this PC. */
export interface TrainingBank {
  /** `https://127.0.0.1:PORT/openapi` */
  readonly ordinaryBaseUrl: string;
  /** `https://127.0.0.1:PORT` */
  readonly securedBaseUrl: string;
  /** `https://127.0.0.1:PORT/cabinet` */
  readonly cabinetUrl: string;
  /** The authority of both listeners, new at each start. */
  readonly caPem: string;
  readonly accounts: readonly string[];
  /** What online banking does; the text is shown this once. Errors: throws when the addresses are not acceptable. */
  readonly issueToken: (spec: TokenSpec) => IssuedToken;
  /** What online banking does: RSA-2048, a year, the private key handed out this once and kept nowhere. */
  readonly issueCertificate: (spec: CertificateSpec) => CertificateFiles;
  readonly revokeToken: (text: string) => void;
  /** Never throws; the same commands are taken by `POST /cabinet/control`. */
  readonly control: (command: ControlCommand) => ControlAnswer;
  readonly snapshot: () => BankView;
  /** The cabinet's pages and commands for a window of this process; over HTTPS they are at `cabinetUrl`. */
  readonly cabinet: (request: CabinetRequest) => CabinetReply;
  /** How far the bank's clock stands before the base clock. Units: ms. */
  readonly clockAheadMs: () => number;
  /** Effects: closes every connection, hanging ones too, and writes the memory. Calling twice is safe. */
  readonly stop: () => Promise<void>;
}

const defaultSettleAfterMs = 3000;

/** A certificate is valid for a year. Units: days. Source: tapi.md §4.1. */
const certificateDays = 365;

/**
 * Opens the bank: a prepared company on two TLS listeners, or the company of `stateFile` as it was left.
 * Errors: rejects when a port is taken, or when the state file exists and cannot be read (it is left as it is).
 * Source: tapi.md §10.
 */
export async function startTrainingBank(options: TrainingBankOptions): Promise<TrainingBank> {
  const world = await openWorld(options);
  const clientAuthority = createAuthority('Klyuchnik training bank, clients');
  const keeper = createStateKeeper(options.stateFile, world.state);
  const faults = createFaults();
  const manners = createManners([...world.state.clientAuthorityPems, clientAuthority.certificatePem]);
  const issueCertificate = (spec: CertificateSpec): CertificateFiles =>
    issueCertificateBy(world, clientAuthority, spec);
  const view = (): BankView => {
    settleDuePayments(world);
    return viewBank(world, { certificateMode: listeners.certificateMode(), faults: faults.list() });
  };
  const control = (command: unknown): ControlAnswer =>
    runControl(
      world,
      { faults, setCertificateMode: listeners.setCertificateMode, issueCertificate },
      command,
    );
  const parts: ExchangeParts = {
    world,
    faults,
    keeper,
    certificateMode: () => listeners.certificateMode(),
    answerCabinet: (request, message) => answerCabinet({ view, control }, request, message),
    reset: (listener, message) => listeners.reset(listener, message),
  };
  const listeners = await openBankListeners({
    ports: options.ports ?? {},
    manners,
    certificateMode: world.settings.certificateMode,
    serve: (listener, message, response) => void serveRequest(parts, listener, message, response),
  });
  await keeper.save().catch(async (error: unknown) => {
    await listeners.close();
    throw error;
  });
  const saved = <Result>(result: Result): Result => {
    // Written behind the caller's back; a failure is met again, and told, by the next request or by stop().
    keeper.save().catch(() => undefined);
    return result;
  };
  return {
    ordinaryBaseUrl: `https://127.0.0.1:${listeners.ordinaryPort}/openapi`,
    securedBaseUrl: `https://127.0.0.1:${listeners.securedPort}`,
    cabinetUrl: `https://127.0.0.1:${listeners.ordinaryPort}/cabinet`,
    caPem: manners.authorityPem,
    accounts: world.state.accounts.map((account) => account.number),
    issueToken: (spec) => saved(issueToken(world, spec)),
    issueCertificate: (spec) => saved(issueCertificate(spec)),
    revokeToken: (text) => saved(revokeToken(world, text)),
    control: (command) => saved(control(command)),
    snapshot: view,
    cabinet: (request) => saved(replyFromCabinet({ view, control }, request)),
    clockAheadMs: () => world.state.clockOffsetMs,
    stop: async () => {
      await listeners.close();
      await keeper.save();
    },
  };
}

function issueCertificateBy(world: BankWorld, authority: Authority, spec: CertificateSpec): CertificateFiles {
  const issuedAt = world.now();
  const days = spec.days ?? certificateDays;
  const { certificatePem, privateKeyPem, fingerprint, notAfter } = issueClientCertificate(authority, {
    issuedAt,
    days,
  });
  rememberAuthority(world, authority.certificatePem);
  world.state.certificates.push({
    label: spec.label,
    fingerprint,
    issuedAt: issuedAt.toISOString(),
    notAfter: notAfter.toISOString(),
  });
  return { certificatePem, privateKeyPem };
}

/** Only authorities that have issued something are remembered, so that restarts do not pile them up. */
function rememberAuthority(world: BankWorld, certificatePem: string): void {
  const { clientAuthorityPems } = world.state;
  if (!clientAuthorityPems.includes(certificatePem)) clientAuthorityPems.push(certificatePem);
}

async function openWorld(options: TrainingBankOptions): Promise<BankWorld> {
  const earlier = options.stateFile === undefined ? null : await readStateFile(options.stateFile);
  const state = earlier ?? preparedState(options.now());
  return {
    state,
    settings: bankSettingsSchema.parse(options.settings ?? {}),
    preparedOperations: preparedOperations(state.preparedAt),
    rates: createRateCounter(options.monotonicMs ?? (() => performance.now())),
    settleAfterMs: options.settleAfterMs ?? defaultSettleAfterMs,
    now: () => new Date(options.now().getTime() + state.clockOffsetMs),
  };
}

function revokeToken(world: BankWorld, text: string): void {
  const hash = sha256Hex(text);
  const token = world.state.tokens.find((candidate) => candidate.textSha256 === hash);
  if (token !== undefined) token.revokedAt ??= world.now().toISOString();
}
