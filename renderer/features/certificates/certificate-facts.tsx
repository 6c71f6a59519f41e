import type { FoundCertificate } from '../../../contract/areas/certificates.ts';
import { useT, type Translate } from '../../i18n/t.ts';
import { DateText, DaysText } from '../../ui/date-text.tsx';
import { Fact, FactList } from '../../ui/fact-list.tsx';
import classes from './certificates.module.css';

type Shown = Pick<
  FoundCertificate,
  | 'subject'
  | 'issuer'
  | 'serial'
  | 'fingerprint'
  | 'notBefore'
  | 'notAfter'
  | 'daysLeft'
  | 'keyUsages'
  | 'purposes'
> & { readonly keyAlgorithm: FoundCertificate['keyAlgorithm'] | null };

/** What the certificate says of itself. */
export function CertificateFacts({ certificate }: { readonly certificate: Shown }) {
  const t = useT();
  const { notBefore, notAfter, daysLeft, keyAlgorithm, purposes, keyUsages } = certificate;
  return (
    <FactList>
      <Fact name={t('certificates.table.validity')}>
        <DateText at={notBefore} /> – <DateText at={notAfter} />{' '}
        <span className={classes.under}>
          <DaysText days={daysLeft} />
        </span>
      </Fact>
      <Fact name={t('certificates.table.subject')}>{certificate.subject}</Fact>
      <Fact name={t('certificates.panel.issuer')}>{certificate.issuer}</Fact>
      {keyAlgorithm !== null && (
        <Fact name={t('certificates.panel.keyAlgorithm')}>{keyText(t, keyAlgorithm)}</Fact>
      )}
      {(purposes !== null || keyUsages !== null) && (
        <Fact name={t('certificates.panel.purposes')}>
          {[...(purposes ?? []), ...(keyUsages ?? [])].join(', ')}
        </Fact>
      )}
      <Fact name={t('certificates.table.serial')}>{certificate.serial}</Fact>
      <Fact name={t('certificates.panel.fingerprint')}>{certificate.fingerprint}</Fact>
    </FactList>
  );
}

function keyText(t: Translate, { kind, size }: FoundCertificate['keyAlgorithm']): string {
  switch (kind) {
    case 'rsa':
      return t('certificates.panel.rsa', { bits: size });
    case 'ec':
      return t('certificates.panel.ec', { curve: size });
    case 'other':
      return size === '' ? t('certificates.panel.otherKey') : size;
  }
}
