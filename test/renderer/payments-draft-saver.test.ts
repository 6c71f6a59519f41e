import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DraftFields, PaymentDetails } from '../../contract/areas/payments.ts';
import type { Result } from '../../contract/result.ts';
import { CompanyId, PaymentId } from '../../contract/values/ids.ts';
import { blankDraft } from '../../renderer/features/payments/form/blank-draft.ts';
import {
  createDraftSaver,
  type DraftRef,
  type DraftState,
} from '../../renderer/features/payments/form/draft-saver.ts';

const paymentId = PaymentId.parse('payment-00000001');
const companyId = CompanyId.parse('company-00000001');

function typed(purpose: string): DraftFields {
  return { ...blankDraft('40702810500000000001'), purpose };
}

function saved(revision: number, fields: DraftFields): PaymentDetails {
  return {
    payment: {
      paymentId,
      companyId,
      revision,
      status: 'draft',
      route: 'direct',
      payeeName: '',
      purpose: fields.purpose,
      amountMinor: null,
      documentNumber: '',
      preparedBy: 'Иванова А. П.',
      updatedAt: '2026-11-16T11:07:00.000Z',
      mark: null,
    },
    fields,
    preview: {
      problems: [],
      hints: [],
      doubts: [],
      decision: null,
      amountMinor: null,
      amountInWords: null,
      limits: { rows: [], isSumOfSeveralComputers: false },
      lastPayment: null,
      duplicates: [],
      callBack: null,
    },
    approvals: [],
    actions: [],
    bankPaymentId: null,
    bankMessage: null,
    inBank: null,
    problem: null,
    signatures: null,
    nextQuestionAt: null,
    sealedTo: null,
    steps: [],
  };
}

/** A vault that answers when the test says so, and takes only the revision it holds. */
function vault() {
  const calls: { draft: DraftRef | null; fields: DraftFields; answer: () => void }[] = [];
  const pauses: (() => void)[] = [];
  const states: DraftState[] = [];
  const stored = { revision: 0, fields: null as DraftFields | null };
  let fault: 'store-full' | null = null;
  let answered = 0;
  const result = (draft: DraftRef | null, fields: DraftFields): Result<PaymentDetails> => {
    if (fault !== null) return { ok: false, error: { code: fault, details: {}, incidentId: null } };
    if ((draft?.revision ?? 0) !== stored.revision) {
      return { ok: false, error: { code: 'stale-revision', details: {}, incidentId: null } };
    }
    stored.revision += 1;
    stored.fields = fields;
    return { ok: true, value: saved(stored.revision, fields) };
  };
  const saver = createDraftSaver(
    {
      save: (draft, fields) =>
        new Promise((resolve) => {
          calls.push({ draft, fields, answer: () => resolve(result(draft, fields)) });
        }),
      later(work) {
        pauses.push(work);
        return () => pauses.splice(pauses.indexOf(work), pauses.includes(work) ? 1 : 0);
      },
      onState: (state) => states.push(state),
    },
    null,
  );
  return {
    saver,
    calls,
    pauses,
    states,
    stored,
    pause: () => pauses.splice(0).forEach((work) => work()),
    fail: (code: 'store-full' | null) => {
      fault = code;
    },
    /** Answers the oldest save that waits, and lets what follows from it happen. */
    answerNext: async () => {
      calls[answered]?.answer();
      answered = Math.min(answered + 1, calls.length);
      await new Promise((resolve) => setImmediate(resolve));
    },
  };
}

describe('the autosave of a draft', () => {
  it('waits for a pause in typing and saves the newest text once', async () => {
    const { saver, calls, pause, answerNext, states } = vault();

    saver.change(typed('О'));
    saver.change(typed('Оп'));
    expect(calls).toHaveLength(0);
    pause();
    await answerNext();

    expect(calls.map((call) => call.fields.purpose)).toEqual(['Оп']);
    expect(states.at(-1)).toEqual({ kind: 'saved', at: '2026-11-16T11:07:00.000Z' });
  });

  it('keeps one save in flight and builds the next on its revision', async () => {
    const { saver, calls, pause, answerNext, stored } = vault();

    saver.change(typed('1'));
    pause();
    saver.change(typed('2'));
    pause();
    expect(calls).toHaveLength(1);
    await answerNext();
    expect(calls).toHaveLength(2);
    await answerNext();

    expect(calls[1]?.draft).toEqual({ paymentId, revision: 1 });
    expect(stored.fields?.purpose).toBe('2');
  });

  it('gives the saved revision when flushed, without waiting for the pause', async () => {
    const { saver, answerNext, pauses } = vault();

    saver.change(typed('1'));
    const flushed = saver.flush();
    await answerNext();

    expect(await flushed).toEqual({ paymentId, revision: 1 });
    expect(pauses).toHaveLength(0);
  });

  it('saves text typed right after a flush that had nothing to do', async () => {
    const { saver, calls } = vault();

    const idle = saver.flush();
    saver.change(typed('1'));
    void saver.flush();
    await idle;

    expect(calls).toHaveLength(1);
  });

  it('keeps the text when the disk is full and saves it on the next try', async () => {
    const { saver, fail, answerNext, stored, states } = vault();
    fail('store-full');
    saver.change(typed('1'));
    const first = saver.flush();
    await answerNext();
    expect(await first).toBeNull();
    expect(states.at(-1)).toMatchObject({ kind: 'failed', error: { code: 'store-full' } });

    fail(null);
    const second = saver.flush();
    await answerNext();

    expect(await second).toEqual({ paymentId, revision: 1 });
    expect(stored.fields?.purpose).toBe('1');
  });

  it('stops at a foreign change, keeps typed text, and goes on as the person chooses', async () => {
    const { saver, stored, answerNext, states, calls, pause } = vault();
    stored.revision = 7;
    saver.change(typed('моё'));
    const flushed = saver.flush();
    await answerNext();
    expect(await flushed).toBeNull();
    expect(states.at(-1)).toEqual({ kind: 'conflict' });

    saver.change(typed('моё ещё'));
    pause();
    expect(calls).toHaveLength(1);
    const kept = saver.keepMine({ paymentId, revision: 7 });
    await answerNext();

    expect(await kept).toEqual({ paymentId, revision: 8 });
    expect(stored.fields?.purpose).toBe('моё ещё');
  });

  it('drops the waiting text only when the person takes the stored one', async () => {
    const { saver, stored, answerNext, calls } = vault();
    stored.revision = 7;
    saver.change(typed('моё'));
    const flushed = saver.flush();
    await answerNext();
    await flushed;

    saver.takeTheirs({ paymentId, revision: 7 });

    expect(await saver.flush()).toEqual({ paymentId, revision: 7 });
    expect(calls).toHaveLength(1);
  });

  it('always ends with the newest text in the vault, whatever the order of typing, pauses and answers', async () => {
    const step = fc.constantFrom('type', 'pause', 'answer');
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
        const { saver, pause, answerNext, stored, calls } = vault();
        let count = 0;
        for (const kind of ['type', ...steps]) {
          if (kind === 'type') saver.change(typed(String((count += 1))));
          if (kind === 'pause') pause();
          if (kind === 'answer') await answerNext();
        }
        const flushed = saver.flush();
        for (let round = 0; round < 3; round += 1) await answerNext();
        await flushed;

        expect(stored.fields?.purpose).toBe(String(count));
        expect(calls.filter((call) => call.draft === null)).toHaveLength(1);
      }),
      { numRuns: 300 },
    );
  });
});
