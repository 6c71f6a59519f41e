import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { OrdersDraft } from '../../contract/areas/orders.ts';
import { orderHandlers } from '../../main/edges/ipc/orders-handlers.ts';
import { cancelPayment } from '../../main/domain/payments/draft/cancel.ts';
import { fakeWorkplace, openedVault } from '../fakes/fake-workplace.ts';
import { codeOf, COMPANY, FREE_RULES, STRICT_RULES, VaultWorld } from '../fakes/vault-world.ts';
import { askThroughSchemas } from '../fakes/ask-through-schemas.ts';

const CASES = path.resolve(import.meta.dirname, '../onec/files');
const ORDERS_FILE = await readFile(path.join(CASES, '01-bp30-clean.txt'));
const STATEMENT_FILE = await readFile(path.join(CASES, '05-statement-three-days.txt'));

/** The same orders in UTF-8, with other line ends and the keys of a document the other way round. */
function rewritten(bytes: Uint8Array): Uint8Array {
  const text = new TextDecoder('windows-1251').decode(bytes);
  const turned = text.replace(
    /(СекцияДокумент=[^\r\n]*\r?\n)([\s\S]*?)(КонецДокумента)/g,
    (_, head: string, keys: string, end: string) =>
      `${head}${keys.trimEnd().split(/\r?\n/).reverse().join('\n')}\n${end}`,
  );
  return new TextEncoder().encode(
    turned.replace('Кодировка=Windows', 'Кодировка=UTF-8').replaceAll('\r\n', '\n'),
  );
}

async function bench(rules = STRICT_RULES) {
  const world = new VaultWorld();
  const day = await world.furnish({ rules });
  const vault = openedVault(world, day, {});
  const { workplace } = fakeWorkplace(world, () => Promise.resolve(vault));
  await workplace.open();
  const person = day.stores.people.list().find(({ role }) => role === 'accountant');
  if (person === undefined) throw new Error('nobody');
  workplace.setPerson(person);
  const hand = {
    next: null as { name: string; bytes: Uint8Array } | null,
    folder: null as string | null,
  };
  const ordersPicker = {
    pick: () => Promise.resolve(hand.next),
    pickFolder: () => Promise.resolve(hand.folder),
  };
  const handlers = orderHandlers({ workplace, ordersPicker, ids: world.ids });
  const ask = askThroughSchemas(handlers, workplace);
  const pick = (bytes: Uint8Array) => {
    hand.next = { name: '1c_to_kl.txt', bytes };
    return ask('orders.pick', { companyId: COMPANY });
  };
  const take = ({ draftId, orders }: OrdersDraft, isSubmitted = false) =>
    ask('orders.import', {
      companyId: COMPANY,
      draftId,
      orders: orders.map(({ index }) => index),
      route: 'direct',
      isSubmitted,
    });
  const payments = () => day.parts.payments.list(COMPANY, null);
  return { world, day, vault, hand, ask, pick, take, payments, actor: () => workplace.worker };
}

const states = ({ orders }: OrdersDraft) => orders.map(({ state }) => state);

describe('orders of 1C', () => {
  it('become drafts that say what the file says, with a line of the journal for the file', async () => {
    const { pick, take, payments, day } = await bench();
    const draft = await pick(ORDERS_FILE);

    expect(draft).toMatchObject({ encoding: 'windows-1251', version: '1.03', fileName: '1c_to_kl.txt' });
    expect(states(draft)).toContain('ready');
    const fit = states(draft).filter((state) => state === 'ready' || state === 'mend').length;
    expect(await take(draft)).toEqual({ drafts: fit, submitted: 0, approved: 0 });

    const first = payments().find(({ fields }) => fields.documentNumber === '214');
    expect(first).toMatchObject({
      status: 'draft',
      fields: {
        accountNumber: '40702810500000000001',
        payeeInn: '9999000119',
        payeeAccount: '40702810400000000011',
        payeeBik: '049999123',
        amountText: '122000,00',
        purpose: expect.stringContaining('Оплата по счету 17 от 20.11.2026'),
      },
    });
    const lines = day.stores.audit
      .page({ companyId: COMPANY, before: null, limit: 200 })
      .map(({ entry }) => entry)
      .filter(({ kind }) => kind === 'orders-imported');
    expect(lines).toMatchObject([{ subject: '1c_to_kl.txt', details: { documents: fit } }]);
  });

  it('go on to be approved by the same act, each by itself', async () => {
    const { pick, take, payments } = await bench();
    const draft = await pick(ORDERS_FILE);
    const ready = states(draft).filter((state) => state === 'ready').length;

    const done = await take(draft, true);
    expect(done.submitted + done.approved).toBe(ready);
    expect(payments().filter(({ status }) => status === 'submitted')).toHaveLength(done.submitted);
  });

  it('are recognised when they come again, in another encoding and order of lines too', async () => {
    const { pick, take, payments } = await bench(FREE_RULES);
    await take(await pick(ORDERS_FILE));
    const count = payments().length;

    for (const bytes of [ORDERS_FILE, rewritten(ORDERS_FILE)]) {
      const again = await pick(bytes);
      expect(new Set(states(again).filter((state) => state !== 'executed'))).toEqual(new Set(['known']));
      expect(await take(again)).toEqual({ drafts: 0, submitted: 0, approved: 0 });
    }
    expect(payments()).toHaveLength(count);
  });

  it('come again where the payment was cancelled', async () => {
    const { pick, take, payments, vault, actor } = await bench(FREE_RULES);
    await take(await pick(ORDERS_FILE));
    const [payment] = payments();
    if (payment === undefined) throw new Error('no payment');
    cancelPayment(vault, actor(), { paymentId: payment.paymentId, revision: payment.revision });

    expect(states(await pick(ORDERS_FILE)).filter((state) => state === 'ready')).toHaveLength(1);
  });

  it('are never made of what the bank has executed, nor of its own papers', async () => {
    const { pick, take, payments } = await bench();
    const draft = await pick(STATEMENT_FILE);

    expect(states(draft).some((state) => state === 'ready')).toBe(false);
    await take(draft);
    expect(payments().map(({ fields }) => fields.documentNumber)).toEqual([]);
  });

  it('of another payer stay out', async () => {
    const { pick, take, payments } = await bench();
    const text = new TextDecoder('windows-1251').decode(ORDERS_FILE);
    const foreign = text.replaceAll('ПлательщикИНН=9999000006', 'ПлательщикИНН=9999000119');
    const draft = await pick(new TextEncoder().encode(foreign));

    expect(new Set(states(draft))).toEqual(new Set(['foreign']));
    await take(draft);
    expect(payments()).toHaveLength(0);
  });

  it('of no exchange file are refused by name, and nothing is kept', async () => {
    const { pick, ask, hand, payments } = await bench();

    expect(await codeOf(() => pick(new TextEncoder().encode('a,b,c')))).toBe('orders-not-exchange-file');
    hand.next = null;
    expect(await codeOf(() => ask('orders.pick', { companyId: COMPANY }))).toBe('cancelled-by-person');
    expect(payments()).toHaveLength(0);
  });
});
