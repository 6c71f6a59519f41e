import { QueryClient } from '@tanstack/react-query';
import { describe, expect, it } from 'vitest';
import { takeSession } from '../../renderer/api/events.ts';
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
