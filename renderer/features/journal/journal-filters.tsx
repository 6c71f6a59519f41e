import { Button, Select } from '@mantine/core';
import { IconFilterOff } from '@tabler/icons-react';
import { JournalKind, journalPersonKey } from '../../../contract/areas/audit.ts';
import { useSession } from '../../api/use-session.ts';
import { useT } from '../../i18n/t.ts';
import { DayInput } from '../../ui/day-input.tsx';
import { SearchInput } from '../../ui/search-input.tsx';
import { whoText } from '../../ui/who-text.ts';
import classes from './journal.module.css';
import { useJournalChoices, type useJournalWish } from './use-journal.ts';

/** Search and filters over the table; each narrows what the others leave. */
export function JournalFilters({ asked }: { readonly asked: ReturnType<typeof useJournalWish> }) {
  const t = useT();
  const { wish, change, clear, isClear, problem } = asked;
  return (
    <div className={classes.filters}>
      <SearchInput
        label={t('journal.find')}
        placeholder={t('journal.find')}
        value={wish.text}
        onChange={(text) => change({ text: text.slice(0, 200) })}
        width={244}
      />
      <div className={classes.days} role="group" aria-label={t('journal.filter.days')}>
        <span>{t('journal.filter.fromMark')}</span>
        <DayInput
          label={t('journal.filter.from')}
          isLabelHidden
          value={wish.fromText}
          isInvalid={problem === 'from' || problem === 'order'}
          onChange={(fromText) => change({ fromText })}
        />
        <span>{t('journal.filter.toMark')}</span>
        <DayInput
          label={t('journal.filter.to')}
          isLabelHidden
          value={wish.toText}
          isInvalid={problem === 'to' || problem === 'order'}
          onChange={(toText) => change({ toText })}
        />
      </div>
      <Choices asked={asked} />
      {!isClear && (
        <Button variant="subtle" leftSection={<IconFilterOff size={16} aria-hidden />} onClick={clear}>
          {t('journal.filter.clear')}
        </Button>
      )}
      {problem !== null && (
        <div className={classes.problem} role="status">
          {t(`journal.filter.problem.${problem}`)}
        </div>
      )}
    </div>
  );
}

function Choices({ asked: { wish, change } }: { readonly asked: ReturnType<typeof useJournalWish> }) {
  const t = useT();
  const { companies } = useSession();
  const { people = [], kinds = [] } = useJournalChoices().data ?? {};
  const company = (value: string | null) => companies.find(({ companyId }) => companyId === value);
  return (
    <>
      <Select
        aria-label={t('journal.filter.person')}
        placeholder={t('journal.filter.anybody')}
        data={people.map((person) => ({ value: journalPersonKey(person), label: whoText(t, person.who) }))}
        value={wish.person === null ? null : journalPersonKey(wish.person)}
        clearable
        clearSectionMode="clear"
        searchable
        w={136}
        comboboxProps={{ width: 260, position: 'bottom-start' }}
        onChange={(value) =>
          change({ person: people.find((person) => journalPersonKey(person) === value) ?? null })
        }
      />
      <Select
        aria-label={t('journal.filter.kind')}
        placeholder={t('journal.filter.anything')}
        data={kinds.map((kind) => ({ value: kind, label: t(`journal.kinds.${kind}`) }))}
        value={wish.kind}
        clearable
        clearSectionMode="clear"
        searchable
        w={166}
        comboboxProps={{ width: 340, position: 'bottom-start' }}
        nothingFoundMessage={t('journal.notFound')}
        onChange={(value) => change({ kind: JournalKind.safeParse(value).data ?? null })}
      />
      {companies.length > 1 && (
        <Select
          aria-label={t('journal.filter.company')}
          placeholder={t('journal.filter.anyCompany')}
          data={companies.map(({ companyId, name }) => ({ value: companyId as string, label: name }))}
          value={wish.companyId}
          clearable
          clearSectionMode="clear"
          searchable={companies.length > 8}
          w={146}
          comboboxProps={{ width: 300, position: 'bottom-start' }}
          onChange={(value) => change({ companyId: company(value)?.companyId ?? null })}
        />
      )}
    </>
  );
}
