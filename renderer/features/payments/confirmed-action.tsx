import { Button } from '@mantine/core';
import { useState } from 'react';
import type { RunningCall } from '../../api/use-call.ts';
import { ConfirmDialog } from '../../ui/confirm.tsx';

interface ConfirmedActionProps<I, O> {
  readonly label: string;
  readonly title: string;
  readonly text: string;
  readonly confirmLabel: string;
  readonly call: RunningCall<I, O>;
  readonly input: I;
  readonly tone?: 'danger' | 'plain';
  readonly size?: 'xs' | 'sm';
}

/** A button that asks before it acts; the dialog stays while the call runs and when it fails. */
export function ConfirmedAction<I, O>(props: ConfirmedActionProps<I, O>) {
  const [isOpen, setOpen] = useState(false);
  const { call } = props;
  return (
    <>
      <Button variant="default" size={props.size ?? 'sm'} onClick={() => setOpen(true)}>
        {props.label}
      </Button>
      <ConfirmDialog
        isOpen={isOpen}
        title={props.title}
        confirmLabel={props.confirmLabel}
        tone={props.tone ?? 'plain'}
        isPending={call.isPending}
        error={call.error}
        onConfirm={() => void call.run(props.input).then((done) => done !== null && setOpen(false))}
        onClose={() => {
          call.clear();
          setOpen(false);
        }}
      >
        {props.text}
      </ConfirmDialog>
    </>
  );
}
