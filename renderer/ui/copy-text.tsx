import { Button, Textarea } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { useT } from '../i18n/t.ts';
import classes from './copy-text.module.css';

interface CopyTextProps {
  readonly label: string;
  readonly text: string;
  readonly hint?: string;
}

/**
 * A text to be carried elsewhere, with a button that copies it. The page has no permission to write the clipboard; copying what is selected, at a
 * click, needs none. Never for secrets.
 */
export function CopyText({ label, text, hint }: CopyTextProps) {
  const t = useT();
  const field = useRef<HTMLTextAreaElement>(null);
  const [copied, setCopied] = useState<string | null>(null);
  const copy = () => {
    field.current?.select();
    setCopied(document.execCommand('copy') ? text : null);
  };
  return (
    <div className={classes.row}>
      <Textarea
        ref={field}
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
        onClick={copy}
      >
        {copied === text ? t('plans.copy.done') : t('plans.copy.button')}
      </Button>
    </div>
  );
}
