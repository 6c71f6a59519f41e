import type {
  AuthorityNews,
  Bank,
  BankCompany,
  BankCredentials,
  BankPaymentState,
  BankProbe,
  BankProbes,
  ProbeAnswer,
} from '../../ports/bank-ports.ts';
import type { PinnedHosts } from './authorities.ts';
import type { TimeListener } from './caller.ts';
import { createClient, type Client, type ClientOptions, type Probed } from './client.ts';
import { environmentOf, type AddedEnvironment } from './environments.ts';
import { jsonOf } from './outcome.ts';
import { prepareDraft, prepareOrder } from './order-bodies.ts';
import {
  accountsOf,
  companyOf,
  documentStatesOf,
  draftOf,
  paymentStateOf,
  statementPageOf,
} from './wire-map.ts';

/** The bank over its T-API, with what only the wiring of the app calls. */
export interface TBank extends Bank, BankProbes {
  /**
   * Makes an environment known, or replaces one of the same name. Errors: throws when a base is not a bare https
   * address, or the name is production or sandbox.
   */
  registerEnvironment(environment: AddedEnvironment): void;
  /**
   * Sets the authorities that a person added for the hosts of one environment; `null` takes them back. Later calls use
   * them.
   */
  setBankCa(environment: string, caPem: string | null): void;
  /**
   * Sets what the vault knows of the authorities of one environment's servers; `null`: nothing, so that the next
   * connection is the first one. Later calls use them.
   */
  setPinned(environment: string, pinned: PinnedHosts | null): void;
  /** Whoever wants to know hears what calls found out about the bank's authorities; `null`: nobody does. */
  hearAuthorities(listener: ((news: AuthorityNews) => void) | null): void;
  /** Whoever wants to know gets the time of every answer of a bank; `null`: nobody does. */
  hearTime(listener: TimeListener | null): void;
  /**
   * Effects: later calls make new connections; nothing of the certificate or its key is kept once calls under way end.
   */
  forgetCertificate(certificateId: string): void;
  /**
   * Effects: breaks every connection; calls that wait or come later are `not-sent` or fail as unreachable. Safe to call
   * twice.
   */
  close(): Promise<void>;
}

/**
 * Makes the bank over T-API: accounts v4, company v1, statement v1, ruble-transfer/pay, payment/{id}, payment/create
 * and payment/status. Reads are tried up to four times, sends once.
 * Errors: calls never reject for what the bank or the network does; they reject, before anything is sent, with
 * `environment-unknown`, and when a secret was wiped.
 * Source: tapi.md §5, §6.3.
 */
export function createTBank(options: ClientOptions): TBank {
  const client = createClient(options);
  return {
    company: (credentials) => client.read(credentials, { method: 'company', parse: companyOf }),
    accounts: (credentials) => client.read(credentials, { method: 'accounts', parse: accountsOf }),
    statementPage: (credentials, query) =>
      client.read(credentials, {
        method: 'statement',
        query: {
          accountNumber: query.accountNumber,
          from: query.from,
          to: query.to,
          limit: String(query.limit),
          withBalances: 'true',
          ...(query.cursor === null ? {} : { cursor: query.cursor }),
        },
        parse: (value) => statementPageOf(value, query.accountNumber),
      }),
    prepareOrder,
    prepareDraft,
    pay: (credentials, prepared) =>
      client.send(credentials, { method: 'pay', body: prepared.body, parse: emptyOrJson }),
    paymentState: (credentials, bankPaymentId) =>
      client.read<BankPaymentState>(credentials, {
        method: 'payment-state',
        id: bankPaymentId,
        parse: paymentStateOf,
        missing: { kind: 'unknown-id' },
      }),
    createDraft: (credentials, prepared) =>
      client.send(credentials, {
        method: 'create-draft',
        body: prepared.body,
        parse: (text) => {
          const value = draftOf(jsonOf(text));
          return value === null ? null : { value };
        },
      }),
    documentStates: (credentials, documentIds) =>
      client.read(credentials, {
        method: 'document-states',
        body: JSON.stringify({ documentIds }),
        parse: documentStatesOf,
      }),
    probe: (credentials, probe) => probeWith(client, credentials, probe),
    askTime: client.askTime,
    hearTime: client.hearTime,
    lookAtServer: client.lookAtServer,
    registerEnvironment: (environment) => client.setEnvironment(environmentOf(environment)),
    hearAuthorities: client.hearAuthorities,
    setBankCa: client.setBankCa,
    setPinned: client.setPinned,
    forgetCertificate: client.forgetCertificate,
    close: client.close,
  };
}

/**
 * `pay` answers without a body; some other JSON may come, but a page of somebody else's is no answer of the bank.
 * Source: tapi.md §5.4.
 */
function emptyOrJson(text: string): { readonly value: null } | null {
  return text.trim() === '' || jsonOf(text) !== undefined ? { value: null } : null;
}

async function probeWith(
  client: Client,
  credentials: BankCredentials,
  probe: BankProbe,
): Promise<ProbeAnswer> {
  switch (probe.kind) {
    case 'company': {
      const probed = await client.probe(credentials, { method: 'company', parse: companyOf });
      const company = probed.outcome.kind === 'answered' ? probed.outcome.value : null;
      return probeAnswer(probed, company);
    }
    case 'accounts':
      return probeAnswer(await client.probe(credentials, { method: 'accounts', parse: accountsOf }), null);
    case 'payment-state': {
      const call = { method: 'payment-state', id: probe.bankPaymentId, parse: paymentStateOf } as const;
      const missing: BankPaymentState = { kind: 'unknown-id' };
      return probeAnswer(await client.probe<BankPaymentState>(credentials, { ...call, missing }), null);
    }
  }
}

function probeAnswer(probed: Probed<unknown>, company: BankCompany | null): ProbeAnswer {
  const { outcome, date, httpStatus, requestId, errorCode, transport, ms } = probed;
  const bankMs = date === null ? Number.NaN : Date.parse(date);
  return {
    problem: outcome.kind === 'answered' ? null : outcome.problem,
    bankTime: Number.isNaN(bankMs) ? null : new Date(bankMs).toISOString(),
    httpStatus,
    requestId,
    errorCode,
    transport,
    ms,
    company,
  };
}
