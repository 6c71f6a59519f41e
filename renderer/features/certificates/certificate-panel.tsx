import { Button, Menu } from '@mantine/core';
import { IconChevronDown, IconPencil, IconTrashX } from '@tabler/icons-react';
import { useState } from 'react';
import { working } from '../../../contract/callers.ts';
import { useMay } from '../../api/use-may.ts';
import type { CertificateDetails, CertificateView } from '../../../contract/areas/certificates.ts';
import { useT } from '../../i18n/t.ts';
import { Chain } from '../../ui/chain/chain-view.tsx';
import { keyPlaceText } from '../../ui/chain/key-places-text.ts';
import { DateText, MomentText } from '../../ui/date-text.tsx';
import { Fact, FactList } from '../../ui/fact-list.tsx';
import { formatDate } from '../../ui/dates.ts';
import { Notice } from '../../ui/notice.tsx';
import { PanelSection, SidePanel } from '../../ui/side-panel.tsx';
import { QueryStates } from '../../ui/states.tsx';
import { CertificateEdit } from './certificate-edit.tsx';
import { CertificateFacts } from './certificate-facts.tsx';
import { CertificateRetire } from './certificate-retire.tsx';
import { CertificateStateBadge } from './certificate-state.tsx';
import { certificateTone } from './certificate-warning.ts';
import { ReissueSteps } from './reissue-steps.tsx';
import { useCertificate } from './use-certificates.ts';
import { WarningList } from './warning-list.tsx';
import classes from './certificates.module.css';
import { whoText } from '../../ui/who-text.ts';

interface CertificatePanelProps {
  readonly certificate: CertificateView;
  readonly onClose: () => void;
}

/** Everything known of one certificate; its key is not among it. */
export function CertificatePanel({ certificate, onClose }: CertificatePanelProps) {
  const t = useT();
  const query = useCertificate(certificate.certificateId);
  const isWorking = useMay(working);
  return (
    <SidePanel
      label={t('certificates.panel.label', { label: certificate.label })}
      title={certificate.label}
      subtitle={
        <>
          {certificate.companyName} <CertificateStateBadge certificate={certificate} />
        </>
      }
      actions={isWorking && <Actions certificate={certificate} />}
      onClose={onClose}
    >
      <Warning certificate={certificate} />
      <QueryStates query={query}>{(details) => <Details details={details} />}</QueryStates>
    </SidePanel>
  );
}

function Details({ details: { certificate, chains, history } }: { readonly details: CertificateDetails }) {
  const t = useT();
  const isWorking = useMay(working);
  const odd = certificate.warnings.filter((warning) => warning !== 'expired');
  return (
    <>
      {odd.length > 0 && (
        <div className={classes.notice}>
          <WarningList warnings={odd} />
        </div>
      )}
      <PanelSection title={t('certificates.panel.chain')}>
        <div className={classes.chains}>
          {chains.map((chain) => (
            <Chain key={chain.tokenId ?? 'none'} chain={chain} />
          ))}
          {certificate.boundTokens.length === 0 && certificate.retiredAt === null && (
            <div className={classes.hint}>{t('certificates.panel.notBound')}</div>
          )}
        </div>
      </PanelSection>
      <PanelSection title={t('certificates.panel.keyPlaces')}>
        <ul className={classes.plain}>
          {certificate.keyPlaces.map((place) => (
            <li key={`${place.kind}/${place.name}`}>{keyPlaceText(t, place)}</li>
          ))}
          {certificate.keyPlaces.length === 0 && <li>{t('certificates.place.none')}</li>}
        </ul>
      </PanelSection>
      {isWorking && certificate.retiredAt === null && <ReissueSteps certificate={certificate} />}
      <PanelSection title={t('certificates.panel.facts')}>
        <Told certificate={certificate} />
        <CertificateFacts certificate={certificate} />
      </PanelSection>
      <PanelSection title={t('certificates.panel.history')}>
        <History history={history} />
      </PanelSection>
    </>
  );
}

function Told({ certificate }: { readonly certificate: CertificateView }) {
  const t = useT();
  const { holder, signatureUntil, replaces, replacedBy, note } = certificate;
  return (
    <FactList>
      {holder !== '' && <Fact name={t('certificates.told.holder')}>{holder}</Fact>}
      {signatureUntil !== null && (
        <Fact name={t('certificates.told.signatureUntil')}>
          <DateText at={signatureUntil} />
        </Fact>
      )}
      {replaces !== null && <Fact name={t('certificates.told.replaces')}>{replaces.label}</Fact>}
      {replacedBy !== null && <Fact name={t('certificates.panel.replacedBy')}>{replacedBy.label}</Fact>}
      {note !== '' && <Fact name={t('certificates.told.note')}>{note}</Fact>}
    </FactList>
  );
}

function History({ history }: Pick<CertificateDetails, 'history'>) {
  const t = useT();
  if (history.length === 0) return <div className={classes.hint}>{t('certificates.panel.noHistory')}</div>;
  return (
    <ul className={classes.plain}>
      {history
        .toSorted((a, b) => (a.at < b.at ? 1 : -1))
        .map((event, index) => (
          <li key={`${event.at}/${index}`} className={classes.event}>
            <span>{t(`journal.kinds.${event.kind}`)}</span>
            <span className={classes.under}>
              {whoText(t, event.who)} · <MomentText at={event.at} />
            </span>
          </li>
        ))}
    </ul>
  );
}

function Actions({ certificate }: { readonly certificate: CertificateView }) {
  const t = useT();
  const [open, setOpen] = useState<'edit' | 'retire' | null>(null);
  const close = () => setOpen(null);
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button variant="default" size="xs" rightSection={<IconChevronDown size={14} aria-hidden />}>
            {t('certificates.panel.actions')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconPencil size={16} aria-hidden />} onClick={() => setOpen('edit')}>
            {t('certificates.edit.open')}
          </Menu.Item>
          {certificate.retiredAt === null && (
            <Menu.Item
              color="red"
              leftSection={<IconTrashX size={16} aria-hidden />}
              onClick={() => setOpen('retire')}
            >
              {t('certificates.retire.open')}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      <CertificateEdit certificate={certificate} isOpen={open === 'edit'} onClose={close} />
      <CertificateRetire certificate={certificate} isOpen={open === 'retire'} onClose={close} />
    </>
  );
}

/** What the dates mean for payments, once they matter. */
function Warning({ certificate }: { readonly certificate: CertificateView }) {
  const t = useT();
  const { retiredAt, retireReason } = certificate;
  if (retiredAt !== null && retireReason !== null)
    return (
      <div className={classes.notice}>
        <Notice tone="neutral" title={t(`certificates.retireReason.${retireReason}`)}>
          {t('certificates.retire.done', { date: formatDate(retiredAt) })}
        </Notice>
      </div>
    );
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
