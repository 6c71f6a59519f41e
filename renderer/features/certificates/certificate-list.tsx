import { useElementSize } from '@mantine/hooks';
import type { CertificateView } from '../../../contract/areas/certificates.ts';
import type { CertificateId } from '../../../contract/values/ids.ts';
import { useT } from '../../i18n/t.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { SplitView } from '../../ui/side-panel.tsx';
import { useCertificateColumns } from './certificate-columns.tsx';
import { CertificatePanel } from './certificate-panel.tsx';
import classes from './certificates.module.css';

interface CertificateListProps {
  readonly certificates: readonly CertificateView[];
  readonly openId: CertificateId | null;
  readonly onOpen: (certificateId: CertificateId | null) => void;
}

/** Units: px; two lines of text. */
const ROW_HEIGHT = 48;

/** The table of certificates in the order of main, with the panel of the chosen one beside it. */
export function CertificateList({ certificates, openId, onOpen }: CertificateListProps) {
  const t = useT();
  const { ref, width } = useElementSize();
  const columns = useCertificateColumns(width);
  const chosen = certificates.find((one) => one.certificateId === openId);
  const panel =
    chosen === undefined ? null : (
      <CertificatePanel key={chosen.certificateId} certificate={chosen} onClose={() => onOpen(null)} />
    );
  return (
    <SplitView panel={panel}>
      <div ref={ref} className={classes.list}>
        <DataTable
          label={t('certificates.table.name')}
          columns={columns}
          rows={certificates}
          rowKey={certificateKey}
          rowHeight={ROW_HEIGHT}
          selectedKey={openId}
          onOpen={(one) => onOpen(one.certificateId)}
          isRowDimmed={isOver}
        />
      </div>
    </SplitView>
  );
}

function certificateKey(certificate: CertificateView): string {
  return certificate.certificateId;
}

function isOver({ state }: CertificateView): boolean {
  return state === 'expired' || state === 'retired';
}
