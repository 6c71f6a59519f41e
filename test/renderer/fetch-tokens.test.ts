import { QueryClient } from '@tanstack/react-query';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { TokenPage } from '../../contract/areas/tokens.ts';
import { takeSession } from '../../renderer/api/events.ts';
import { fetchTokens } from '../../renderer/api/fetch-tokens.ts';
import { keys } from '../../renderer/api/keys.ts';
import { sampleSession } from '../fakes/sample-session.ts';
import { buildToken } from './build-token.ts';

describe('fetchTokens', () => {
  afterEach(() => vi.unstubAllGlobals());

  it('gives the first page to the screen before it asks for the next, and asks for each once', async () => {
    const client = new QueryClient();
    const [first, second] = [
      buildToken({ tokenId: 'token-00000001' }),
      buildToken({ tokenId: 'token-00000002' }),
    ];
    const asked: { readonly from: number; readonly shown: unknown }[] = [];
    const page = async ({ from }: { readonly from: number }) => {
      asked.push({ from, shown: client.getQueryData(keys.firstTokens) });
      const value: TokenPage = from === 0 ? { tokens: [first], next: 100 } : { tokens: [second], next: null };
      return { ok: true, value };
    };
    vi.stubGlobal('window', { app: { tokens: { page } } });

    const all = await fetchTokens({ client });

    expect(asked).toEqual([
      { from: 0, shown: undefined },
      { from: 100, shown: [first] },
    ]);
    expect(all).toHaveLength(2);
  });

  it('leaves nothing in the cache that comes after the lock', async () => {
    const client = new QueryClient();
    const page = async () => {
      takeSession(client, { ...sampleSession(), phase: 'locked', person: null });
      return { ok: true, value: { tokens: [buildToken({})], next: null } };
    };
    vi.stubGlobal('window', { app: { tokens: { page } } });
    takeSession(client, sampleSession());

    await fetchTokens({ client });

    expect(client.getQueryData(keys.firstTokens)).toBeUndefined();
  });
});
