import type { OpenedBackup } from '../../../contract/areas/backup.ts';
import { formatCount } from '../../../contract/values/money.ts';
import { useT } from '../../i18n/t.ts';
import { MomentText } from '../date-text.tsx';
import { Notice } from '../notice.tsx';
import { Fact, Facts } from '../payment/facts.tsx';

/** What a backup that was proved holds, in counts: no name but those of companies, no sum, no secret. */
export function BackupFacts({ backup: { file, contents } }: { readonly backup: OpenedBackup }) {
  const t = useT();
  return (
    <>
      <Facts>
        <Fact label={t('backup.contents.file')}>{file}</Fact>
        <Fact label={t('backup.contents.madeAt')}>
          <MomentText at={contents.madeAt} />
        </Fact>
        <Fact label={t('backup.contents.newestAt')}>
          <MomentText at={contents.newestAt} />
        </Fact>
        <Fact label={t('backup.contents.companies')}>
          {contents.companies.length === 0
            ? t('backup.contents.none')
            : contents.companies.map(({ name, inn }) => `${name}, ${inn}`).join('; ')}
        </Fact>
        <Fact label={t('backup.contents.counts')}>
          {t('backup.contents.countsText', {
            people: formatCount(contents.people),
            tokens: formatCount(contents.tokens),
            certificates: formatCount(contents.certificates),
            payments: formatCount(contents.payments),
            open: formatCount(contents.openPayments),
            journal: formatCount(contents.journal),
          })}
        </Fact>
        <Fact label={t('backup.contents.program')}>{contents.program}</Fact>
      </Facts>
      <Notice tone={contents.secrets === 0 ? 'info' : 'warning'}>
        {contents.secrets === 0
          ? t('backup.contents.noSecrets')
          : t('backup.contents.secrets', { count: contents.secrets })}
      </Notice>
    </>
  );
}
