import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { actorOf } from '../../main/domain/people/person.ts';
import { submitPayment } from '../../main/domain/payments/approving/submit.ts';
import { saveDraft } from '../../main/domain/payments/draft/save-draft.ts';
import type { Payment } from '../../main/domain/payments/payment.ts';
import { pay } from '../../main/domain/payments/sending/pay.ts';
import { restoreBackup } from '../../main/domain/session/restore-backup.ts';
import { backupPlace } from '../../main/edges/store/backup-place.ts';
import { writeBackupRows } from '../../main/edges/store/backup-rows.ts';
import { openKeyedStore } from '../../main/edges/store/store-key.ts';
import { systemDigests } from '../../main/edges/system/system-ids.ts';
import { startTrainingBank, type TrainingBank } from '../../training-bank/training-bank.ts';
import { codeOf, COMPANY, draftFields, seenOf } from '../fakes/vault-world.ts';
import { furnishOffice, openOffice, type OpenOffice, type Place } from '../simulation/killed-office.ts';
import { FileKeychain, quiet } from '../store/file-keychain.ts';

/** A little longer than the settling time of `reconcile.ts`. Units: ms. */
const ROUND_MS = 125_000;

describe('a backup that is put back after payments went out', () => {
  let bank: TrainingBank;
  let folder: string;
  let place: Place;
  let office: OpenOffice | null = null;

  beforeEach(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'klyuchnik-restore-'));
    bank = await startTrainingBank({
      now: () => new Date(),
      settleAfterMs: 0,
      settings: { ratesEnforced: false },
    });
    bank.control({
      command: 'setLimits',
      tApi: { perDayKopecks: null, perMonthKopecks: null, perCounterpartyPerDay: null },
    });
    mkdirSync(path.join(folder, 'profile'));
    place = {
      file: path.join(folder, 'profile', 'store', 'vault.sqlite'),
      keys: path.join(folder, 'keychain.json'),
      bank: { ordinaryBaseUrl: bank.ordinaryBaseUrl, securedBaseUrl: bank.securedBaseUrl, caPem: bank.caPem },
    };
    await furnishOffice(place, bank);
    office = await openOffice(place);
  });

  afterEach(async () => {
    await close();
    await bank.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  async function close(): Promise<void> {
    await office?.close();
    office = null;
  }

  function opened(): OpenOffice {
    if (office === null) throw new Error('the office is shut');
    return office;
  }

  const accountant = () => {
    const person = opened()
      .day.stores.people.list()
      .find(({ role }) => role === 'accountant');
    if (person === undefined) throw new Error('nobody works here');
    return actorOf(person);
  };
  const draft = (purpose: string) => {
    const fields = draftFields({ purpose: `${purpose}. НДС не облагается` });
    return saveDraft(opened().day.parts, accountant(), { companyId: COMPANY, seen: null, fields });
  };
  const submitted = async (payment: Payment) =>
    submitPayment(opened().day.parts, accountant(), seenOf(payment));
  const paid = (payment: Payment) => pay(opened().day.parts, accountant(), seenOf(payment));
  const now = ({ paymentId }: Payment) => {
    const found = opened().day.parts.payments.get(paymentId);
    if (found === null) throw new Error('it is gone');
    return found;
  };
  const atBank = () => bank.snapshot().payments.map(({ purpose }) => purpose.split('.')[0]);

  async function untilQuiet(): Promise<void> {
    for (let round = 0; round < 10; round += 1) {
      opened().world.clock.pass(ROUND_MS);
      await opened().day.follower.tick();
    }
  }

  async function backup(): Promise<Uint8Array> {
    const { store, world } = opened();
    const facts = { program: 'test', madeAt: world.clock.now(), secrets: null };
    return writeBackupRows({ file: place.file, keys: store.ledger.keys, log: quiet }, facts);
  }

  const spareKeyFile = () => path.join(folder, 'profile', 'spare-key.json');

  /** Puts it back, looks how the vault opens, and takes the records in as a director does. */
  async function restore(plain: Uint8Array): Promise<void> {
    const { clock } = opened().world;
    await close();
    const keychain = new FileKeychain(place.keys);
    await restoreBackup(
      {
        place: backupPlace({ file: place.file, spareKeyFile: spareKeyFile() }),
        keychain: () => Promise.resolve(keychain),
        clock,
        digests: systemDigests,
      },
      plain,
    );
    const keyed = { file: place.file, keychain, log: quiet };
    const shown = await openKeyedStore(keyed, false);
    expect(shown.misfit).toMatchObject({ kind: 'restored' });
    expect(shown.ledger.isReadOnly).toBe(true);
    shown.close();
    if (shown.misfit === null) throw new Error('nothing to accept');
    const actor = { personId: null, name: 'Борис', role: 'director' } as const;
    (await openKeyedStore({ ...keyed, accepted: { actor, misfit: shown.misfit } }, false)).close();
    office = await openOffice(place);
  }

  it('pays nothing a second time, whatever state it was in', async () => {
    const early = await submitted(draft('Оплачен до копии'));
    await paid(early);
    await untilQuiet();
    const approved = await submitted(draft('Одобрен в копии'));
    const never = await submitted(draft('Не отправлен'));
    const typed = draft('Черновик в копии');
    const plain = await backup();
    await paid(approved);
    await paid(await submitted(typed));
    await untilQuiet();
    expect(atBank().sort()).toEqual(['Оплачен до копии', 'Одобрен в копии', 'Черновик в копии'].sort());

    await restore(plain);

    expect(now(early).status).toBe('executed');
    for (const one of [approved, never]) {
      expect(now(one)).toMatchObject({ status: 'unknown', bankPaymentId: expect.stringMatching(/^kl-/) });
      expect(await codeOf(() => paid(now(one)))).toBe('payment-state');
    }
    expect(now(typed).status).toBe('draft');

    await untilQuiet();
    expect(now(approved)).toMatchObject({ status: 'executed', restoredAt: null });
    expect(now(never)).toMatchObject({ status: 'draft', content: null, sentAt: null, restoredAt: null });

    const again = await submitted(now(typed));
    expect(await codeOf(() => paid(again))).toBe('payment-sent-already');
    await untilQuiet();
    expect(now(typed)).toMatchObject({ status: 'executed', restoredAt: null });
    expect(atBank()).toHaveLength(3);

    // What never left goes out now, once, by its new approval.
    const last = await paid(await submitted(now(never)));
    expect(last.status).not.toBe('unknown');
    await untilQuiet();
    expect(now(never).status).toBe('executed');
    expect(atBank().filter((purpose) => purpose === 'Не отправлен')).toHaveLength(1);
  });

  it('goes on with the journal where the backup ended, says so, and shows the seam', async () => {
    draft('До копии');
    const plain = await backup();
    const endOfBackup = opened().store.ledger.journal.head();
    draft('После копии');
    await opened().day.parts.checkpoints.keep();
    const { keychain } = opened().day.parts;
    const kept = await keychain.read('checkpoint');

    await restore(plain);

    const { audit } = opened().day.stores;
    const lines = audit.page({ companyId: null, before: null, limit: 1_000 });
    const kinds = [...lines].reverse().map(({ entry }) => entry.kind);
    expect(kinds.slice(endOfBackup.seq, endOfBackup.seq + 2)).toEqual([
      'backup-restored',
      'records-accepted',
    ]);
    const seam = lines.find(({ entry }) => entry.kind === 'backup-restored');
    expect(seam?.entry.details).toMatchObject({
      journalEnd: endOfBackup.seq,
      journalHash: endOfBackup.hash,
      keptUntil: expect.stringMatching(/^\d{4}-/),
    });
    expect(lines.find(({ seq }) => seq === endOfBackup.seq)?.hash).toBe(endOfBackup.hash);
    expect(audit.verify()).toMatchObject({ ok: true });
    expect(kept.state).toBe('ok');
  });

  it('deletes nothing: the old file lies aside, and its key is in the keychain', async () => {
    const plain = await backup();
    const keychain = new FileKeychain(place.keys);
    const before = await keychain.read('store-key');
    await restore(plain);

    const aside = path.join(folder, 'profile', 'set-aside');
    const [stamp = ''] = readdirSync(aside);
    const oldFile = path.join(aside, stamp, 'store', 'vault.sqlite');
    expect(existsSync(oldFile)).toBe(true);
    const oldKey = await keychain.read(`store-key-before:${stamp}`);
    if (before.state !== 'ok' || oldKey.state !== 'ok') throw new Error('no key');
    expect(Buffer.from(oldKey.secret.revealBytes()).equals(before.secret.revealBytes())).toBe(true);
  });
});
