import { describe, expect, it, onTestFinished } from 'vitest';
import { bankFor } from './support/bank-under-test.ts';
import { issue, makeAuthority } from './support/pki.ts';
import { startServer } from './support/scripted-server.ts';

const DATE = 'Mon, 16 Nov 2026 11:00:00 GMT';

/**
 * A server over real TLS that refuses everything and says what time it is; whether the client knows who signed it, the
 * test says.
 */
async function behind(date: string, isKnown = true) {
  const authority = await makeAuthority('Bank CA');
  const other = await makeAuthority('Antivirus');
  const identity = await issue(isKnown ? authority : other, { name: 'bank', kind: 'server', endsInDays: 30 });
  const server = await startServer({
    identity,
    onRequest: ({ response }) => {
      response.writeHead(401, { date });
      response.end('{"errorCode":"UNAUTHENTICATED"}');
    },
  });
  onTestFinished(() => server.close());
  const under = bankFor({ ordinaryBaseUrl: server.baseUrl, caPem: authority.certPem });
  onTestFinished(() => under.bank.close());
  const heard: string[] = [];
  under.bank.hearTime((environment, at) => void heard.push(`${environment} ${at}`));
  return { ...under, server, heard };
}

describe('the time of the bank', () => {
  it('is asked for by one request without a token, and a refusal tells it', async () => {
    const { bank, server, heard } = await behind(DATE);

    await bank.askTime('test');

    expect(heard).toEqual(['test 2026-11-16T11:00:00.000Z']);
    expect(server.seen).toHaveLength(1);
    expect(JSON.stringify(server.seen)).not.toContain('authorization');
  });

  it('is in every answer', async () => {
    const { bank, credentials, heard } = await behind(DATE);
    await bank.company(credentials());
    expect(heard).toEqual(['test 2026-11-16T11:00:00.000Z']);
  });

  it('is told to nobody who no longer listens', async () => {
    const { bank, heard } = await behind(DATE);
    bank.hearTime(null);
    await bank.askTime('test');
    expect(heard).toEqual([]);
  });

  it.each([
    ['a server that is not the bank', DATE, false],
    ['a date that is none', 'yesterday', true],
  ])('is not taken from %s', async (_, date, isKnown) => {
    const { bank, heard } = await behind(date, isKnown);
    await bank.askTime('test');
    expect(heard).toEqual([]);
  });

  it('of an unknown environment is a line in the log', async () => {
    const { bank, heard, log } = await behind(DATE);
    await bank.askTime('nowhere');
    expect(heard).toEqual([]);
    expect(log.map(({ event }) => event)).toContain('time-not-asked');
  });
});
