import { QueryClient } from '@tanstack/react-query';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { EventName } from '../../contract/channel-names.ts';
import { connectEvents, takeSession } from '../../renderer/api/events.ts';
import { keys } from '../../renderer/api/keys.ts';
import { director, sampleSession } from '../fakes/sample-session.ts';

function filledCache(): QueryClient {
  const client = new QueryClient();
  takeSession(client, sampleSession());
  client.setQueryData(keys.tokenList, ['a token']);
  return client;
}

describe('takeSession', () => {
  it('leaves nothing of the vault in the cache when the vault is locked', () => {
    const client = filledCache();

    takeSession(client, { ...sampleSession(), phase: 'locked', person: null });

    expect(client.getQueryData(keys.tokenList)).toBeUndefined();
  });

  it('forgets what was read for another person', () => {
    const client = filledCache();

    takeSession(client, { ...sampleSession(), person: director });

    expect(client.getQueryData(keys.tokenList)).toBeUndefined();
  });

  it('keeps what was read when only a setting changed', () => {
    const client = filledCache();

    takeSession(client, { ...sampleSession(), theme: 'dark' });

    expect(client.getQueryData(keys.tokenList)).toEqual(['a token']);
    expect(client.getQueryData(keys.session)).toMatchObject({ theme: 'dark' });
  });
});

describe('connectEvents', () => {
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  it('asks once for what a burst of changes made stale', async () => {
    vi.useFakeTimers();
    const listeners = new Map<EventName, (payload: unknown) => void>();
    const on = (name: EventName, listener: (payload: unknown) => void) => {
      listeners.set(name, listener);
      return () => listeners.delete(name);
    };
    vi.stubGlobal('window', { app: { on } });
    const client = new QueryClient();
    const asked = vi.spyOn(client, 'invalidateQueries').mockResolvedValue();
    const stop = connectEvents(client);

    for (let nth = 0; nth < 500; nth += 1) listeners.get('payments.changed')?.({});
    listeners.get('exchange.changed')?.({});
    await vi.runAllTimersAsync();

    const areas = asked.mock.calls.map(([filters]) => filters?.queryKey?.[0]);
    expect(areas).toContain('payments');
    expect(areas).toEqual([...new Set(areas)]);
    stop();
    expect(listeners.size).toBe(0);
  });
});
