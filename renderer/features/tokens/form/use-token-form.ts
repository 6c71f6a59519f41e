import { useState } from 'react';
import type { TokenView } from '../../../../contract/areas/tokens.ts';
import { moscowDate } from '../../../../contract/values/dates.ts';
import type { CompanyId } from '../../../../contract/values/ids.ts';
import { app } from '../../../api/client.ts';
import { keys } from '../../../api/keys.ts';
import { useWhenHidden } from '../../../api/shown.ts';
import { useCall } from '../../../api/use-call.ts';
import { useSession } from '../../../api/use-session.ts';
import { useNow } from '../../../ui/use-now.ts';
import { useWhenPointerIsUp } from '../../../ui/use-when-pointer-is-up.ts';
import {
  checkTokenDraft,
  countProblems,
  emptyTokenDraft,
  toTokenInput,
  type TokenDraft,
  type TokenDraftProblems,
  type TokenField,
} from './token-draft.ts';

const NO_PROBLEMS: TokenDraftProblems = { fields: {}, ips: new Map() };

/**
 * The state of the form: what is typed, what of it is wrong and already worth saying, and the call that stores the
 * token. `start`: what is typed at first.
 */
export function useTokenForm(companyId: CompanyId, start: Partial<TokenDraft> = {}) {
  const session = useSession();
  const today = moscowDate(new Date(useNow().toMillis()).toISOString());
  const [draft, setDraft] = useState<TokenDraft>(() => ({ ...emptyTokenDraft(), ...start }));
  const [left, setLeft] = useState<ReadonlySet<TokenField | 'ips'>>(new Set());
  const [isTried, setTried] = useState(false);
  const [wasCancelled, setCancelled] = useState(false);
  const [added, setAdded] = useState<TokenView | null>(null);
  const add = useCall((input: NonNullable<ReturnType<typeof toTokenInput>>) => app().tokens.add(input), {
    staleAfter: [keys.tokens, keys.certificates],
    onDone: setAdded,
  });

  // What was typed comes back with the drawer, the result of the last try does not.
  useWhenHidden(() => {
    setTried(false);
    setCancelled(false);
    if (added === null) return;
    setAdded(null);
    setDraft({ ...emptyTokenDraft(), ...start });
    setLeft(new Set());
  });

  const company = session.companies.find((one) => one.companyId === companyId);
  const kind = company?.environment.kind;
  const rules = { allowsLocal: kind === 'training' || kind === 'other' };
  const problems = checkTokenDraft(draft, { today, rules });
  const whenPointerIsUp = useWhenPointerIsUp();
  const change = (part: Partial<TokenDraft>) => setDraft((before) => ({ ...before, ...part }));

  const submit = async () => {
    setTried(true);
    setCancelled(false);
    const input = toTokenInput(draft, companyId);
    if (input === null || countProblems(problems) > 0 || add.isPending) return;
    const token = await add.run(input);
    setCancelled(token === null);
  };

  return {
    draft,
    change,
    leave: (field: TokenField | 'ips') =>
      whenPointerIsUp(() => setLeft((before) => new Set([...before, field]))),
    problems: isTried ? problems : onlyLeft(problems, left, draft),
    problemCount: isTried ? countProblems(problems) : 0,
    companyName: company?.name ?? '',
    submit,
    isPending: add.isPending,
    error: add.error,
    /** The person closed the window for the token; that is no error. */
    wasCancelled: wasCancelled && add.error === null,
    added,
  };
}

export type TokenFormState = ReturnType<typeof useTokenForm>;

/** Before the first try only fields that were filled and left say what is wrong with them. */
function onlyLeft(
  problems: TokenDraftProblems,
  left: ReadonlySet<string>,
  draft: TokenDraft,
): TokenDraftProblems {
  const empty = {
    label: draft.label === '',
    issuer: draft.issuer === '',
    issuedOn: draft.issuedOnText === '',
  };
  const isEmpty = (field: string) => Object.entries(empty).some(([name, value]) => name === field && value);
  const fields = Object.fromEntries(
    Object.entries(problems.fields).filter(([field]) => left.has(field) && !isEmpty(field)),
  );
  return { fields, ips: left.has('ips') ? problems.ips : NO_PROBLEMS.ips };
}
