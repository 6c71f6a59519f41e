import { Button, Menu } from '@mantine/core';
import { IconBookmark, IconCheck, IconPencil, IconPlus, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import type { TokenListView } from '../../../../contract/areas/views.ts';
import { useViews } from '../../../api/use-views.ts';
import { useT } from '../../../i18n/t.ts';
import { nameProblem, renamed, shownOf, withView, without } from './saved-views.ts';
import { ViewNameDialog } from './view-name-dialog.tsx';

interface SavedViewsMenuProps {
  readonly view: TokenListView;
  readonly onView: (view: TokenListView) => void;
}

/** As many as the settings keep. */
const MOST = 30;

/** Filters that have a name: choose one, give what is on the screen a name, rename or delete what is chosen. */
export function SavedViewsMenu({ view, onView }: SavedViewsMenuProps) {
  const t = useT();
  const { views, change } = useViews();
  const [asking, setAsking] = useState<'save' | 'rename' | null>(null);
  const { saved } = views;
  const shown = shownOf(saved, view);
  const current = asking === 'rename' ? (shown?.name ?? null) : null;
  const keep = (name: string) => {
    setAsking(null);
    change({ saved: current === null ? withView(saved, name, view) : renamed(saved, current, name) });
  };
  return (
    <>
      <Menu position="bottom-end" width={300} withInitialFocusPlaceholder={false}>
        <Menu.Target>
          <Button
            variant="default"
            leftSection={<IconBookmark size={16} aria-hidden />}
            maw={180}
            aria-label={shown === null ? undefined : t('tokens.saved.label', { name: shown.name })}
          >
            {shown?.name ?? t('tokens.saved.title')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown mah={420} style={{ overflowY: 'auto' }}>
          {saved.length === 0 && <Menu.Label>{t('tokens.saved.none')}</Menu.Label>}
          {saved.map((one) => (
            <Menu.Item
              key={one.name}
              onClick={() => onView(one.view)}
              rightSection={
                one === shown ? <IconCheck size={16} aria-label={t('tokens.saved.shown')} /> : null
              }
            >
              {one.name}
            </Menu.Item>
          ))}
          <Menu.Divider />
          {shown === null ? (
            <Menu.Item
              leftSection={<IconPlus size={16} aria-hidden />}
              disabled={saved.length >= MOST}
              onClick={() => setAsking('save')}
            >
              {t('tokens.saved.save')}
            </Menu.Item>
          ) : (
            <>
              <Menu.Item
                leftSection={<IconPencil size={16} aria-hidden />}
                onClick={() => setAsking('rename')}
              >
                {t('tokens.saved.rename', { name: shown.name })}
              </Menu.Item>
              <Menu.Item
                leftSection={<IconTrash size={16} aria-hidden />}
                onClick={() => change({ saved: without(saved, shown.name) })}
              >
                {t('tokens.saved.remove', { name: shown.name })}
              </Menu.Item>
            </>
          )}
        </Menu.Dropdown>
      </Menu>
      <ViewNameDialog
        key={`${asking ?? ''}/${current ?? ''}`}
        isOpen={asking !== null}
        current={current}
        problemOf={(name) => nameProblem(saved, name, current)}
        onDone={keep}
        onClose={() => setAsking(null)}
      />
    </>
  );
}
