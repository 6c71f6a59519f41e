import type { CertificateView } from '../../../contract/areas/certificates.ts';

/** Days before the end at which a certificate is spoken of. Units: days. Source: issue 3 («certificates at 60/45/30/20/10/3/1»); the bank's own mail comes at 20, 10, 3 and 1, tapi.md §4.1. */
export const WARNING_DAYS = [60, 45, 30, 20, 10, 3, 1] as const;

/** From this day on the warning is urgent: the bank starts to write at 20. Units: days. Source: tapi.md §4.1. */
const URGENT_DAYS = 20;

export type CertificateTone = 'calm' | 'soon' | 'urgent' | 'over';

/** Returns the last warning mark that has been passed, or `null` while more than 60 days are left. Units: days. */
export function passedWarning(daysLeft: number): number | null {
  return WARNING_DAYS.findLast((mark) => daysLeft <= mark) ?? null;
}

/** Says how loudly the days left are to be shown. */
export function certificateTone(certificate: Pick<CertificateView, 'daysLeft' | 'state'>): CertificateTone {
  if (certificate.state === 'retired') return 'calm';
  if (certificate.state === 'expired' || certificate.daysLeft < 0) return 'over';
  if (certificate.daysLeft <= URGENT_DAYS) return 'urgent';
  return passedWarning(certificate.daysLeft) === null ? 'calm' : 'soon';
}
