import { Kbd, Modal } from '@mantine/core';
import { useContext, useState } from 'react';
import { useT } from '../i18n/t.ts';
import classes from './key-help.module.css';
import { ShortcutContext, useShortcut, type Shortcut } from './shortcut.ts';

/** Opens on `?`: the keys that work on this screen. */
export function KeyHelp() {
  const t = useT();
  const registry = useContext(ShortcutContext);
  const [shown, setShown] = useState<readonly Shortcut[] | null>(null);
  useShortcut({ keys: '?', label: t('common.keys.help'), run: () => setShown(registry?.list() ?? []) });
  return (
    <Modal
      opened={shown !== null}
      onClose={() => setShown(null)}
      title={t('common.keys.title')}
      closeButtonProps={{ 'aria-label': t('common.action.close') }}
    >
      <dl className={classes.list}>
        {(shown ?? []).map((one) =>
          one.label === undefined ? null : (
            <div key={`${one.keys} ${one.label}`} className={classes.row}>
              <dt>{one.label}</dt>
              <dd>
                <Kbd>{one.keys.replaceAll('+', ' ')}</Kbd>
              </dd>
            </div>
          ),
        )}
      </dl>
    </Modal>
  );
}
