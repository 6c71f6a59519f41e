import { Button, Group, Modal } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import type { ErrorInfo } from '../../contract/result.ts';
import { useT } from '../i18n/t.ts';
import { ErrorNotice } from './error-notice.tsx';

interface ConfirmDialogProps {
  readonly isOpen: boolean;
  readonly title: string;
  readonly children: ReactNode;
  /** A verb: «Отправить», never «ОК». */
  readonly confirmLabel: string;
  /** `danger` for what moves money or destroys. */
  readonly tone?: 'danger' | 'plain';
  readonly isPending?: boolean;
  readonly isDisabled?: boolean;
  readonly error?: ErrorInfo | null;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

/**
 * Asks before a step that cannot be taken back. Nothing is preselected: the focus starts on «Отмена». An error of an
 * earlier opening is not shown again.
 */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const t = useT();
  return (
    <Modal
      opened={props.isOpen}
      onClose={props.onClose}
      title={props.title}
      closeOnEscape={props.isPending !== true}
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': t('common.action.close') }}
    >
      <Question {...props} />
    </Modal>
  );
}

/** Made anew at each opening, so that it knows whether it was confirmed in this one. */
function Question(props: ConfirmDialogProps) {
  const t = useT();
  const isPending = props.isPending ?? false;
  const [isConfirmed, setConfirmed] = useState(false);
  const confirm = () => {
    setConfirmed(true);
    props.onConfirm();
  };
  return (
    <>
      {props.children}
      <ErrorNotice error={isConfirmed ? (props.error ?? null) : null} />
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={props.onClose} disabled={isPending} data-autofocus>
          {t('common.action.cancel')}
        </Button>
        <Button
          {...(props.tone === 'danger' ? { color: 'red' } : {})}
          onClick={confirm}
          loading={isPending}
          disabled={props.isDisabled ?? false}
        >
          {props.confirmLabel}
        </Button>
      </Group>
    </>
  );
}
