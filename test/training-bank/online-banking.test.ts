import { get } from 'node:https';
import { describe, expect, it } from 'vitest';
import {
  draftOf,
  issueFullToken,
  openBank,
  settleAfterMs,
  type OpenBank,
  type Reply,
} from './bank-fixture.ts';

function control({ bank, call }: OpenBank, body: unknown, headers = {}): Promise<Reply> {
  return call('POST', `${bank.cabinetUrl}/control`, { body, headers });
}

/** A page of another site whose name has been pointed at this PC: the connection is good, the name is not. */
function statusUnderName({ bank }: OpenBank, host: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    get(
      bank.cabinetUrl,
      { ca: bank.caPem, agent: false, servername: 'localhost', headers: { host } },
      (reply) => reply.resume().once('end', () => resolve(reply.statusCode)),
    ).once('error', reject);
  });
}

describe('the cabinet', () => {
  it('lists drafts with a button, tokens without their texts, and escapes what it shows', async () => {
    const { bank, call } = await openBank();
    const token = issueFullToken(bank);
    const body = draftOf({ recipientName: '<script>alert(1)</script>' });
    await call('POST', `${bank.ordinaryBaseUrl}/api/v1/payment/create`, { token, body });

    const page = await call('GET', bank.cabinetUrl);

    expect(page.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(page.headers['content-security-policy']).toContain("default-src 'none'");
    expect(page.text).toContain(`data-document="${bank.snapshot().drafts[0]?.documentId}"`);
    expect(page.text).toContain('&lt;script&gt;alert(1)');
    expect(page.text).not.toContain('<script>alert');
    expect(page.text).not.toContain(token);
    expect(page.text).toContain('bank-statements/get');
  });

  it('signs a draft by a command', async () => {
    const open = await openBank();
    const { bank, call } = open;
    await call('POST', `${bank.ordinaryBaseUrl}/api/v1/payment/create`, {
      token: issueFullToken(bank),
      body: draftOf(),
    });
    const documentId = bank.snapshot().drafts[0]?.documentId;

    const clerk = await control(open, { command: 'signDraft', documentId, person: 'accountant' });
    const director = await control(open, { command: 'signDraft', documentId });

    expect([clerk.status, director.status]).toEqual([400, 200]);
    expect(clerk.json).toEqual({ ok: false, reason: 'this person has no sign right' });
    expect(bank.snapshot().payments).toHaveLength(1);
  });

  it('changes a draft until it is signed, and executes what it was changed to', async () => {
    const open = await openBank();
    const { bank, call, clock } = open;
    await call('POST', `${bank.ordinaryBaseUrl}/api/v1/payment/create`, {
      token: issueFullToken(bank),
      body: draftOf(),
    });
    const documentId = bank.snapshot().drafts[0]?.documentId;
    const edit = { command: 'editDraft', documentId, kopecks: 777_77, payeeAccount: '40702810500000000009' };

    const edited = await control(open, edit);
    await control(open, { command: 'signDraft', documentId });
    const late = await control(open, { ...edit, kopecks: 1 });
    clock.forward(settleAfterMs);

    expect([edited.status, late.status]).toEqual([200, 400]);
    expect(late.json).toEqual({ ok: false, reason: 'the draft is signed already' });
    expect(bank.snapshot().payments).toMatchObject([
      { status: 'EXECUTED', amountKopecks: 777_77, to: { account: '40702810500000000009' } },
    ]);
  });

  it('holds a draft: it says so, and executes it only when it lets it go', async () => {
    const open = await openBank();
    const { bank, call, clock } = open;
    await call('POST', `${bank.ordinaryBaseUrl}/api/v1/payment/create`, {
      token: issueFullToken(bank),
      body: draftOf(),
    });
    const documentId = bank.snapshot().drafts[0]?.documentId;
    const stateOf = () => bank.snapshot().drafts[0]?.state;

    await control(open, { command: 'holdDraft', documentId, held: true });
    await control(open, { command: 'signDraft', documentId });
    clock.forward(settleAfterMs);
    const held = stateOf();
    await control(open, { command: 'holdDraft', documentId, held: false });

    expect([held, stateOf()]).toEqual(['HELD', 'EXECUTED']);
    expect((await control(open, { command: 'holdDraft', documentId: 'none', held: true })).status).toBe(400);
  });

  it('takes commands as JSON from loopback names only', async () => {
    const open = await openBank();
    const command = { command: 'clearFaults' };

    expect((await control(open, command)).status).toBe(200);
    expect((await control(open, command, { 'content-type': 'text/plain' })).status).toBe(415);
    expect(await statusUnderName(open, 'bank.example')).toBe(403);
    expect(await statusUnderName(open, 'localhost')).toBe(200);
    expect((await control(open, '{')).status).toBe(400);
  });

  it.each([
    {},
    { command: 'unknown' },
    { command: 'advanceClock', ms: -1 },
    { command: 'clearFaults', more: 1 },
    { command: 'setFault', fault: { kind: 'no-such', method: '*' } },
    { command: 'revokeToken', token: 'nobody' },
    { command: 'setBalance', accountNumber: '1', kopecks: 1 },
    { command: 'cancelPayment', id: 'none' },
    { command: 'issueToken', spec: { label: 'x', accesses: [], ips: ['10.0.0.0/8'] } },
  ])('answers %j by a reason and changes nothing', async (command) => {
    const open = await openBank();
    const before = open.bank.snapshot();

    const reply = await control(open, command);

    expect(reply.status).toBe(400);
    expect(reply.json).toMatchObject({ ok: false, reason: expect.any(String) });
    expect(open.bank.snapshot()).toEqual(before);
  });

  it('issues a token and a certificate that work', async () => {
    const open = await openBank();
    const { bank, call } = open;
    const spec = {
      label: 'new',
      accesses: ['opensme/inn/[9999000006]/kpp/[999901001]/payments/rub-pay'],
      ips: ['127.0.0.1'],
    };

    const token = await control(open, { command: 'issueToken', spec });
    const certificate = await control(open, { command: 'issueCertificate', spec: { label: 'new' } });
    const text = String(Object(token.json)['text']);
    const reply = await call('GET', `${bank.securedBaseUrl}/api/v1/payment/x`, {
      token: text,
      certificate: {
        certificatePem: String(Object(certificate.json)['certificatePem']),
        privateKeyPem: String(Object(certificate.json)['privateKeyPem']),
      },
    });

    expect(text).toMatch(/^t\.[A-Za-z0-9_-]{86}$/);
    expect(reply.status).toBe(404);
  });

  it('moves addresses, revokes, and finds the newest token of a label', async () => {
    const open = await openBank();
    const { bank, call } = open;
    const older = issueFullToken(bank);
    const newer = issueFullToken(bank);
    const status = async (token: string): Promise<number> =>
      (await call('GET', `${bank.ordinaryBaseUrl}/api/v1/company`, { token })).status;

    await control(open, { command: 'setTokenIps', token: 'full', ips: ['127.0.0.9'] });
    expect([await status(older), await status(newer)]).toEqual([200, 403]);
    await control(open, { command: 'revokeToken', token: 'token-1' });
    expect([await status(older), await status(newer)]).toEqual([401, 403]);
  });

  it('gives its view as JSON', async () => {
    const { bank, call } = await openBank();

    expect((await call('GET', `${bank.cabinetUrl}/view`)).json).toEqual(bank.snapshot());
  });
});
