import { onTestFinished, describe, expect, it } from 'vitest';
import { changesIn, operationOf, saysHeld } from '../../main/domain/payments/draft-in-bank.ts';
import { Secret } from '../../main/ports/secret.ts';
import type { BankClientCertificate, BankCredentials } from '../../main/ports/bank-ports.ts';
import { preparedCompany } from '../../training-bank/state/prepared-company.ts';
import {
  startTrainingBank,
  type TrainingBank,
  type TrainingBankOptions,
} from '../../training-bank/training-bank.ts';
import { anOrder, bankFor, SEND_DEADLINE, type BankUnderTest } from './support/bank-under-test.ts';

const accesses = [
  'company-info/get',
  'bank-accounts/get',
  'bank-statements/get',
  'payments/rub-pay',
  'payments/draft/create',
  'payments/status/get',
];

interface Pair {
  readonly training: TrainingBank;
  readonly under: BankUnderTest;
  readonly certificate: BankClientCertificate;
  credentials(change?: Partial<BankCredentials>): BankCredentials;
  tokenWith(spec: Partial<Parameters<TrainingBank['issueToken']>[0]>): Secret;
}

async function openPair(options: Partial<TrainingBankOptions> = {}): Promise<Pair> {
  const training = await startTrainingBank({ now: () => new Date(), ...options });
  onTestFinished(() => training.stop());
  const under = bankFor({ ...training });
  onTestFinished(() => under.bank.close());
  const tokenWith: Pair['tokenWith'] = (spec) =>
    Secret.fromText(training.issueToken({ label: 'x', accesses, ips: ['127.0.0.1'], ...spec }).text);
  const certificate = certificateOf(training, 'first');
  const token = tokenWith({});
  const credentials: Pair['credentials'] = (change) => ({
    ...under.credentials(certificate),
    token,
    ...change,
  });
  return { training, under, certificate, credentials, tokenWith };
}

function certificateOf(training: TrainingBank, label: string): BankClientCertificate {
  const files = training.issueCertificate({ label });
  return { certificateId: label, chainPem: files.certificatePem, key: Secret.fromText(files.privateKeyPem) };
}

const statementQuery = {
  accountNumber: '40702810500000000001',
  from: '2023-06-01T00:00:00.000Z',
  to: '2030-01-01T00:00:00.000Z',
  cursor: null,
  limit: 25,
};

describe('the training bank', () => {
  it('answers every reading method', async () => {
    const { under, training, credentials } = await openPair();

    const company = await under.bank.company(credentials());
    const accounts = await under.bank.accounts(credentials());

    const { name, inn, kpp } = preparedCompany;
    expect(company).toEqual({ kind: 'answered', value: { name, inn, kpp } });
    expect(accounts.kind === 'answered' && accounts.value.map(({ accountNumber }) => accountNumber)).toEqual(
      training.accounts,
    );
    expect(accounts).toMatchObject({ value: [{ isMain: true, currency: '643', status: 'NORM' }, {}] });
  });

  it('gives the whole statement page by page, each operation once', async () => {
    const { under, credentials } = await openPair({
      settings: { cyrillicCredit: true, ratesEnforced: false },
    });
    const ids: string[] = [];
    const directions = new Set<string>();
    let cursor: string | null = null;

    do {
      const page = await under.bank.statementPage(credentials(), { ...statementQuery, cursor });
      if (page.kind !== 'answered') throw new Error(page.problem.code);
      for (const operation of page.value.operations) {
        ids.push(operation.operationId);
        directions.add(operation.direction);
        expect(operation.at).not.toBeNull();
        expect(operation.amountMinor).toBeGreaterThan(0);
      }
      cursor = page.value.nextCursor;
    } while (cursor !== null);

    expect(ids.length).toBeGreaterThan(statementQuery.limit);
    expect(new Set(ids).size).toBe(ids.length);
    expect([...directions].sort()).toEqual(['in', 'out']);
  });

  it('takes a payment and tells its state', async () => {
    const { under, training, credentials } = await openPair();
    const { bank } = under;

    const before = await bank.paymentState(credentials(), 'p-1');
    const paid = await bank.pay(credentials(), bank.prepareOrder(anOrder(), 'p-1', { order: 'A-17' }));
    const during = await bank.paymentState(credentials(), 'p-1');
    training.control({ command: 'settleNow' });
    const after = await bank.paymentState(credentials(), 'p-1');

    expect(before).toEqual({ kind: 'answered', value: { kind: 'unknown-id' } });
    expect(paid).toEqual({ kind: 'accepted', value: null });
    expect(during).toMatchObject({ value: { kind: 'known', status: 'IN_PROGRESS' } });
    expect(after).toMatchObject({ value: { kind: 'known', status: 'EXECUTED' } });
  });

  it('takes a draft and tells the states of documents', async () => {
    const { under, credentials } = await openPair();
    const { bank } = under;

    const made = await bank.createDraft(credentials(), bank.prepareDraft(anOrder(), '2026-11-02'));
    const documentId = made.kind === 'accepted' ? made.value.documentId : '';
    const states = await bank.documentStates(credentials(), [documentId, 'no-such-document']);

    expect(states).toEqual({
      kind: 'answered',
      value: [
        { documentId, status: 'DRAFT', errorMessage: null },
        { documentId: 'no-such-document', status: null, errorMessage: expect.any(String) as string },
      ],
    });
  });

  it.each<readonly [string, string, (pair: Pair) => Partial<BankCredentials>]>([
    ['an unknown token', 'bank-token-dead', () => ({ token: Secret.fromText(`t.${'A'.repeat(86)}`) })],
    [
      'another address',
      'bank-ip-not-listed',
      ({ tokenWith }) => ({ token: tokenWith({ ips: ['203.0.113.7'] }) }),
    ],
    [
      'a missing access',
      'bank-access-missing',
      ({ tokenWith }) => ({ token: tokenWith({ accesses: ['bank-accounts/get'] }) }),
    ],
    [
      'an issuer who left',
      'bank-token-dead',
      ({ tokenWith }) => ({ token: tokenWith({ issuer: { active: false } }) }),
    ],
    [
      'a company that changed its KPP',
      'bank-company-changed',
      ({ training }) => (training.control({ command: 'setCompanyKpp', kpp: '770101001' }), {}),
    ],
  ])('refuses %s in words we know', async (_name, code, change) => {
    const pair = await openPair();
    const { bank } = pair.under;
    const credentials = pair.credentials(change(pair));

    const paid = await bank.pay(credentials, bank.prepareOrder(anOrder(), 'p-1', {}));
    const company = await bank.company(credentials);

    expect(paid).toMatchObject({ kind: 'refused', problem: { code } });
    expect(company).toMatchObject({ kind: 'failed', problem: { code } });
  });

  it.each<readonly ['handshake' | 'nginx-400' | 'json-403', string, string]>([
    ['handshake', 'not-sent', 'client-certificate-missing'],
    ['nginx-400', 'refused', 'client-certificate-missing'],
    ['json-403', 'refused', 'client-certificate-missing'],
  ])('refuses a missing certificate as %s, which is told as such', async (certificateMode, kind, code) => {
    const { under, credentials } = await openPair({ settings: { certificateMode } });
    const { bank } = under;

    const paid = await bank.pay(credentials({ certificate: null }), bank.prepareOrder(anOrder(), 'p-1', {}));

    expect(paid).toMatchObject({ kind, problem: { code } });
  });

  it('refuses another certificate than the linked one in words we know', async () => {
    const { under, training, credentials } = await openPair({
      settings: { unlinkedCertificateStatus: 403, manyCertificatesPerToken: false },
    });
    const { bank } = under;
    await bank.pay(credentials(), bank.prepareOrder(anOrder(), 'p-1', {}));

    const other = credentials({ certificate: certificateOf(training, 'second') });
    const paid = await bank.pay(other, bank.prepareOrder(anOrder(), 'p-2', {}));

    expect(paid).toMatchObject({ kind: 'refused', problem: { code: 'client-certificate-not-bound' } });
  });

  it('is not trusted when its chain is of another root', async () => {
    const { under, credentials } = await openPair({ settings: { certificateMode: 'untrusted-root' } });
    const { bank } = under;

    const paid = await bank.pay(credentials(), bank.prepareOrder(anOrder(), 'p-1', {}));

    expect(paid).toMatchObject({ kind: 'not-sent', problem: { code: 'tls-untrusted' } });
  });

  it.each([
    'reset-before-accept',
    'reset-after-accept',
    'text-500',
    'html-502',
    'wrong-json',
    'accept-then-hang',
  ] as const)('leaves a payment in doubt on %s, and counts one request', async (kind) => {
    const { under, training, credentials } = await openPair();
    const { bank } = under;
    training.control({ command: 'setFault', fault: { kind, method: '*/pay', times: 1, isAccepted: true } });

    const sent = bank.pay(credentials(), bank.prepareOrder(anOrder(), 'p-1', {}));
    if (kind === 'accept-then-hang') {
      while (training.snapshot().payments.length === 0) await new Promise((turn) => setImmediate(turn));
      under.timers.fire(SEND_DEADLINE);
    }

    expect(await sent).toMatchObject({ kind: 'unknown' });
    const state = await bank.paymentState(credentials(), 'p-1');
    const isKnown = kind !== 'reset-before-accept';
    expect(state).toMatchObject({ kind: 'answered', value: { kind: isKnown ? 'known' : 'unknown-id' } });
    expect(training.snapshot().counters.payRequestsById).toEqual({ 'p-1': 1 });
  });

  it('never counts too many calls of us', async () => {
    const { under, credentials } = await openPair({ settings: { ratesEnforced: true } });

    const outcomes = await Promise.all(Array.from({ length: 6 }, () => under.bank.company(credentials())));

    expect(outcomes.every(({ kind }) => kind === 'answered')).toBe(true);
    expect(under.log.every(({ code }) => code === null)).toBe(true);
  });

  it('executes a draft as it was changed in online banking, and only the statement shows it', async () => {
    const { under, training, credentials } = await openPair();
    const { bank } = under;
    const order = anOrder();
    const made = await bank.createDraft(credentials(), bank.prepareDraft(order, '2026-11-02'));
    const documentId = made.kind === 'accepted' ? made.value.documentId : '';
    training.control({ command: 'holdDraft', documentId, held: true });
    expect(saysHeld(training.snapshot().drafts[0]?.state ?? null)).toBe(true);
    training.control({ command: 'holdDraft', documentId, held: false });
    training.control({ command: 'editDraft', documentId, kopecks: 4_321_00 });
    training.control({ command: 'signDraft', documentId });
    training.control({ command: 'settleNow' });

    const states = await bank.documentStates(credentials(), [documentId]);
    const read = await bank.statementPage(credentials(), { ...statementQuery, limit: 5000 });

    expect(states).toMatchObject({ kind: 'answered', value: [{ status: 'EXECUTED' }] });
    const operations = read.kind === 'answered' ? read.value.operations : [];
    const content = { ...order, route: 'bank-draft' as const, tax: undefined, revenueTypeCode: undefined };
    const operation = operationOf(content, operations, new Set());
    expect(operation === null ? null : changesIn(content, operation)).toEqual([
      { field: 'amount', was: String(order.amountMinor), is: '432100' },
    ]);
  });
});
