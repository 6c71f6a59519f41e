import { Button } from '@mantine/core';
import { useState } from 'react';
import type { CompanyId } from '../../../../contract/values/ids.ts';
import { useT } from '../../../i18n/t.ts';
import { formatDate } from '../../../ui/dates.ts';
import { Notice } from '../../../ui/notice.tsx';
import { LetterDialog } from './letter-dialog.tsx';
import { useCompanyEvents } from '../use-company-events.ts';

/** Whether the letter that switches the bank's check off is recorded: who sent it and when, or the way to record it. */
export function LetterNotice({ companyId }: { readonly companyId: CompanyId }) {
  const t = useT();
  const [isOpen, setOpen] = useState(false);
  const letter = useCompanyEvents(companyId).data?.marks.find(({ kind }) => kind === 'ip-check-off');
  if (letter !== undefined) {
    const facts = { who: letter.sentBy, date: formatDate(letter.on) };
    return <Notice tone="info">{t('clock.letter.recorded', facts)}</Notice>;
  }
  const button = (
    <Button size="xs" variant="default" onClick={() => setOpen(true)}>
      {t('clock.letter.open')}
    </Button>
  );
  return (
    <>
      <Notice tone="warning" title={t('clock.letter.missing')} actions={button}>
        {t('clock.letter.missingText')}
      </Notice>
      <LetterDialog companyId={companyId} isOpen={isOpen} onClose={() => setOpen(false)} />
    </>
  );
}
