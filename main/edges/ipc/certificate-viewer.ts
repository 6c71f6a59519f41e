import type { CertificateDetails, CertificateView } from '../../../contract/areas/certificates.ts';
import type { Instant } from '../../../contract/values/dates.ts';
import { moscowDate } from '../../../contract/values/dates.ts';
import type { CertificateId } from '../../../contract/values/ids.ts';
import {
  certificateDaysLeft,
  certificateState,
  certificateWarnings,
  type Certificate,
} from '../../domain/certificates/certificate.ts';
import { bankNow } from '../../domain/companies/bank-now.ts';
import type { OpenedVault } from '../../domain/session/opened-vault.ts';
import { chainOf, stillValid } from '../../domain/tokens/certificate-chain.ts';
import { viewer } from './token-viewer.ts';

/** Shows a certificate with what stands around it. */
export function certificateView(vault: OpenedVault, certificate: Certificate): CertificateView {
  const { companyId, certificateId } = certificate;
  const now = bankNow(vault, companyId);
  const all = vault.certificates.list(companyId);
  const bound = vault.tokens.list(companyId).filter((token) => token.certificateId === certificateId);
  const {
    chainPem: _chain,
    keyFingerprint: _key,
    publicKeyHash: _hash,
    isAuthority: _authority,
    ...shown
  } = certificate;
  const { history: _history, sealing: _sealing, ...facts } = shown;
  return {
    ...facts,
    companyName: vault.companies.get(companyId)?.name ?? '',
    daysLeft: certificateDaysLeft(certificate, now),
    state: certificateState(certificate, now),
    boundTokens: bound.map(({ tokenId, label }) => ({ tokenId, label })),
    warnings: certificateWarnings(certificate, now),
    replaces: refTo(all, ({ certificateId: id }) => id === certificate.replaces),
    replacedBy: refTo(all, ({ replaces }) => replaces === certificateId),
    stillValid: stillValid(certificate, all, now),
  };
}

/** The same with its chains and its history. */
export function certificateDetails(vault: OpenedVault, certificate: Certificate): CertificateDetails {
  const { companyId, certificateId } = certificate;
  const now = bankNow(vault, companyId);
  const all = vault.certificates.list(companyId);
  const show = viewer(vault);
  const tokens = vault.tokens.list(companyId).filter((token) => token.certificateId === certificateId);
  const chains = tokens.map((token) => chainOf({ token: show(token), certificate, all }, now));
  return {
    certificate: certificateView(vault, certificate),
    chains: chains.length > 0 ? chains : [chainOf({ token: null, certificate, all }, now)],
    history: [...certificate.history],
  };
}

/** Name of a saved request. */
export function requestFileName(companyName: string, at: Instant): string {
  const safe = companyName.replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-+|-+$/g, '');
  return `${safe === '' ? 'request' : safe}-${moscowDate(at)}.csr`;
}

function refTo(
  all: readonly Certificate[],
  isIt: (one: Certificate) => boolean,
): CertificateView['replaces'] {
  const found = all.find(isIt);
  return found === undefined ? null : pick(found);
}

function pick({ certificateId, label }: Certificate): { certificateId: CertificateId; label: string } {
  return { certificateId, label };
}
