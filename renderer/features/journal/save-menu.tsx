import { Button, Menu } from '@mantine/core';
import { IconChevronDown, IconDeviceFloppy } from '@tabler/icons-react';
import type { JournalSaveInput } from '../../../contract/areas/audit.ts';
import { app } from '../../api/client.ts';
import { keys } from '../../api/keys.ts';
import { useCall } from '../../api/use-call.ts';
import { useT } from '../../i18n/t.ts';
import { tellSaved, useTellNotSaved } from '../../ui/file-notices.ts';

interface SaveMenuProps {
  /** What is searched for; `null` while nothing is. */
  readonly wanted: JournalSaveInput['wanted'];
}

/** «Сохранить»: the journal, or the lines that were found, as a file that proves itself. */
export function SaveMenu({ wanted }: SaveMenuProps) {
  const t = useT();
  const save = useCall((input: JournalSaveInput) => app().journal.save(input), {
    staleAfter: [keys.journal],
    onDone: ({ place, lines }) => tellSaved(t('journal.save.done', { count: lines }), place),
  });
  useTellNotSaved(save.error);
  return (
    <Menu position="bottom-end" withinPortal withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <Button
          variant="default"
          leftSection={<IconDeviceFloppy size={18} aria-hidden />}
          rightSection={<IconChevronDown size={16} aria-hidden />}
          loading={save.isPending}
        >
          {t('journal.save.title')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => void save.run({ wanted: null })}>{t('journal.save.whole')}</Menu.Item>
        <Menu.Item disabled={wanted === null} onClick={() => void save.run({ wanted })}>
          {t('journal.save.found')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
