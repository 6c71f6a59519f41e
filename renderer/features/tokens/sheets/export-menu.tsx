import { Button, Menu } from '@mantine/core';
import { IconBraces, IconChevronDown, IconDownload, IconFileTypePdf, IconTable } from '@tabler/icons-react';
import type { ExportFormat } from '../../../../contract/areas/sheets.ts';
import { TOKEN_COLUMNS, type TokenColumn } from '../../../../contract/areas/views.ts';
import type { TokenView } from '../../../../contract/areas/tokens.ts';
import { app } from '../../../api/client.ts';
import { keys } from '../../../api/keys.ts';
import { useCall } from '../../../api/use-call.ts';
import { useT } from '../../../i18n/t.ts';
import { tellSaved, useTellNotSaved } from '../../../ui/file-notices.ts';

interface ExportMenuProps {
  /** The tokens that the list shows, in its order. */
  readonly shown: () => readonly TokenView[];
  /** The columns that a person has chosen; `null`: none in particular. */
  readonly columns: readonly TokenColumn[] | null;
  readonly isEmpty: boolean;
}

const FORMATS = [
  { format: 'xlsx', Icon: IconTable },
  { format: 'csv', Icon: IconTable },
  { format: 'pdf', Icon: IconFileTypePdf },
  { format: 'json', Icon: IconBraces },
] as const;

/** What fits on a printed page when nobody has chosen. */
const PRINTED: readonly TokenColumn[] = [
  'label',
  'company',
  'accesses',
  'ips',
  'lastUsed',
  'aliveUntil',
  'status',
  'issuer',
];

/** «Выгрузить»: saves what the list shows, as the person sees it, where he says. */
export function ExportMenu({ shown, columns, isEmpty }: ExportMenuProps) {
  const t = useT();
  const call = useCall(app().sheets.export, {
    staleAfter: [keys.journal],
    onDone: ({ place, tokens }) => tellSaved(t('sheets.export.done', { count: tokens }), place),
  });
  useTellNotSaved(call.error);
  const save = async (format: ExportFormat) => {
    const chosen = columns ?? (format === 'pdf' ? PRINTED : TOKEN_COLUMNS);
    await call.run({ format, tokenIds: shown().map(({ tokenId }) => tokenId), columns: [...chosen] });
  };
  return (
    <Menu position="bottom-end" width={330} withinPortal>
      <Menu.Target>
        <Button
          variant="default"
          leftSection={<IconDownload size={16} aria-hidden />}
          rightSection={<IconChevronDown size={14} aria-hidden />}
          loading={call.isPending}
          disabled={isEmpty}
        >
          {t('sheets.export.title')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('sheets.export.what')}</Menu.Label>
        {FORMATS.map(({ format, Icon }) => (
          <Menu.Item
            key={format}
            leftSection={<Icon size={16} aria-hidden />}
            onClick={() => void save(format)}
          >
            {t(`sheets.export.format.${format}`)}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Label>{t('sheets.export.noSecrets')}</Menu.Label>
      </Menu.Dropdown>
    </Menu>
  );
}
