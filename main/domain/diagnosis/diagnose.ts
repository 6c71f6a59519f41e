import type { DiagnosisCause, DiagnosisNext, DiagnosisVerdict } from '../../../contract/areas/diagnosis.ts';
import type { BankProblemCode } from '../../ports/bank-ports.ts';
import type { CallFinding, Evidence } from './evidence.ts';

/**
 * A clock further off than this is wrong. Source: RFC 4120 §5.2.6 takes five minutes for the skew that systems bear;
 * own choice to follow it.
 */
export const CLOCK_SKEW_MS = 5 * 60_000;

type Confidence = DiagnosisVerdict['confidence'];

/** Where each cause leads. No step among them makes the app change anything at the bank. */
export const NEXT_STEPS: Readonly<Record<DiagnosisCause, DiagnosisNext>> = {
  healthy: 'none',
  revoked: 'reissue',
  'secret-elsewhere': 'reissue',
  'keychain-closed': 'unlock-keychain',
  'secret-missing': 'restore',
  'secret-overwritten': 'restore',
  'belongs-elsewhere': 'restore',
  'no-network': 'retry',
  dns: 'retry',
  proxy: 'retry',
  unreachable: 'retry',
  'tls-untrusted': 'trust',
  'authority-unknown': 'trust',
  'clock-wrong': 'retry',
  'bank-down': 'retry',
  rate: 'retry',
  unreadable: 'retry',
  'token-dead': 'reissue',
  'token-lapsed': 'reissue',
  'ip-not-listed': 'reissue',
  'company-changed': 'reissue',
  'company-record-differs': 'settings',
  'access-missing': 'reissue',
  forbidden: 'accesses',
  'no-sign-right': 'reissue',
  'certificate-missing': 'certificates',
  'certificate-expired': 'certificates',
  'certificate-key-missing': 'certificates',
  'certificate-refused': 'certificates',
  'certificate-not-bound': 'certificates',
  limit: 'none',
};

/**
 * Causes that rest on what the bank does not document. Source: tapi.md §2.4 (status of the answer), §4.5, §6.2 d,
 * §11.2, §11.3, §11.12.
 */
const INFERRED: readonly DiagnosisCause[] = [
  'company-changed',
  'no-sign-right',
  'certificate-refused',
  'certificate-not-bound',
  'limit',
];

/**
 * Gives the verdict over what was found: a walk down one tree, nearest causes first (our own record and keychain, then
 * the way to the bank, then what the bank says of the token, then the certificate, then the last refusal). Always gives
 * one.
 */
export function diagnose(evidence: Evidence): DiagnosisVerdict {
  return (
    byRecord(evidence) ??
    bySecret(evidence) ??
    byOrdinaryHost(evidence) ??
    byOwner(evidence) ??
    byClock(evidence) ??
    byCertificate(evidence) ??
    byRefusal(evidence) ??
    verdict('healthy', 'proved')
  );
}

function verdict(
  cause: DiagnosisCause,
  confidence: Confidence,
  alternatives: readonly DiagnosisCause[] = [],
): DiagnosisVerdict {
  const next = NEXT_STEPS[cause];
  return { cause, confidence, alternatives: [...alternatives], next, isInferred: INFERRED.includes(cause) };
}

function byRecord({ record }: Evidence): DiagnosisVerdict | null {
  if (record.isRevoked) return verdict('revoked', 'proved');
  if (record.isElsewhere) return verdict('secret-elsewhere', 'proved');
  if (record.frozen === 'belongs-elsewhere') return verdict('belongs-elsewhere', 'proved');
  if (record.frozen === 'secret-changed') return verdict('secret-overwritten', 'proved');
  return null;
}

function bySecret({ secret }: Evidence): DiagnosisVerdict | null {
  switch (secret) {
    case 'closed':
      return verdict('keychain-closed', 'proved');
    case 'missing':
      return verdict('secret-missing', 'proved');
    case 'changed':
      return verdict('secret-overwritten', 'proved');
    case 'good':
    case null:
      return null;
  }
}

function byOrdinaryHost(evidence: Evidence): DiagnosisVerdict | null {
  const { company, accounts, record } = evidence;
  if (company === null) return verdict('unreachable', 'unclear', ['bank-down']);
  const first = onOrdinaryHost(evidence, answered(evidence));
  if (first === null) return null;
  // The card of the company was not ticked: that it is refused proves that the token lives.
  if (first.cause !== 'access-missing' || record.carriesCompanyInfo) return first;
  return accounts === null ? null : onOrdinaryHost(evidence, accounts);
}

/** The answer that counts: after a 401 the second one. */
function answered({ company, companyAgain }: Evidence): CallFinding {
  return companyAgain ?? company ?? { code: null, transport: null };
}

function onOrdinaryHost(evidence: Evidence, finding: CallFinding): DiagnosisVerdict | null {
  const { code } = finding;
  if (code === null) return null;
  if (code === 'bank-token-dead') return dead(evidence);
  return transportVerdict(evidence, finding) ?? refusalVerdict(code);
}

/** A 401 says only that the bank does not take the token. Source: tapi.md §2.4, §6.2, §11.2. */
function dead({ record, control, companyAgain }: Evidence): DiagnosisVerdict {
  if (record.isOverdue) return verdict('token-lapsed', 'likely', ['token-dead']);
  const isConfirmed = companyAgain !== null && control !== null && control.code === null;
  return verdict('token-dead', isConfirmed ? 'proved' : 'likely');
}

function transportVerdict(evidence: Evidence, { code, transport }: CallFinding): DiagnosisVerdict | null {
  switch (code) {
    case 'tls-untrusted':
      return untrusted(evidence);
    case 'bank-authority-unknown':
      return verdict('authority-unknown', 'proved');
    case 'bank-unreachable':
      return unreachable(evidence, transport);
    case 'bank-timeout':
    case 'bank-connection-lost':
      if (evidence.network?.isConnected === false) return verdict('no-network', 'proved');
      return verdict('unreachable', 'unclear', ['bank-down', ...proxyOf(evidence)]);
    case 'bank-down':
      return verdict('bank-down', 'proved');
    case 'bank-rate':
      return verdict('rate', 'proved');
    default:
      return null;
  }
}

/** A certificate "not yet valid" or "over" may be right and our clock wrong. */
function untrusted({ server, wentBack }: Evidence): DiagnosisVerdict {
  const isAboutDates = server?.refusal === 'CERT_NOT_YET_VALID' || server?.refusal === 'CERT_HAS_EXPIRED';
  if (wentBack) return verdict('clock-wrong', 'likely', ['tls-untrusted']);
  if (server?.refusal === 'CERT_NOT_YET_VALID') return verdict('clock-wrong', 'likely', ['tls-untrusted']);
  return isAboutDates
    ? verdict('tls-untrusted', 'unclear', ['clock-wrong'])
    : verdict('tls-untrusted', 'proved');
}

function unreachable(evidence: Evidence, transport: string | null): DiagnosisVerdict {
  if (evidence.network?.isConnected === false) return verdict('no-network', 'proved');
  const proxy = proxyOf(evidence);
  if (transport !== null && NO_NAME.includes(transport))
    return verdict('dns', 'likely', ['no-network', ...proxy]);
  if (proxy.length > 0) return verdict('proxy', 'likely', ['unreachable', 'bank-down']);
  return verdict('unreachable', 'unclear', ['no-network', 'bank-down']);
}

/** Source: getaddrinfo(3). */
const NO_NAME: readonly string[] = ['ENOTFOUND', 'EAI_AGAIN', 'EAI_NODATA', 'EAI_FAIL'];

function proxyOf({ network }: Evidence): readonly DiagnosisCause[] {
  return network?.hasProxy === true ? ['proxy'] : [];
}

/** What a refusal in the bank's own words means. Source: tapi.md §2.3, §2.4, §3, §6.2. */
function refusalVerdict(code: BankProblemCode): DiagnosisVerdict {
  switch (code) {
    case 'bank-ip-not-listed':
      return verdict('ip-not-listed', 'proved');
    case 'bank-company-changed':
      return verdict('company-changed', 'proved');
    case 'bank-access-missing':
      return verdict('access-missing', 'proved');
    case 'bank-forbidden':
      return verdict('forbidden', 'unclear', ['ip-not-listed', 'access-missing', 'no-sign-right']);
    case 'client-certificate-missing':
    case 'client-certificate-expired':
    case 'client-certificate-not-bound':
      return verdict('certificate-not-bound', 'likely');
    default:
      return verdict('unreadable', 'likely', ['bank-down']);
  }
}

function byOwner({ owner }: Evidence): DiagnosisVerdict | null {
  if (owner === 'other-inn') return verdict('belongs-elsewhere', 'proved');
  return owner === 'other-kpp' ? verdict('company-record-differs', 'proved') : null;
}

function byClock({ clockOffMs }: Evidence): DiagnosisVerdict | null {
  const isOff = clockOffMs !== null && Math.abs(clockOffMs) > CLOCK_SKEW_MS;
  return isOff ? verdict('clock-wrong', 'proved') : null;
}

function byCertificate(evidence: Evidence): DiagnosisVerdict | null {
  switch (evidence.certificate) {
    case 'none':
      return verdict('certificate-missing', 'proved');
    case 'out-of-dates':
      return verdict('certificate-expired', 'proved');
    case 'key-missing':
    case 'key-changed':
      return verdict('certificate-key-missing', 'proved');
    case 'good':
      return evidence.securedWith === null ? null : onSecuredHost(evidence, evidence.securedWith);
    case 'not-needed':
    case null:
      return null;
  }
}

/**
 * The token is good on the ordinary host, so a refusal here is about the certificate or the secured host. How the bank
 * refuses a certificate is not documented: handshake, page and JSON are all possible. Source: tapi.md §4.5, §11.3,
 * §11.12.
 */
function onSecuredHost(evidence: Evidence, finding: CallFinding): DiagnosisVerdict | null {
  switch (finding.code) {
    case null:
      return null;
    case 'client-certificate-expired':
      return verdict('certificate-expired', 'likely', ['clock-wrong']);
    case 'client-certificate-missing':
      return verdict('certificate-refused', 'likely', ['certificate-expired']);
    case 'client-certificate-not-bound':
      return verdict('certificate-not-bound', 'likely');
    case 'bank-token-dead':
      return verdict('certificate-not-bound', 'likely', ['token-dead']);
    case 'bank-access-missing':
      return verdict('access-missing', 'likely', ['certificate-not-bound']);
    case 'bank-forbidden':
      return verdict('forbidden', 'unclear', ['certificate-not-bound', 'no-sign-right', 'access-missing']);
    case 'bank-connection-lost':
      return reachesSecured(evidence)
        ? verdict('certificate-refused', 'likely', ['unreachable'])
        : verdict('unreachable', 'unclear', ['bank-down', 'certificate-refused']);
    default:
      return transportVerdict(evidence, finding) ?? refusalVerdict(finding.code);
  }
}

/** Without a certificate the secured host said something of its own, so the way to it is open. */
function reachesSecured({ securedWithout }: Evidence): boolean {
  return securedWithout !== null && securedWithout.code !== null && securedWithout.transport === null;
}

/**
 * All questions were answered: what is left is why the bank refused the last payment, or an access it refused before.
 */
function byRefusal({ refusal, record }: Evidence): DiagnosisVerdict | null {
  switch (refusal) {
    case 'limit':
      return verdict('limit', 'likely');
    case 'sign-right':
      return verdict('no-sign-right', 'likely');
    case 'access':
      return verdict('access-missing', 'likely');
    case 'other':
      return verdict('forbidden', 'unclear', ['limit', 'no-sign-right', 'access-missing']);
    case null:
      return record.hasRefusedAccess ? verdict('access-missing', 'likely') : null;
  }
}
