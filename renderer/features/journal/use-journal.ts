import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import {
  NO_JOURNAL_FILTER,
  type JournalFilter,
  type JournalSaveInput,
} from '../../../contract/areas/audit.ts';
import type { CompanyId } from '../../../contract/values/ids.ts';
import { parseDayText } from '../../../contract/values/parse-day.ts';
import { app, unwrap } from '../../api/client.ts';
import { keys } from '../../api/keys.ts';
import { useSession } from '../../api/use-session.ts';
import { useT } from '../../i18n/t.ts';
import { journalLexicon, journalWords } from './journal-lexicon.ts';

/** Lines of the journal that one question brings. */
const PAGE_SIZE = 100;

/** How long the keys rest before main is asked. Units: ms. Own choice: a word is typed in one go. */
const PAUSE_MS = 200;

/** What a person has set; days as typed. */
export interface JournalWish extends Pick<JournalFilter, 'person' | 'kind'> {
  readonly text: string;
  readonly fromText: string;
  readonly toText: string;
  readonly companyId: CompanyId | null;
}

const NO_WISH: JournalWish = {
  text: '',
  fromText: '',
  toText: '',
  person: NO_JOURNAL_FILTER.person,
  kind: NO_JOURNAL_FILTER.kind,
  companyId: null,
};

/** Which of the two days cannot be used, and why. */
export type DaysProblem = 'from' | 'to' | 'order';

/** What is asked for: search, filters, and how to clear them. */
export function useJournalWish() {
  const [wish, setWish] = useState(NO_WISH);
  return {
    wish,
    change: (part: Partial<JournalWish>) => setWish((before) => ({ ...before, ...part })),
    clear: () => setWish(NO_WISH),
    isClear: JSON.stringify(wish) === JSON.stringify(NO_WISH),
    problem: daysProblem(wish),
  };
}

type Wanted = NonNullable<JournalSaveInput['wanted']>;

/** What a person has set, as main is asked for it. */
export function useWanted(wish: JournalWish): Wanted {
  const t = useT();
  const { companies } = useSession();
  const lexicon = useMemo(() => journalLexicon(t, companies), [t, companies]);
  const [text] = useDebouncedValue(wish.text, PAUSE_MS);
  const { companyId, person, kind } = wish;
  const [from, to] = daysProblem(wish) === null ? [wish.fromText, wish.toText].map(parseDayText) : [];
  const filter: JournalFilter = {
    words: journalWords(lexicon, text),
    person,
    kind,
    from: from ?? null,
    to: to ?? null,
  };
  return { companyId, filter };
}

/**
 * The lines that are wanted, among all of the journal. What was asked before stays until the answer; an answer that
 * comes after a later question is not shown.
 */
export function useJournal({ companyId, filter }: Wanted) {
  return useInfiniteQuery({
    queryKey: keys.journalPages({ companyId, filter }),
    queryFn: ({ pageParam }) =>
      unwrap(app().journal.page({ companyId, filter, before: pageParam, limit: PAGE_SIZE })),
    initialPageParam: null as number | null, // the type of the cursor
    getNextPageParam: (page) => page.nextBefore,
    placeholderData: keepPreviousData,
  });
}

/** Everybody and every kind that stands in a line. */
export function useJournalChoices() {
  return useQuery({ queryKey: keys.journalChoices, queryFn: () => unwrap(app().journal.choices({})) });
}

function daysProblem({ fromText, toText }: JournalWish): DaysProblem | null {
  const [from, to] = [fromText, toText].map(parseDayText);
  if (fromText.trim() !== '' && from === null) return 'from';
  if (toText.trim() !== '' && to === null) return 'to';
  return typeof from === 'string' && typeof to === 'string' && from > to ? 'order' : null;
}
