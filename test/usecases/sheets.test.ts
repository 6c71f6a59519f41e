import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ImportField, ImportPreview } from '../../contract/areas/sheets.ts';
import { TOKEN_COLUMNS } from '../../contract/areas/views.ts';
import { AppError } from '../../main/ports/app-error.ts';
import { InventoryDocument } from '../../main/domain/inventory/inventory-document.ts';
import { sheetHandlers } from '../../main/edges/ipc/sheets-handlers.ts';
import type { OpenedVault } from '../../main/domain/session/opened-vault.ts';
import { unzip } from '../../scripts/electron/unzip.ts';
import { filesIn } from '../e2e/full/support/canary-scan.ts';
import { namesFound, needlesOf } from '../e2e/full/support/needles.ts';
import { fakeDocuments } from '../fakes/fake-documents.ts';
import { fakeSheets } from '../fakes/fake-sheets.ts';
import { fakeWorkplace, openedVault } from '../fakes/fake-workplace.ts';
import {
  codeOf,
  COMPANY,
  EVERYDAY,
  passphraseOf,
  PAYING,
  STRICT_RULES,
  VaultWorld,
} from '../fakes/vault-world.ts';
import { askThroughSchemas } from '../fakes/ask-through-schemas.ts';

const FORMATS = ['csv', 'xlsx', 'pdf', 'json'] as const;

let dir = '';
beforeAll(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'klyuchnik-sheets-'));
});
afterAll(() => rm(dir, { recursive: true, force: true }));

async function bench(change: Partial<OpenedVault> = {}) {
  const world = new VaultWorld();
  const day = await world.furnish({ rules: STRICT_RULES });
  const vault = openedVault(world, day, change);
  const { workplace } = fakeWorkplace(world, () => Promise.resolve(vault));
  await workplace.open();
  const person = day.stores.people.list().find(({ role }) => role === 'accountant');
  if (person === undefined) throw new Error('nobody');
  if (!vault.isReadOnly) workplace.setPerson(person);
  const documents = fakeDocuments();
  const sheets = fakeSheets();
  const published: string[] = [];
  const publish = (name: string) => void published.push(name);
  const handlers = sheetHandlers(Object.assign(sheets, { workplace, ...documents, ids: world.ids, publish }));
  const ask = askThroughSchemas(handlers, workplace);
  const pick = (text: string | Uint8Array, name = 'Токены.csv') => {
    const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text;
    sheets.next = { name, bytes };
    return ask('sheets.pick', {});
  };
  const preview = (
    { draftId, mapping }: { draftId: string; mapping: (ImportField | null)[] },
    issuer = '',
  ): Promise<ImportPreview> => ask('sheets.preview', { draftId, mapping, companyId: COMPANY, issuer });
  const take = ({ draftId, mapping }: { draftId: string; mapping: (ImportField | null)[] }) =>
    ask('sheets.import', { draftId, mapping, companyId: COMPANY, issuer: '' });
  const lines = () =>
    vault.audit.page({ companyId: null, before: null, limit: 50 }).map(({ entry }) => entry);
  return { world, day, vault, workplace, ask, pick, preview, take, lines, published, ...documents };
}

/** What a file holds, with the files inside it taken out. */
async function contentsOf(name: string, content: string | Uint8Array): Promise<Buffer> {
  if (!name.endsWith('.xlsx')) return Buffer.from(content);
  const file = path.join(dir, `${crypto.randomUUID()}.xlsx`);
  await writeFile(file, content);
  await unzip(file, `${file}.d`, (inside) => inside);
  return Buffer.concat(await Promise.all(filesIn(`${file}.d`).map((one) => readFile(one))));
}

describe('an export', () => {
  it.each(FORMATS)('as %s holds the tokens and not one secret, in no encoding', async (format) => {
    const { ask, saved, vault, world } = await bench();
    const tokenIds = vault.tokens.list(null).map(({ tokenId }) => tokenId);

    const done = await ask('sheets.export', { format, tokenIds, columns: [...TOKEN_COLUMNS] });

    const [file] = saved;
    const content = await contentsOf(file?.suggestedName ?? '', file?.content ?? '');
    expect(done).toEqual({ place: `/saved/Опись токенов 2026-11-16.${format}`, tokens: 2 });
    expect(content.toString('utf8')).toContain('token-everyday');
    const secrets = [
      ...[...(await secretTexts(world))].map(([name, text]) => needlesOf(name, text)),
      ...['Анна', 'Борис', 'Вера'].map((name) => needlesOf(name, passphraseOf(name))),
    ].flat();
    expect(secrets.length).toBeGreaterThan(50);
    expect(namesFound(content, secrets)).toEqual([]);
  });

  it('follows the order and the columns that are shown', async () => {
    const { ask, saved } = await bench();

    await ask('sheets.export', { format: 'csv', tokenIds: [PAYING, EVERYDAY], columns: ['label', 'issuer'] });

    expect(saved[0]?.content).toBe(
      '\ufeff"Название";"Кто выпустил"\r\n"token-paying";"Борис"\r\n"token-everyday";"Борис"\r\n',
    );
  });

  it('as JSON is the documented form', async () => {
    const { ask, saved } = await bench();

    await ask('sheets.export', { format: 'json', tokenIds: [PAYING], columns: ['label'] });

    const document = InventoryDocument.parse(JSON.parse(String(saved[0]?.content)));
    expect(document.tokens.map(({ id }) => id)).toEqual([PAYING]);
    expect(document.certificates).toHaveLength(1);
  });

  it('as XLSX has days as days, numbers as numbers, a heading that stays, and the certificates', async () => {
    const { ask, saved } = await bench();

    await ask('sheets.export', {
      format: 'xlsx',
      tokenIds: [EVERYDAY],
      columns: ['label', 'issuedOn', 'aliveUntil'],
    });

    const text = (await contentsOf('x.xlsx', saved[0]?.content ?? '')).toString('utf8');
    // 01.11.2026 is day 46327 since the end of 1899, as Excel counts.
    expect(text).toMatch(/<c r="B2" s="\d+"( t="n")?><v>46327<\/v>/);
    expect(text).toMatch(/state="frozen"/);
    expect(text).toContain('Сертификаты');
    expect(text).not.toContain('<f>');
  });

  it('is noted, and not when the person closed the dialog', async () => {
    const { ask, lines, saver } = await bench();
    const input = { format: 'csv' as const, tokenIds: [EVERYDAY], columns: ['label' as const] };

    await ask('sheets.export', input);
    expect(lines()[0]).toMatchObject({ kind: 'inventory-exported', details: { format: 'CSV', tokens: 1 } });

    const before = lines().length;
    saver.save = () => Promise.resolve(null);
    expect(await ask('sheets.export', input)).toEqual({ place: null, tokens: 1 });
    expect(lines()).toHaveLength(before);
  });

  it('works over a vault that can only be read, without a line of the journal', async () => {
    const { ask, lines, saved } = await bench({ isReadOnly: true });
    const before = lines().length;

    await ask('sheets.export', { format: 'csv', tokenIds: [EVERYDAY], columns: ['label'] });

    expect(saved).toHaveLength(1);
    expect(lines()).toHaveLength(before);
  });

  it('refuses a token that is not there', async () => {
    const { ask } = await bench();
    const input = { format: 'csv' as const, tokenIds: [EVERYDAY, 'token-gone'], columns: ['label' as const] };

    expect(await codeOf(() => ask('sheets.export', input as never))).toBe('not-found');
  });
});

const GOOD =
  'Название;Кто выпустил;Дата выпуска;Доступы;IP-адреса\r\n1С;Петров;03.06.2026;Выписки;203.0.113.7\r\n';

describe('an import', () => {
  it('takes in what was shown, as tokens whose texts are elsewhere', async () => {
    const { pick, preview, take, vault, lines, published } = await bench();
    const draft = await pick(
      'Название;Кто выпустил;Дата выпуска;Использован;Доступы;IP-адреса\r\n' +
        '"1С; выписки";Петров П. П.;2026-06-03;01.11.2026;"accounts; opensme/inn/[9999000006]/kpp/[999901001]/payment/create, выписка";"203.0.113.7, 203.0.113.8"\r\n',
    );
    expect(draft.mapping).toEqual(['label', 'issuer', 'issuedOn', 'lastUsedOn', 'accesses', 'ips']);
    expect(await preview(draft)).toMatchObject({ good: 1, wrong: 0, duplicates: 0 });

    expect(await take(draft)).toEqual({ added: 1, leftOut: 0 });

    const [token] = vault.tokens.list(null).filter(({ label }) => label === '1С; выписки');
    expect(token).toMatchObject({
      status: 'active',
      secretPlace: 'elsewhere',
      lastFour: '',
      fingerprint: '',
      issuer: 'Петров П. П.',
      issuedOn: '2026-06-03',
      lastSighting: { at: '2026-10-31T21:00:00.000Z', by: 'person' },
      ips: [{ address: '203.0.113.7' }, { address: '203.0.113.8' }],
    });
    expect(token?.accesses.map(({ access }) => access)).toContain('accounts');
    expect(token?.history).toMatchObject([{ kind: 'inventory-imported', details: { tokens: 1 } }]);
    expect(lines()[0]).toMatchObject({ kind: 'inventory-imported', subject: 'Токены.csv' });
    expect(published).toEqual(['tokens.changed']);
    expect(await codeOf(() => take(draft))).toBe('not-found');
  });

  it('reads Windows-1251, and a table of Excel that separates by tabs', async () => {
    const { pick } = await bench();
    const cp1251 = Buffer.from(
      [...GOOD].map((letter) => {
        const code = letter.codePointAt(0) ?? 0;
        return code < 0x80 ? code : code - 0x410 + 0xc0;
      }),
    );

    expect(await pick(cp1251)).toMatchObject({
      encoding: 'Windows-1251',
      mapping: ['label', 'issuer', 'issuedOn', 'accesses', 'ips'],
    });
    expect(await pick(GOOD.replaceAll(';', '\t'))).toMatchObject({ encoding: 'UTF-8', rows: 1 });
    expect(await pick(`\ufeff${GOOD.replaceAll(';', ',')}`)).toMatchObject({ rows: 1 });
  });

  it('reads back what it wrote itself', async () => {
    const { ask, saved, pick, preview } = await bench();
    await ask('sheets.export', {
      format: 'csv',
      tokenIds: [EVERYDAY, PAYING],
      columns: [...TOKEN_COLUMNS],
    });

    const draft = await pick(String(saved[0]?.content));

    expect(draft.mapping.filter((field) => field !== null)).toEqual(
      expect.arrayContaining(['label', 'company', 'issuer', 'issuedOn', 'accesses', 'ips', 'purpose']),
    );
    expect(await preview(draft)).toMatchObject({ good: 0, wrong: 0, duplicates: 2 });
  });

  it('reads nothing of a column in which a token stands, and names the lines', async () => {
    const { pick, preview, take, vault } = await bench();
    const secret = `t.${'Ab3_'.repeat(21)}xy`;
    const draft = await pick(
      `Название;Кто выпустил;Дата;Токен\r\nПервый;Петров;03.06.2026;\r\nВторой;Петров;04.06.2026;${secret}\r\n`,
    );

    expect(draft).toMatchObject({ refusedRows: [3], refusedCount: 1 });
    expect(draft.columns[3]).toEqual({ heading: 'Токен', samples: [], isRefused: true });
    // Even when the page says that the column is the name.
    const forced = { ...draft, mapping: [null, 'issuer' as const, 'issuedOn' as const, 'label' as const] };
    const shown = await preview(forced);
    expect(shown.wrong).toBe(2);
    expect(JSON.stringify([draft, shown])).not.toContain('Ab3_');
    await take(draft);
    expect(JSON.stringify(vault.tokens.list(null))).not.toContain('Ab3_');
    expect(vault.tokens.list(null)).toHaveLength(4);
  });

  it.each([
    ['нет;;03.06.2026;;', 'issuer', 'missing'],
    ['нет;П;03.06.2026;;', 'issuer', 'short'],
    [';Петров;03.06.2026;;', 'label', 'missing'],
    [`${'я'.repeat(61)};Петров;03.06.2026;;`, 'label', 'long'],
    ['нет;Петров;;;', 'issuedOn', 'missing'],
    ['нет;Петров;31.02.2026;;', 'issuedOn', 'date'],
    ['нет;Петров;17.11.2026;;', 'issuedOn', 'future'],
    ['нет;Петров;03.06.2026;;10.0.0.1', 'ips', 'ip-private'],
    ['нет;Петров;03.06.2026;;203.0.113.0/24', 'ips', 'ip-range'],
    ['нет;Петров;03.06.2026;;0.0.0.0.0', 'ips', 'ip-placeholder'],
    ['нет;Петров;03.06.2026;opensme/inn/[7707083893]/kpp/[770701001]/accounts/get;', 'accesses', 'foreign'],
  ])('says what is wrong with «%s»', async (row, field, problem) => {
    const { pick, preview, take } = await bench();
    const draft = await pick(`Название;Кто выпустил;Дата выпуска;Доступы;IP\r\n${row}\r\n`);

    const { rows, wrong } = await preview(draft);

    expect(wrong).toBe(1);
    expect(rows[0]).toMatchObject({ line: 2, problems: [{ field, problem }] });
    expect(await codeOf(() => take(draft))).toBe('sheet-nothing');
  });

  it('leaves out what is wrong and what is there already, and takes the rest', async () => {
    const { pick, preview, take } = await bench();
    const draft = await pick(
      `${GOOD}1с ;Петров;2026-06-03;;\r\nСайт;Петров;когда-то;;\r\ntoken-everyday;Борис;01.11.2026;;\r\n`,
    );

    expect(await preview(draft)).toMatchObject({ good: 1, wrong: 1, duplicates: 2 });
    expect(await take(draft)).toEqual({ added: 1, leftOut: 3 });
  });

  it('finds the company by its name in any quotes or by INN, and refuses another one', async () => {
    const { pick, preview } = await bench();
    const row = (company: string) => `"${company}";Имя ${company.length};Петров;03.06.2026\r\n`;
    const draft = await pick(
      `Организация;Название;Кто выпустил;Дата выпуска\r\n${row("ооо 'пример'")}${row('ИНН 9999000006')}${row('ООО Чужая')}${row('7707083893')}`,
    );

    const { rows, wrong } = await preview(draft);

    expect(wrong).toBe(2);
    expect(rows.map(({ problems }) => problems[0]?.problem)).toEqual([
      'company',
      'company',
      undefined,
      undefined,
    ]);
  });

  it('keeps nothing at all when the file of the vault refuses', async () => {
    const { pick, take, vault } = await bench();
    const draft = await pick(`${GOOD}Сайт;Петров;03.06.2026;;\r\n`);
    const before = vault.tokens.list(null).length;
    vault.tokens.addAll = () => {
      throw new AppError('store-full');
    };

    expect(await codeOf(() => take(draft))).toBe('store-full');
    expect(vault.tokens.list(null)).toHaveLength(before);
  });

  it('is for people who may work, in a vault that can be written', async () => {
    expect(await codeOf(async () => (await bench({ isReadOnly: true })).pick(GOOD))).toBe('store-read-only');
    const { workplace, world, day, pick } = await bench();
    workplace.setPerson(await world.addPerson(day, 'Глеб', { role: 'auditor' }));
    expect(await codeOf(() => pick(GOOD))).toBe('not-entitled');
  });

  it('makes no token that a call to the bank would choose', async () => {
    const { pick, take, day, vault } = await bench();
    const need = { companyId: COMPANY, access: 'card-limits' as const, withCertificate: false };
    await take(await pick(GOOD.replace('Выписки', 'card-limits')));

    expect(vault.tokens.list(null).some(({ accesses }) => accesses[0]?.access === 'card-limits')).toBe(true);
    expect(day.parts.caller.canServe(need)).toBe(false);
    expect(await codeOf(() => day.parts.caller.choose(need))).toBe('token-none-fits');
  });
});

describe('many tokens in one commit', () => {
  it('are all there or none, with their lines', async () => {
    const { world } = await bench();
    const day = world.start();
    const [one] = day.stores.tokens.list(null);
    if (one === undefined) throw new Error('no token');
    expect(() => day.stores.tokens.addAll([{ ...one, tokenId: 'token-new-1' as never }, one], [])).toThrow();
    expect(world.start().stores.tokens.list(null)).toHaveLength(2);
  });
});

/** The texts and keys that the keychain of the world holds. */
async function secretTexts(world: VaultWorld): Promise<Map<string, string>> {
  const names = [`token:${EVERYDAY}`, `token:${PAYING}`, 'certificate-key:certificate-1'] as const;
  const texts = new Map<string, string>();
  for (const name of names) {
    const read = await world.keychain.read(name);
    if (read.state === 'ok') texts.set(name, read.secret.revealText());
  }
  expect(texts.size).toBe(3);
  return texts;
}
