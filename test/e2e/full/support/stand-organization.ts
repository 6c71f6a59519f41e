import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { expect } from '@playwright/test';
import type { CompanyId } from '../../../../contract/values/ids.ts';
import { call, reaches } from './app-calls.ts';
import { answerFileDialog, answerSaveDialog } from './file-dialog.ts';
import { ACCOUNTANT, answering, DIRECTOR, PASSPHRASE } from './stand-company.ts';
import type { TwoComputers } from './two-computers.ts';

/** The company of the stand, by the number that each computer has given it. */
export interface OrganizationIds {
  readonly atDirector: CompanyId;
  readonly atAccountant: CompanyId;
}

/**
 * The director founds the organization on his computer, the accountant hands him her card, he adds her, she takes his
 * documents. Files are carried by hand and their words compared, as two people do on the phone. The same calls as the
 * screens make.
 */
export async function foundAndJoin(two: TwoComputers): Promise<OrganizationIds> {
  const director = two.director.app;
  const accountant = two.accountant.app;
  const atDirector = await foundAtDirector(two);
  await reaches(accountant.page, 'first-run');
  const { personId } = await call(accountant.page, 'setup.addPerson', {
    name: ACCOUNTANT,
    role: 'accountant',
  });
  await answerSaveDialog(accountant.electron, two.carried);
  const card = await call(accountant.page, 'organization.saveCard', { personId });

  await answerFileDialog(director.electron, [await carried(two, '.klyuchnik-card')]);
  const { draftId, name, words } = await call(director.page, 'organization.pickCard', {});
  expect([name, words]).toEqual([ACCOUNTANT, card.words]);
  const { organization } = await call(director.page, 'organization.view', { companyId: atDirector });
  if (organization === null) throw new Error('the director has no organization');
  const add = () =>
    call(director.page, 'organization.changeMember', {
      base: organization.base,
      change: { kind: 'add', draftId, wordsMatch: true },
    });
  const changed = await answering(director, add, { secret: PASSPHRASE });
  await answerSaveDialog(director.electron, two.carried);
  await call(director.page, 'organization.saveDocuments', { companyId: atDirector });

  await answerFileDialog(accountant.electron, [await carried(two, '.klyuchnik-documents')]);
  const picked = await call(accountant.page, 'organization.pickDocuments', {});
  if (picked.kind !== 'invitation') throw new Error('the accountant is a member already');
  expect(picked.words).toEqual(changed.words);
  const joined = await call(accountant.page, 'organization.join', {
    draftId: picked.draftId,
    wordsMatch: true,
  });
  const atAccountant = joined.companies[0]?.companyId;
  if (atAccountant === undefined) throw new Error('joining added no company');
  return { atDirector, atAccountant };
}

/** Both watch the same folder from now on. */
export async function shareFolder(two: TwoComputers, ids: OrganizationIds): Promise<void> {
  const both = [
    { app: two.director.app, companyId: ids.atDirector },
    { app: two.accountant.app, companyId: ids.atAccountant },
  ];
  for (const { app, companyId } of both) {
    await answerFileDialog(app.electron, [two.folder]);
    const view = await call(app.page, 'exchange.chooseFolder', { companyId });
    expect(view?.folder).toBe(two.folder);
  }
}

async function foundAtDirector({ director: { app } }: TwoComputers): Promise<CompanyId> {
  await reaches(app.page, 'first-run');
  const addDirector = () => call(app.page, 'setup.addPerson', { name: DIRECTOR, role: 'director' });
  await answering(app, addDirector, { secret: PASSPHRASE, repeat: true });
  const { companyId } = await call(app.page, 'setup.addCompany', {
    name: 'ООО «Пример»',
    inn: '9999000006',
    kpp: '999901001',
    environment: 'stand',
  });
  const found = () => call(app.page, 'organization.found', { companyId, members: [], changesNeed: 1 });
  await answering(app, found, { secret: PASSPHRASE });
  return companyId;
}

async function carried(two: TwoComputers, end: string): Promise<string> {
  const name = (await readdir(two.carried)).find((file) => file.endsWith(end));
  if (name === undefined) throw new Error(`nobody saved a file that ends in ${end}`);
  return path.join(two.carried, name);
}
