import { Menu } from '@mantine/core';
import { IconClockPlus, IconMapPinCog, IconPencil } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import type { TokenView } from '../../../../contract/areas/tokens.ts';
import { useT } from '../../../i18n/t.ts';
import { CorrectAddressesDialog } from '../dialogs/correct-addresses-dialog.tsx';
import { NoteUseDialog } from '../dialogs/note-use-dialog.tsx';
import { TokenEditDrawer } from '../form/token-edit-drawer.tsx';

type Opened = 'edit' | 'use' | 'addresses' | null;

/** What of the record a person may put right: items for the menu of the token, and the windows that they open. */
export function useRecordMenu(token: TokenView): { readonly items: ReactNode; readonly windows: ReactNode } {
  const t = useT();
  const [opened, setOpened] = useState<Opened>(null);
  const close = () => setOpened(null);
  return {
    items: (
      <>
        <Menu.Item leftSection={<IconPencil size={16} aria-hidden />} onClick={() => setOpened('edit')}>
          {t('clock.edit.menu')}
        </Menu.Item>
        <Menu.Item leftSection={<IconClockPlus size={16} aria-hidden />} onClick={() => setOpened('use')}>
          {t('clock.use.menu')}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconMapPinCog size={16} aria-hidden />}
          onClick={() => setOpened('addresses')}
        >
          {t('clock.correct.menu')}
        </Menu.Item>
      </>
    ),
    windows: (
      <>
        {opened === 'edit' && <TokenEditDrawer token={token} onClose={close} />}
        {opened === 'use' && <NoteUseDialog token={token} onClose={close} />}
        {opened === 'addresses' && <CorrectAddressesDialog token={token} onClose={close} />}
      </>
    ),
  };
}
