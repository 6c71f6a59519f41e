import { useState } from 'react';
import { copyPlain } from './copy-plain.ts';

/**
 * Copies texts that are no secrets, and knows which one was copied last: `copied === text` shows the mark at its
 * button.
 */
export function usePlainCopy(): { readonly copied: string | null; readonly copy: (text: string) => void } {
  const [copied, setCopied] = useState<string | null>(null);
  return { copied, copy: (text) => setCopied(copyPlain(text) ? text : null) };
}
