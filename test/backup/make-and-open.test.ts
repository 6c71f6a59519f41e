import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { backupSealing, openBackupByIdentity } from '../../main/edges/age/backup-sealing.ts';
import { proveBackup } from '../../main/edges/store/backup-rows.ts';
import { Secret } from '../../main/ports/secret.ts';
import { runOrThrow } from '../../scripts/run-command.ts';
import { ensureSystemPackages, testNeeds } from '../../scripts/session/system-packages.ts';
import { cli } from '../cli/profile-bench.ts';
import { codeOf, draftFields, COMPANY } from '../fakes/vault-world.ts';
import { saveDraft } from '../../main/domain/payments/draft/save-draft.ts';
import { testFolder } from '../store/store-fixture.ts';
import { BackupBench, linesOf, PASSPHRASE, typed } from './backup-bench.ts';

describe('a backup', () => {
  beforeAll(() => ensureSystemPackages(testNeeds), 600_000);

  it('holds every record and every line of the journal, and no secret', async () => {
    const bench = await BackupBench.open();
    const payment = bench.submit();
    const lines = linesOf(await bench.plain());

    const of = (table: string) => lines.filter((line) => line['table'] === table).map(({ record }) => record);
    expect(of('payments')).toEqual([bench.day.stores.payments.get(payment.paymentId)]);
    expect(of('people')).toHaveLength(3);
    expect(of('tokens')).toHaveLength(2);
    const journal = lines.filter((line) => 'seq' in line);
    const known = bench.day.stores.audit.page({ companyId: null, before: null, limit: 1_000 });
    expect(journal).toEqual([...known].reverse().map(({ seq, hash, entry }) => ({ seq, hash, entry })));
    expect(lines.at(-1)).toMatchObject({ end: { journal: journal.length, secrets: 0 } });
    expect(JSON.stringify(lines)).not.toContain('t.token-');
    expect(JSON.stringify(lines)).not.toContain('key of certificate');
  });

  it('opens at a terminal with the age of the system alone, and says the same', async () => {
    const bench = await BackupBench.open();
    bench.submit();
    const plain = await bench.plain();
    const at = (name: string) => path.join(bench.dir, name);
    writeFileSync(at('one.age'), await backupSealing.seal(plain, Secret.fromText(PASSPHRASE)));

    const { code } = await typed(`age --decrypt --output ${at('out')} ${at('one.age')}`, PASSPHRASE);

    expect(code).toBe(0);
    expect(readFileSync(at('out')).equals(plain)).toBe(true);
  });

  it('is read when somebody has encrypted it anew to a key of age', async () => {
    const bench = await BackupBench.open();
    const at = (name: string) => path.join(bench.dir, name);
    writeFileSync(at('plain'), await bench.plain());
    await runOrThrow('age-keygen', ['-o', at('key')]);
    const recipient = /public key: (\S+)/.exec(readFileSync(at('key'), 'utf8'))?.[1] ?? '';
    await runOrThrow('age', ['-r', recipient, '-o', at('theirs.age'), at('plain')]);
    const identity = /^AGE-SECRET-KEY-.*$/m.exec(readFileSync(at('key'), 'utf8'))?.[0] ?? '';

    const opened = await openBackupByIdentity(readFileSync(at('theirs.age')), Secret.fromText(identity));
    expect(Buffer.from(opened).equals(readFileSync(at('plain')))).toBe(true);
    const shown = await cli(['backup', 'show', at('theirs.age'), '--identity', at('key'), '--json']);
    expect(shown).toMatchObject({ code: 0, err: '' });
    expect(JSON.parse(shown.out)).toMatchObject({ people: 3, tokens: 2, secrets: 0 });
  });

  it('is shown by the command of the terminal, which asks for the passphrase there', async () => {
    const bench = await BackupBench.open();
    bench.submit();
    const file = path.join(bench.dir, 'one.klyuchnik-backup.age');
    writeFileSync(file, await bench.sealed());
    const script = path.resolve('scripts/cli.ts');

    const right = await typed(
      `${process.execPath} --import tsx ${script} backup show ${file} --lang en`,
      PASSPHRASE,
    );
    const piped = await cli(['backup', 'show', file, '--json', '--passphrase-stdin'], {
      input: `${PASSPHRASE}\n`,
    });
    const wrong = await cli(['backup', 'show', file, '--passphrase-stdin'], { input: 'другой пароль\n' });

    expect(right.code).toBe(0);
    expect(right.screen).toContain('No secrets (tokens, keys) are in the backup.');
    expect(right.screen).not.toContain(PASSPHRASE);
    expect(JSON.parse(piped.out)).toMatchObject({
      companies: [{ name: 'ООО «Пример»', inn: '9999000006' }],
      payments: 1,
      openPayments: 1,
    });
    expect(wrong).toMatchObject({ code: 77, out: '' });
  });

  it('tells a wrong call, another file and a missing one apart by its exit code', async () => {
    const dir = testFolder();
    const other = path.join(dir, 'other');
    writeFileSync(other, 'письмо');
    const codeAt = async (...args: string[]) =>
      (await cli(['backup', 'show', ...args, '--passphrase-stdin'], { input: 'x\n' })).code;
    expect(await codeAt(other)).toBe(2);
    expect(await codeAt(path.join(dir, 'none'))).toBe(66);
    expect(await codeAt()).toBe(64);
  });

  it('is refused with a flipped byte in each part, when it is cut, and with more at its end', async () => {
    const bench = await BackupBench.open();
    const sealed = await bench.sealed();
    const open = (file: Uint8Array) => codeOf(() => backupSealing.open(file, Secret.fromText(PASSPHRASE)));
    const flipped = (place: number) => {
      const copy = Uint8Array.from(sealed);
      copy[place] = (copy[place] ?? 0) ^ 1;
      return copy;
    };
    const text = Buffer.from(sealed).toString('latin1');
    const mac = text.indexOf('\n--- ') + 5;
    const payload = text.indexOf('\n', mac) + 1;
    const stanza = text.indexOf('\n', text.indexOf('-> scrypt')) + 1;

    expect(await open(flipped(0))).toBe('backup-not-one');
    expect(await open(flipped(stanza))).toBe('passphrase-wrong'); // the wrapped key: no passphrase fits it
    expect(await open(flipped(mac))).toBe('backup-damaged');
    expect(await open(flipped(payload))).toBe('backup-damaged'); // its nonce
    expect(await open(flipped(payload + 20))).toBe('backup-damaged');
    expect(await open(flipped(sealed.length - 1))).toBe('backup-damaged');
    expect(await open(sealed.subarray(0, sealed.length - 1))).toBe('backup-damaged');
    expect(await open(sealed.subarray(0, payload + 16))).toBe('backup-damaged');
    expect(await open(Buffer.concat([sealed, Buffer.from('x')]))).toBe('backup-damaged');
    const whole = await backupSealing.open(sealed, Secret.fromText(PASSPHRASE));
    expect(linesOf(whole).length).toBeGreaterThan(10);
  });
});

describe('the proof of a backup', () => {
  it('names the line that was changed, left out, doubled or put elsewhere', async () => {
    const bench = await BackupBench.open();
    bench.submit();
    const plain = await bench.plain();
    const lines = Buffer.from(plain).toString('utf8').trimEnd().split('\n');
    const prove = async (changed: readonly string[]) => {
      try {
        await proveBackup(Buffer.from(`${changed.join('\n')}\n`));
        return null;
      } catch (error) {
        return error;
      }
    };
    const place = (pattern: RegExp) => lines.findIndex((line) => pattern.test(line));
    const replaced = (index: number, line: string) => lines.map((one, at) => (at === index ? line : one));
    const payment = place(/^\{"table":"payments"/);
    const journal = place(/^\{"seq":3,/);
    const damaged = (line: number) => ({ code: 'backup-damaged', details: { line } });

    expect(await prove(lines)).toBeNull();
    const noStatus = (lines[payment] ?? '').replace('"status"', '"state"');
    expect(await prove(replaced(payment, noStatus))).toMatchObject(damaged(payment + 1));
    const otherTable = (lines[payment] ?? '').replace('"payments"', '"people"');
    expect(await prove(replaced(payment, otherTable))).toMatchObject(damaged(payment + 1));
    const otherWord = (lines[journal] ?? '').replace(/"who":"[^"]*"/, '"who":"Никто"');
    expect(await prove(replaced(journal, otherWord))).toMatchObject(damaged(journal + 1));
    expect(await prove(lines.filter((_, at) => at !== journal))).toMatchObject(damaged(journal + 1));
    expect(await prove(lines.filter((_, at) => at !== payment))).toMatchObject(damaged(lines.length - 1));
    expect(await prove([...lines.slice(0, -1)])).toMatchObject(damaged(lines.length));
    expect(await prove([...lines, lines.at(-1) ?? ''])).toMatchObject(damaged(lines.length));
    const swapped = replaced(journal, lines[journal + 1] ?? '');
    expect(await prove(swapped)).toMatchObject(damaged(journal + 1));
    const newer = (lines[0] ?? '').replace('"version":1', '"version":2');
    expect(await prove(replaced(0, newer))).toMatchObject({ code: 'backup-too-new' });
    const schema = (lines[0] ?? '').replace(/"schema":\d+/, '"schema":999');
    expect(await prove(replaced(0, schema))).toMatchObject({ code: 'backup-too-new' });
    expect(await prove(['{}'])).toMatchObject({ code: 'backup-not-one' });
  });

  it('reads thousands of records', async () => {
    const bench = await BackupBench.open();
    const { parts } = bench.day;
    parts.payments.together(() => {
      for (let number = 1; number <= 3_000; number += 1) {
        const fields = draftFields({ documentNumber: String(number) });
        saveDraft(parts, bench.world.people.accountant, { companyId: COMPANY, seen: null, fields });
      }
    });
    const plain = await bench.plain();
    expect(await proveBackup(plain)).toMatchObject({ payments: 3_000, openPayments: 3_000 });
  });
});
