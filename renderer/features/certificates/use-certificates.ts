import { useQuery } from '@tanstack/react-query';
import type {
  CertificateDetails,
  CertificateView,
  RequestView,
} from '../../../contract/areas/certificates.ts';
import type { CertificateId } from '../../../contract/values/ids.ts';
import { app, unwrap } from '../../api/client.ts';
import { keys } from '../../api/keys.ts';

/** Reads the certificates of all companies. */
export function useCertificates() {
  return useQuery<CertificateView[]>({
    queryKey: keys.certificates,
    queryFn: () => unwrap(app().certificates.list({})),
  });
}

/** Reads one certificate with its chains and its history. */
export function useCertificate(certificateId: CertificateId) {
  return useQuery<CertificateDetails>({
    queryKey: keys.certificate(certificateId),
    queryFn: () => unwrap(app().certificates.get({ certificateId })),
  });
}

/** Reads the requests whose keys wait here for their certificates. */
export function useRequests() {
  return useQuery<RequestView[]>({
    queryKey: keys.certificateRequests,
    queryFn: () => unwrap(app().certificates.requests({})),
  });
}
