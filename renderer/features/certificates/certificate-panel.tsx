import type { CertificateView } from '../../../contract/areas/certificates.ts';
import { useT } from '../../i18n/t.ts';
import { DateText } from '../../ui/date-text.tsx';
import { Notice } from '../../ui/notice.tsx';
import { SidePanel } from '../../ui/side-panel.tsx';
import { CertificateStateBadge, DaysLeft } from './certificate-state.tsx';
import { certificateTone } from './certificate-warning.ts';
import classes from './certificates.module.css';

interface CertificatePanelProps {
  readonly certificate: CertificateView;
  readonly onClose: () => void;
}

/** Everything known of one certificate; its key is not among it. */
export function CertificatePanel({ certificate, onClose }: CertificatePanelProps) {
  const t = useT();
  return (
    <SidePanel
      label={t('certificates.panel.label', { label: certificate.label })}
      title={certificate.label}
      subtitle={certificate.companyName}
      onClose={onClose}
    >
      <Warning certificate={certificate} />
      <dl className={classes.facts}>
        <div>
          <dt>{t('certificates.table.state')}</dt>
          <dd>
            <CertificateStateBadge certificate={certificate} /> <DaysLeft certificate={certificate} />
          </dd>
        </div>
        <div>
          <dt>{t('certificates.table.validity')}</dt>
          <dd>
            <DateText at={certificate.notBefore} /> – <DateText at={certificate.notAfter} />
          </dd>
        </div>
        <Fact name={t('certificates.table.subject')} text={certificate.subject} />
        <Fact name={t('certificates.panel.issuer')} text={certificate.issuer} />
        <Fact name={t('certificates.table.serial')} text={certificate.serial} />
        <Fact name={t('certificates.panel.fingerprint')} text={certificate.fingerprint} />
        <div>
          <dt>{t('certificates.table.tokens')}</dt>
          <dd>
            <BoundTokens certificate={certificate} />
          </dd>
        </div>
      </dl>
    </SidePanel>
  );
}

function Fact({ name, text }: { readonly name: string; readonly text: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{text}</dd>
    </div>
  );
}

function BoundTokens({ certificate }: { readonly certificate: CertificateView }) {
  const t = useT();
  if (certificate.boundTokens.length === 0) return <>{t('certificates.panel.notBound')}</>;
  return (
    <ul className={classes.plain}>
      {certificate.boundTokens.map(({ tokenId, label }) => (
        <li key={tokenId}>{label}</li>
      ))}
    </ul>
  );
}

/** What the dates mean for payments, once they matter. */
function Warning({ certificate }: { readonly certificate: CertificateView }) {
  const t = useT();
  const tone = certificateTone(certificate);
  if (tone === 'calm') return null;
  const isOver = tone === 'over';
  return (
    <div className={classes.notice}>
      <Notice
        tone={isOver ? 'danger' : 'warning'}
        title={isOver ? t('certificates.warning.over') : t('certificates.warning.soon')}
      >
        {isOver ? t('certificates.warning.overText') : t('certificates.warning.soonText')}
      </Notice>
    </div>
  );
}
