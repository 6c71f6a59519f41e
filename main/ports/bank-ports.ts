import type { ErrorCode } from '../../contract/error-codes.ts';
import type { Instant, LocalDate } from '../../contract/values/dates.ts';
import type { Secret } from './secret.ts';

/**
 * How long a sending may take before we give up waiting for its answer: longer than a read, since giving up leaves
 * money in doubt.
 * Units: milliseconds. Source: own choice; tapi.md names none.
 */
export const SEND_DEADLINE_MS = 60_000;

/**
 * What a call to the bank is made with. Secrets are taken from the keychain just before the call and wiped after it.
 */
export interface BankCredentials {
  /** Names the environment, and with it the only hosts the call may go to. */
  readonly environment: string;
  /** Counted together by the rate limiter. */
  readonly tokenId: string;
  readonly token: Secret;
  /** Needed by the calls of the secured host. */
  readonly certificate: BankClientCertificate | null;
}

export interface BankClientCertificate {
  readonly certificateId: string;
  /** The certificate and, where there are some, its intermediates; PEM. */
  readonly chainPem: string;
  /** The private key as unencrypted PKCS#8 PEM. */
  readonly key: Secret;
}

/** Codes that a call to the bank can end with. */
export type BankProblemCode = Extract<
  ErrorCode,
  | `bank-${string}`
  | 'tls-untrusted'
  | 'client-certificate-missing'
  | 'client-certificate-expired'
  | 'client-certificate-not-bound'
>;

/** Why a call failed. No bodies, no headers: only what helps a person or the bank's support. */
export interface BankProblem {
  readonly code: BankProblemCode;
  readonly httpStatus: number | null;
  /** The bank's own error id, for its support; at most 50 characters. */
  readonly errorId: string | null;
  /** The bank's text for people; at most 400 characters. */
  readonly message: string | null;
  /** Our X-Request-Id, which the bank's support can search for. */
  readonly requestId: string;
  /** Whose token was used; left out where the caller knows. */
  readonly tokenId?: string;
  /** Its name. */
  readonly token?: string;
}

/** Outcome of a call that only reads; it may be repeated. */
export type ReadOutcome<T> =
  | { readonly kind: 'answered'; readonly value: T }
  | { readonly kind: 'failed'; readonly problem: BankProblem };

/**
 * Outcome of a call that may move money or make a document.
 * `refused`: the bank said no in a documented way. `not-sent`: provably nothing left this computer.
 * `unknown`: everything else; money may have moved.
 */
export type SendOutcome<T> =
  | { readonly kind: 'accepted'; readonly value: T }
  | { readonly kind: 'refused' | 'not-sent' | 'unknown'; readonly problem: BankProblem };

export interface BankCompany {
  readonly name: string;
  readonly inn: string;
  /** `0` when there is none. */
  readonly kpp: string;
}

/** Units: kopecks. */
export interface BankAccount {
  readonly accountNumber: string;
  readonly name: string;
  readonly accountType: string;
  readonly status: string;
  readonly currency: string;
  readonly isMain: boolean;
  readonly bankBik: string;
  readonly balanceMinor: number;
  readonly availableMinor: number;
  readonly heldMinor: number;
}

export interface StatementQuery {
  readonly accountNumber: string;
  /** Inclusive. */
  readonly from: Instant;
  /** Exclusive. */
  readonly to: Instant;
  readonly cursor: string | null;
  readonly limit: number;
}

/** Units: kopecks. Texts are empty where the bank left them out. */
export interface BankOperation {
  readonly operationId: string;
  readonly at: Instant | null;
  readonly direction: 'in' | 'out';
  readonly amountMinor: number;
  readonly status: string;
  readonly documentNumber: string;
  readonly counterpartyName: string;
  readonly counterpartyInn: string;
  readonly counterpartyAccount: string;
  readonly counterpartyKpp: string;
  readonly counterpartyBik: string;
  readonly counterpartyBankName: string;
  readonly counterpartyCorrAccount: string;
  readonly purpose: string;
  readonly category: string;
  /** The day of the document itself; `null` where the bank left it out. */
  readonly documentDay: LocalDate | null;
  /** Field 18 of the document (`01`, `17`…). Source: tapi.md §5.3, `vo`. */
  readonly documentKind: string;
  /** Field 21; `null` where the bank left it out. */
  readonly priority: number | null;
  /** The fields of a payment to the budget; `null` in others. */
  readonly tax: BankTax | null;
}

/** The fields of a payment to the budget as the statement tells them. Source: tapi.md §5.3, `tax`. */
export interface BankTax {
  readonly payerStatus: string;
  readonly kbk: string;
  readonly oktmo: string;
  readonly evidence: string;
  readonly period: string;
  readonly docNumber: string;
  readonly docDate: string;
  readonly uin: string;
}

export interface BankStatementPage {
  readonly operations: readonly BankOperation[];
  readonly balances: {
    readonly beginMinor: number;
    readonly endMinor: number;
    readonly inMinor: number;
    readonly outMinor: number;
  } | null;
  readonly nextCursor: string | null;
}

/** A payment as the bank has to be told of it. Source: tapi.md §5.4, §5.8. Units: kopecks. */
export interface BankOrder {
  readonly fromAccountNumber: string;
  readonly payee: {
    readonly name: string;
    readonly inn: string;
    /** `0` when there is none. */
    readonly kpp: string;
    readonly bik: string;
    readonly bankName: string | null;
    readonly corrAccountNumber: string | null;
    readonly accountNumber: string;
  };
  readonly purpose: string;
  readonly amountMinor: number;
  readonly documentNumber: number;
  readonly executionOrder: number;
  readonly uin: string | null;
  readonly tax: {
    readonly payerStatus: string;
    readonly kbk: string;
    readonly oktmo: string;
    readonly evidence: string;
    readonly period: string;
    readonly docNumber: string;
    readonly docDate: string;
    /** Whose tax it is, when not the payer's. */
    readonly thirdParty?: { readonly inn: string; readonly kpp: string; readonly name: string } | undefined;
  } | null;
  /** Field 20; `null` where there is none. */
  readonly revenueTypeCode: string | null;
}

/** The exact bytes to send, made once, stored with the intention, and sent again unchanged if they ever are. */
export interface PreparedOrder {
  /** The caller's `id` of the payment; `null` for a bank draft, which has none. */
  readonly bankPaymentId: string | null;
  readonly body: string;
}

export type BankPaymentState =
  | { readonly kind: 'unknown-id' }
  | {
      readonly kind: 'known';
      readonly status: 'IN_PROGRESS' | 'EXECUTED' | 'FAILED' | 'CANCELLED';
      readonly errorMessage: string | null;
    };

export interface BankDocumentState {
  readonly documentId: string;
  /**
   * The bank's own word; no list of them is published. `null` when the bank answered with an error for this document.
   */
  readonly status: string | null;
  readonly errorMessage: string | null;
}

/** The bank as the rest of main sees it: T-API behind, no vendor's names above. */
export interface Bank {
  /** Returns the card of the company to which the token belongs. */
  company(credentials: BankCredentials): Promise<ReadOutcome<BankCompany>>;
  accounts(credentials: BankCredentials): Promise<ReadOutcome<readonly BankAccount[]>>;
  statementPage(credentials: BankCredentials, query: StatementQuery): Promise<ReadOutcome<BankStatementPage>>;
  /** Makes the bytes of a direct payment; pure. `meta` comes back with the status. */
  prepareOrder(
    order: BankOrder,
    bankPaymentId: string,
    meta: Readonly<Record<string, string>>,
  ): PreparedOrder;
  /** Makes the bytes of a bank draft; pure. `date`: Moscow day written on the document. */
  prepareDraft(order: BankOrder, date: LocalDate): PreparedOrder;
  /** Sends a payment once. Effects: money moves when it is accepted, and may have moved when the outcome is unknown. */
  pay(credentials: BankCredentials, prepared: PreparedOrder): Promise<SendOutcome<null>>;
  paymentState(credentials: BankCredentials, bankPaymentId: string): Promise<ReadOutcome<BankPaymentState>>;
  /**
   * Lays a draft into online banking once. The bank has no duplicate protection here. Effects: no money moves until
   * a person signs it there.
   */
  createDraft(
    credentials: BankCredentials,
    prepared: PreparedOrder,
  ): Promise<SendOutcome<{ readonly documentId: string }>>;
  documentStates(
    credentials: BankCredentials,
    documentIds: readonly string[],
  ): Promise<ReadOutcome<readonly BankDocumentState[]>>;
  /**
   * Asks the bank of an environment for nothing but the time of its answer, once and without a token; whoever listens
   * hears it. Errors: none.
   */
  askTime(environment: string): Promise<void>;
}

/** A harmless question to the bank; there is no kind that changes anything. Source: tapi.md §5.1, §5.2, §5.5. */
export type BankProbe =
  | { readonly kind: 'company' }
  | { readonly kind: 'accounts' }
  /** Asks the secured host for a payment that nobody made: only the way there is of interest. */
  | { readonly kind: 'payment-state'; readonly bankPaymentId: string };

/** One try of a probe, with what it showed besides its outcome. No bodies, no headers but the server's clock. */
export interface ProbeAnswer {
  /** `null` when the bank answered as documented. */
  readonly problem: BankProblem | null;
  readonly httpStatus: number | null;
  readonly requestId: string;
  /** The bank's own error code, for its support. */
  readonly errorCode: string | null;
  /** What the transport said when no answer came, for instance `ENOTFOUND`. */
  readonly transport: string | null;
  /** The time of day by the server's clock. */
  readonly bankTime: Instant | null;
  /** Units: milliseconds. */
  readonly ms: number;
  /** What the company card says, for the probe of that name. */
  readonly company: BankCompany | null;
}

/** The certificate that a server showed, and whether we believe it. */
export interface ServerLook {
  /** The host that was asked, with its port. */
  readonly host: string;
  /** `null` when the handshake was good, else the code of the refusal. */
  readonly refusal: string | null;
  /** Who the server says it is and who signed that; `null` where the handshake did not get that far. */
  readonly subject: string | null;
  readonly issuer: string | null;
  readonly validFrom: Instant | null;
  readonly validTo: Instant | null;
}

/** Questions by which a diagnosis finds out why a token fails. */
export interface BankProbes {
  /** Asks once, without repeating. Errors: those of the calls of `Bank`; a failure of the bank is in the answer. */
  probe(credentials: BankCredentials, probe: BankProbe): Promise<ProbeAnswer>;
  /** Shakes hands with the ordinary host and hangs up; sends nothing. Checks as strictly as any call. */
  lookAtServer(environment: string): Promise<ServerLook>;
}

/** The authority in which the verified chain of a server of the bank ended. */
export interface SeenAuthority {
  /** The bare name of the host that showed the chain. */
  readonly host: string;
  /** The server's own certificate: whom it names, and who signed it. */
  readonly server: { readonly subject: string; readonly issuer: string };
  /** The root: PEM, and what people compare. `sha256`: of the DER form, hex. */
  readonly pem: string;
  readonly subject: string;
  readonly sha256: string;
  readonly notBefore: Instant;
  readonly notAfter: Instant;
}

/**
 * What calls to the bank found out about its authorities. `first`: the first connection to a host, which is pinned to
 * this authority from now on. `unknown`: a server proved itself by an authority that is not pinned, and every call to
 * the environment is refused. `known`: it shows a pinned one again, and calls pass.
 */
export type AuthorityNews =
  | { readonly kind: 'first' | 'unknown'; readonly environment: string; readonly seen: SeenAuthority }
  | { readonly kind: 'known'; readonly environment: string };
