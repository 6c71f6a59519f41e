import { Button, Select, TextInput } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type {
  ImportDone,
  ImportInput,
  ImportPreview,
  SheetDraft,
} from '../../../../contract/areas/sheets.ts';
import { app, toErrorInfo, unwrap } from '../../../api/client.ts';
import { keys } from '../../../api/keys.ts';
import { useCall } from '../../../api/use-call.ts';
import { useSession } from '../../../api/use-session.ts';
import { useT } from '../../../i18n/t.ts';
import { ErrorNotice } from '../../../ui/error-notice.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { ImportMapping } from './import-mapping.tsx';
import { ImportRows } from './import-rows.tsx';
import classes from './sheets.module.css';

interface ImportReviewProps {
  readonly draft: SheetDraft;
  readonly onDone: (done: ImportDone) => void;
  readonly onPickOther: () => void;
  readonly onClose: () => void;
}

/** What the caches do not know after an import. */
const STALE = [keys.tokens, keys.journal, keys.reminders, ['overview']];

/** What the columns are taken for, which can be put right, and what would come of every row. */
export function ImportReview({ draft, onDone, onPickOther, onClose }: ImportReviewProps) {
  const t = useT();
  const { companyId: first, companies } = useSession();
  const [mapping, setMapping] = useState(draft.mapping);
  const [companyId, setCompanyId] = useState(first ?? companies[0]?.companyId ?? null);
  const [issuer, setIssuer] = useState('');
  const reading = companyId === null ? null : { draftId: draft.draftId, mapping, companyId, issuer };
  const preview = usePreview(reading);
  const take = useCall(app().sheets.import, { staleAfter: STALE, onDone });
  const good = preview.data?.good ?? 0;
  const choices = companies.map((one) => ({ value: one.companyId as string, label: one.name }));
  return (
    <div className={classes.dialog}>
      <div className={classes.fileLine}>
        <span>
          {t('sheets.import.file', { name: draft.fileName, encoding: draft.encoding, rows: draft.rows })}
        </span>
        <Button variant="subtle" size="xs" onClick={onPickOther}>
          {t('sheets.import.pickOther')}
        </Button>
      </div>
      {draft.refusedCount > 0 && (
        <Notice
          tone="danger"
          role="alert"
          title={t('sheets.import.refused.title', { count: draft.refusedCount })}
        >
          {t('sheets.import.refused.text', { lines: linesText(draft) })}
        </Notice>
      )}
      <ImportMapping columns={draft.columns} mapping={mapping} onChange={setMapping} />
      <div className={classes.pair}>
        <Select
          label={t('sheets.import.company')}
          data={choices}
          value={companyId}
          allowDeselect={false}
          onChange={(value) =>
            setCompanyId(companies.find((one) => one.companyId === value)?.companyId ?? companyId)
          }
        />
        <TextInput
          label={t('sheets.import.issuer')}
          value={issuer}
          maxLength={80}
          onChange={(event) => setIssuer(event.currentTarget.value)}
        />
      </div>
      {preview.data !== undefined && <ImportRows preview={preview.data} />}
      <ErrorNotice error={preview.error === null ? null : toErrorInfo(preview.error)} isReading />
      <ErrorNotice error={take.error} />
      <div className={`${classes.buttons} ${classes.sticky}`}>
        <Button variant="default" onClick={onClose}>
          {t('common.action.cancel')}
        </Button>
        <Button
          disabled={good === 0 || reading === null || preview.isPlaceholderData}
          loading={take.isPending}
          onClick={() => {
            if (reading !== null) void take.run(reading);
          }}
        >
          {good === 0 ? t('sheets.import.takeNone') : t('sheets.import.take', { count: good })}
        </Button>
      </div>
    </div>
  );
}

/** Main reads the rows anew whenever the person changes how; what was shown stays until then. */
function usePreview(reading: ImportInput | null) {
  return useQuery<ImportPreview>({
    queryKey: keys.sheetPreview(reading),
    queryFn: () =>
      reading === null ? Promise.reject(new Error('no company')) : unwrap(app().sheets.preview(reading)),
    enabled: reading !== null,
    placeholderData: keepPreviousData,
    gcTime: 0,
  });
}

function linesText({ refusedRows, refusedCount }: SheetDraft): string {
  return `${refusedRows.join(', ')}${refusedCount > refusedRows.length ? '…' : ''}`;
}
