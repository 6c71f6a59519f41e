import { createSecureContext, type SecureContext, type SecureContextOptions } from 'node:tls';
import { Agent, buildConnector } from 'undici';
import type { BankClientCertificate } from '../../ports/bank-ports.ts';
import type { Timers } from '../../ports/ports.ts';
import { untilServerAccepts } from './connector.ts';
import { UnusableCertificate } from './unusable-certificate.ts';

/** The two hosts of an environment; only the secured one sees a client certificate. Source: tapi.md §1. */
export type BankHost = 'ordinary' | 'secured';

export interface AgentLimits {
  /** Units: milliseconds for TCP and TLS together. */
  readonly connectTimeoutMs: number;
  /** Units: bytes of one answer's body. */
  readonly maxResponseBytes: number;
}

export interface AgentParams {
  readonly environment: string;
  readonly baseUrl: string;
  readonly host: BankHost;
  readonly certificate: BankClientCertificate | null;
  /** PEM certificates that may sign the server. */
  readonly authorities: readonly string[];
}

export interface Agents {
  /**
   * Returns the connections for this host and this certificate, the same as last time if nothing about them changed.
   * Errors: throws `UnusableCertificate` when certificate and key cannot be used together.
   */
  agentFor(params: AgentParams): Agent;
  /** Effects: no later call uses connections made with this certificate; calls under way may end. */
  forgetCertificate(certificateId: string): void;
  /** Effects: breaks every connection, calls under way too. */
  close(): Promise<void>;
}

interface Kept {
  readonly params: AgentParams;
  readonly agent: Agent;
}

/**
 * Keeps one undici agent per environment, host and certificate, so that no connection and no TLS session is ever shared
 * between two certificates. HTTP/1.1 only, one request at a time on a connection, no repeats, no redirects.
 * Source: security.md §0 F8 (over HTTP/2 undici repeats a POST by itself), §5 (wrong identity on a pooled socket).
 */
export function createAgents(limits: AgentLimits, timers: Timers): Agents {
  const kept = new Map<string, Kept>();
  const retired = new Set<Agent>();

  const retire = (key: string, agent: Agent): void => {
    kept.delete(key);
    retired.add(agent);
    // Waits for calls under way: breaking a payment would leave its outcome unknown.
    void agent.close().then(
      () => retired.delete(agent),
      () => retired.delete(agent),
    );
  };

  return {
    agentFor(params) {
      const key = JSON.stringify([
        params.environment,
        params.host,
        params.certificate?.certificateId ?? null,
      ]);
      const known = kept.get(key);
      if (known !== undefined && isSame(known.params, params)) return known.agent;
      const agent = newAgent(params, limits, timers);
      if (known !== undefined) retire(key, known.agent);
      kept.set(key, { params, agent });
      return agent;
    },
    forgetCertificate(certificateId) {
      for (const [key, { params, agent }] of kept) {
        if (params.certificate?.certificateId === certificateId) retire(key, agent);
      }
    },
    async close() {
      const all = [...retired, ...[...kept.values()].map(({ agent }) => agent)];
      kept.clear();
      await Promise.all(all.map((agent) => agent.destroy()));
    },
  };
}

function isSame(known: AgentParams, params: AgentParams): boolean {
  return (
    known.baseUrl === params.baseUrl &&
    known.authorities === params.authorities &&
    known.certificate?.chainPem === params.certificate?.chainPem
  );
}

function newAgent(params: AgentParams, limits: AgentLimits, timers: Timers): Agent {
  const connect = buildConnector({
    allowH2: false,
    secureContext: secureContextOf(params),
    // The default, said aloud: NODE_TLS_REJECT_UNAUTHORIZED=0 in somebody's environment must not reach the bank.
    rejectUnauthorized: true,
    timeout: limits.connectTimeoutMs,
    maxCachedSessions: 0,
  });
  return new Agent({
    allowH2: false,
    pipelining: 1,
    maxResponseSize: limits.maxResponseBytes,
    connect: params.host === 'secured' ? untilServerAccepts(connect, timers) : connect,
  });
}

function secureContextOf({ authorities, certificate }: AgentParams): SecureContext {
  const server: SecureContextOptions = { ca: [...authorities], minVersion: 'TLSv1.2' };
  if (certificate === null) return createSecureContext(server);
  const key = Buffer.from(certificate.key.revealBytes().buffer);
  try {
    return createSecureContext({ ...server, cert: certificate.chainPem, key });
  } catch {
    throw new UnusableCertificate(); // without the cause: what OpenSSL says about a key stays here
  } finally {
    key.fill(0);
  }
}
