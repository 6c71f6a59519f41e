import { useQuery } from '@tanstack/react-query';
import type { CertificateView } from '../../../contract/areas/certificates.ts';
import { app, unwrap } from '../../api/client.ts';
import { keys } from '../../api/keys.ts';

/** Reads the certificates of all companies. */
export function useCertificates() {
  return useQuery<CertificateView[]>({
    queryKey: keys.certificates,
    queryFn: () => unwrap(app().certificates.list({})),
  });
}
