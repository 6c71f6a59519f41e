import { Button, Modal } from '@mantine/core';
import { IconCertificate, IconPlus, IconWritingSign } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { working } from '../../../contract/callers.ts';
import { useMay } from '../../api/use-may.ts';
import type { CertificateView } from '../../../contract/areas/certificates.ts';
import type { CertificateId, CompanyId } from '../../../contract/values/ids.ts';
import { hasCertificateTrouble } from '../../../contract/t-bank/token-risks.ts';
import { keys } from '../../api/keys.ts';
import { ShownContext } from '../../api/shown.ts';
import { useCompany } from '../../api/use-session.ts';
import { useT } from '../../i18n/t.ts';
import { paths } from '../../ui/paths.ts';
import { Screen } from '../../ui/screen.tsx';
import { useShortcut } from '../../ui/shortcut.ts';
import { EmptyState, QueryStates } from '../../ui/states.tsx';
import { CertificateForm } from './certificate-form.tsx';
import { CertificateList } from './certificate-list.tsx';
import { certificateTone } from './certificate-warning.ts';
import { RequestForm } from './request-form.tsx';
import { useCertificates } from './use-certificates.ts';
import { DropVeil } from '../../ui/drop-veil.tsx';
import { useFileDrop } from '../../ui/use-file-drop.ts';
import { WaitingRequests } from './waiting-requests.tsx';
import classes from './certificates.module.css';

const TITLE = { title: { fontSize: 18, fontWeight: 600 } } as const;

interface Opened {
  readonly kind: 'add' | 'request';
  /** Files that were dropped on the screen. */
  readonly dropped: readonly File[];
}

interface CertificatesScreenProps {
  /** Shows only what the card of the overview counts, of one company or of all. */
  readonly trouble: { readonly companyId: CompanyId | null } | null;
  /** The certificate that another screen named. */
  readonly opened?: CertificateId | null;
}

/**
 * All mTLS certificates of all companies, and until when they are good for payments. Files can be dropped anywhere on
 * it.
 */
export function CertificatesScreen({ trouble, opened: named = null }: CertificatesScreenProps) {
  const t = useT();
  const client = useQueryClient();
  const query = useCertificates();
  const [, navigate] = useLocation();
  const company = useCompany();
  const [opened, setOpened] = useState<Opened | null>(null);
  const [isOpen, setOpen] = useState(false);
  const [openId, setOpenId] = useState<CertificateId | null>(named);
  // Closing with Esc keeps what was typed: the same form comes back.
  const open = (kind: Opened['kind'], dropped: readonly File[] = []) => {
    setOpened((before) => (before?.kind === kind && dropped.length === 0 ? before : { kind, dropped }));
    setOpen(true);
  };
  const add = () => open('add');
  const isWorking = useMay(working);
  const close = () => setOpen(false);
  const finish = () => {
    setOpen(false);
    setOpened(null);
  };
  const isOver = useFileDrop(isWorking && !isOpen, (dropped) => {
    if (dropped.length > 0) open('add', dropped);
  });
  useShortcut({ keys: 'Insert', label: t('certificates.screen.add'), run: add, isEnabled: isWorking });
  useShortcut({
    keys: 'F5',
    label: t('common.action.refresh'),
    run: () => void client.invalidateQueries({ queryKey: keys.certificates }),
  });
  const addButton = isWorking && (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={add}>
      {t('certificates.screen.add')}
    </Button>
  );
  const requestButton = isWorking && (
    <Button
      variant="default"
      leftSection={<IconWritingSign size={16} aria-hidden />}
      onClick={() => open('request')}
    >
      {t('certificates.screen.request')}
    </Button>
  );
  return (
    <Screen
      layout="fill"
      title={t('certificates.screen.title')}
      subtitle={<Counts certificates={query.data ?? []} />}
      actions={
        <>
          {requestButton}
          {query.data?.length === 0 ? null : addButton}
        </>
      }
    >
      <div className={classes.screen}>
        <WaitingRequests />
        <QueryStates
          query={query}
          isEmpty={(certificates) => certificates.length === 0}
          empty={
            <EmptyState
              icon={<IconCertificate size={40} stroke={1.4} aria-hidden />}
              title={t('certificates.empty.title')}
              text={t('certificates.empty.text')}
              action={addButton}
            />
          }
        >
          {(certificates) => (
            <>
              {trouble !== null && (
                <TroubleOnly
                  count={troubled(certificates, trouble).length}
                  onAll={() => navigate(paths.certificates)}
                />
              )}
              <CertificateList
                certificates={trouble === null ? certificates : troubled(certificates, trouble)}
                openId={openId}
                onOpen={setOpenId}
              />
            </>
          )}
        </QueryStates>
        <DropVeil isOver={isOver}>{t('certificates.form.dropHere')}</DropVeil>
      </div>
      <Modal
        opened={isOpen}
        onClose={close}
        size={560}
        keepMounted
        closeOnClickOutside={false}
        title={t(opened?.kind === 'request' ? 'certificates.request.title' : 'certificates.form.title')}
        styles={TITLE}
        closeButtonProps={{ 'aria-label': t('common.action.close') }}
      >
        <ShownContext value={isOpen}>
          {opened?.kind === 'add' && (
            <CertificateForm
              key={`${company.companyId}/${opened.dropped.map(({ name }) => name).join('/')}`}
              companyId={company.companyId}
              dropped={opened.dropped}
              onDone={(certificate) => {
                finish();
                setOpenId(certificate.certificateId);
              }}
              onCancel={finish}
            />
          )}
          {opened?.kind === 'request' && (
            <RequestForm key={company.companyId} company={company} onDone={finish} onCancel={finish} />
          )}
        </ShownContext>
      </Modal>
    </Screen>
  );
}

/** What the card counts. */
function troubled(
  certificates: readonly CertificateView[],
  { companyId }: { readonly companyId: CompanyId | null },
): readonly CertificateView[] {
  return certificates.filter(
    (one) => hasCertificateTrouble(one) && (companyId === null || one.companyId === companyId),
  );
}

/** Says that the list is narrowed, and how to see the rest. */
function TroubleOnly({ count, onAll }: { readonly count: number; readonly onAll: () => void }) {
  const t = useT();
  return (
    <div className={classes.narrowed} role="status">
      {t('certificates.trouble.shown', { count })}
      <Button variant="subtle" size="compact-sm" onClick={onAll}>
        {t('certificates.trouble.all')}
      </Button>
    </div>
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
