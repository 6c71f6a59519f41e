import { addMs, msBetween } from '../../../contract/values/dates.ts';
import { certificateState } from '../certificates/certificate.ts';
import type { Company } from '../companies/company.ts';
import { companyEventsOf } from '../companies/change-company-events.ts';
import type { NamedDate } from '../reminders/reminders.ts';
import type { CompanyFacts } from '../reminders/warnings.ts';
import { aliveUntil, isUsable } from '../tokens/token.ts';
import type { OpenedVault } from './opened-vault.ts';

/** Returns one company with all that can end in it, at the time of its bank. */
export function companyFacts(vault: OpenedVault, { companyId, name, environment }: Company): CompanyFacts {
  return {
    company: { companyId, name },
    now: vault.bankTime.now(environment),
    tokens: vault.tokens.list(companyId),
    certificates: vault.certificates.list(companyId),
    marks: companyEventsOf(vault, companyId).marks,
  };
}

/**
 * Returns what a person is reminded of, in the computer's own time: a training bank whose clock was moved by 89 days
 * has its ends 89 days nearer.
 */
export function datesOf(vault: OpenedVault): readonly NamedDate[] {
  const real = vault.clock.now();
  return vault.companies.list().flatMap((company) => {
    const { now, tokens, certificates } = companyFacts(vault, company);
    const aheadMs = msBetween(real, now);
    const dated = (key: string, kind: NamedDate['kind'], label: string, endsAt: string) => ({
      key,
      kind,
      label,
      endsAt: addMs(endsAt, -aheadMs),
    });
    const ofTokens = tokens.filter(isUsable).flatMap((token) => {
      const endsAt = aliveUntil(token);
      return endsAt === null ? [] : [dated(token.tokenId, 'token', token.label, endsAt)];
    });
    const ofCertificates = certificates
      .filter((one) => certificateState(one, now) !== 'retired')
      .map((one) => dated(one.certificateId, 'certificate', one.label, one.notAfter));
    return [...ofTokens, ...ofCertificates];
  });
}
