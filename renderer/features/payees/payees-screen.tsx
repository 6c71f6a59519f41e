import { Anchor } from '@mantine/core';
import { IconAddressBook } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'wouter';
import type { BanksView } from '../../../contract/areas/banks.ts';
import type { PayeeKey, PayeeRow } from '../../../contract/areas/payees.ts';
import { app, unwrap } from '../../api/client.ts';
import { keys } from '../../api/keys.ts';
import { useCompany } from '../../api/use-session.ts';
import { useT } from '../../i18n/t.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { Notice } from '../../ui/notice.tsx';
import { paths } from '../../ui/paths.ts';
import { Screen } from '../../ui/screen.tsx';
import { SearchInput } from '../../ui/search-input.tsx';
import { useShortcut } from '../../ui/shortcut.ts';
import { SplitView } from '../../ui/side-panel.tsx';
import { EmptyState, QueryStates } from '../../ui/states.tsx';
import { usePayeeColumns } from './payee-columns.tsx';
import { PayeePanel } from './payee-panel.tsx';
import { foundPayees } from './payee-search.ts';
import classes from './payees.module.css';
import { usePayeeRows } from './use-payees.ts';

/** Units: px; two lines a row. */
const ROW_HEIGHT = 48;

/** Everybody whom the company pays or paid, with every account that he had. */
export function PayeesScreen() {
  const t = useT();
  const client = useQueryClient();
  const { companyId } = useCompany();
  const query = usePayeeRows(companyId);
  const [text, setText] = useState('');
  useShortcut({
    keys: 'F5',
    label: t('common.action.refresh'),
    run: () => void client.invalidateQueries({ queryKey: keys.payeeRows }),
  });
  const count = query.data?.length ?? 0;
  return (
    <Screen
      layout="fill"
      title={t('payees.title')}
      subtitle={count === 0 ? undefined : t('payees.count', { count })}
      actions={
        count > 0 && (
          <SearchInput
            label={t('payees.search')}
            placeholder={t('payees.searchHint')}
            value={text}
            onChange={setText}
            width={320}
          />
        )
      }
    >
      <div className={classes.screen}>
        <OldDirectory />
        <QueryStates
          query={query}
          isEmpty={(rows) => rows.length === 0}
          empty={
            <EmptyState
              icon={<IconAddressBook size={40} stroke={1.4} aria-hidden />}
              title={t('payees.empty.title')}
              text={t('payees.empty.text')}
            />
          }
        >
          {(rows) => <PayeeList key={companyId} rows={rows} text={text} />}
        </QueryStates>
      </div>
    </Screen>
  );
}

function PayeeList({ rows, text }: { readonly rows: readonly PayeeRow[]; readonly text: string }) {
  const t = useT();
  const [openKey, setOpenKey] = useState<PayeeKey | null>(null);
  const open = rows.find(({ key, merged }) => key === openKey || merged.some((one) => one.key === openKey));
  const columns = usePayeeColumns(open !== undefined);
  const found = foundPayees(rows, text);
  return (
    <SplitView
      panel={
        open === undefined ? null : (
          <PayeePanel key={open.key} payee={open} onOpen={setOpenKey} onClose={() => setOpenKey(null)} />
        )
      }
    >
      {found.length === 0 ? (
        <p className={classes.quiet}>{t('payees.notFound')}</p>
      ) : (
        <DataTable
          label={t('payees.title')}
          columns={columns}
          rows={found}
          rowKey={({ key }) => key}
          rowHeight={ROW_HEIGHT}
          selectedKey={open?.key ?? null}
          onOpen={({ key }) => setOpenKey(key)}
          isRowDimmed={({ neverPay }) => neverPay !== null}
        />
      )}
    </SplitView>
  );
}

/** Names of banks follow from the directory, so whoever keeps payees is told when it is old. */
function OldDirectory() {
  const t = useT();
  const { data } = useQuery<BanksView>({
    queryKey: keys.banks,
    queryFn: () => unwrap(app().banks.view({})),
  });
  const directory = data?.directory ?? null;
  if (directory === null || !directory.isOld) return null;
  return (
    <Notice tone="warning">
      {t('settings.banks.old', { count: directory.ageDays })}{' '}
      <Anchor component={Link} href={paths.settingsOf('banks')} inherit>
        {t('settings.tab.banks')}
      </Anchor>
    </Notice>
  );
}
