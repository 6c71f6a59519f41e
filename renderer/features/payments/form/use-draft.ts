import { useRef, useState } from 'react';
import type { DraftField, DraftFields, PaymentDetails } from '../../../../contract/areas/payments.ts';
import { useCompany } from '../../../api/use-session.ts';
import { currentProblems, type FieldProblems, type Problem } from './local-problems.ts';
import { useDraftSaving, type DraftSaving } from './use-draft-saving.ts';
import { usePreview, type LivePreview } from './use-preview.ts';

/** The form of a payment in the hands of its parts. */
export interface DraftForm {
  readonly fields: DraftFields;
  readonly patch: (changes: Partial<DraftFields>) => void;
  /** The person left the field: what is wrong with it may now be said, and the draft is saved. */
  readonly leave: (field: DraftField) => void;
  /** What is wrong with a field that was left, or `null`. */
  readonly problem: (field: DraftField) => Problem | null;
  /** Everything that is wrong, told or not. */
  readonly problems: FieldProblems;
  /** All fields count as left; returns the ones that are wrong. */
  readonly leaveAll: () => FieldProblems;
  /** Wrong fields that were left, for the summary at the button. */
  readonly toldProblems: FieldProblems;
  readonly live: LivePreview;
  readonly saving: DraftSaving;
}

interface DraftStart {
  readonly opened: PaymentDetails | null;
  readonly initial: DraftFields;
}

/** Holds what is typed; saves it, has it judged, and says what is wrong only where the person has been. */
export function useDraft({ opened, initial }: DraftStart): DraftForm {
  const { companyId } = useCompany();
  const [fields, setFields] = useState(initial);
  const latest = useRef(initial);
  const [left, setLeft] = useState<ReadonlySet<DraftField> | 'all'>(new Set());
  const saving = useDraftSaving(companyId, opened);
  const live = usePreview({ companyId, paymentId: saving.paymentId, fields, opened });
  const problems = currentProblems(
    fields,
    live.judged === null ? null : { fields: live.judged.fields, problems: live.judged.preview.problems },
  );
  const isTold = (field: DraftField) => left === 'all' || left.has(field);

  return {
    fields,
    patch: (changes) => {
      latest.current = { ...latest.current, ...changes };
      setFields(latest.current);
      saving.saver.change(latest.current);
    },
    leave: (field) => {
      setLeft((before) => (before === 'all' ? before : new Set(before).add(field)));
      void saving.saver.flush();
    },
    problem: (field) => (isTold(field) ? (problems[field] ?? null) : null),
    problems,
    leaveAll: () => {
      setLeft('all');
      return problems;
    },
    toldProblems: only(problems, isTold),
    live,
    saving: {
      ...saving,
      takeTheirs: async () => {
        const theirs = await saving.takeTheirs();
        if (theirs !== null) {
          latest.current = theirs;
          setFields(theirs);
        }
        return theirs;
      },
    },
  };
}

function only(problems: FieldProblems, isKept: (field: DraftField) => boolean): FieldProblems {
  // keys of FieldProblems
  return Object.fromEntries(Object.entries(problems).filter(([field]) => isKept(field as DraftField)));
}
