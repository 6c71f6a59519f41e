import { Menu, Modal } from '@mantine/core';
import { IconClipboardText, IconEye, IconStethoscope } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
import type { TokenView } from '../../../../contract/areas/tokens.ts';
import type { TokenId } from '../../../../contract/values/ids.ts';
import { app } from '../../../api/client.ts';
import { keys } from '../../../api/keys.ts';
import { useCall } from '../../../api/use-call.ts';
import { useT } from '../../../i18n/t.ts';
import { ErrorNotice } from '../../../ui/error-notice.tsx';
import { paths } from '../../../ui/paths.ts';
import { useRestore } from './restore-button.tsx';

/**
 * Finding out what is the matter, seeing the text and putting it back: items for the menu of the token, and what they
 * show.
 */
export function useProtectionMenu(token: TokenView): {
  readonly items: ReactNode;
  readonly windows: ReactNode;
} {
  const t = useT();
  const [, navigate] = useLocation();
  const { tokenId } = token;
  const restore = useRestore(tokenId, () => undefined);
  const reveal = useCall((input: { readonly tokenId: TokenId }) => app().custody.reveal(input), {
    staleAfter: [keys.tokens],
  });
  const isHere = token.secretPlace === 'here' && token.status !== 'revoked' && token.status !== 'planned';
  return {
    items: (
      <>
        <Menu.Item
          leftSection={<IconStethoscope size={16} aria-hidden />}
          onClick={() => navigate(paths.tokenWhy(tokenId))}
        >
          {t('diagnosis.button')}
        </Menu.Item>
        {isHere && (
          <>
            <Menu.Item leftSection={<IconClipboardText size={16} aria-hidden />} onClick={restore.start}>
              {t('diagnosis.custody.restore')}
            </Menu.Item>
            <Menu.Item
              leftSection={<IconEye size={16} aria-hidden />}
              disabled={token.status === 'frozen'}
              onClick={() => void reveal.run({ tokenId })}
            >
              {t('diagnosis.custody.reveal')}
            </Menu.Item>
          </>
        )}
      </>
    ),
    windows: (
      <>
        <Refused title={t('diagnosis.custody.reveal')} call={reveal} />
        <Refused title={t('diagnosis.custody.restore')} call={restore} />
      </>
    ),
  };
}

interface RefusedProps {
  readonly title: string;
  readonly call: Pick<ReturnType<typeof useRestore>, 'error' | 'clear'>;
}

/** Says why it was not done; nothing while there is no reason to. */
function Refused({ title, call }: RefusedProps) {
  const t = useT();
  return (
    <Modal
      opened={call.error !== null}
      onClose={call.clear}
      title={title}
      closeButtonProps={{ 'aria-label': t('common.action.close') }}
    >
      <ErrorNotice error={call.error} isReading />
    </Modal>
  );
}
