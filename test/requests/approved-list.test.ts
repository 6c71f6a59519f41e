import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { approveList } from '../../main/domain/payments/approving/approve-list.ts';
import { judgeApprovals } from '../../main/domain/payments/approving/judge-approvals.ts';
import type { Payment } from '../../main/domain/payments/payment.ts';
import { approvedList } from '../../main/domain/envelopes/approved-list.ts';
import { envelopeFile, readEnvelope, writeEnvelope } from '../../main/domain/envelopes/envelope-file.ts';
import { Secret } from '../../main/ports/secret.ts';
import { signedFile } from '../../main/domain/requests/request-status.ts';
import { takeIn } from '../../main/domain/requests/take-in.ts';
import { envelopeParts } from '../../main/domain/payments/approving/unsigned-envelope.ts';
import { OrganizationWorld, type Seat } from '../fakes/organization-world.ts';
import { ask, MemoryFolder, payAt, paymentAt, rejectAt } from '../fakes/request-world.ts';
import { codeOf, FREE_RULES, passphraseOf, seenOf } from '../fakes/vault-world.ts';

let world: OrganizationWorld;
let folder: MemoryFolder;
let maker: Seat;
let boris: Seat;
let vera: Seat;
let three: readonly Payment[];

/** Анна asks for three payments; each wants one signature. */
async function begin(approvalsNeeded: number, directors = ['Борис', 'Вера']): Promise<void> {
  world = await OrganizationWorld.found({
    directors,
    rules: { ...FREE_RULES, approvalsNeeded, newPayeeNeedsApproval: true },
  });
  folder = new MemoryFolder();
  ({ maker, founder: boris } = world);
  vera = world.directors[1] ?? boris;
  three = [await askFor('1'), await askFor('2'), await askFor('3')];
  await folder.settle([maker, boris, vera]);
}

const askFor = (number: string) =>
  ask(maker, { amountText: `${number}00,00`, purpose: `Счёт ${number}. Без НДС` });

beforeEach(() => begin(1));

/** A director approves these as one list at his computer. */
function approveTogether(seat: Seat, asked: readonly Payment[], reason = 'позвонил, счёт подтвердили') {
  seat.knows();
  const reads = asked.map((one) => ({ seen: seenOf(paymentAt(seat, one)), reason }));
  return approveList(seat.parts, seat.actor, reads);
}

/** What a computer has not put into the folder yet, as files for another one. */
async function filesOf(seat: Seat): Promise<readonly Uint8Array[]> {
  const before = folder.files.length;
  await folder.take(seat);
  return folder.files.slice(before);
}

const statesAt = (seat: Seat) => three.map((one) => paymentAt(seat, one).status);

/** The envelopes of lists that a computer holds, opened. */
const listsAt = (seat: Seat) =>
  seat.parts.envelopes.list(seat.companyId).filter(({ kind }) => kind === 'approved-list');

describe('a list that a director has signed', () => {
  it('is one envelope, and approves every payment of it on every computer', async () => {
    await approveTogether(boris, three);
    const files = await filesOf(boris);

    expect(files).toHaveLength(1);
    expect(statesAt(boris)).toEqual(['approved', 'approved', 'approved']);
    for (const seat of [maker, vera]) {
      expect(await takeIn(seat.parts, files)).toMatchObject({ answers: 1, unfit: 0 });
      expect(statesAt(seat)).toEqual(['approved', 'approved', 'approved']);
      // Once more it says nothing new.
      expect(await takeIn(seat.parts, files)).toMatchObject({ answers: 0, known: 1 });
    }
    for (const one of three) {
      expect(signedFile(boris.parts, paymentAt(boris, one), 'answer')?.kind).toBe('approved-list');
      await payAt(maker, one);
    }
  });

  it('says the same whatever comes first: the list, the requests, the list of another', async () => {
    await fc.assert(
      fc.asyncProperty(fc.infiniteStream(fc.nat()), async (keys) => {
        await begin(2, ['Борис', 'Вера', 'Глеб']);
        const gleb = world.directors[2] ?? boris;
        const fourth = await askFor('4');
        await folder.settle([maker, boris, vera]);
        await approveTogether(boris, [...three, fourth]);
        await approveTogether(vera, [...three.slice(1), fourth]);
        await filesOf(boris);
        await filesOf(vera);
        const order = folder.files.map((file) => [keys.next().value ?? 0, file] as const);
        for (const [, file] of order.sort(([a], [b]) => a - b)) await takeIn(gleb.parts, [file]);
        expect([...three, fourth].map((one) => paymentAt(gleb, one).status)).toEqual([
          'submitted',
          'approved',
          'approved',
          'approved',
        ]);
      }),
      { numRuns: 6 },
    );
  });

  it('leaves a payment that was taken out of it without an approval, and one that came later', async () => {
    const [first, second] = three;
    if (first === undefined || second === undefined) throw new Error('no payments');
    await approveTogether(boris, [first, second]);
    const later = await askFor('9');
    await folder.settle(world.seats);

    expect(statesAt(maker)).toEqual(['approved', 'approved', 'submitted']);
    expect(paymentAt(maker, later).status).toBe('submitted');
    expect(await codeOf(() => payAt(maker, later))).toBe('payment-state');
  });

  it('does not count for one payment that another director refuses, and counts for the others', async () => {
    await approveTogether(boris, three);
    const [first] = three;
    if (first === undefined) throw new Error('no payments');
    await rejectAt(vera, first);
    await folder.settle(world.seats);
    expect(statesAt(maker)).toEqual(['refused', 'approved', 'approved']);
  });

  it('counts once for a director, however many lists he signs, and two directors may sign different ones', async () => {
    await begin(2);
    await approveTogether(boris, three);
    const [first, second, third] = three;
    if (first === undefined || second === undefined || third === undefined) throw new Error('no payments');
    await approveTogether(vera, [second, third]);
    await folder.settle(world.seats);

    expect(statesAt(maker)).toEqual(['submitted', 'approved', 'approved']);
    const { standing } = judgeApprovals(maker.parts, paymentAt(maker, first));
    expect(standing.counting.map(({ personName }) => personName)).toEqual(['Борис']);
    expect(await codeOf(() => approveTogether(boris, [first, second]))).toBe('approval-given');
  });

  it('holds no payment of whoever signs it', async () => {
    const own = await ask(boris, { amountText: '500,00', purpose: 'Счёт 5. Без НДС' });
    await folder.settle(world.seats);
    expect(await codeOf(() => approveTogether(boris, [...three, own]))).toBe('approval-own-payment');
    expect(listsAt(boris)).toEqual([]);
    // Вера may: she made none of them.
    await approveTogether(vera, [...three, own]);
    await folder.settle(world.seats);
    expect(paymentAt(boris, own).status).toBe('approved');
  });

  it('is void whole when a byte of the file is changed: no part of a broken file is used', async () => {
    await approveTogether(boris, three);
    const [record] = listsAt(boris);
    if (record === undefined) throw new Error('no list');
    const parts = envelopeParts(boris.parts);
    expect(readEnvelope(parts, record.file).ok).toBe(true);
    fc.assert(
      fc.property(fc.nat(record.file.length - 1), fc.constantFrom('0', 'a', ' ', 'я'), (at, sign) => {
        fc.pre(record.file[at] !== sign);
        const changed = `${record.file.slice(0, at)}${sign}${record.file.slice(at + 1)}`;
        expect(readEnvelope(parts, changed).ok).toBe(false);
      }),
      { numRuns: 300 },
    );
    const forged = new TextEncoder().encode(record.file.replace('300.00', '100.00'));
    expect(await takeIn(maker.parts, [forged])).toMatchObject({ unfit: 1, answers: 0 });
    expect(statesAt(maker)).toEqual(['submitted', 'submitted', 'submitted']);
  });

  it('says nothing of a payment whose request has another sum, or another id', async () => {
    await approveTogether(boris, three);
    const [record] = listsAt(boris);
    const read = record === undefined ? null : readEnvelope(envelopeParts(boris.parts), record.file);
    if (read?.ok !== true || read.envelope.kind !== 'approved-list') throw new Error('no list');
    const { envelope } = read;
    const [first, second, third] = envelope.payments;
    if (first === undefined || second === undefined || third === undefined) throw new Error('no payments');
    const lies = [
      { ...first, amount: '1.00' },
      { ...second, requestHash: third.requestHash },
      { ...third, requestHash: second.requestHash },
    ];
    const { text: _, ...fields } = envelope;
    const listed = lies.map(({ paymentId, requestHash, ...said }) => ({
      ...said,
      content: paymentId,
      request: requestHash,
    }));
    const { head, digest } = approvedList(boris.parts.digests, envelope.policyHash, listed);
    const totals = head.totals.map(({ amount }) => ({ currency: 'RUB' as const, amount }));
    const { signed } = writeEnvelope(envelopeParts(boris.parts), {
      ...fields,
      list: { count: head.count, totals, digest },
      payments: lies,
    });
    const passphrase = Secret.fromText(passphraseOf(boris.name));
    const signature = await boris.parts.personKeys.sign(boris.person.personId, passphrase, signed);
    const forged = new TextEncoder().encode(envelopeFile(signed, envelope.author, signature));
    // It is rightly signed, so it is taken in; it approves nothing.
    expect(await takeIn(maker.parts, [forged])).toMatchObject({ answers: 1, unfit: 0 });
    expect(statesAt(maker)).toEqual(['submitted', 'submitted', 'submitted']);
  });

  it('cannot be signed by an accountant', async () => {
    const [first, second] = three;
    if (first === undefined || second === undefined) throw new Error('no payments');
    expect(await codeOf(() => approveTogether(maker, [first, second]))).toBe('approval-own-payment');
  });

  it('is kept as a whole or not at all', async () => {
    boris.knows();
    const [first] = three;
    if (first === undefined) throw new Error('no payments');
    const reads = three.map((one) => ({ seen: seenOf(paymentAt(boris, one)), reason: 'проверил' }));
    await rejectAt(vera, first);
    const files = await filesOf(vera);
    boris.world.prompt.whileOpen = () => takeIn(boris.parts, files).then(() => undefined);
    expect(await codeOf(() => approveList(boris.parts, boris.actor, reads))).toMatch(
      /stale-revision|payment-state/,
    );
    expect(listsAt(boris)).toEqual([]);
    expect(statesAt(boris)).toEqual(['refused', 'submitted', 'submitted']);
  });
});
