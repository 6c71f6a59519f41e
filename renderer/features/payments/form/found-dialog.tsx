import { Button, Group, Modal } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck, IconEye } from '@tabler/icons-react';
import { useT } from '../../../i18n/t.ts';
import { StatusBadge } from '../../../ui/status-badge.tsx';
import type { Tone } from '../../../ui/tone.ts';
import { FIELD_LABELS, focusField } from './field-facts.ts';
import type { FoundDetails, FoundField } from './found-details.ts';
import classes from './payment-form.module.css';

interface FoundDialogProps {
  /** `null`: closed. */
  readonly found: FoundDetails | null;
  readonly onFill: () => void;
  readonly onLeave: () => void;
}

const SIGNS = {
  certain: { tone: 'success', Icon: IconCircleCheck },
  likely: { tone: 'info', Icon: IconEye },
  doubtful: { tone: 'warning', Icon: IconAlertTriangle },
} as const satisfies Readonly<
  Record<FoundField['confidence'], { readonly tone: Tone; readonly Icon: typeof IconEye }>
>;

/** What was found, field by field, and how sure each is; nothing is filled in before «Заполнить». */
export function FoundDialog({ found, onFill, onLeave }: FoundDialogProps) {
  const t = useT();
  return (
    <Modal
      opened={found !== null}
      onClose={onLeave}
      // What comes next is the sum, not the field that was pasted into.
      returnFocus={false}
      onExitTransitionEnd={() => focusField('amountText')}
      size="lg"
      title={found !== null && t(`payments.found.${found.from}Title`)}
      closeButtonProps={{ 'aria-label': t('common.action.close') }}
    >
      <p className={classes.foundText}>{t('payments.found.text')}</p>
      {found !== null && (
        <>
          <FoundFields fields={found.fields} />
          {found.remarks.map((remark) => (
            <p className={classes.foundRemark} key={remark}>
              {remark}
            </p>
          ))}
        </>
      )}
      <Group justify="flex-end" mt="md">
        <Button variant="default" onClick={onLeave}>
          {t('payments.found.leave')}
        </Button>
        <Button onClick={onFill} data-autofocus>
          {t('payments.found.fill')}
        </Button>
      </Group>
    </Modal>
  );
}

function FoundFields({ fields }: Pick<FoundDetails, 'fields'>) {
  const t = useT();
  return (
    <table className={classes.found}>
      <tbody>
        {fields.map(({ field, value, confidence, remarks }) => (
          <tr key={field}>
            <th scope="row">{t(FIELD_LABELS[field])}</th>
            <td>
              {value}
              {remarks.map((remark) => (
                <div className={classes.foundRemark} key={remark}>
                  {remark}
                </div>
              ))}
            </td>
            <td>
              <Sign confidence={confidence} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Sign({ confidence }: Pick<FoundField, 'confidence'>) {
  const t = useT();
  const { tone, Icon } = SIGNS[confidence];
  return (
    <StatusBadge tone={tone} icon={<Icon size={14} aria-hidden />}>
      {t(`payments.found.confidence.${confidence}`)}
    </StatusBadge>
  );
}
