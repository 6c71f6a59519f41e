import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { startTrainingBank, type TrainingBank } from '../../training-bank/training-bank.ts';
import {
  callerOf,
  draftOf,
  handClock,
  issueFullToken,
  openBank,
  orderOf,
  settleAfterMs,
  temporaryDirectory,
  until,
} from './bank-fixture.ts';

async function stateFile(): Promise<string> {
  return join(await temporaryDirectory(), 'bank.json');
}

describe('a bank with a state file', () => {
  it('goes on after a restart: tokens, certificates, links, payments, drafts, limits and the clock', async () => {
    const file = await stateFile();
    const clock = handClock();
    const { bank, call } = await openBank({ stateFile: file, now: clock.now });
    const token = issueFullToken(bank);
    const certificate = bank.issueCertificate({ label: 'old' });
    const pay = { token, certificate, body: orderOf('a') };
    await call('POST', `${bank.securedBaseUrl}/api/v1/payment/ruble-transfer/pay`, pay);
    await call('POST', `${bank.ordinaryBaseUrl}/api/v1/payment/create`, { token, body: draftOf() });
    bank.control({ command: 'setLimits', tApi: { perDayKopecks: 1 } });
    bank.control({ command: 'advanceClock', ms: settleAfterMs });
    const before = bank.snapshot();
    await bank.stop();

    const { bank: next, call: nextCall } = await openBank({ stateFile: file, now: clock.now });
    const after = next.snapshot();
    const status = await nextCall('GET', `${next.securedBaseUrl}/api/v1/payment/a`, { token, certificate });
    const newer = next.issueCertificate({ label: 'new' });
    const other = await nextCall('GET', `${next.securedBaseUrl}/api/v1/payment/a`, {
      token,
      certificate: newer,
    });

    expect(next.caPem).not.toBe(bank.caPem);
    expect(status.json).toMatchObject({ status: 'FAILED' });
    expect(other.status).toBe(403);
    expect(after).toEqual(before);
    expect(next.snapshot().now).toBe('2026-11-18T09:00:03.000Z');
  });

  it('remembers what it has answered although it was never stopped', async () => {
    const file = await stateFile();
    const { bank, call } = await openBank({ stateFile: file });
    const token = issueFullToken(bank);
    const certificate = bank.issueCertificate({ label: 'any' });
    await call('POST', `${bank.securedBaseUrl}/api/v1/payment/ruble-transfer/pay`, {
      token,
      certificate,
      body: orderOf('a'),
    });

    const second = await openBank({ stateFile: file });

    expect(second.bank.snapshot().payments.map((payment) => payment.id)).toEqual(['a']);
    expect(second.bank.snapshot().counters.payRequestsById).toEqual({ a: 1 });
  });

  it('remembers what was issued in the cabinet without waiting for a call', async () => {
    const file = await stateFile();
    const { bank } = await openBank({ stateFile: file });
    const { id } = bank.issueToken({ label: 'new', accesses: [], ips: ['127.0.0.1'] });

    await bank.stop();

    expect(await readFile(file, 'utf8')).toContain(id);
  });

  it('keeps no token text and no private key in the file, which only its owner reads', async () => {
    const directory = await temporaryDirectory();
    const file = join(directory, 'bank.json');
    const { bank } = await openBank({ stateFile: file });
    const token = issueFullToken(bank);
    const certificate = bank.issueCertificate({ label: 'any' });
    await bank.stop();

    const text = await readFile(file, 'utf8');

    expect(text).not.toContain(token.slice(2));
    expect(text).not.toContain('PRIVATE KEY');
    expect(text).not.toContain(certificate.privateKeyPem.split('\n')[1]);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await readdir(directory)).toEqual(['bank.json']);
  });

  it.each(['', '{', '{"version":2}', '[]'])(
    'does not start on a file that holds %j, and leaves it',
    async (text) => {
      const file = await stateFile();
      await writeFile(file, text);

      await expect(startTrainingBank({ now: handClock().now, stateFile: file })).rejects.toThrow(
        /state file/,
      );

      expect(await readFile(file, 'utf8')).toBe(text);
    },
  );

  it('leaves no half-written file behind many writers', async () => {
    const directory = await temporaryDirectory();
    const file = join(directory, 'bank.json');
    const { bank, call } = await openBank({ stateFile: file, settings: { ratesEnforced: false } });
    const token = issueFullToken(bank);
    const send = (): Promise<{ status: number }> =>
      call('POST', `${bank.ordinaryBaseUrl}/api/v1/payment/create`, { token, body: draftOf() });

    const replies = await Promise.all(Array.from({ length: 20 }, send));

    expect(replies.every((reply) => reply.status === 200)).toBe(true);
    expect(await draftsIn(file)).toBe(20);
  });
});

async function draftsIn(file: string): Promise<number> {
  const content: unknown = JSON.parse(await readFile(file, 'utf8'));
  const drafts: unknown = Object(content)['drafts'];
  return Array.isArray(drafts) ? drafts.length : -1;
}

describe('ports', () => {
  it('are those that were asked for, and a taken one is told', async () => {
    const { bank } = await openBank();
    const ordinary = Number(new URL(bank.ordinaryBaseUrl).port);

    await expect(startTrainingBank({ now: handClock().now, ports: { ordinary } })).rejects.toThrow(
      /EADDRINUSE/,
    );
    await expect(startTrainingBank({ now: handClock().now, ports: { secured: ordinary } })).rejects.toThrow(
      /EADDRINUSE/,
    );
    await bank.stop();
    const again: TrainingBank = await startTrainingBank({ now: handClock().now, ports: { ordinary } });
    await again.stop();

    expect(again.ordinaryBaseUrl).toBe(bank.ordinaryBaseUrl);
  });

  it('are closed by stop, which may be called twice', async () => {
    const { bank, call } = await openBank();

    await bank.stop();
    await bank.stop();

    await expect(callerOf(bank.caPem)('GET', bank.cabinetUrl)).rejects.toThrow();
    await until(() => true);
    expect(call).toBeDefined();
  });
});
