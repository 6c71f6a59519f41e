import type { ErrorDetails } from '../../ports/app-error.ts';
import type { Certificate } from '../certificates/certificate.ts';
import type { Token } from './token.ts';

/** Returns how an error names a token: its id for the link, its name for the person. */
export function named({ tokenId, label }: Pick<Token, 'tokenId' | 'label'>) {
  return { tokenId, token: label };
}

/** Returns how an error names a certificate. */
export function namedCertificate({
  certificateId,
  label,
}: Pick<Certificate, 'certificateId' | 'label'>): ErrorDetails {
  return { certificateId, certificate: label };
}
