import type { FoundCertificate } from '../../../contract/areas/certificates.ts';
import { useT, type Translate } from '../../i18n/t.ts';
import { DateText, DaysText } from '../../ui/date-text.tsx';
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
    <dl className={classes.facts}>
      <div>
        <dt>{t('certificates.table.validity')}</dt>
        <dd>
          <DateText at={notBefore} /> – <DateText at={notAfter} />{' '}
          <span className={classes.under}>
            <DaysText days={daysLeft} />
          </span>
        </dd>
      </div>
      <Fact name={t('certificates.table.subject')} text={certificate.subject} />
      <Fact name={t('certificates.panel.issuer')} text={certificate.issuer} />
      {keyAlgorithm !== null && (
        <Fact name={t('certificates.panel.keyAlgorithm')} text={keyText(t, keyAlgorithm)} />
      )}
      {(purposes !== null || keyUsages !== null) && (
        <Fact
          name={t('certificates.panel.purposes')}
          text={[...(purposes ?? []), ...(keyUsages ?? [])].join(', ')}
        />
      )}
      <Fact name={t('certificates.table.serial')} text={certificate.serial} />
      <Fact name={t('certificates.panel.fingerprint')} text={certificate.fingerprint} />
    </dl>
  );
}

export function Fact({ name, text }: { readonly name: string; readonly text: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{text}</dd>
    </div>
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
