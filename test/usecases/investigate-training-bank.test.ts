import { describe, expect, it, onTestFinished } from 'vitest';
import type { ControlCommand } from '../../training-bank/cabinet/control.ts';
import { startTrainingBank, type TrainingBankOptions } from '../../training-bank/training-bank.ts';
import { TokenId } from '../../contract/values/ids.ts';
import { journalEntry, THE_APP } from '../../main/domain/audit/entry.ts';
import { investigate } from '../../main/domain/diagnosis/investigate.ts';
import { Secret } from '../../main/ports/secret.ts';
import { storeFingerprints } from '../../main/edges/store/fingerprints.ts';
import { BankCaller } from '../../main/domain/tokens/bank-caller.ts';
import { moveTo, type Payment } from '../../main/domain/payments/payment.ts';
import { anOrder, bankFor } from '../tapi/support/bank-under-test.ts';
import { approvedNew, COMPANY, FREE_RULES, VaultWorld } from '../fakes/vault-world.ts';
import { systemTimers } from '../../main/edges/system/system-clock.ts';
import { RecentSecrets } from '../../main/edges/keychain/recent-secrets.ts';

const HOME = ['127.0.0.1'];
const PATHS = ['company-info/get', 'bank-accounts/get', 'payments/rub-pay'];
const PAYER = TokenId.parse('token-payer');
const READER = TokenId.parse('token-reader');

/** A vault whose two tokens are real ones of a running training bank: one that pays over mTLS, one that reads. */
async function scene(options: Partial<TrainingBankOptions> = {}) {
  const training = await startTrainingBank({ now: () => new Date(), ...options });
  onTestFinished(() => training.stop());
  const under = bankFor({ ...training });
  onTestFinished(() => under.bank.close());
  const world = new VaultWorld();
  // The bank's answers carry the time of this computer.
  world.clock.now = () => new Date().toISOString();
  const day = await world.furnish({ rules: FREE_RULES, environment: 'test' });
  const { tokens, certificates } = day.stores;
  for (const token of tokens.list(null)) tokens.save({ ...token, status: 'revoked' }, null);
  const fingerprints = storeFingerprints(world.keys);
  const company = training.snapshot().company;
  const known = day.stores.companies.get(COMPANY);
  if (known === null) throw new Error('no company');

  async function keep(
    tokenId: TokenId,
    label: string,
    accesses: readonly string[],
    paths: readonly string[],
  ) {
    const { text } = training.issueToken({ label, accesses: paths, ips: HOME });
    const secret = Secret.fromText(text);
    await world.addToken(day, tokenId, { accesses, fingerprint: fingerprints.ofSecret(secret) });
    await world.keychain.write(`token:${tokenId}`, secret);
  }
  async function certify(label: string): Promise<void> {
    const files = training.issueCertificate({ label });
    const key = Secret.fromText(files.privateKeyPem);
    const change = { chainPem: files.certificatePem, keyFingerprint: fingerprints.ofSecret(key) };
    const certificateId = await world.addCertificate(day, `certificate-${label}`, change);
    await world.keychain.write(`certificate-key:${certificateId}`, key);
    const payer = tokens.get(PAYER);
    if (payer !== null) tokens.save({ ...payer, certificateId }, null);
  }

  await keep(PAYER, 'payer', ['company-info', 'accounts', 'payments'], PATHS);
  await keep(READER, 'reader', ['company-info', 'accounts'], PATHS.slice(0, 2));
  await certify('first');

  const shared = { ...day.stores, ...day.parts, bank: under.bank, bankTime: { now: world.clock.now } };
  const caller = new BankCaller({
    ...shared,
    keychain: new RecentSecrets(world.keychain, systemTimers),
    fingerprints,
    connections: under.bank,
  });
  const run = (tokenId = PAYER) =>
    investigate(
      {
        ...shared,
        caller,
        probes: under.bank,
        ids: world.ids,
        network: { read: () => Promise.resolve({ isConnected: true, hasProxy: false }) },
      },
      world.people.accountant,
      tokenId,
      { report: () => undefined, isStopped: () => false },
    );
  const cause = async (tokenId = PAYER) => (await run(tokenId)).verdict?.cause;
  const control = (command: ControlCommand) => {
    const answer = training.control(command);
    if (!answer.ok) throw new Error(answer.reason);
  };
  return { training, under, world, day, run, cause, control, certify, company, certificates };
}

describe('a diagnosis at the training bank', () => {
  it('finds both tokens well, and leaves no payment behind', async () => {
    const { cause, training } = await scene();

    expect(await cause()).toBe('healthy');
    expect(await cause(READER)).toBe('healthy');
    expect(training.snapshot().counters.payRequestsById).toEqual({});
  });

  it.each<[string, ControlCommand, string, string]>([
    ['revoked', { command: 'revokeToken', token: 'payer' }, 'token-dead', 'proved'],
    ['issuer left', { command: 'setIssuerActive', token: 'payer', active: false }, 'token-dead', 'proved'],
    ['91 days', { command: 'advanceClock', ms: 91 * 86_400_000 }, 'token-dead', 'likely'],
    ['address', { command: 'setTokenIps', token: 'payer', ips: ['203.0.113.7'] }, 'ip-not-listed', 'proved'],
    ['KPP', { command: 'setCompanyKpp', kpp: '773601001' }, 'company-changed', 'proved'],
    [
      'HTML 502',
      { command: 'setFault', fault: { kind: 'html-502', method: '*', times: null } },
      'bank-down',
      'proved',
    ],
    [
      'half a JSON',
      { command: 'setFault', fault: { kind: 'wrong-json', method: '*', times: null } },
      'unreadable',
      'likely',
    ],
    [
      'a broken connection',
      { command: 'setFault', fault: { kind: 'reset-before-accept', method: '*', times: null } },
      'unreachable',
      'unclear',
    ],
    [
      'an untrusted chain',
      { command: 'setCertificateMode', mode: 'untrusted-root', listeners: 'both' },
      'tls-untrusted',
      'proved',
    ],
    [
      'an untrusted chain on the secured host alone',
      { command: 'setCertificateMode', mode: 'untrusted-root', listeners: 'secured' },
      'tls-untrusted',
      'proved',
    ],
  ])('%s', async (_name, command, expected, confidence) => {
    const { run, control } = await scene();
    control(command);

    expect((await run()).verdict).toMatchObject({ cause: expected, confidence });
  });

  it('too many calls', async () => {
    const { run, under, world } = await scene({ monotonicMs: () => 0 });
    const read = await world.keychain.read(`token:${PAYER}`);
    if (read.state !== 'ok') throw new Error('no token');
    const credentials = { environment: 'test', tokenId: 'x', token: read.secret, certificate: null };
    for (let calls = 0; calls < 6; calls += 1) await under.bank.probe(credentials, { kind: 'company' });

    expect((await run()).verdict).toMatchObject({ cause: 'rate' });
  });

  it.each(['nginx-400', 'json-403', 'handshake'] as const)(
    'a certificate that the bank does not take, in the manner %s',
    async (certificateMode) => {
      const { cause, world, day } = await scene({ settings: { certificateMode } });
      const other = await startTrainingBank({ now: () => new Date() });
      onTestFinished(() => other.stop());
      const files = other.issueCertificate({ label: 'foreign' });
      const key = Secret.fromText(files.privateKeyPem);
      const fingerprints = storeFingerprints(world.keys);
      const change = { chainPem: files.certificatePem, keyFingerprint: fingerprints.ofSecret(key) };
      const certificateId = await world.addCertificate(day, 'certificate-foreign', change);
      await world.keychain.write(`certificate-key:${certificateId}`, key);
      const payer = day.stores.tokens.get(PAYER);
      if (payer !== null) day.stores.tokens.save({ ...payer, certificateId }, null);

      // The bank's text in the manner `json-403` does not say what is wrong with it.
      expect(['certificate-refused', 'certificate-not-bound']).toContain(await cause());
    },
  );

  it.each([403, 401] as const)('another certificate than the linked one, told with %i', async (status) => {
    const { cause, certify, under, world, day } = await scene({
      settings: { unlinkedCertificateStatus: status },
    });
    expect(await cause()).toBe('healthy');
    await payOnce({ under, world, day });
    await certify('second');

    expect(await cause()).toBe('certificate-not-bound');
  });

  it('a limit, by the bank’s own words about the last payment', async () => {
    const { run, world, day } = await scene();
    const refused = await refusedPayment({ world, day });

    const { verdict, steps } = await run();

    expect(refused.status).toBe('failed');
    expect(verdict).toMatchObject({ cause: 'limit', confidence: 'likely', isInferred: true });
    expect(steps.at(-1)).toMatchObject({ step: 'payments', facts: { payment: 'Превышен лимит' } });
  });
});

type Ready = Pick<Awaited<ReturnType<typeof scene>>, 'under' | 'world' | 'day'>;

/** The first payment over mTLS links the certificate at the bank. Source: tapi.md §4.1. */
async function payOnce({ under, world, day }: Ready): Promise<void> {
  const token = day.stores.tokens.get(PAYER);
  const certificate =
    token === null || token.certificateId === null ? null : day.stores.certificates.get(token.certificateId);
  const [text, key] = await Promise.all([
    world.keychain.read(`token:${PAYER}`),
    world.keychain.read(`certificate-key:${certificate?.certificateId ?? ''}`),
  ]);
  if (certificate === null || text.state !== 'ok' || key.state !== 'ok') throw new Error('no secrets');
  const shown = {
    certificateId: certificate.certificateId,
    chainPem: certificate.chainPem,
    key: key.secret,
  };
  const credentials = { environment: 'test', tokenId: PAYER, token: text.secret, certificate: shown };
  const sent = await under.bank.pay(credentials, under.bank.prepareOrder(anOrder(), 'pay-1', {}));
  if (sent.kind !== 'accepted') throw new Error(sent.kind);
}

/** A payment by this token that the bank ended as failed, with a limit as its reason. */
async function refusedPayment({ world, day }: Pick<Ready, 'world' | 'day'>): Promise<Payment> {
  const approved = await approvedNew(world, day);
  const sentAt = world.clock.now();
  const sent = { ...moveTo(moveTo(approved, 'submitting'), 'failed'), sentAt, tokenId: PAYER };
  const failed = { ...sent, bankMessage: 'Превышен лимит', updatedAt: sentAt };
  const facts = { at: sentAt, actor: THE_APP, companyId: COMPANY, subject: '' };
  return day.parts.payments.save(failed, journalEntry('payment-failed', facts));
}
