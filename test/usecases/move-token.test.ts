import { beforeEach, describe, expect, it } from 'vitest';
import type { TokenId } from '../../contract/values/ids.ts';
import { validMembers } from '../../main/domain/envelopes/documents.ts';
import { journalEntry } from '../../main/domain/audit/entry.ts';
import { companyProtectionLevel, protectionView } from '../../main/domain/protection/protection-view.ts';
import type { MoveVault } from '../../main/domain/protection/move-vault.ts';
import { moveToken, takeBackToken } from '../../main/domain/protection/move-token.ts';
import { payingTokenOf } from '../../main/domain/protection/paying-token.ts';
import { takeMoved, type TakenMove } from '../../main/domain/protection/take-moved.ts';
import { newOpeningKey, openSealed, sealForReaders } from '../../main/edges/age/age-files.ts';
import { OrganizationWorld, type Seat } from '../fakes/organization-world.ts';
import { codeOf, EVERYDAY, PAYING } from '../fakes/vault-world.ts';
import { copyVault } from '../fakes/vault-copy.ts';

/** More steps than any deed here takes. */
const MOST_STEPS = 100;

let world: OrganizationWorld;
let maker: Seat;
let director: Seat;
let saved: Uint8Array[];
let dialog: 'saved' | 'closed' | 'full';
let isInUse: boolean;

beforeEach(async () => {
  world = await OrganizationWorld.found({ directors: ['Борис', 'Вера'] });
  [maker, director] = [world.maker, world.founder];
  [saved, dialog, isInUse] = [[], 'saved', false];
});

function partsOf(seat: Seat): MoveVault {
  const { parts } = seat.day;
  const save = async ({ content }: { readonly content: string | Uint8Array }) => {
    if (dialog === 'full') throw new Error('disk full');
    if (dialog === 'closed' || typeof content === 'string') return null;
    saved.push(content);
    return '/media/stick/token.klyuchnik';
  };
  return {
    ...parts,
    saver: { save },
    connections: { forgetCertificate: () => undefined },
    isInUse: () => isInUse,
  };
}

const move = (tokenId: TokenId = PAYING, to = director.key) =>
  moveToken(partsOf(maker), maker.actor, { tokenId, to });
const last = (): Uint8Array => saved.at(-1) ?? new Uint8Array();
const tokenAt = (seat: Seat) => seat.parts.tokens.list(null).find(({ label }) => label === PAYING) ?? null;
const makerToken = () => maker.parts.tokens.get(PAYING);

async function arrive(file = last(), seat = director): Promise<Uint8Array> {
  seat.knows();
  const taken = await takeMoved(partsOf(seat), seat.actor, file);
  if (taken.kind !== 'token') throw new Error('no token');
  return taken.receipt;
}

const answer = (receipt: Uint8Array): Promise<TakenMove> => takeMoved(partsOf(maker), maker.actor, receipt);

async function itemOf(seat: Seat, name: `token:${string}` | `certificate-key:${string}`) {
  const read = await seat.world.keychain.read(name);
  return read.state === 'ok' ? read.secret.revealText() : null;
}

const TEXT = `t.${PAYING}-${'x'.repeat(40)}`;
const PAYMENTS = { access: 'payments', withCertificate: true } as const;

function gradeAt(seat: Seat) {
  const company = seat.parts.companies.get(seat.companyId);
  if (company === null) throw new Error('no company');
  return protectionView(seat.parts, company, null);
}

/** Tells whether a call could be made with the moved token at a computer. */
const isUsableAt = (seat: Seat) => seat.parts.caller.canServe({ companyId: seat.companyId, ...PAYMENTS });

/** Cuts the power at every step of a deed; `check` looks at what is left each time. */
async function cutEverywhere(
  seat: Seat,
  act: () => Promise<unknown>,
  check: (wasCut: boolean) => Promise<void>,
): Promise<number> {
  const copy = copyVault(seat.world.db);
  const items = await itemsOf(seat);
  for (let cutAt = 1; cutAt <= MOST_STEPS; cutAt += 1) {
    copy.restore();
    await putItems(seat, items);
    seat.day = seat.world.start({ cutAt });
    const { power } = seat.day;
    await Promise.race([act().catch(() => undefined), power.off]);
    const wasCut = power.isOff;
    seat.world.prompt.forget();
    seat.restart();
    await check(wasCut);
    if (!wasCut) return cutAt;
  }
  throw new Error('it never came to its end');
}

const KEPT = [`token:${PAYING}`, 'certificate-key:certificate-1'] as const;
const itemsOf = (seat: Seat) => Promise.all(KEPT.map((name) => seat.world.keychain.read(name)));
async function putItems(seat: Seat, items: Awaited<ReturnType<typeof itemsOf>>): Promise<void> {
  for (const [at, name] of KEPT.entries()) {
    const item = items[at];
    if (item?.state === 'ok') await seat.world.keychain.write(name, item.secret);
  }
}

describe('moving a paying token to the computer of a director', () => {
  it('is the step that the grade offers, and brings it from C to B', async () => {
    expect(gradeAt(maker)).toMatchObject({ grade: 'C', step: { kind: 'move', tokenId: PAYING } });
    await move();
    expect(gradeAt(maker)).toMatchObject({ grade: 'C', step: { kind: 'moving', name: 'Борис' } });
    await answer(await arrive());
    expect(gradeAt(maker)).toMatchObject({ grade: 'B', tokens: [{ state: 'moved', movesTo: 'Борис' }] });
    expect(gradeAt(director).grade).toBe('B');
    expect(payingTokenOf(maker.parts, maker.companyId)).toBe('none');
    expect(payingTokenOf(director.parts, director.companyId)).toBe('usable');
  });

  it('brings text, key, accesses and certificate whole, and leaves none here', async () => {
    await move();
    await answer(await arrive());
    const there = tokenAt(director);
    expect(there).toMatchObject({ status: 'issued', secretPlace: 'here', label: PAYING, moving: null });
    expect(there?.accesses.map(({ access }) => access)).toEqual(['company-info', 'accounts', 'payments']);
    expect(await itemOf(director, `token:${there?.tokenId ?? ''}`)).toBe(TEXT);
    expect(await itemOf(director, `certificate-key:${there?.certificateId ?? ''}`)).toBe(
      'key of certificate-1',
    );
    expect(isUsableAt(director)).toBe(true);
    expect(await itemOf(maker, `token:${PAYING}`)).toBeNull();
    expect(await itemOf(maker, 'certificate-key:certificate-1')).toBeNull();
    expect(makerToken()?.secretPlace).toBe('elsewhere');
  });

  it('takes the token out of use from the moment of the file, and keeps its text until the receipt', async () => {
    await move();
    expect(await codeOf(() => maker.parts.caller.choose({ companyId: maker.companyId, ...PAYMENTS }))).toBe(
      'token-moving',
    );
    const token = makerToken();
    if (token === null) throw new Error('no token');
    expect(await codeOf(() => maker.parts.caller.open({ ...token, moving: null }, true))).toBe(
      'token-moving',
    );
    expect(await itemOf(maker, `token:${PAYING}`)).toBe(TEXT);
    await arrive();
    expect(await itemOf(maker, `token:${PAYING}`)).toBe(TEXT);
  });

  it.each(['closed', 'full'] as const)('changes nothing when the file is not saved: %s', async (how) => {
    dialog = how;
    await expect(move()).rejects.toThrow();
    expect(makerToken()?.moving).toBeNull();
    expect(isUsableAt(maker)).toBe(true);
  });

  it('keeps the secret out of the file for everybody but the director, and out of the records', async () => {
    await move();
    const bytes = Buffer.from(last());
    for (const secret of [TEXT, 'key of certificate-1', PAYING]) expect(bytes.includes(secret)).toBe(false);
    const shown = JSON.stringify([maker.parts.tokens.list(null), maker.world.logged]);
    expect(shown).not.toContain(TEXT);
    const stranger = await newOpeningKey();
    expect(await openSealed(last(), stranger.identity)).toBeNull();
    const [, other] = world.directors;
    if (other === undefined) throw new Error('no second director');
    expect(await codeOf(() => arrive(last(), other))).toBe('token-file');
    expect(await codeOf(() => arrive(last(), maker))).toBe('token-file');
    expect(tokenAt(other)).toBeNull();
  });

  it('takes nothing from a file that was changed, or that somebody made anew', async () => {
    await move();
    const changed = Uint8Array.from(last());
    changed[changed.length - 1] = (changed.at(-1) ?? 0) ^ 1;
    expect(await codeOf(() => arrive(changed))).toBe('token-file');
    const text = await director.parts.memberKeys.open(director.person.personId, last());
    const forged = (text ?? '').replace('t.token-paying', 't.token-paxing');
    expect(forged).not.toBe(text);
    const resealed = await sealForReaders(forged, [director.person.openingKey ?? '']);
    expect(await codeOf(() => arrive(resealed))).toBe('token-file');
    expect(tokenAt(director)).toBeNull();
  });

  it('takes nothing without the passphrase of the director', async () => {
    await move();
    director.world.prompt.answer('не та фраза');
    await expect(takeMoved(partsOf(director), director.actor, last())).rejects.toThrow();
    expect(tokenAt(director)).toBeNull();
  });

  it('is one token after taking the file in twice, and both receipts hold', async () => {
    await move();
    await arrive();
    const second = await arrive();
    expect(director.parts.tokens.list(null).filter(({ label }) => label === PAYING)).toHaveLength(1);
    await answer(second);
    await answer(second);
    expect(makerToken()?.secretPlace).toBe('elsewhere');
  });

  it('destroys nothing on the receipt of another token, of an earlier move, or of another director', async () => {
    await move(EVERYDAY);
    const other = await arrive();
    takeBackToken(partsOf(maker), maker.actor, EVERYDAY);
    await move();
    const early = await arrive();
    takeBackToken(partsOf(maker), maker.actor, PAYING);
    expect(await codeOf(() => answer(early))).toBe('token-file');
    await move();
    for (const receipt of [other, early]) expect(await codeOf(() => answer(receipt))).toBe('token-file');
    expect(await itemOf(maker, `token:${PAYING}`)).toBe(TEXT);
    const [, second] = world.directors;
    takeBackToken(partsOf(maker), maker.actor, PAYING);
    await move(PAYING, second?.key);
    expect(await codeOf(() => answer(early))).toBe('token-file');
    expect(await itemOf(maker, 'certificate-key:certificate-1')).not.toBeNull();
  });

  it('can be taken back before the receipt and not after it', async () => {
    await move();
    takeBackToken(partsOf(maker), maker.actor, PAYING);
    expect(isUsableAt(maker)).toBe(true);
    await move();
    await answer(await arrive());
    expect(await codeOf(() => takeBackToken(partsOf(maker), maker.actor, PAYING))).toBe('token-not-movable');
  });

  it('saves the same move once more when its file was lost', async () => {
    await move();
    const first = last();
    await move();
    expect(saved).toHaveLength(2);
    await answer(await arrive(first));
    expect(makerToken()?.secretPlace).toBe('elsewhere');
  });

  it('keeps the key of a certificate that another token is shown with', async () => {
    const everyday = maker.parts.tokens.get(EVERYDAY);
    const certificateId = makerToken()?.certificateId ?? null;
    if (everyday === null) throw new Error('no token');
    maker.parts.tokens.save({ ...everyday, certificateId }, null);
    await move();
    await answer(await arrive());
    expect(await itemOf(maker, 'certificate-key:certificate-1')).toBe('key of certificate-1');
    expect(await itemOf(maker, `token:${PAYING}`)).toBeNull();
  });

  it('is refused while a payment is not settled, to nobody but a director elsewhere, and for what is not open here', async () => {
    isInUse = true;
    expect(await codeOf(() => move())).toBe('token-not-movable');
    isInUse = false;
    expect(await codeOf(() => move(PAYING, maker.key))).toBe('token-not-movable');
    const token = makerToken();
    if (token === null) throw new Error('no token');
    maker.parts.tokens.save({ ...token, status: 'frozen' }, null);
    expect(await codeOf(() => move())).toBe('token-not-movable');
  });

  it('is refused, and stays in use, when its certificates are too long for one file', async () => {
    const { certificates } = maker.day.stores;
    const [certificate] = certificates.list(null);
    if (certificate === undefined) throw new Error('no certificate');
    const at = maker.parts.clock.now();
    const entry = journalEntry('certificate-edited', {
      at,
      actor: maker.actor,
      companyId: null,
      subject: '',
    });
    certificates.save({ ...certificate, chainPem: 'x'.repeat(70_000) }, entry);
    expect(await codeOf(() => move())).toBe('token-not-movable');
    expect([saved.length, isUsableAt(maker)]).toEqual([0, true]);
  });

  it('counts as lying where nothing is known when the director is no member any more', async () => {
    await move();
    await answer(await arrive());
    const company = maker.parts.companies.get(maker.companyId);
    const { organizations } = maker.parts;
    const members = (id: typeof maker.companyId) =>
      organizations.members(id).map((one) => ({ ...one, validThrough: one.isHere ? null : 0 }));
    const left = {
      members,
      validMembers: (id: typeof maker.companyId) => validMembers(members(id)),
      newest: (id: typeof maker.companyId) => organizations.newest(id),
    };
    if (company === null) throw new Error('no company');
    expect(companyProtectionLevel({ ...maker.parts, organizations: left }, company)).toBe('C');
  });
});

describe('a crash between any two steps of a move', () => {
  it('of sending leaves the token in use, or on its way with its text here', async () => {
    const steps = await cutEverywhere(
      maker,
      () => move(),
      async (wasCut) => {
        expect(await itemOf(maker, `token:${PAYING}`)).toBe(TEXT);
        if (saved.length > 0) expect(isUsableAt(maker)).toBe(false);
        if (wasCut && !isUsableAt(maker)) takeBackToken(partsOf(maker), maker.actor, PAYING);
        saved.length = 0;
      },
    );
    expect(steps).toBeGreaterThan(5);
  });

  it('of taking it in ends whole when the file is opened again', async () => {
    await move();
    const file = last();
    const steps = await cutEverywhere(
      director,
      () => arrive(file),
      async () => {
        await arrive(file);
        expect(director.parts.tokens.list(null).filter(({ label }) => label === PAYING)).toHaveLength(1);
        expect(director.day.stores.certificates.list(null)).toHaveLength(1);
        expect(isUsableAt(director)).toBe(true);
        expect(await itemOf(maker, `token:${PAYING}`)).toBe(TEXT);
      },
    );
    expect(steps).toBeGreaterThan(8);
  });

  it('of the receipt never brings the token back to use, and ends when it is opened again', async () => {
    await move();
    const receipt = await arrive();
    const steps = await cutEverywhere(
      maker,
      () => answer(receipt),
      async () => {
        expect(isUsableAt(maker)).toBe(false);
        await answer(receipt);
        expect(await itemOf(maker, `token:${PAYING}`)).toBeNull();
        expect(makerToken()?.secretPlace).toBe('elsewhere');
      },
    );
    expect(steps).toBeGreaterThan(5);
  });
});
