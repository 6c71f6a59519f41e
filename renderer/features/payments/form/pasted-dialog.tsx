import { Button, Group, Modal } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck, IconEye } from '@tabler/icons-react';
import type {
  PastedBlock,
  PastedField,
  PastedFieldName,
} from '../../../../contract/values/bank-details/pasted-block.ts';
import { faultText } from '../../../../contract/values/bank-details/fault-texts.ts';
import { useLanguage, useT } from '../../../i18n/t.ts';
import { StatusBadge } from '../../../ui/status-badge.tsx';
import type { Tone } from '../../../ui/tone.ts';
import { FIELD_LABELS, focusField } from './field-facts.ts';
import classes from './payment-form.module.css';
import { FILLED } from './use-pasted-details.ts';

interface PastedDialogProps {
  /** `null`: closed. */
  readonly block: PastedBlock | null;
  readonly onFill: () => void;
  readonly onLeave: () => void;
}

const SIGNS = {
  certain: { tone: 'success', Icon: IconCircleCheck },
  likely: { tone: 'info', Icon: IconEye },
  doubtful: { tone: 'warning', Icon: IconAlertTriangle },
} as const satisfies Readonly<
  Record<PastedField['confidence'], { readonly tone: Tone; readonly Icon: typeof IconEye }>
>;

/** What was found in a pasted text, field by field, and how sure each is; nothing is filled in before «Заполнить». */
export function PastedDialog({ block, onFill, onLeave }: PastedDialogProps) {
  const t = useT();
  return (
    <Modal
      opened={block !== null}
      onClose={onLeave}
      // What comes next is the sum, not the field that was pasted into.
      returnFocus={false}
      onExitTransitionEnd={() => focusField('amountText')}
      size="lg"
      title={t('payments.pasted.title')}
      closeButtonProps={{ 'aria-label': t('common.action.close') }}
    >
      <p className={classes.pastedText}>{t('payments.pasted.text')}</p>
      {block !== null && <FoundFields block={block} />}
      <Group justify="flex-end" mt="md">
        <Button variant="default" onClick={onLeave}>
          {t('payments.pasted.leave')}
        </Button>
        <Button onClick={onFill} data-autofocus>
          {t('payments.pasted.fill')}
        </Button>
      </Group>
    </Modal>
  );
}

function FoundFields({ block }: { readonly block: PastedBlock }) {
  const t = useT();
  const names = Object.keys(FILLED) as readonly PastedFieldName[]; // keys of FILLED
  return (
    <table className={classes.pasted}>
      <tbody>
        {names.map((name) => {
          const found = block[name];
          return (
            found !== undefined && (
              <tr key={name}>
                <th scope="row">{t(FIELD_LABELS[FILLED[name]])}</th>
                <td>
                  {found.value}
                  <Remarks found={found} />
                </td>
                <td>
                  <Sign confidence={found.confidence} />
                </td>
              </tr>
            )
          );
        })}
      </tbody>
    </table>
  );
}

function Remarks({ found: { fault, others } }: { readonly found: PastedField }) {
  const t = useT();
  const language = useLanguage();
  return (
    <>
      {fault !== null && (
        <div className={classes.pastedRemark}>{faultText(fault.code, fault.details, language)}</div>
      )}
      {others.length > 0 && (
        <div className={classes.pastedRemark}>
          {t('payments.pasted.others', { others: others.join(', ') })}
        </div>
      )}
    </>
  );
}

function Sign({ confidence }: Pick<PastedField, 'confidence'>) {
  const t = useT();
  const { tone, Icon } = SIGNS[confidence];
  return (
    <StatusBadge tone={tone} icon={<Icon size={14} aria-hidden />}>
      {t(`payments.pasted.confidence.${confidence}`)}
    </StatusBadge>
  );
}
