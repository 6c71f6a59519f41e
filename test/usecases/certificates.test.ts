import { X509Certificate } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CertificateView } from '../../contract/areas/certificates.ts';
import { TokenId } from '../../contract/values/ids.ts';
import { certificateHandlers, dropHandler } from '../../main/edges/ipc/certificates-handlers.ts';
import { trustHandlers } from '../../main/edges/ipc/trust-handlers.ts';
import { applyAuthorities } from '../../main/domain/certificates/trust-authority.ts';
import type { OutgoingFile } from '../../main/ports/document-ports.ts';
import { fileReader } from '../../main/edges/x509/file-reader.ts';
import { requestMaker } from '../../main/edges/x509/request-maker.ts';
import { fakeCertificateFiles, fakeTrust, pickedFile } from '../fakes/fake-certificates.ts';
import { fakeWorkplace, openedVault } from '../fakes/fake-workplace.ts';
import { codeOf, COMPANY, passphraseOf, STRICT_RULES, VaultWorld } from '../fakes/vault-world.ts';
import { OpensslFiles, RUSSIAN } from '../x509/made-files.ts';
import { askThroughSchemas } from '../fakes/ask-through-schemas.ts';

const made = new OpensslFiles();
beforeAll(() => {
  made.makeAll();
  made.run(
    'pkcs12 -export -legacy -inkey rsa.key -in rsa.crt -passout env:PASS -out old.p12'.split(' '),
    RUSSIAN,
  );
});
afterAll(() => made.remove());

const TOLD = {
  companyId: COMPANY,
  label: 'Новый',
  holder: 'Борис',
  signatureUntil: '2027-03-01',
  replaces: null,
  note: '',
};
const SUBJECT = { state: 'MOSCOW', city: 'Moscow', organization: 'OOO Primer', commonName: 'OOO Primer' };

async function bench() {
  const world = new VaultWorld();
  // The certificates are made now.
  world.clock.set(new Date(Date.now() + 60_000).toISOString());
  const day = await world.furnish({ rules: STRICT_RULES });
  const vault = openedVault(world, day);
  const { workplace } = fakeWorkplace(world, () => Promise.resolve(vault));
  await workplace.open();
  const files = fakeCertificateFiles();
  const trust = fakeTrust(
    new X509Certificate(made.read('ca.crt')).fingerprint256.replaceAll(':', '').toLowerCase(),
  );
  const saved: string[] = [];
  const parts = {
    workplace,
    prompt: world.prompt,
    keychain: () => world.keychain,
    reader: fileReader,
    requestMaker,
    files,
    trust,
    ids: world.ids,
    saver: {
      save: ({ content, suggestedName }: OutgoingFile) => {
        saved.push(String(content));
        return Promise.resolve(suggestedName);
      },
    },
    connections: { forgetCertificate: (id: string) => void forgotten.push(id) },
  };
  const forgotten: string[] = [];
  const handlers = { ...certificateHandlers(parts), ...trustHandlers(parts) };
  const ask = askThroughSchemas(handlers, workplace);
  const choose = (...names: string[]) => {
    files.next = names.map((name) => pickedFile(name, made.read(name)));
  };
  const keepFrom = async (...names: string[]): Promise<CertificateView> => {
    choose(...names);
    const { draftId, found } = await ask('certificates.pick', {});
    const fingerprint = found[0]?.fingerprint ?? '';
    return (await ask('certificates.keep', { draftId, fingerprint, ...TOLD })).certificate;
  };
  const journal = () =>
    vault.audit.page({ companyId: null, before: null, limit: 50 }).map(({ entry }) => entry);
  const become = (name: string) => {
    const person = vault.people.list().find((one) => one.name === name);
    if (person !== undefined) workplace.setPerson(person);
  };
  become('Анна');
  return {
    world,
    day,
    vault,
    workplace,
    files,
    trust,
    parts,
    ask,
    choose,
    keepFrom,
    journal,
    forgotten,
    saved,
    become,
  };
}

describe('a certificate out of files', () => {
  it('is kept from an old container, and no byte of key or passphrase is left but in the keychain', async () => {
    const { world, vault, ask, choose, files, journal } = await bench();
    choose('old.p12');
    world.prompt.answer('не та', RUSSIAN);

    const { draftId, found, files: read } = await ask('certificates.pick', {});
    const fingerprint = found[0]?.fingerprint ?? '';
    const { certificate, sources } = await ask('certificates.keep', { draftId, fingerprint, ...TOLD });

    expect(read).toEqual([{ name: 'old.p12', holds: ['container', 'certificate', 'key'] }]);
    expect(world.prompt.refusals).toEqual(['passphrase-wrong']);
    expect(world.prompt.questions.at(-1)).toMatchObject({ kind: 'key-passphrase', subject: 'old.p12' });
    expect(certificate).toMatchObject({
      label: 'Новый',
      holder: 'Борис',
      signatureUntil: '2027-03-01',
      state: 'valid',
      warnings: [],
      keyAlgorithm: { kind: 'rsa', size: '2048' },
      keyPlaces: [{ kind: 'here', name: '' }],
    });
    expect(sources?.names).toEqual(['old.p12']);
    expect(files.next?.every(({ bytes }) => bytes.isWiped)).toBe(true);
    const records = JSON.stringify([vault.certificates.list(null), journal()]);
    expect(records).not.toContain('PRIVATE');
    expect(records).not.toContain(RUSSIAN);
    const key = await world.keychain.read(`certificate-key:${certificate.certificateId}`);
    expect(key.state === 'ok' && key.secret.revealText()).toContain('BEGIN PRIVATE KEY');
  });

  it('is chosen by the person when there are several', async () => {
    const { ask, choose } = await bench();
    choose('rsa.crt', 'other.crt', 'rsa.key', 'other.key');

    const { draftId, found } = await ask('certificates.pick', {});
    const other = found.find(({ subject }) => subject.startsWith('CN=other'));
    const kept = await ask('certificates.keep', { draftId, fingerprint: other?.fingerprint ?? '', ...TOLD });

    expect(found).toHaveLength(2);
    expect(kept.certificate.subject).toContain('CN=other');
  });

  it('comes the same way when it was dropped', async () => {
    const { parts, choose } = await bench();
    choose('rsa.crt', 'rsa.key');

    expect((await dropHandler(parts)(['/any'])).found[0]?.subject).toContain('CN=rsa');
  });

  it('can no longer be kept after it was let go, after something else was read, or once more', async () => {
    const { ask, choose } = await bench();
    const pick = async (name: string) => {
      choose(`${name}.crt`, `${name}.key`);
      const { draftId, found } = await ask('certificates.pick', {});
      return { draftId, fingerprint: found[0]?.fingerprint ?? '', ...TOLD };
    };
    const first = await pick('rsa');
    const second = await pick('other');

    expect(await codeOf(() => ask('certificates.keep', first))).toBe('certificate-draft-gone');
    await ask('certificates.discard', { draftId: second.draftId });
    expect(await codeOf(() => ask('certificates.keep', second))).toBe('certificate-draft-gone');
    const third = await pick('rsa');
    await ask('certificates.keep', third);
    expect(await codeOf(() => ask('certificates.keep', third))).toBe('certificate-draft-gone');
    expect(await codeOf(async () => ask('certificates.keep', await pick('rsa')))).toBe(
      'certificate-duplicate',
    );
  });

  it('is neither read nor kept for an auditor', async () => {
    const { world, day, ask, choose, become } = await bench();
    await world.addPerson(day, 'Аудитор', { role: 'auditor' });
    become('Аудитор');
    choose('rsa.crt', 'rsa.key');

    expect(await codeOf(() => ask('certificates.pick', {}))).toBe('not-entitled');
  });

  it.each([
    ['a certificate alone', ['rsa.crt'], 'key-missing'],
    ['a key alone', ['rsa.key'], 'certificate-missing'],
    ['eleven files', Array.from({ length: 11 }, () => 'rsa.crt'), 'certificate-files-many'],
  ])('is not made of %s, and nothing is held', async (_name, names, code) => {
    const { world, ask, choose, files } = await bench();
    const before = world.keychain.names();
    choose(...names);

    expect(await codeOf(() => ask('certificates.pick', {}))).toBe(code);
    expect(files.next?.every(({ bytes }) => bytes.isWiped)).toBe(true);
    expect(world.keychain.names()).toEqual(before);
  });
});

describe('the files that a certificate came from', () => {
  it('are deleted when the person says so, once, and the journal names them', async () => {
    const { ask, choose, files, journal } = await bench();
    choose('rsa.crt', 'rsa.key', 'rsa.csr');
    const { draftId, found } = await ask('certificates.pick', {});
    const { sources } = await ask('certificates.keep', {
      draftId,
      fingerprint: found[0]?.fingerprint ?? '',
      ...TOLD,
    });
    const sourceId = sources?.sourceId ?? '';
    files.isRemovalConfirmed = false;

    expect(await codeOf(() => ask('certificates.deleteSources', { sourceId }))).toBe('cancelled-by-person');
    files.isRemovalConfirmed = true;
    const deleted = await ask('certificates.deleteSources', { sourceId });

    expect(files.asked).toEqual([
      ['rsa.crt', 'rsa.key'],
      ['rsa.crt', 'rsa.key'],
    ]);
    expect(deleted.files.map(({ outcome }) => outcome)).toEqual(['removed', 'removed']);
    expect(journal()[0]).toMatchObject({
      kind: 'certificate-files-deleted',
      details: { files: 'rsa.crt, rsa.key' },
    });
    expect(await codeOf(() => ask('certificates.deleteSources', { sourceId }))).toBe(
      'certificate-draft-gone',
    );
  });

  it('that changed meanwhile are told as left alone', async () => {
    const { ask, files, journal } = await bench();
    files.next = [
      pickedFile('rsa.crt', made.read('rsa.crt')),
      pickedFile('rsa.key', made.read('rsa.key'), 'changed'),
    ];
    const { draftId, found } = await ask('certificates.pick', {});
    const { sources } = await ask('certificates.keep', {
      draftId,
      fingerprint: found[0]?.fingerprint ?? '',
      ...TOLD,
    });

    await ask('certificates.deleteSources', { sourceId: sources?.sourceId ?? '' });

    expect(journal()[0]?.details).toEqual({ files: 'rsa.crt', filesKept: 'rsa.key' });
  });
});

describe('a key made here', () => {
  it('waits in the keychain, through a restart, and is found by the certificate that comes alone', async () => {
    const { world, ask, vault, files, saved } = await bench();
    const request = await ask('certificates.makeRequest', { companyId: COMPANY, subject: SUBJECT });
    await ask('certificates.saveRequest', { requestId: request.requestId });
    made.write('made.csr', saved[0] ?? '');
    made.run(
      'x509 -req -in made.csr -CA ca.crt -CAkey ca.key -CAcreateserial -days 365 -extfile client.cnf -out made.crt'.split(
        ' ',
      ),
    );

    const again = world.start();
    expect(again.stores.certificateRequests.list(COMPANY)).toMatchObject([
      { status: 'waiting', csrPem: request.csrPem },
    ]);
    files.next = [pickedFile('made.crt', made.read('made.crt'))];
    const { draftId, found } = await ask('certificates.pick', {});
    const kept = await ask('certificates.keep', {
      draftId,
      fingerprint: found[0]?.fingerprint ?? '',
      ...TOLD,
    });

    expect(found).toMatchObject([{ key: 'waiting', companyId: COMPANY }]);
    expect(kept.certificate.certificateId).toBe(request.requestId);
    expect(vault.certificateRequests.get(request.requestId)?.status).toBe('issued');
    expect(await ask('certificates.requests', {})).toEqual([]);
    const key = await world.keychain.read(`certificate-key:${request.requestId}`);
    const pem = key.state === 'ok' ? key.secret.revealText() : '';
    expect(JSON.stringify([request, kept, vault.certificateRequests.list(null)])).not.toContain(
      pem.split('\n')[1],
    );
    if (key.state !== 'ok') throw new Error(key.state);
    const { keyFingerprint } = vault.certificates.get(request.requestId) ?? {};
    expect(vault.fingerprints.ofSecret(key.secret)).toBe(keyFingerprint);
  });

  it('is destroyed when the request is given up, and a later certificate finds none', async () => {
    const { world, ask, files, journal } = await bench();
    const { requestId, csrPem } = await ask('certificates.makeRequest', {
      companyId: COMPANY,
      subject: SUBJECT,
    });
    made.write('late.csr', csrPem);
    made.run(
      'x509 -req -in late.csr -CA ca.crt -CAkey ca.key -CAcreateserial -days 365 -out late.crt'.split(' '),
    );

    await ask('certificates.abandonRequest', { requestId });

    expect(world.keychain.names()).not.toContain(`certificate-key:${requestId}`);
    expect(journal()[0]?.kind).toBe('certificate-request-abandoned');
    files.next = [pickedFile('late.crt', made.read('late.crt'))];
    expect(await codeOf(() => ask('certificates.pick', {}))).toBe('key-missing');
    expect(await codeOf(() => ask('certificates.abandonRequest', { requestId }))).toBe('not-found');
  });

  it('is made once at a time in a company', async () => {
    const { world, ask } = await bench();
    const make = () => ask('certificates.makeRequest', { companyId: COMPANY, subject: SUBJECT });
    const results = await Promise.allSettled([make(), make()]);
    const keys = world.keychain.names().filter((name) => name.startsWith('certificate-key:'));

    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await codeOf(make)).toBe('certificate-request-waiting');
    // That of the furnished certificate, and the new one.
    expect(keys).toHaveLength(2);
  });

  it.each([
    [{ state: 'Moscow' }, 'state'],
    [{ city: 'Москва' }, 'city'],
    [{ organization: '' }, 'organization'],
    [{ commonName: 'x'.repeat(65) }, 'commonName'],
  ])('is not made for %o', async (change, field) => {
    const { ask } = await bench();
    const act = () =>
      ask('certificates.makeRequest', { companyId: COMPANY, subject: { ...SUBJECT, ...change } });

    await expect(act()).rejects.toMatchObject({ code: 'certificate-request-wrong', details: { field } });
  });
});

describe('a certificate that is here', () => {
  it('is edited, with the places of its key, and the journal names what changed', async () => {
    const { ask, keepFrom, journal } = await bench();
    const { certificateId } = await keepFrom('rsa.crt', 'rsa.key');
    const { companyId: _company, ...told } = TOLD;
    const keyPlaces = [
      { kind: 'here' as const, name: '' },
      { kind: 'elsewhere' as const, name: 'сервер 1С' },
    ];

    const edited = await ask('certificates.edit', { certificateId, ...told, note: 'заметка', keyPlaces });

    expect(edited).toMatchObject({ note: 'заметка', keyPlaces });
    expect(journal()[0]).toMatchObject({
      kind: 'certificate-edited',
      details: { changed: 'note keyPlaces' },
    });
    const act = (places: typeof keyPlaces) =>
      codeOf(() => ask('certificates.edit', { certificateId, ...told, keyPlaces: places }));
    expect(await act([])).toBe('bad-request');
    expect(
      await act([
        { kind: 'here', name: '' },
        { kind: 'elsewhere', name: ' ' },
      ]),
    ).toBe('bad-request');
  });

  it('cannot come after itself, even through another', async () => {
    const { ask, keepFrom } = await bench();
    const first = await keepFrom('rsa.crt', 'rsa.key');
    const second = await keepFrom('other.crt', 'other.key');
    const { companyId: _company, ...told } = TOLD;
    const replace = ({ certificateId, keyPlaces }: CertificateView, replaces: CertificateView) =>
      ask('certificates.edit', { certificateId, keyPlaces, ...told, replaces: replaces.certificateId });

    const after = await replace(second, first);

    expect(after).toMatchObject({
      replaces: { label: 'Новый' },
      stillValid: [{ certificateId: first.certificateId }],
    });
    expect(await codeOf(() => replace(first, second))).toBe('bad-request');
    expect(await codeOf(() => replace(first, first))).toBe('bad-request');
  });

  it('is retired: the key is gone from keychain and connections, the record stays and still says that the bank takes it', async () => {
    const { world, ask, keepFrom, forgotten, vault } = await bench();
    const first = await keepFrom('rsa.crt', 'rsa.key');
    const second = await keepFrom('other.crt', 'other.key');
    const { companyId: _company, ...told } = TOLD;
    await ask('certificates.edit', {
      certificateId: second.certificateId,
      keyPlaces: second.keyPlaces,
      ...told,
      replaces: first.certificateId,
    });

    const { certificateId } = first;
    const retired = await ask('certificates.retire', { certificateId, reason: 'key-lost' });

    expect(retired).toMatchObject({ state: 'retired', keyPlaces: [{ kind: 'lost', name: '' }] });
    expect(world.keychain.names()).not.toContain(`certificate-key:${certificateId}`);
    expect(forgotten).toEqual([certificateId]);
    expect(vault.certificates.get(certificateId)?.history.map(({ kind }) => kind)).toEqual([
      'certificate-imported',
      'certificate-retired',
    ]);
    const { chains } = await ask('certificates.get', { certificateId: second.certificateId });
    expect(chains[0]?.stillValid).toMatchObject([{ certificateId, keyPlaces: [{ kind: 'lost' }] }]);
    expect(await codeOf(() => ask('certificates.retire', { certificateId, reason: 'not-needed' }))).toBe(
      'certificate-state',
    );
  });

  it('is not retired while a living token needs it', async () => {
    const { world, day, ask, keepFrom } = await bench();
    const { certificateId } = await keepFrom('rsa.crt', 'rsa.key');
    await world.addToken(day, TokenId.parse('token-with-certificate'), {
      accesses: ['payments'],
      certificateId,
      status: 'active',
    });

    expect(await codeOf(() => ask('certificates.retire', { certificateId, reason: 'not-needed' }))).toBe(
      'certificate-in-use',
    );
  });

  it('is shown to the bank no more, whatever the keychain may still have', async () => {
    const { world, day, ask, keepFrom } = await bench();
    const { certificateId } = await keepFrom('rsa.crt', 'rsa.key');
    await ask('certificates.retire', { certificateId, reason: 'not-needed' });
    const token = await world.addToken(day, TokenId.parse('token-left-behind'), {
      accesses: ['payments'],
      certificateId,
      status: 'active',
    });

    expect(await codeOf(() => day.parts.caller.open(token, true))).toBe('certificate-none');
  });

  it('keeps its record when the keychain does not give the key up', async () => {
    const { world, ask, keepFrom, vault } = await bench();
    const { certificateId } = await keepFrom('rsa.crt', 'rsa.key');
    world.keychain.failWith('locked');

    const code = await codeOf(() => ask('certificates.retire', { certificateId, reason: 'not-needed' }));

    expect(code).toMatch(/^keychain-/);
    expect(vault.certificates.get(certificateId)?.retiredAt).toBeNull();
  });

  it('remembers the steps of its reissue with their dates', async () => {
    const { world, ask, keepFrom } = await bench();
    const { certificateId } = await keepFrom('rsa.crt', 'rsa.key');
    const mark = (isDone: boolean) => ask('certificates.markStep', { certificateId, step: 'sign', isDone });

    expect((await mark(true)).reissue).toEqual({ sign: world.clock.now() });
    expect((await mark(false)).reissue).toEqual({});
  });
});

describe('a root for the bank', () => {
  async function picking(name: string) {
    const all = await bench();
    all.choose(name);
    const draft = await all.ask('trust.pick', {});
    const add = (environment: 'production' | 'sandbox' = 'production') =>
      all.ask('trust.add', { draftId: draft.draftId, environment });
    return { ...all, draft, add };
  }

  it('that is the state root is trusted at once, by anybody who works here, for one environment', async () => {
    const { world, draft, add, trust, ask, journal } = await picking('ca.crt');

    const added = await add();

    expect(draft.isStateRoot).toBe(true);
    expect(world.prompt.questions).toEqual([]);
    expect([...trust.added.keys()]).toEqual(['production']);
    expect(trust.added.get('production')).toContain('BEGIN CERTIFICATE');
    expect(added.hosts).toEqual(['production.example']);
    expect(journal()[0]).toMatchObject({ kind: 'authority-trusted', details: { fingerprint: draft.sha256 } });
    expect((await ask('trust.view', {})).authorities).toEqual([added]);
    expect(await codeOf(() => add())).toBe('authority-duplicate');
    await add('sandbox');
    expect([...trust.added.keys()]).toEqual(['production', 'sandbox']);
  });

  async function foreign() {
    made.run(
      'req -x509 -newkey rsa:2048 -nodes -keyout foreign.key -subj /CN=Proxy -days 30 -out foreign.crt'.split(
        ' ',
      ),
    );
    return picking('foreign.crt');
  }

  it('that is another one needs a director, who sees what he confirms', async () => {
    const { world, draft, add, trust } = await foreign();
    world.prompt.answer('не та', passphraseOf('Борис'));

    await add();

    expect(draft.isStateRoot).toBe(false);
    expect(world.prompt.questions.at(-1)).toMatchObject({
      subject: 'Борис',
      facts: [
        { label: 'authority', text: 'CN=Proxy' },
        { label: 'fingerprint', text: draft.sha256 },
      ],
    });
    expect(trust.added.size).toBe(1);
  });

  it('that is another one is not trusted when the director closes the window', async () => {
    const { add, trust, ask } = await foreign();

    expect(await codeOf(() => add())).toBe('cancelled-by-person');
    expect(trust.added.size).toBe(0);
    expect((await ask('trust.view', {})).authorities).toEqual([]);
  });

  it('is taken back at once, its record stays, and it can be added anew', async () => {
    const { add, trust, ask, vault, journal } = await picking('ca.crt');
    const { authorityId } = await add();

    await ask('trust.remove', { authorityId });

    expect(trust.added.size).toBe(0);
    expect(vault.authorities.list()).toMatchObject([{ authorityId, removedAt: expect.any(String) }]);
    expect(journal()[0]?.kind).toBe('authority-removed');
    expect(await codeOf(() => ask('trust.remove', { authorityId }))).toBe('not-found');
    await add();
    expect(trust.added.size).toBe(1);
  });

  it('is trusted again after a start', async () => {
    const { add, world } = await picking('ca.crt');
    await add();
    const later = fakeTrust();

    applyAuthorities({ authorities: world.start().stores.authorities, trust: later });

    expect([...later.added.keys()]).toEqual(['production']);
  });
});
