import { Button, Textarea } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useT } from '../i18n/t.ts';
import classes from './copy-text.module.css';
import { usePlainCopy } from './use-plain-copy.ts';

interface CopyTextProps {
  readonly label: string;
  readonly text: string;
  readonly hint?: string;
}

/** A text to be carried elsewhere, with a button that copies it. Never for secrets. */
export function CopyText({ label, text, hint }: CopyTextProps) {
  const t = useT();
  const { copied, copy } = usePlainCopy();
  return (
    <div className={classes.row}>
      <Textarea
        label={label}
        description={hint}
        value={text}
        readOnly
        autosize
        minRows={1}
        className={classes.field ?? ''}
        onFocus={(event) => event.currentTarget.select()}
      />
      <Button
        variant="default"
        leftSection={
          copied === text ? <IconCheck size={16} aria-hidden /> : <IconCopy size={16} aria-hidden />
        }
        onClick={() => copy(text)}
      >
        {copied === text ? t('plans.copy.done') : t('plans.copy.button')}
      </Button>
    </div>
  );
}
