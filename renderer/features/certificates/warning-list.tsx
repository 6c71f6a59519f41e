import type { CertificateWarning } from '../../../contract/areas/certificates.ts';
import { useT } from '../../i18n/t.ts';
import { Notice } from '../../ui/notice.tsx';
import classes from './certificates.module.css';

/** What is odd about a certificate, each with what it means for payments. */
export function WarningList({ warnings }: { readonly warnings: readonly CertificateWarning[] }) {
  const t = useT();
  if (warnings.length === 0) return null;
  return (
    <Notice tone="warning" title={t('certificates.odd.title')}>
      <ul className={classes.plain}>
        {warnings.map((warning) => (
          <li key={warning}>{t(`certificates.odd.${warning}`)}</li>
        ))}
      </ul>
    </Notice>
  );
}
