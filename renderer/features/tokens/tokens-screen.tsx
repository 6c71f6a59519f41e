import { Button } from '@mantine/core';
import { IconKey, IconListCheck, IconPlus, IconTableImport } from '@tabler/icons-react';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { working } from '../../../contract/callers.ts';
import { useMay } from '../../api/use-may.ts';
import type { RiskKind } from '../../../contract/areas/overview.ts';
import type { TokenView } from '../../../contract/areas/tokens.ts';
import type { CompanyId, TokenId } from '../../../contract/values/ids.ts';
import { useSession } from '../../api/use-session.ts';
import { useT } from '../../i18n/t.ts';
import { paths } from '../../ui/paths.ts';
import { Screen } from '../../ui/screen.tsx';
import { useShortcut } from '../../ui/shortcut.ts';
import { EmptyState, QueryStates } from '../../ui/states.tsx';
import { ImportDialog } from './sheets/import-dialog.tsx';
import { needsAttention, parseTokenFilter } from './token-filter.ts';
import { TokenFormDrawer } from './form/token-form-drawer.tsx';
import { TokenList } from './list/token-list.tsx';
import { usePresentHour } from './use-present.ts';
import { useTokenRows } from './use-tokens.ts';

interface TokensScreenProps {
  /** The filter to begin with, for instance from a risk card of the overview. */
  readonly filter: RiskKind | null;
  /** The company to begin with; `null` is all. */
  readonly companyId: CompanyId | null;
  /** The token whose panel is open to begin with. */
  readonly tokenId: TokenId | null;
}

/** All tokens of all companies: what each can do, when it was used, how long it lives. */
export function TokensScreen({ filter, companyId, tokenId }: TokensScreenProps) {
  const t = useT();
  const { query, isWhole } = useTokenRows();
  const isWorking = useMay(working);
  const { readOnly: isReadOnly } = useSession();
  const [isAdding, setAdding] = useState(false);
  const [isImporting, setImporting] = useState(false);
  const [addedId, setAddedId] = useState<TokenId | null>(null);
  const add = () => setAdding(true);
  useShortcut({ keys: 'Insert', label: t('tokens.screen.add'), run: add, isEnabled: isWorking });
  useShortcut({ keys: 'F5', label: t('common.action.refresh'), run: () => void query.refetch() });
  const button = isWorking && (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={add}>
      {t('tokens.screen.add')}
    </Button>
  );
  const importButton = (
    <Button
      variant="default"
      leftSection={<IconTableImport size={16} aria-hidden />}
      disabled={!isWorking || isReadOnly}
      onClick={() => setImporting(true)}
    >
      {t('sheets.import.open')}
    </Button>
  );
  const firstId = addedId ?? tokenId;
  return (
    <Screen
      layout="fill"
      title={t('tokens.screen.title')}
      subtitle={<Counts tokens={isWhole ? (query.data ?? []) : []} />}
      actions={
        <>
          <PlansButton />
          {importButton}
          {query.data?.length === 0 ? null : button}
        </>
      }
    >
      <QueryStates
        query={query}
        isEmpty={(tokens) => tokens.length === 0}
        empty={
          <EmptyState
            icon={<IconKey size={40} stroke={1.4} aria-hidden />}
            title={t('tokens.empty.title')}
            text={t('tokens.empty.text')}
            action={button}
          />
        }
      >
        {(tokens) => (
          <TokenList
            key={`${filter ?? ''}/${companyId ?? ''}/${firstId ?? ''}`}
            tokens={tokens}
            isWhole={isWhole}
            initial={{ filter: parseTokenFilter(filter), companyId }}
            initialTokenId={firstId}
          />
        )}
      </QueryStates>
      <ImportDialog isOpen={isImporting} onClose={() => setImporting(false)} />
      <TokenFormDrawer
        isOpen={isAdding}
        onClose={() => setAdding(false)}
        onDone={(token) => {
          setAdding(false);
          setAddedId(token.tokenId);
        }}
      />
    </Screen>
  );
}

/** The way to the plans, with how many wait for this person. */
function PlansButton() {
  const t = useT();
  const [, navigate] = useLocation();
  const { attention } = useSession();
  return (
    <Button
      variant="default"
      leftSection={<IconListCheck size={16} aria-hidden />}
      onClick={() => navigate(paths.plans)}
    >
      {attention.plans === 0
        ? t('plans.screen.title')
        : t('plans.screen.titleCount', { count: attention.plans })}
    </Button>
  );
}

/** The one line under the title: how many, of how many companies, how many want somebody. */
function Counts({ tokens }: { readonly tokens: readonly TokenView[] }) {
  const t = useT();
  const nowOf = usePresentHour();
  if (tokens.length === 0) return null;
  const companies = new Set(tokens.map((token) => token.companyId)).size;
  const attention = tokens.filter((token) => needsAttention(token, nowOf(token.companyId))).length;
  const facts = [
    t('tokens.screen.count', { count: tokens.length }),
    t('tokens.screen.companies', { count: companies }),
    ...(attention === 0 ? [] : [t('tokens.screen.attention', { count: attention })]),
  ];
  return <>{facts.join(' · ')}</>;
}
