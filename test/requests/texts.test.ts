import { describe, expect, it } from 'vitest';
import { readDraft } from '../../main/payments/submit.ts';
import { arrivalText } from '../../main/windows/arrival-text.ts';
import { OrganizationWorld } from '../fakes/organization-world.ts';
import { ask, MemoryFolder, rejectAt } from '../fakes/request-world.ts';
import { codeOf, draftFields, VaultWorld } from '../fakes/vault-world.ts';

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

  it('are not asked of a company that works on one computer', async () => {
    const world = new VaultWorld();
    const { parts } = await world.furnish({ rules: null });
    const [company] = parts.companies.list();
    if (company === undefined) throw new Error('no company');
    expect(
      readDraft(parts, company.companyId, draftFields({ documentNumber: '5', purpose: 'Счёт ① НДС нет' })).ok,
    ).toBe(true);
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
    expect(arrivalText({ requests: 2, answers: 0, outcomes: 0 }, 'ru')).toEqual({
      title: 'Пришли заявки на платежи: 2',
      body: 'Откройте Ключник.',
    });
    expect(arrivalText({ requests: 0, answers: 1, outcomes: 3 }, 'en')).toEqual({
      title: 'Answers to requests received: 1',
      body: 'Outcomes of payments received: 3\nOpen Klyuchnik.',
    });
    expect(arrivalText({ requests: 0, answers: 0, outcomes: 0 }, 'ru')).toBeNull();
  });
});
