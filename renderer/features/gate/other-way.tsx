import { Button } from '@mantine/core';
import type { ErrorInfo } from '../../../contract/result.ts';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import classes from './gate.module.css';

interface OtherWayProps {
  /** When to go this way. */
  readonly text: string;
  readonly label: string;
  readonly error: ErrorInfo | null;
  readonly isPending: boolean;
  readonly onGo: () => void;
}

/** Another way than to try the keychain again. */
export function OtherWay({ text, label, error, isPending, onGo }: OtherWayProps) {
  return (
    <div className={classes.other}>
      <p className={classes.text}>{text}</p>
      <ErrorNotice error={error} />
      <Button variant="default" onClick={onGo} loading={isPending}>
        {label}
      </Button>
    </div>
  );
}
