import type {
  CertificateRequestStore,
  CertificateStore,
} from '../../domain/certificates/certificates-ports.ts';
import type { AuthorityStore } from '../../domain/certificates/authority.ts';
import { translated, type Ledger } from './ledger.ts';

/** Certificates over the vault file; read once, for they are asked for with every call. */
export function certificateStore(ledger: Ledger): CertificateStore & { forget(): void } {
  let known: ReturnType<CertificateStore['list']> | null = null;
  const all = () => (known ??= translated(() => ledger.certificates.list()));
  /** After a commit that failed only the file knows whether it was kept: what is in memory is read anew either way. */
  const forget = () => {
    known = null;
  };
  const writing = (write: () => unknown, entry: Parameters<CertificateStore['add']>[1]) => {
    try {
      ledger.commit(() => void write(), entry);
    } finally {
      forget();
    }
  };
  return {
    get: (certificateId) => all().find((one) => one.certificateId === certificateId) ?? null,
    list: (companyId) => all().filter((one) => companyId === null || one.companyId === companyId),
    add: (certificate, entry) => writing(() => ledger.certificates.insert(certificate), entry),
    save: (certificate, entry) => writing(() => ledger.certificates.replace(certificate), entry),
    forget,
  };
}

/** Requests for certificates. There are few, and they are seldom asked for: nothing is kept in memory. */
export function certificateRequestStore(
  ledger: Ledger,
  certificates: { forget(): void },
): CertificateRequestStore {
  return {
    get: (requestId) => translated(() => ledger.certificateRequests.get(requestId)) ?? null,
    list: (companyId) =>
      translated(() => ledger.certificateRequests.list()).filter(
        (one) => companyId === null || one.companyId === companyId,
      ),
    add: (request, entry) => ledger.commit(() => ledger.certificateRequests.insert(request), entry),
    save: (request, entry) => void ledger.commit(() => ledger.certificateRequests.replace(request), entry),
    addIssued: (request, certificate, entry) => {
      try {
        ledger.commit(() => {
          ledger.certificateRequests.replace(request);
          ledger.certificates.insert(certificate);
        }, entry);
      } finally {
        certificates.forget();
      }
    },
  };
}

/** Roots that a person added for the bank's hosts, removed ones too. */
export function authorityStore(ledger: Ledger): AuthorityStore {
  return {
    list: () => translated(() => ledger.authorities.list()),
    save: (authority, entry) => void ledger.commit(() => ledger.authorities.upsert(authority), entry),
  };
}
