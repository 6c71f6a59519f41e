import { QueryClient } from '@tanstack/react-query';
import { describe, expect, it } from 'vitest';
import type { SessionView } from '../../contract/areas/session.ts';
import { fetchSession } from '../../renderer/api/fetch-session.ts';
import { keys } from '../../renderer/api/keys.ts';

const OPENING: SessionView = {
  phase: 'opening',
  problem: null,
  progress: null,
  keychain: {
    state: 'absent',
    backend: 'Secret Service (libsecret)',
    kind: 'os',
    waiting: false,
  },
  people: [],
  person: null,
  companies: [],
  companyId: null,
  protection: null,
  environments: [],
  language: 'ru',
  theme: 'auto',
  lockAfterMinutes: 5,
  staysInTray: false,
  damagedRecords: 0,
  misfit: null,
  recordsChecked: null,
  readOnly: false,
  bySpareKey: false,
  attention: { tokens: 0, certificates: 0, payments: 0, approvals: 0, plans: 0, templates: 0 },
  version: '0.1.0',
};
const READY: SessionView = { ...OPENING, phase: 'ready' };

describe('the question for the session', () => {
  it('gives the answer when no event came meanwhile', async () => {
    const client = new QueryClient();

    expect(await fetchSession(client, () => Promise.resolve(OPENING))).toBe(OPENING);
  });

  it('gives what an event told while the answer was on its way', async () => {
    const client = new QueryClient();
    const ask = (): Promise<SessionView> => {
      client.setQueryData(keys.session, READY);
      return Promise.resolve(OPENING);
    };

    expect(await fetchSession(client, ask)).toBe(READY);
  });

  it('gives the answer when the cache holds only what was told before the question', async () => {
    const client = new QueryClient();
    client.setQueryData(keys.session, OPENING);

    expect(await fetchSession(client, () => Promise.resolve(READY))).toBe(READY);
  });
});
