import {
  IconArrowRight,
  IconCertificate,
  IconKey,
  IconListCheck,
  IconSignature,
  IconUser,
} from '@tabler/icons-react';
import type { ChainLink, ChainView } from '../../../contract/areas/certificates.ts';
import { useT, type Translate } from '../../i18n/t.ts';
import { formatDate } from '../dates.ts';
import { keyPlacesText } from './key-places-text.ts';
import classes from './chain.module.css';

const ICONS = {
  person: IconUser,
  signature: IconSignature,
  certificate: IconCertificate,
  token: IconKey,
  accesses: IconListCheck,
} as const satisfies Readonly<Record<ChainLink['kind'], unknown>>;

/** person → e-signature → certificate → token → accesses: what hangs on what, until when, and what gives way first. */
export function Chain({ chain }: { readonly chain: ChainView }) {
  const t = useT();
  return (
    <div className={classes.stack}>
      <FirstBreak chain={chain} />
      <ol className={classes.chain}>
        {chain.links.map((link, index) => (
          <li key={link.kind} className={classes.link}>
            {index > 0 && <IconArrowRight size={14} className={classes.arrow} aria-hidden />}
            <Link link={link} />
          </li>
        ))}
      </ol>
      {chain.stillValid.length > 0 && (
        <ul className={classes.older}>
          {chain.stillValid.map((one) => (
            <li key={one.certificateId}>
              {t('certificates.chain.stillValid', {
                label: one.label,
                date: formatDate(one.notAfter),
                places: keyPlacesText(t, one.keyPlaces),
              })}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function Link({ link }: { readonly link: ChainLink }) {
  const t = useT();
  const Icon = ICONS[link.kind];
  return (
    <span className={classes.node} data-state={link.state}>
      <Icon size={14} aria-hidden />
      <span>
        {linkText(t, link)}
        {link.state !== 'holds' && (
          <span className={classes.state}> · {t(`certificates.chain.state.${link.state}`)}</span>
        )}
      </span>
    </span>
  );
}

function linkText(t: Translate, { kind, label, until, count }: ChainLink): string {
  const date = until === null ? '' : formatDate(until);
  switch (kind) {
    case 'person':
      return label === '' ? t('certificates.chain.nobody') : label;
    case 'signature':
      return t('certificates.chain.signature', { date });
    case 'certificate':
      return t('certificates.chain.certificate', { label, date });
    case 'token':
      return until === null
        ? t('certificates.chain.tokenEnded', { label })
        : t('certificates.chain.token', { label, date });
    case 'accesses':
      return t('certificates.chain.accesses', { count });
  }
}

function FirstBreak({ chain: { firstBreak, links } }: { readonly chain: ChainView }) {
  const t = useT();
  if (firstBreak === null) return null;
  const isBroken = links.some(({ kind, state }) => kind === firstBreak.kind && state === 'broken');
  const link = t(`certificates.chain.kind.${firstBreak.kind}`);
  const text =
    isBroken || firstBreak.at === null
      ? t('certificates.chain.broken', { link })
      : t('certificates.chain.firstBreak', { link, date: formatDate(firstBreak.at) });
  return <div className={isBroken ? classes.broken : classes.first}>{text}</div>;
}
