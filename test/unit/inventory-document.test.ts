import path from 'node:path';
import { format, resolveConfig } from 'prettier';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { TokenId } from '../../contract/values/ids.ts';
import { DAY_MS } from '../../contract/values/dates.ts';
import {
  INVENTORY_SCHEMA,
  InventoryDocument,
  inventoryDocument,
} from '../../main/domain/inventory/inventory-document.ts';
import { COMPANY, EVERYDAY, PAYING, VaultWorld } from '../fakes/vault-world.ts';

async function scene(environment = 'production') {
  const world = new VaultWorld();
  const day = await world.furnish({ rules: null, environment });
  const parts = { ...day.stores, clock: world.clock, bankTime: world.bankTime, damagedRecords: 0 };
  return { world, day, parts };
}

describe('the inventory document', () => {
  it('names company, tokens with their accesses as the bank writes them, and certificates', async () => {
    const { parts } = await scene();
    const document = inventoryDocument(parts);

    expect(InventoryDocument.parse(document)).toEqual(document);
    const company = { name: 'ООО «Пример»', inn: '9999000006', kpp: '999901001', environment: 'production' };
    expect(document).toMatchObject({ schema: 'klyuchnik-inventory-v1', company, companies: [company] });
    const [everyday, paying] = document.tokens;
    expect(everyday).toMatchObject({ id: EVERYDAY, company, certificate: null, lastUsedAt: null });
    expect(everyday?.accesses.find(({ name }) => name === 'accounts')).toMatchObject({
      cabinetName: 'Информация о счетах компании с ИНН 9999000006 и КПП 999901001',
      string: 'opensme/inn/[9999000006]/kpp/[999901001]/bank-accounts/get',
      proof: 'unproven',
    });
    expect(paying?.certificate).toMatchObject({ id: 'certificate-1', label: 'certificate-1', boundAt: null });
    expect(document.certificates).toMatchObject([{ id: 'certificate-1', company, tokens: [PAYING] }]);
  });

  it('keeps a string that the catalogue does not know, and a certificate whose record is lost', async () => {
    const { world, day, parts } = await scene();
    const tokenId = TokenId.parse('token-strange');
    const [certificate] = day.stores.certificates.list(null);
    await world.addToken(day, tokenId, {
      accesses: ['opensme/new/thing'],
      certificateId: certificate?.certificateId ?? null,
    });
    const certificates = { ...day.stores.certificates, get: () => null, list: () => [] };
    const token = inventoryDocument(
      { ...parts, certificates },
      { companyId: null, tokenIds: [tokenId] },
    ).tokens;

    expect(token).toHaveLength(1);
    expect(token[0]?.accesses).toMatchObject([
      { name: 'opensme/new/thing', cabinetName: null, string: 'opensme/new/thing' },
    ]);
    expect(token[0]?.certificate).toEqual({ id: 'certificate-1', label: null, endsAt: null, boundAt: null });
  });

  it('lists the chosen tokens in the order asked for, and nothing of another company', async () => {
    const { parts } = await scene();
    const chosen = inventoryDocument(parts, { companyId: COMPANY, tokenIds: [PAYING, EVERYDAY] });
    const none = inventoryDocument(parts, { companyId: null, tokenIds: [] });

    expect(chosen.tokens.map(({ id }) => id)).toEqual([PAYING, EVERYDAY]);
    expect(none.tokens).toEqual([]);
    expect(none.certificates).toMatchObject([{ tokens: [] }]);
  });

  it('counts the days of a training company by the clock of its bank', async () => {
    const { world, parts } = await scene('training');
    const before = inventoryDocument(parts).tokens[0]?.daysLeft ?? 0;
    world.trainingAheadMs = 30 * DAY_MS;

    expect(inventoryDocument(parts).tokens[0]?.daysLeft).toBe(before - 30);
  });

  it('holds no secret, whatever the keychain has', async () => {
    const { parts } = await scene();
    const text = JSON.stringify(inventoryDocument(parts));

    for (const secret of ['t.token-', 'key of certificate', 'fingerprint of'])
      expect(text).not.toContain(secret);
    expect(text).not.toMatch(/[a-z0-9]{60}/i);
  });

  it('is the one that docs/format/inventory.schema.json describes', async () => {
    const schema = z.toJSONSchema(InventoryDocument, { target: 'draft-2020-12' });
    const file = path.resolve(import.meta.dirname, '../../docs/format/inventory.schema.json');
    const style = { ...(await resolveConfig(file)), parser: 'json' };

    // `vitest run -u` on this file writes it anew.
    await expect(
      await format(JSON.stringify({ title: INVENTORY_SCHEMA, ...schema }), style),
    ).toMatchFileSnapshot(file);
  });
});
