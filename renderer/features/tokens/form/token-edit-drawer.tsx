import { Button, Drawer, Group, NativeSelect, Radio, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { TokenView } from '../../../../contract/areas/tokens.ts';
import { app } from '../../../api/client.ts';
import { keys } from '../../../api/keys.ts';
import { useCall } from '../../../api/use-call.ts';
import { useT } from '../../../i18n/t.ts';
import { formatDate } from '../../../ui/dates.ts';
import { ErrorNotice } from '../../../ui/error-notice.tsx';
import { toDrafts, toSlots } from './ip-list.ts';
import { IpSlots } from './ip-slots.tsx';
import { RULE_DAYS } from './token-draft.ts';
import { useCompanyCertificates } from '../use-tokens.ts';
import formClasses from './token-form.module.css';

interface TokenEditDrawerProps {
  readonly token: TokenView;
  readonly onClose: () => void;
}

const TITLE = { title: { fontSize: 18, fontWeight: 600 } } as const;
const NO_PROBLEMS = new Map<string, never>();

/**
 * Puts right what a person wrote about the token. What the bank has (addresses, accesses, text) is not changed here.
 */
export function TokenEditDrawer({ token, onClose }: TokenEditDrawerProps) {
  const t = useT();
  const form = useEditForm(token, onClose);
  const { draft, change } = form;
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size={640}
      closeOnClickOutside={false}
      title={t('clock.edit.title')}
      styles={TITLE}
      closeButtonProps={{ 'aria-label': t('common.action.close') }}
    >
      <form
        className={formClasses.form}
        aria-label={t('clock.edit.title')}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          form.submit();
        }}
      >
        <p className={formClasses.intro}>{t('clock.edit.intro')}</p>
        <div className={formClasses.fields}>
          <TextInput
            label={t('tokens.form.label')}
            value={draft.label}
            withAsterisk
            maxLength={60}
            error={form.isLabelWrong ? t('tokens.formProblem.label') : undefined}
            onChange={(event) => change({ label: event.currentTarget.value })}
            data-autofocus
          />
          <Textarea
            label={t('tokens.form.purpose')}
            value={draft.purpose}
            maxLength={200}
            autosize
            minRows={1}
            maxRows={3}
            onChange={(event) => change({ purpose: event.currentTarget.value })}
          />
          <TextInput
            label={t('tokens.form.issuer')}
            value={draft.issuer}
            withAsterisk
            maxLength={80}
            error={form.isIssuerWrong ? t('tokens.formProblem.issuer') : undefined}
            onChange={(event) => change({ issuer: event.currentTarget.value })}
          />
        </div>
        <Radio.Group
          label={t('tokens.form.rule')}
          value={draft.ruleKind}
          onChange={(value) => change({ ruleKind: value === 'absolute' ? 'absolute' : 'idle' })}
        >
          <div className={formClasses.radios}>
            <Radio value="idle" label={t('tokens.form.ruleIdle')} />
            <Radio value="absolute" label={t('tokens.form.ruleAbsolute')} />
          </div>
        </Radio.Group>
        <NativeSelect
          label={t('tokens.form.certificate')}
          description={t('tokens.form.certificateHint')}
          data={form.certificates}
          value={draft.certificateId}
          onChange={(event) => change({ certificateId: event.currentTarget.value })}
        />
        {token.ips.length > 0 && (
          <fieldset className={formClasses.group}>
            <legend className={formClasses.legend}>{t('clock.edit.places')}</legend>
            <IpSlots
              ips={draft.ips}
              problems={NO_PROBLEMS}
              onChange={(ips) => change({ ips })}
              onLeave={() => undefined}
              isAddressFixed
            />
          </fieldset>
        )}
        <ErrorNotice error={form.error} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('common.action.cancel')}
          </Button>
          <Button type="submit" loading={form.isPending}>
            {t('clock.edit.save')}
          </Button>
        </Group>
      </form>
    </Drawer>
  );
}

function useEditForm(token: TokenView, onDone: () => void) {
  const t = useT();
  const certificates = useCompanyCertificates(token.companyId).data ?? [];
  const [isTried, setTried] = useState(false);
  const [draft, setDraft] = useState({
    label: token.label,
    purpose: token.purpose,
    issuer: token.issuer,
    ruleKind: token.rule.kind,
    certificateId: token.certificateId ?? '',
    ips: toDrafts(token.ips),
  });
  const call = useCall(app().records.editToken, {
    staleAfter: [keys.tokens, keys.certificates, keys.reminders],
    onDone,
  });
  const isLabelWrong = draft.label.trim() === '';
  const isIssuerWrong = draft.issuer.trim().length < 2;
  const submit = () => {
    setTried(true);
    if (isLabelWrong || isIssuerWrong) return;
    const chosen = certificates.find((one) => one.certificateId === draft.certificateId);
    const isSameRule = draft.ruleKind === token.rule.kind;
    void call.run({
      tokenId: token.tokenId,
      label: draft.label,
      purpose: draft.purpose,
      issuer: draft.issuer,
      rule: isSameRule ? token.rule : { kind: draft.ruleKind, days: RULE_DAYS[draft.ruleKind] },
      certificateId: chosen?.certificateId ?? (draft.certificateId === '' ? null : token.certificateId),
      ips: toSlots(draft.ips),
    });
  };
  return {
    draft,
    change: (part: Partial<typeof draft>) => setDraft((before) => ({ ...before, ...part })),
    certificates: [
      { value: '', label: t('tokens.form.certificateNone') },
      ...certificates.map((one) => ({
        value: one.certificateId,
        label: t('tokens.form.certificateChoice', { label: one.label, date: formatDate(one.notAfter) }),
      })),
    ],
    isLabelWrong: isTried && isLabelWrong,
    isIssuerWrong: isTried && isIssuerWrong,
    submit,
    isPending: call.isPending,
    error: call.error,
  };
}
