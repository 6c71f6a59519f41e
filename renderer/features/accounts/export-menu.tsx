import { STATEMENT_FORMATS, type StatementPeriod } from '../../../contract/areas/statements.ts';
import { useT } from '../../i18n/t.ts';
import { SaveMenu } from '../../ui/save-menu.tsx';
import { useExportStatement } from './use-statement.ts';

interface ExportMenuProps {
  readonly period: StatementPeriod;
  /** The statement is whole. */
  readonly isEnabled: boolean;
}

/** «Сохранить»: the statement as a file of 1C, a table or a print. */
export function ExportMenu({ period, isEnabled }: ExportMenuProps) {
  const t = useT();
  const save = useExportStatement();
  return (
    <SaveMenu
      title={t('accounts.export.title')}
      isSaving={save.isPending}
      isOff={!isEnabled}
      isSmall
      choices={STATEMENT_FORMATS.map((format) => ({
        label: t(`accounts.export.${format}`),
        save: () => void save.run({ ...period, format }),
      }))}
    />
  );
}
