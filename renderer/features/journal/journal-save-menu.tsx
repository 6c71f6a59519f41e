import type { JournalSaveInput } from '../../../contract/areas/audit.ts';
import { app } from '../../api/client.ts';
import { keys } from '../../api/keys.ts';
import { useCall } from '../../api/use-call.ts';
import { useT } from '../../i18n/t.ts';
import { tellSaved, useTellNotSaved } from '../../ui/file-notices.ts';
import { SaveMenu } from '../../ui/save-menu.tsx';

interface JournalSaveMenuProps {
  /** What is searched for; `null` while nothing is. */
  readonly wanted: JournalSaveInput['wanted'];
}

/** «Сохранить»: the journal, or the lines that were found, as a file that proves itself. */
export function JournalSaveMenu({ wanted }: JournalSaveMenuProps) {
  const t = useT();
  const save = useCall((input: JournalSaveInput) => app().journal.save(input), {
    staleAfter: [keys.journal],
    onDone: ({ place, lines }) => tellSaved(t('journal.save.done', { count: lines }), place),
  });
  useTellNotSaved(save.error);
  return (
    <SaveMenu
      title={t('journal.save.title')}
      isSaving={save.isPending}
      choices={[
        { label: t('journal.save.whole'), save: () => void save.run({ wanted: null }) },
        { label: t('journal.save.found'), isOff: wanted === null, save: () => void save.run({ wanted }) },
      ]}
    />
  );
}
