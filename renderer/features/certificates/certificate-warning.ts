import type { CertificateView } from '../../../contract/areas/certificates.ts';
import { WARNING_DAYS } from '../../../contract/values/warnings.ts';

/** From this day on the warning is urgent: the bank starts to write at 20. Units: days. Source: tapi.md §4.1. */
const URGENT_DAYS = 20;

export type CertificateTone = 'calm' | 'soon' | 'urgent' | 'over';

/** Returns the last warning mark that has been passed, or `null` while more than 60 days are left. Units: days. */
export function passedWarning(daysLeft: number): number | null {
  return WARNING_DAYS.certificate.findLast((mark) => daysLeft <= mark) ?? null;
}

/** Says how loudly the days left are to be shown. */
export function certificateTone(certificate: Pick<CertificateView, 'daysLeft' | 'state'>): CertificateTone {
  if (certificate.state === 'retired') return 'calm';
  if (certificate.state === 'expired' || certificate.daysLeft < 0) return 'over';
  if (certificate.daysLeft <= URGENT_DAYS) return 'urgent';
  return passedWarning(certificate.daysLeft) === null ? 'calm' : 'soon';
}
