import {
  ActionIcon,
  Button,
  Checkbox,
  Group,
  Modal,
  NativeSelect,
  Stack,
  TextInput,
  Tooltip,
} from '@mantine/core';
import { IconRepeat } from '@tabler/icons-react';
import { notifications } from '@mantine/notifications';
import { useState, type FormEvent } from 'react';
import type { PaymentDetails } from '../../../../contract/areas/payments.ts';
import { Repeat, TEMPLATE_NAME_LENGTH, type TemplateView } from '../../../../contract/areas/templates.ts';
import { moscowDate, shiftDay } from '../../../../contract/values/dates.ts';
import type { PaymentId } from '../../../../contract/values/ids.ts';
import { formatDayText, parseNearDayText } from '../../../../contract/values/parse-day.ts';
import { app } from '../../../api/client.ts';
import { useCompany } from '../../../api/use-session.ts';
import { useT } from '../../../i18n/t.ts';
import { DayInput } from '../../../ui/day-input.tsx';
import { ErrorNotice } from '../../../ui/error-notice.tsx';
import { useTemplateCall } from './use-templates.ts';

/** «В шаблоны» on a payment. */
export function KeepTemplateButton({ details }: { readonly details: PaymentDetails }) {
  const t = useT();
  const [isOpen, setOpen] = useState(false);
  const { paymentId, payeeName } = details.payment;
  return (
    <>
      <Tooltip label={t('payments.templates.keep')}>
        <ActionIcon
          variant="default"
          size={36}
          aria-label={t('payments.templates.keep')}
          onClick={() => setOpen(true)}
        >
          <IconRepeat size={18} aria-hidden />
        </ActionIcon>
      </Tooltip>
      <TemplateDialog
        isOpen={isOpen}
        template={null}
        paymentId={paymentId}
        suggestedName={payeeName}
        onClose={() => setOpen(false)}
      />
    </>
  );
}

interface TemplateDialogProps {
  readonly isOpen: boolean;
  /** The one that is changed; `null` for a new one. */
  readonly template: TemplateView | null;
  /** The payment that a new one is made of. */
  readonly paymentId: PaymentId | null;
  readonly suggestedName: string;
  readonly onClose: () => void;
}

/** The name of a template, whether its sum stays, and when it is repeated. */
export function TemplateDialog(props: TemplateDialogProps) {
  const t = useT();
  return (
    <Modal
      opened={props.isOpen}
      onClose={props.onClose}
      title={t(props.template === null ? 'payments.templates.dialogTitle' : 'payments.templates.editTitle')}
      closeButtonProps={{ 'aria-label': t('common.action.close') }}
    >
      <TemplateForm {...props} />
    </Modal>
  );
}

const EVERY = ['never', ...Repeat.shape.every.options] as const;
type Every = (typeof EVERY)[number];

/** The payment that is kept was made just now: the next one is a month away, mostly. Units: days. Own choice. */
const FIRST_IN_DAYS = 30;

function TemplateForm({ template, paymentId, suggestedName, onClose }: TemplateDialogProps) {
  const t = useT();
  const { companyId } = useCompany();
  const [name, setName] = useState(template?.name ?? suggestedName.slice(0, TEMPLATE_NAME_LENGTH));
  const [keepsAmount, setKeepsAmount] = useState(template?.keepsAmount ?? true);
  const [every, setEvery] = useState<Every>(template?.repeat?.every ?? 'never');
  const first = template?.repeat?.since ?? shiftDay(moscowDate(new Date().toISOString()), FIRST_IN_DAYS);
  const [sinceText, setSinceText] = useState(formatDayText(first));
  const since = parseNearDayText(sinceText);
  const isWrong = name.trim() === '' || (every !== 'never' && since === null);
  const save = useTemplateCall(app().templates.save, () => {
    notifications.show({ message: t('payments.templates.saved', { name }), color: 'green' });
    onClose();
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isWrong || save.isPending) return;
    const repeat = every === 'never' || since === null ? null : { every, since };
    const templateId = template?.templateId ?? null;
    void save.run({ companyId, templateId, paymentId, name: name.trim(), keepsAmount, repeat });
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="sm">
        <TextInput
          label={t('payments.templates.name')}
          value={name}
          maxLength={TEMPLATE_NAME_LENGTH}
          onChange={(event) => setName(event.currentTarget.value)}
          data-autofocus
          withAsterisk
        />
        <Checkbox
          label={t('payments.templates.keepsAmount')}
          checked={keepsAmount}
          onChange={(event) => setKeepsAmount(event.currentTarget.checked)}
          description={t('payments.templates.purposeHint')}
        />
        <NativeSelect
          label={t('payments.templates.every')}
          data={EVERY.map((value) => ({ value, label: t(`payments.templates.repeat.${value}`) }))}
          value={every}
          onChange={(event) => setEvery(EVERY.find((one) => one === event.currentTarget.value) ?? 'never')}
        />
        {every !== 'never' && (
          <DayInput
            label={t('payments.templates.since')}
            value={sinceText}
            isNear
            onChange={setSinceText}
            error={since === null ? t('payments.templates.sinceProblem') : undefined}
          />
        )}
        <ErrorNotice error={save.error} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('common.action.cancel')}
          </Button>
          <Button type="submit" loading={save.isPending} disabled={isWrong}>
            {t('payments.templates.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
