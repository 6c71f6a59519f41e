import { describe, expect, it } from 'vitest';
import { approvalQueue, paymentDetails } from '../../main/domain/payments/payment-view.ts';
import { copyPayment, saveDraft } from '../../main/domain/payments/draft/save-draft.ts';
import { readDraft, submitPayment } from '../../main/domain/payments/approving/submit.ts';
import { arrivalText } from '../../main/edges/windows/arrival-text.ts';
import { OrganizationWorld } from '../fakes/organization-world.ts';
import { ask, MemoryFolder, rejectAt } from '../fakes/request-world.ts';
import { codeOf, draftFields, submitNew, VaultWorld } from '../fakes/vault-world.ts';

describe('texts of an organization', () => {
  it('are refused field by field, with the word or the character that cannot be signed', async () => {
    const { maker } = await OrganizationWorld.found();
    const fields = draftFields({
      documentNumber: '5',
      payeeName: 'ООО «Пoставщик»',
      purpose: 'Счёт 17 ① НДС нет',
    });
    const read = readDraft(maker.parts, maker.companyId, fields);
    expect(read.ok ? [] : read.problems).toEqual([
      { field: 'payeeName', code: 'mixed-letters', details: { part: 'Пoставщик' } },
      { field: 'purpose', code: 'foreign-characters', details: { part: '①' } },
    ]);
  });

  it('are asked of a company that works on one computer just as well, when they are typed and when they are submitted', async () => {
    const world = new VaultWorld();
    const { parts } = await world.furnish({ rules: null });
    const { accountant } = world.people;
    const [company] = parts.companies.list();
    if (company === undefined) throw new Error('no company');
    const { companyId } = company;
    const fields = draftFields({ documentNumber: '5', payeeName: 'ООО «Пoставщик»' });
    const problems = [{ field: 'payeeName', code: 'mixed-letters', details: { part: 'Пoставщик' } }];
    expect(readDraft(parts, companyId, fields)).toMatchObject({ ok: false, problems });
    const draft = saveDraft(parts, accountant, { companyId, seen: null, fields });
    const error = await codeOf(() => submitPayment(parts, accountant, draft));
    expect(error).toBe('payment-invalid');
    expect(parts.payments.get(draft.paymentId)?.status).toBe('draft');
  });

  it('of a payment that was stored before the rule came still open, and what is wrong is shown', async () => {
    const world = new VaultWorld();
    const day = await world.furnish({ rules: null });
    const { parts, follower } = day;
    const submitted = submitNew(world, day);
    if (submitted.content === null) throw new Error('no content');
    const name = 'ООО «Пoставщик»';
    const old = {
      ...submitted,
      fields: { ...submitted.fields, payeeName: name },
      content: { ...submitted.content, payee: { ...submitted.content.payee, name } },
    };
    parts.payments.save(old, null);
    const stored = parts.payments.get(old.paymentId);
    if (stored === null) throw new Error('gone');
    const { director } = world.people;
    const shown = paymentDetails(parts, follower, director, stored);
    expect(shown.payment.payeeName).toBe(name);
    expect(shown.preview.problems.map(({ field, code }) => [field, code])).toEqual([
      ['payeeName', 'mixed-letters'],
    ]);
    const [request] = approvalQueue(parts, follower, director, stored.companyId);
    expect(request?.lines.find(({ field }) => field === 'payee')?.text).toBe(name);
    const copy = copyPayment(parts, world.people.accountant, stored.paymentId);
    expect(await codeOf(() => submitPayment(parts, world.people.accountant, copy))).toBe('payment-invalid');
  });

  it('are asked of the reason of an answer too', async () => {
    const { maker, founder } = await OrganizationWorld.found();
    const folder = new MemoryFolder();
    const asked = await ask(maker);
    await folder.settle([maker, founder]);
    expect(await codeOf(() => rejectAt(founder, asked, 'нe тот счёт'))).toBe('text-not-plain');
  });
});

describe('the notification of arrivals', () => {
  it('counts what came, in both languages, and says nothing else', () => {
    expect(arrivalText({ requests: 2, answers: 0, outcomes: 0, orders: 0 }, 'ru')).toEqual({
      title: 'Пришли заявки на платежи: 2',
      body: 'Откройте Ключник.',
    });
    expect(arrivalText({ requests: 0, answers: 1, outcomes: 3, orders: 0 }, 'en')).toEqual({
      title: 'Answers to requests received: 1',
      body: 'Outcomes of payments received: 3\nOpen Klyuchnik.',
    });
    expect(arrivalText({ requests: 0, answers: 0, outcomes: 0, orders: 0 }, 'ru')).toBeNull();
  });
});
