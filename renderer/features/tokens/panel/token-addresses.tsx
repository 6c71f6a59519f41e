import { Button, TextInput } from '@mantine/core';
import { IconMapPin, IconWorld } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'wouter';
import { working } from '../../../../contract/callers.ts';
import { useMay } from '../../../api/use-may.ts';
import { MAX_IP_SLOTS, type TokenView } from '../../../../contract/areas/tokens.ts';
import { canonicalIp, checkIp, type IpProblem } from '../../../../contract/values/ip-addresses.ts';
import { useSession } from '../../../api/use-session.ts';
import { useT } from '../../../i18n/t.ts';
import { Notice } from '../../../ui/notice.tsx';
import { paths } from '../../../ui/paths.ts';
import { LetterNotice } from '../dialogs/letter-notice.tsx';
import { OwnAddresses, useOwnAddresses } from '../form/own-addresses.tsx';
import { PanelSection } from '../../../ui/side-panel.tsx';
import classes from '../tokens.module.css';

/**
 * From which addresses the bank accepts the token, beside those of this computer; after a refusal the way to a token
 * with one more.
 */
export function TokenAddresses({ token }: { readonly token: TokenView }) {
  const t = useT();
  const isOff = token.ipCheck === 'off-by-letter';
  return (
    <PanelSection title={t('tokens.addresses.title', { used: token.ips.length, all: MAX_IP_SLOTS })}>
      {isOff && (
        <>
          <div className={classes.fact}>
            <IconWorld size={16} className={classes.soon} aria-hidden />
            <span className={classes.factWords}>{t('tokens.addresses.off')}</span>
          </div>
          <LetterNotice companyId={token.companyId} />
        </>
      )}
      {!isOff && token.ips.length === 0 && <div className={classes.dim}>{t('tokens.addresses.none')}</div>}
      <ul className={classes.facts}>
        {token.ips.map(({ address, name, place }) => (
          <li key={address} className={classes.fact}>
            <IconMapPin size={16} className={classes.dim} aria-hidden />
            <span className={`${classes.factWords} ${classes.figures}`}>{address}</span>
            <span className={classes.factNote}>
              {[name, place].filter((part) => part !== '').join(' · ') || t('tokens.addresses.unnamed')}
            </span>
          </li>
        ))}
      </ul>
      {!isOff && <OwnAddresses listed={token.ips.map(({ address }) => address)} />}
      {token.lastProblem?.code === 'bank-ip-not-listed' && <AddressToAdd token={token} />}
    </PanelSection>
  );
}

/**
 * After «wrong address»: the token cannot be edited, so one more address means a new token. Source: tapi.md §2.1, §2.3.
 */
function AddressToAdd({ token }: { readonly token: TokenView }) {
  const t = useT();
  const kind = useSession().companies.find((one) => one.companyId === token.companyId)?.environment.kind;
  const allowsLocal = kind === 'training' || kind === 'other';
  const own = useOwnAddresses().data?.addresses ?? [];
  const [typed, setTyped] = useState<string | null>(null);
  const judge = (address: string) => problemOf(token, address, allowsLocal);
  const guess = [...(allowsLocal ? ['127.0.0.1'] : []), ...own].find((address) => judge(address) === null);
  const address = typed ?? guess ?? '';
  const problem = address === '' ? null : judge(address);
  const isReady = useMay(working) && address.trim() !== '' && problem === null;
  const href = paths.newPlan('reissue', { tokenId: token.tokenId, address: canonicalIp(address) ?? address });
  return (
    <Notice tone="warning" title={t('clock.addresses.refused')}>
      <p className={classes.text}>{t('clock.addresses.refusedText')}</p>
      <div className={classes.addAddress}>
        <TextInput
          label={t('clock.addresses.add')}
          value={address}
          error={problem === null ? undefined : t(`tokens.formProblem.ip.${problem}`)}
          spellCheck={false}
          autoComplete="off"
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        {isReady ? (
          <Button size="xs" component={Link} href={href}>
            {t('clock.addresses.reissue')}
          </Button>
        ) : (
          <Button size="xs" disabled>
            {t('clock.addresses.reissue')}
          </Button>
        )}
      </div>
    </Notice>
  );
}

function problemOf(token: TokenView, address: string, allowsLocal: boolean): IpProblem | null {
  const isListed = token.ips.some((slot) => canonicalIp(slot.address) === canonicalIp(address));
  return isListed ? 'duplicate' : checkIp(address, { allowsLocal, allowsPlaceholders: false });
}
