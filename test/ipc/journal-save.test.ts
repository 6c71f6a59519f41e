import { describe, expect, it } from 'vitest';
import { NO_JOURNAL_FILTER } from '../../contract/areas/audit.ts';
import { verifyExport } from '../../main/domain/audit/journal-export.ts';
import { journalHandlers } from '../../main/edges/ipc/journal-handlers.ts';
import { ed25519Verifier } from '../../main/edges/keychain/ed25519-verifier.ts';
import { nextHash } from '../../main/edges/store/journal-entry.ts';
import { systemDigests } from '../../main/edges/system/system-ids.ts';
import type { OutgoingFile } from '../../main/ports/document-ports.ts';
import { fakeWorkplace, openedVault } from '../fakes/fake-workplace.ts';
import { COMPANY, STRICT_RULES, VaultWorld } from '../fakes/vault-world.ts';

const check = (text: string) =>
  verifyExport({ digests: systemDigests, verify: ed25519Verifier(), nextHash }, text);

/** The journal of a company at work, over the real handlers and store; `place` null: the person closes the dialog. */
async function journalOf(place: string | null) {
  const world = new VaultWorld();
  const vault = openedVault(world, await world.furnish({ rules: STRICT_RULES, environment: 'production' }));
  const { workplace } = fakeWorkplace(world, () => Promise.resolve(vault));
  await workplace.open();
  const saved: OutgoingFile[] = [];
  const saver = {
    save: async (file: OutgoingFile) => {
      saved.push(file);
      return place;
    },
  };
  const turn = () => Promise.resolve();
  const handlers = journalHandlers({ workplace, saver, turn });
  return { handlers, saved, vault };
}

describe('saving the journal', () => {
  it('gives all of it, signed by this computer, and tells of it in a line', async () => {
    const { handlers, saved, vault } = await journalOf('/home/anna/journal.jsonl');
    const { entries } = vault.audit.verify();
    const before = entries;

    const done = await handlers['journal.save']({ wanted: null });

    expect(done).toEqual({ place: '/home/anna/journal.jsonl', lines: before });
    const [file] = saved;
    expect(file?.suggestedName).toMatch(/^journal-\d{4}-\d\d-\d\d\.jsonl$/);
    expect(check(String(file?.content))).toMatchObject({ kind: 'good', scope: 'whole', lines: before });
    const [last] = vault.audit.page({ companyId: null, before: null, limit: 1 });
    expect(last?.entry).toMatchObject({ kind: 'journal-exported', details: { rowCount: before } });
  });

  it('gives the lines that were found alone, each provable', async () => {
    const { handlers, saved } = await journalOf('/home/anna/journal.jsonl');
    const wanted = { companyId: COMPANY, filter: { ...NO_JOURNAL_FILTER, kind: 'token-added' } } as const;
    const { found } = await handlers['journal.page']({ ...wanted, before: null, limit: 1 });

    const { lines } = await handlers['journal.save']({ wanted });

    expect(lines).toBe(found);
    expect(lines).toBeGreaterThan(0);
    const text = String(saved[0]?.content);
    expect(check(text)).toMatchObject({ kind: 'good', scope: 'part', lines });
    expect(text.match(/"kind":"token-added"/g)).toHaveLength(lines);
  });

  it('changes nothing when the person closes the dialog', async () => {
    const { handlers, vault } = await journalOf(null);
    const before = vault.audit.verify().entries;

    await expect(handlers['journal.save']({ wanted: null })).rejects.toMatchObject({
      code: 'cancelled-by-person',
    });
    expect(vault.audit.verify().entries).toBe(before);
  });

  it('signs no journal that is broken, and names the line', async () => {
    const { handlers, saved, vault } = await journalOf('/home/anna/journal.jsonl');
    const broken = { ok: false, entries: 12, brokenAt: 7 };
    Object.assign(vault.audit, { verify: () => broken });

    await expect(handlers['journal.save']({ wanted: null })).rejects.toMatchObject({
      code: 'journal-broken',
      details: { seq: 7 },
    });
    expect(saved).toEqual([]);
  });
});
