import { Select } from '@mantine/core';
import { IMPORT_FIELDS, ImportField, type SheetDraft } from '../../../../contract/areas/sheets.ts';
import { useT } from '../../../i18n/t.ts';
import classes from './sheets.module.css';

interface ImportMappingProps {
  readonly columns: SheetDraft['columns'];
  readonly mapping: SheetDraft['mapping'];
  readonly onChange: (mapping: SheetDraft['mapping']) => void;
}

/** What each column of the file is; a field that is chosen twice moves to the last choice. */
export function ImportMapping({ columns, mapping, onChange }: ImportMappingProps) {
  const t = useT();
  const choices = [
    { value: '', label: t('sheets.import.mapping.none') },
    ...IMPORT_FIELDS.map((field) => ({ value: field as string, label: t(`sheets.import.field.${field}`) })),
  ];
  const choose = (at: number, value: string | null) => {
    const parsed = ImportField.safeParse(value);
    const field = parsed.success ? parsed.data : null;
    onChange(mapping.map((one, column) => (column === at ? field : one === field ? null : one)));
  };
  return (
    <section aria-label={t('sheets.import.mapping.title')}>
      <h3 className={classes.title}>{t('sheets.import.mapping.title')}</h3>
      <div className={classes.scroller} data-part="mapping" tabIndex={-1}>
        <table className={classes.table}>
          <thead>
            <tr>
              <th>{t('sheets.import.mapping.column')}</th>
              <th>{t('sheets.import.mapping.samples')}</th>
              <th className={classes.choice}>{t('sheets.import.mapping.field')}</th>
            </tr>
          </thead>
          <tbody>
            {columns.map(({ heading, samples, isRefused }, at) => {
              const name = heading === '' ? t('sheets.import.mapping.nameless') : heading;
              return (
                <tr key={at}>
                  <td>{name}</td>
                  <td className={classes.samples}>{samples.join(' · ')}</td>
                  <td>
                    {isRefused ? (
                      <span className={classes.refused}>{t('sheets.import.refused.column')}</span>
                    ) : (
                      <Select
                        size="xs"
                        aria-label={name}
                        data={choices}
                        value={mapping[at] ?? ''}
                        allowDeselect={false}
                        onChange={(value) => choose(at, value)}
                      />
                    )}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </section>
  );
}
