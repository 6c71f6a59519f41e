import { Button } from '@mantine/core';
import type { TokenCheck, TokenView } from '../../../../contract/areas/tokens.ts';
import type { ErrorInfo } from '../../../../contract/result.ts';
import type { TokenId } from '../../../../contract/values/ids.ts';
import { app } from '../../../api/client.ts';
import { keys } from '../../../api/keys.ts';
import { useCall } from '../../../api/use-call.ts';
import { useT } from '../../../i18n/t.ts';
import { ErrorNotice } from '../../../ui/error-notice.tsx';

export interface RestoreCall {
  readonly start: () => void;
  readonly isPending: boolean;
  readonly error: ErrorInfo | null;
  readonly clear: () => void;
}

/**
 * Puts the text of a token back; main asks for it in the window for secrets, compares the fingerprint and asks the
 * bank.
 */
export function useRestore(tokenId: TokenId, onDone: (check: TokenCheck) => void): RestoreCall {
  const call = useCall((input: { readonly tokenId: TokenId }) => app().custody.restore(input), {
    onDone,
    staleAfter: [keys.tokens],
  });
  const { isPending, error, clear } = call;
  return { start: () => void call.run({ tokenId }), isPending, error, clear };
}

/** Asks for the right text, and says why it was not taken. */
export function RestoreButton({ token, onDone }: { readonly token: TokenView; readonly onDone: () => void }) {
  const t = useT();
  const restore = useRestore(token.tokenId, onDone);
  return (
    <>
      <Button size="xs" loading={restore.isPending} onClick={restore.start}>
        {t('diagnosis.custody.restore')}
      </Button>
      <ErrorNotice error={restore.error} isReading />
    </>
  );
}
