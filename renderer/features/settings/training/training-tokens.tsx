import { Button, Group, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { TrainingView } from '../../../../contract/areas/training.ts';
import { checkKpp } from '../../../../contract/values/bank-details.ts';
import { checkIps, splitIpList } from '../../../../contract/values/ip-addresses.ts';
import { useT } from '../../../i18n/t.ts';
import { ConfirmDialog } from '../../../ui/confirm.tsx';
import { formatDate } from '../../../ui/dates.ts';
import type { TrainingControl } from './training-control.ts';
import classes from '../settings.module.css';

interface TrainingPartProps {
  readonly view: TrainingView;
  readonly control: TrainingControl;
}

type BankToken = TrainingView['tokens'][number];

/** The tokens as the training bank has them, and what can happen to them there. */
export function TrainingTokens({ view, control }: TrainingPartProps) {
  const t = useT();
  const [changed, setChanged] = useState<BankToken | null>(null);
  return (
    <div>
      <h3 className={classes.label}>{t('clock.training.tokens')}</h3>
      {view.tokens.length === 0 && <p className={classes.hint}>{t('clock.training.tokensNone')}</p>}
      <ul className={classes.list}>
        {view.tokens.map((token) => (
          <li key={token.bankTokenId} className={classes.bankToken}>
            <TokenWords token={token} />
            <Group gap={6}>
              <IssuerButton token={token} control={control} />
              <Button size="xs" variant="default" onClick={() => setChanged(token)}>
                {t('clock.training.addresses')}
              </Button>
              <Button
                size="xs"
                variant="default"
                disabled={token.isRevoked}
                loading={control.isPending}
                onClick={() => void control.run({ kind: 'revoke-token', bankTokenId: token.bankTokenId })}
              >
                {t('clock.training.revoke')}
              </Button>
            </Group>
          </li>
        ))}
      </ul>
      {changed !== null && (
        <AddressesDialog token={changed} control={control} onClose={() => setChanged(null)} />
      )}
    </div>
  );
}

function TokenWords({ token }: { readonly token: BankToken }) {
  const t = useT();
  const { label, issuer, aliveUntil, ips, isRevoked, isIssuerActive } = token;
  const states = [
    ...(isRevoked ? [t('clock.training.revoked')] : []),
    ...(isIssuerActive ? [] : [t('clock.training.fired')]),
  ];
  const facts = { issuer, date: formatDate(aliveUntil), ips: ips.join(', ') };
  return (
    <span>
      <span className={classes.itemTitle}>{[label, ...states].join(' · ')}</span>
      <span className={classes.itemNote}>{t('clock.training.until', facts)}</span>
    </span>
  );
}

function IssuerButton({ token, control }: { readonly token: BankToken; readonly control: TrainingControl }) {
  const t = useT();
  const { bankTokenId, issuer, isIssuerActive } = token;
  return (
    <Button
      size="xs"
      variant="default"
      loading={control.isPending}
      onClick={() => void control.run({ kind: 'set-issuer', bankTokenId, isActive: !isIssuerActive })}
    >
      {t(isIssuerActive ? 'clock.training.fire' : 'clock.training.rehire', { issuer })}
    </Button>
  );
}

interface AddressesDialogProps {
  readonly token: BankToken;
  readonly control: TrainingControl;
  readonly onClose: () => void;
}

function AddressesDialog({ token, control, onClose }: AddressesDialogProps) {
  const t = useT();
  const [text, setText] = useState(token.ips.join(', '));
  const ips = [...splitIpList(text)];
  const problems = checkIps(ips, { allowsLocal: true, allowsPlaceholders: false });
  const isWrong = ips.length === 0 || problems.some((problem) => problem !== null);
  const save = async () => {
    const done = await control.run({ kind: 'set-addresses', bankTokenId: token.bankTokenId, ips });
    if (done !== null) onClose();
  };
  return (
    <ConfirmDialog
      isOpen
      title={t('clock.training.addressesTitle', { label: token.label })}
      confirmLabel={t('clock.training.addressesSave')}
      isPending={control.isPending}
      isDisabled={isWrong}
      error={control.error}
      onConfirm={() => void save()}
      onClose={onClose}
    >
      <TextInput
        label={t('clock.training.addressesLabel')}
        description={t('clock.training.addressesHint')}
        value={text}
        error={isWrong ? t('clock.training.addressesWrong') : undefined}
        onChange={(event) => setText(event.currentTarget.value)}
      />
    </ConfirmDialog>
  );
}

/** The KPP by which the bank knows the company. */
export function TrainingKpp({ view, control }: TrainingPartProps) {
  const t = useT();
  const [kpp, setKpp] = useState(view.kpp);
  const isWrong = checkKpp(kpp) !== null;
  return (
    <div className={classes.inline}>
      <TextInput
        label={t('clock.training.kpp')}
        description={t('clock.training.kppHint')}
        value={kpp}
        maxLength={9}
        inputMode="numeric"
        w={320}
        error={isWrong ? t('settings.company.kppForm') : undefined}
        onChange={(event) => setKpp(event.currentTarget.value.trim())}
      />
      <Button
        variant="default"
        disabled={isWrong || kpp === view.kpp}
        loading={control.isPending}
        onClick={() => void control.run({ kind: 'set-kpp', kpp })}
      >
        {t('clock.training.kppSave')}
      </Button>
    </div>
  );
}
