import { Checkbox } from '@mantine/core';
import { MAX_IP_SLOTS } from '../../../../contract/areas/tokens.ts';
import type { CompanyId } from '../../../../contract/values/ids.ts';
import { useT } from '../../../i18n/t.ts';
import { IpSlots } from './ip-slots.tsx';
import { LetterNotice } from '../dialogs/letter-notice.tsx';
import { OwnAddresses } from './own-addresses.tsx';
import type { TokenFormState } from './use-token-form.ts';
import classes from './token-form.module.css';

interface TokenFormAddressesProps {
  readonly form: TokenFormState;
  readonly companyId: CompanyId;
}

/** Up to nine addresses with names and places, or «not checked by letter» with the dummies of the bank's form. */
export function TokenFormAddresses({ form, companyId }: TokenFormAddressesProps) {
  const t = useT();
  const { ips, isIpCheckOff } = form.draft;
  const used = ips.filter(({ address }) => address.trim() !== '').length;
  return (
    <fieldset className={classes.group}>
      <legend className={classes.legend}>
        {t('tokens.form.ips')}
        <span className={classes.aside}>{t('tokens.form.ipsUsed', { used, all: MAX_IP_SLOTS })}</span>
      </legend>
      <p className={classes.hint}>{t('tokens.form.ipsHint')}</p>
      <Checkbox
        size="sm"
        label={t('tokens.form.ipOff')}
        description={t('tokens.form.ipOffHint')}
        checked={isIpCheckOff}
        onChange={(event) => form.change({ isIpCheckOff: event.currentTarget.checked })}
      />
      {isIpCheckOff && <LetterNotice companyId={companyId} />}
      <IpSlots
        ips={ips}
        problems={form.problems.ips}
        onChange={(next) => form.change({ ips: next })}
        onLeave={() => form.leave('ips')}
      />
      <OwnAddresses listed={ips.map(({ address }) => address)} />
    </fieldset>
  );
}
