import { createPrivateKey } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { importCertificate } from '../../main/domain/certificates/import-certificate.ts';
import { addCompany, type NewCompany } from '../../main/domain/companies/add-company.ts';
import { addPerson, keepPerson } from '../../main/domain/people/add-person.ts';
import { changePolicy, type PolicyChange } from '../../main/domain/policy/change-policy.ts';
import { approvers, trustedPolicy } from '../../main/domain/payments/approving/judge.ts';
import { copyPayment, saveDraft } from '../../main/domain/payments/draft/save-draft.ts';
import { Secret } from '../../main/ports/secret.ts';
import { refreshAccounts } from '../../main/domain/statements/refresh-accounts.ts';
import { fileReader } from '../../main/edges/x509/file-reader.ts';
import { issue, makeAuthority, type Identity } from '../tapi/support/pki.ts';
import { problem } from '../fakes/scripted-bank.ts';
import {
  bankAccount,
  codeOf,
  COMPANY,
  draftFields,
  FREE_RULES,
  passphraseOf,
  seenOf,
  STRICT_RULES,
  VaultWorld,
  type Workday,
} from '../fakes/vault-world.ts';

const LONG = 'двенадцать и больше';

const peopleOf = ({ parts, stores }: Workday) => ({ ...parts, audit: stores.audit });

describe('people', () => {
  it('a first director chooses a passphrase of twelve characters at least, counted as people count', async () => {
    const world = new VaultWorld();
    const day = world.start();
    world.prompt.answer('я'.repeat(11), '🔑'.repeat(11), '🔑'.repeat(12));

    const person = await addPerson(peopleOf(day), null, {
      name: 'Борис',
      role: 'director',
      isTraining: false,
    });

    expect(world.prompt.refusals).toEqual(['passphrase-weak', 'passphrase-weak']);
    expect(person.publicKey).not.toBeNull();
  });

  it('a second director is let in by the first one', async () => {
    const world = new VaultWorld();
    const day = await world.furnish({ rules: null });
    world.prompt.answer('не та', passphraseOf('Борис'), LONG);

    const person = await addPerson(peopleOf(day), world.people.accountant, {
      name: 'Галина',
      role: 'director',
      isTraining: false,
    });

    expect(world.prompt.questions.map(({ kind, subject }) => [kind, subject])).toEqual([
      ['passphrase', 'Борис'],
      ['new-passphrase', 'Галина'],
    ]);
    expect(world.prompt.questions[0]?.facts).toEqual([
      { label: 'person', text: 'Галина' },
      { label: 'change', text: 'станет директором: сможет подписывать и менять правила' },
    ]);
    expect(day.parts.people.get(person.personId)?.role).toBe('director');
  });

  it('the first director is made once: one whose record is gone lets nobody take his place', async () => {
    const world = new VaultWorld();
    const boris = { name: 'Борис', role: 'director', isTraining: false } as const;
    world.prompt.answer(LONG);
    await addPerson(peopleOf(world.start()), null, boris);
    // The file without him was accepted as it is; the journal still knows him.
    world.db.run('DELETE FROM people');
    const asked = world.prompt.questions.length;

    expect(await codeOf(() => addPerson(peopleOf(world.start()), null, boris))).toBe('director-lost');
    expect(world.prompt.questions).toHaveLength(asked);
  });

  it('a director of the training company lets nobody into a real one', async () => {
    const world = new VaultWorld();
    const day = await world.furnish({ rules: null });
    await world.addPerson(day, 'Учебный', { role: 'director', isTraining: true });
    world.prompt.answer(passphraseOf('Учебный'));

    const code = await codeOf(() =>
      addPerson(peopleOf(day), null, { name: 'Чужой', role: 'director', isTraining: false }),
    );

    expect(code).toBe('cancelled-by-person');
    expect(world.prompt.refusals).toEqual(['passphrase-wrong']);
  });

  it.each(['accountant', 'auditor'] as const)('an %s needs no passphrase and gets no key', async (role) => {
    const world = new VaultWorld();
    const day = await world.furnish({ rules: null });

    const person = await addPerson(peopleOf(day), null, { name: 'Глеб', role, isTraining: false });

    expect(person.publicKey).toBeNull();
    expect(world.prompt.questions).toEqual([]);
  });

  it('a director who could not be written down leaves no key behind', async () => {
    const world = new VaultWorld();
    await world.furnish({ rules: null });
    const day = world.start({ commitFaults: [{ at: 1, code: 'store-full', isKept: false }] });
    const input = { name: 'Борис', role: 'director', isTraining: true } as const;
    const before = world.personKeys.holders;

    expect(
      await codeOf(() =>
        keepPerson(day.parts, null, { input, passphrase: Secret.fromText('длинная фраза') }),
      ),
    ).toBe('store-full');
    expect(world.personKeys.holders).toEqual(before);
  });

  it('a name is taken once in each kind of company, whatever the case', async () => {
    const world = new VaultWorld();
    const day = await world.furnish({ rules: null });
    const add = (isTraining: boolean) =>
      addPerson(peopleOf(day), null, { name: 'АННА', role: 'accountant', isTraining });

    expect(await codeOf(() => add(false))).toBe('person-duplicate');
    expect((await add(true)).name).toBe('АННА');
  });
});

describe('companies', () => {
  const add = async (change: Partial<NewCompany> = {}) => {
    const world = new VaultWorld();
    const day = await world.furnish({ rules: null });
    const input = { name: 'ООО', inn: '7707083893', kpp: '770101001', environment: 'production', ...change };
    return addCompany({ ...day.parts }, world.people.accountant, input);
  };

  it.each([
    [{}, '7707083893', '770101001'],
    [{ inn: ' 7707 083893 ', kpp: '' }, '7707083893', '0'],
    [{ inn: '9999980892', environment: 'sandbox' }, '9999980892', '770101001'],
    [{ inn: '9999000006', kpp: '999901001', environment: 'sandbox' }, '9999000006', '999901001'],
    [{ inn: '9999000006', kpp: '999901002' }, '9999000006', '999901002'],
  ])('%o are kept with INN %s and KPP %s', async (change, inn, kpp) => {
    expect(await add(change)).toMatchObject({ inn, kpp });
  });

  it.each([
    [{ inn: '9999980892' }, 'company-invalid'],
    [{ inn: '0000000000', environment: 'sandbox' }, 'company-invalid'],
    [{ inn: '123', environment: 'sandbox' }, 'company-invalid'],
    [{ kpp: '12345678' }, 'company-invalid'],
    [{ inn: '9999000006', kpp: '999901001' }, 'company-duplicate'],
  ])('%o are refused: %s', async (change, code) => {
    expect(await codeOf(() => add(change))).toBe(code);
  });
});

function changeOf(parts: Workday['parts'], change: Partial<PolicyChange>): PolicyChange {
  const directors = approvers(parts, COMPANY);
  const base = {
    companyId: COMPANY,
    companyName: 'ООО',
    version: 0,
    rules: FREE_RULES,
    signers: [],
    directors,
  };
  return { ...base, ...change };
}

describe('the rules', () => {
  const change = (world: VaultWorld, { parts }: Workday, version: number, rules = FREE_RULES) =>
    changePolicy(parts, world.people.director, changeOf(parts, { version, rules }));

  it('are changed by a director with his passphrase, one version after the other', async () => {
    const world = new VaultWorld();
    const day = await world.furnish({ rules: null });
    world.prompt.answer('не та', passphraseOf('Борис'), passphraseOf('Борис'));

    const first = await change(world, day, 0);
    const second = await change(world, day, 1, STRICT_RULES);

    expect([first.version, second.version]).toEqual([1, 2]);
    expect(trustedPolicy(world.start().parts, COMPANY)).toEqual(second);
  });

  it('are not changed by an accountant, who is not even asked', async () => {
    const world = new VaultWorld();
    const day = await world.furnish({ rules: null });
    const input = changeOf(day.parts, { version: 0 });

    expect(await codeOf(() => changePolicy(day.parts, world.people.accountant, input))).toBe(
      'director-required',
    );
    expect(world.prompt.questions).toEqual([]);
  });

  it('are not changed over a version that somebody else made meanwhile', async () => {
    const world = new VaultWorld();
    const day = await world.furnish({ rules: STRICT_RULES });
    world.prompt.answer(passphraseOf('Борис'));
    world.prompt.whileOpen = async () => {
      world.prompt.whileOpen = () => undefined;
      await world.setRules(day, STRICT_RULES);
    };

    expect(await codeOf(() => change(world, day, 0))).toBe('stale-revision');
    expect(await codeOf(() => change(world, day, 1))).toBe('stale-revision');
    expect(day.parts.policies.newest(COMPANY)?.version).toBe(2);
  });

  it('that contradict themselves are refused before anybody is asked', async () => {
    const world = new VaultWorld();
    const day = await world.furnish({ rules: null });
    const wrong = { ...FREE_RULES, day: { approvalAboveMinor: 2, refuseAboveMinor: 1 } };

    expect(await codeOf(() => change(world, day, 0, wrong))).toBe('policy-invalid');
    expect(world.prompt.questions).toEqual([]);
  });
});

describe('certificates', () => {
  let own: Identity;
  let other: Identity;
  beforeAll(async () => {
    const authority = await makeAuthority('Тестовый центр');
    own = await issue(authority, { name: 'own', kind: 'client' });
    other = await issue(authority, { name: 'other', kind: 'client' });
  });

  const filesOf = (texts: readonly string[]) =>
    texts.map((text, index) => ({ name: `file-${index}.pem`, bytes: Secret.fromText(text) }));

  async function importing(texts: readonly string[], answers: readonly string[] = []) {
    const world = new VaultWorld();
    const day = await world.furnish({ rules: null });
    const before = world.keychain.names();
    world.prompt.answer(...answers);
    const files = filesOf(texts);
    const run = (over: Workday = day) =>
      importCertificate(
        { ...over.parts, ...over.stores, keychain: world.keychain, reader: fileReader },
        world.people.director,
        {
          companyId: COMPANY,
          label: 'Новый',
          files,
        },
      );
    return { world, day, before, files, run };
  }

  const encrypted = (keyPem: string, passphrase: string) =>
    createPrivateKey(keyPem)
      .export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase })
      .toString();

  it('come from a certificate and its key, in any order', async () => {
    const { world, files, run } = await importing([own.keyPem, own.certPem]);

    const certificate = await run();

    const key = await world.keychain.read(`certificate-key:${certificate.certificateId}`);
    expect(key.state === 'ok' && key.secret.revealText()).toContain('PRIVATE KEY');
    expect(certificate.subject).toBe('CN=own');
    expect(JSON.stringify(certificate)).not.toContain('PRIVATE');
    expect(files.every(({ bytes }) => bytes.isWiped)).toBe(true);
  });

  it('with an encrypted key ask for its passphrase until it is right', async () => {
    const { world, run } = await importing(
      [own.certPem, encrypted(own.keyPem, 'верная')],
      ['не та', 'верная'],
    );

    expect((await run()).subject).toBe('CN=own');
    expect(world.prompt.refusals).toEqual(['passphrase-wrong']);
  });

  it.each([
    ['the key of another', () => [own.certPem, other.keyPem], 'key-mismatch'],
    ['no key', () => [own.certPem], 'key-missing'],
    ['no certificate', () => [own.keyPem], 'certificate-missing'],
    ['something else', () => ['hello', 'world'], 'certificate-unreadable'],
    [
      'a cut certificate',
      () => [own.certPem.replace(/[A-Za-z0-9+/]{40}/, ''), own.keyPem],
      'certificate-unreadable',
    ],
    [
      'an encrypted key and no answer',
      () => [own.certPem, encrypted(own.keyPem, 'a')],
      'cancelled-by-person',
    ],
  ])('with %s leave nothing behind', async (_name, texts, code) => {
    const { world, day, before, files, run } = await importing(texts());

    expect(await codeOf(run)).toBe(code);
    expect(world.keychain.names()).toEqual(before);
    expect(day.stores.certificates.list(null)).toHaveLength(1);
    expect(files.every(({ bytes }) => bytes.isWiped)).toBe(true);
  });

  it('are taken once', async () => {
    const { world, day, run } = await importing([own.certPem, own.keyPem]);
    await run();
    const again = filesOf([own.certPem, own.keyPem]);
    const parts = { ...day.parts, ...day.stores, keychain: world.keychain, reader: fileReader };
    const input = { companyId: COMPANY, label: 'Опять', files: again };

    expect(await codeOf(() => importCertificate(parts, world.people.director, input))).toBe(
      'certificate-duplicate',
    );
  });

  it('leave no key behind when the record cannot be written', async () => {
    const { world, before, run } = await importing([own.certPem, own.keyPem]);
    const day = world.start({ commitFaults: [{ at: 1, code: 'store-full', isKept: false }] });

    expect(await codeOf(() => run(day))).toBe('store-full');
    expect(world.keychain.names()).toEqual(before);
  });
});

describe('drafts', () => {
  it.each([
    [['997', '998'], '999'],
    [['999'], '1001'],
    [['999999'], '1'],
    [['письмо', '5'], '6'],
    [[], '1'],
  ])('after the numbers %o the next is %s', async (used, next) => {
    const world = new VaultWorld();
    const day = await world.furnish({ rules: null });
    const save = (documentNumber: string) =>
      saveDraft(day.parts, world.people.accountant, {
        companyId: COMPANY,
        seen: null,
        fields: draftFields({ documentNumber }),
      });
    for (const number of used) save(number);

    expect(save('').fields.documentNumber).toBe(next);
  });

  it('are copied with a new number and the copier as author', async () => {
    const world = new VaultWorld();
    const day = await world.furnish({ rules: null });
    const { accountant, director } = world.people;
    const one = saveDraft(day.parts, accountant, { companyId: COMPANY, seen: null, fields: draftFields() });

    const copy = copyPayment(day.parts, director, one.paymentId);

    expect(copy).toMatchObject({
      status: 'draft',
      revision: 1,
      preparedBy: director.personId,
      content: null,
    });
    expect(copy.fields).toEqual({ ...one.fields, documentNumber: '2' });
  });

  it('are not overwritten by a window that saw an older one', async () => {
    const world = new VaultWorld();
    const day = await world.furnish({ rules: null });
    const { accountant } = world.people;
    const one = saveDraft(day.parts, accountant, { companyId: COMPANY, seen: null, fields: draftFields() });
    const edit = { companyId: COMPANY, seen: seenOf(one), fields: draftFields({ purpose: 'Первая правка' }) };
    saveDraft(day.parts, accountant, edit);

    expect(await codeOf(() => saveDraft(day.parts, accountant, edit))).toBe('stale-revision');
  });
});

describe('balances', () => {
  it('are kept as the bank told them last, and a failure is told beside them', async () => {
    const world = new VaultWorld();
    const day = await world.furnish({ rules: null });
    const first = await refreshAccounts(day.parts, COMPANY);
    world.clock.pass(1000);
    world.bank.accountsAnswer = { kind: 'failed', problem: problem('bank-down') };

    const second = await refreshAccounts(day.parts, COMPANY);

    expect(first).toMatchObject({ accounts: [bankAccount()], problem: null });
    expect(second).toEqual({ ...first, problem: expect.objectContaining({ code: 'bank-down' }) });
  });
});
