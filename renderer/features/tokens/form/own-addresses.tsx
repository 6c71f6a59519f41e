import { IconDeviceDesktop } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { canonicalIp, checkIp } from '../../../../contract/values/ip-addresses.ts';
import { app, unwrap } from '../../../api/client.ts';
import { useT } from '../../../i18n/t.ts';
import classes from '../tokens.module.css';

/** Reads the addresses of this computer's own network cards. */
export function useOwnAddresses() {
  return useQuery({
    queryKey: ['computer', 'addresses'],
    queryFn: () => unwrap(app().computer.addresses({})),
  });
}

const PUBLIC = { allowsLocal: false, allowsPlaceholders: false } as const;

/**
 * This computer's addresses beside the list, with what each of them says; behind a router the bank sees another one.
 */
export function OwnAddresses({ listed }: { readonly listed: readonly string[] }) {
  const t = useT();
  const addresses = useOwnAddresses().data?.addresses ?? [];
  const inList = new Set(listed.map(canonicalIp));
  return (
    <div className={classes.own}>
      <div className={classes.fact}>
        <IconDeviceDesktop size={16} className={classes.dim} aria-hidden />
        <span className={classes.factWords}>{t('clock.addresses.own')}</span>
        {addresses.length === 0 && <span className={classes.factNote}>{t('clock.addresses.ownNone')}</span>}
      </div>
      <ul className={classes.ownList}>
        {addresses.map((address) => (
          <li key={address} className={classes.fact}>
            <span className={`${classes.factWords} ${classes.figures}`}>{address}</span>
            <span className={classes.factNote}>{note(address)}</span>
          </li>
        ))}
      </ul>
      <p className={classes.small}>{t('clock.addresses.nat')}</p>
    </div>
  );

  function note(address: string): string {
    if (inList.has(canonicalIp(address))) return t('clock.addresses.listed');
    return checkIp(address, PUBLIC) === null ? t('clock.addresses.notListed') : t('clock.addresses.inner');
  }
}
