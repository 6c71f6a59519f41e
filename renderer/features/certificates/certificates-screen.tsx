import { Button, Modal } from '@mantine/core';
import { IconCertificate, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import type { CertificateView } from '../../../contract/areas/certificates.ts';
import type { CertificateId } from '../../../contract/values/ids.ts';
import { useCompany } from '../../api/use-session.ts';
import { useT } from '../../i18n/t.ts';
import { Screen } from '../../ui/screen.tsx';
import { useShortcut } from '../../ui/shortcut.ts';
import { EmptyState, QueryStates } from '../../ui/states.tsx';
import { CertificateForm } from './certificate-form.tsx';
import { CertificateList } from './certificate-list.tsx';
import { certificateTone } from './certificate-warning.ts';
import { useCertificates } from './use-certificates.ts';

const TITLE = { title: { fontSize: 18, fontWeight: 600 } } as const;

/** All mTLS certificates of all companies, and until when they are good for payments. */
export function CertificatesScreen() {
  const t = useT();
  const query = useCertificates();
  const company = useCompany();
  const [isAdding, setAdding] = useState(false);
  const [openId, setOpenId] = useState<CertificateId | null>(null);
  const add = () => setAdding(true);
  useShortcut({ keys: 'Insert', label: t('certificates.screen.add'), run: add });
  useShortcut({ keys: 'F5', label: t('common.action.refresh'), run: () => void query.refetch() });
  const button = (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={add}>
      {t('certificates.screen.add')}
    </Button>
  );
  return (
    <Screen
      layout="fill"
      title={t('certificates.screen.title')}
      subtitle={<Counts certificates={query.data ?? []} />}
      actions={query.data?.length === 0 ? undefined : button}
    >
      <QueryStates
        query={query}
        isEmpty={(certificates) => certificates.length === 0}
        empty={
          <EmptyState
            icon={<IconCertificate size={40} stroke={1.4} aria-hidden />}
            title={t('certificates.empty.title')}
            text={t('certificates.empty.text')}
            action={button}
          />
        }
      >
        {(certificates) => <CertificateList certificates={certificates} openId={openId} onOpen={setOpenId} />}
      </QueryStates>
      <Modal
        opened={isAdding}
        onClose={() => setAdding(false)}
        size={560}
        keepMounted
        closeOnClickOutside={false}
        title={t('certificates.form.title')}
        styles={TITLE}
        closeButtonProps={{ 'aria-label': t('common.action.close') }}
      >
        <CertificateForm
          // A stored certificate empties the form; closing with Esc keeps what was typed.
          key={`${company.companyId}/${openId ?? ''}`}
          companyId={company.companyId}
          onDone={(certificate) => {
            setAdding(false);
            setOpenId(certificate.certificateId);
          }}
          onCancel={() => setAdding(false)}
        />
      </Modal>
    </Screen>
  );
}

function Counts({ certificates }: { readonly certificates: readonly CertificateView[] }) {
  const t = useT();
  if (certificates.length === 0) return null;
  const ending = certificates.filter((one) => certificateTone(one) !== 'calm').length;
  const facts = [
    t('certificates.screen.count', { count: certificates.length }),
    ...(ending === 0 ? [] : [t('certificates.screen.attention', { count: ending })]),
  ];
  return <>{facts.join(' · ')}</>;
}
