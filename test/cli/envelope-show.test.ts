import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newOpeningKey, sealForReaders } from '../../main/edges/age/age-files.ts';
import { Author, requestFields } from '../envelopes/author.ts';
import { OrganizationWorld } from '../fakes/organization-world.ts';
import { cli } from './profile-bench.ts';

describe('an envelope in a terminal', () => {
  const maker = new Author();
  const file = maker.file(requestFields(maker, [new Author()]));
  let dir: string;
  const put = (name: string, content: string | Uint8Array): string => {
    writeFileSync(join(dir, name), content);
    return join(dir, name);
  };
  beforeAll(() => {
    dir = mkdtempSync(join(tmpdir(), 'klyuchnik-envelope-'));
  });
  afterAll(() => rmSync(dir, { recursive: true, force: true }));

  it('is shown with the lines that were signed, its author and its hash', async () => {
    const { code, out, err } = await cli(['envelope', 'show', put('whole', file)]);

    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toContain('Сумма: 1500.50 руб. (Одна тысяча пятьсот рублей 50 копеек)');
    expect(out).toContain(`Author: ${maker.key}`);
    expect(out).toMatch(/Hash: [0-9a-f]{64}\n$/);
  });

  it('is not shown when a comma of it differs, and the flaw is named', async () => {
    const { code, out, err } = await cli([
      'envelope',
      'show',
      put('changed', file.replace('1500.50', '9500.50')),
    ]);

    expect({ code, out }).toEqual({ code: 65, out: '' });
    expect(err).toContain('the signature is wrong');
  });

  it('is opened by the identity that it was encrypted to, and by no other', async () => {
    const [mine, other] = [await newOpeningKey(), await newOpeningKey()];
    const sealed = put('sealed.age', await sealForReaders(file, [mine.openingKey]));
    const identity = put('identity', `# created: today\n${mine.identity.revealText()}\n`);
    const stranger = put('stranger', other.identity.revealText());

    const opened = await cli(['envelope', 'show', sealed, '--identity', identity]);
    const refused = await cli(['envelope', 'show', sealed, '--identity', stranger]);
    const without = await cli(['envelope', 'show', sealed]);

    expect(opened.out).toContain('Заявка на платёж');
    expect([opened.code, refused.code, without.code]).toEqual([0, 65, 64]);
    expect(refused.out + without.out).toBe('');
  });

  it('may also be a document of the organization, which is checked and shown', async () => {
    const { maker: seat } = await OrganizationWorld.found();
    const [people = '', policy = ''] = [
      seat.documents().find((one) => one.startsWith('klyuchnik-people')),
      seat.documents().find((one) => one.startsWith('klyuchnik-policy')),
    ];
    const shown = await cli(['envelope', 'show', put('people', people)]);
    const rules = await cli(['envelope', 'show', put('policy', policy)]);
    const forged = await cli(['envelope', 'show', put('forged', people.replace('Борис', 'Глеб!'))]);

    expect(shown.out).toMatch(/^People of the workgroup, version 1\n/);
    expect(shown.out).toContain('Борис, director');
    expect(rules.out).toContain('approvalsNeeded: 1');
    expect(forged).toMatchObject({ code: 65, out: '' });
    expect(forged.err).toContain('does not hold');
  });

  it('that is not there, and none named, are told apart', async () => {
    expect((await cli(['envelope', 'show', join(dir, 'none')])).code).toBe(66);
    expect((await cli(['envelope', 'show'])).code).toBe(64);
  });
});
