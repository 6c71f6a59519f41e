import { useState } from 'react';
import type {
  CertificateView,
  CertificateFindings,
  KeptCertificate,
} from '../../../contract/areas/certificates.ts';
import type { CompanyId } from '../../../contract/values/ids.ts';
import { app } from '../../api/client.ts';
import { useWhenHidden } from '../../api/shown.ts';
import { useCall } from '../../api/use-call.ts';
import { FilesStep } from './files-step.tsx';
import { FindingsStep } from './findings-step.tsx';
import { SourcesStep } from './sources-step.tsx';

interface CertificateFormProps {
  readonly companyId: CompanyId;
  /** Files that were dropped before the form was opened. */
  readonly dropped?: readonly File[];
  /** The certificate is stored, and the person has said what becomes of its files. */
  readonly onDone: (certificate: CertificateView) => void;
  readonly onCancel: () => void;
  /** What leaving without files is called; «Отмена» unless the form is a step that can be skipped. */
  readonly cancelLabel?: string | undefined;
}

/** Files first, then what was found in them and its name, then what becomes of the files. */
export function CertificateForm(props: CertificateFormProps) {
  const { companyId, dropped = [], onDone, onCancel, cancelLabel } = props;
  const [findings, setFindings] = useState<CertificateFindings | null>(null);
  const [kept, setKept] = useState<KeptCertificate | null>(null);
  const discard = useCall(app().certificates.discard);
  const letGo = () => {
    if (findings !== null) void discard.run({ draftId: findings.draftId });
    setFindings(null);
  };
  // The certificate is stored: whoever closes the window leaves its files where they are.
  useWhenHidden(() => {
    if (kept !== null) onCancel();
  });
  if (kept !== null) return <SourcesStep kept={kept} onDone={() => onDone(kept.certificate)} />;
  if (findings === null)
    return (
      <FilesStep dropped={dropped} onFound={setFindings} onCancel={onCancel} cancelLabel={cancelLabel} />
    );
  return (
    <FindingsStep
      companyId={companyId}
      findings={findings}
      onKept={(result) => (result.sources === null ? onDone(result.certificate) : setKept(result))}
      onBack={letGo}
    />
  );
}
