import { describe, expect, it } from 'vitest';
import { workplaceKey } from '../../main/edges/keychain/workplace-key.ts';
import { MemoryKeychain } from '../fakes/memory-keychain.ts';
import { codeOf } from '../fakes/vault-world.ts';

describe('the signing key of the workplace', () => {
  it('is made once and signs what anybody can verify', async () => {
    const keychain = new MemoryKeychain();
    const first = await workplaceKey(keychain).sign('квитанция');

    const second = await workplaceKey(keychain).sign('другая');

    const { verify } = workplaceKey(new MemoryKeychain());
    expect(second.publicKey).toBe(first.publicKey);
    expect(keychain.names()).toEqual(['workplace-key']);
    expect(verify(first.publicKey, 'квитанция', first.signature)).toBe(true);
    expect(verify(first.publicKey, 'другая', first.signature)).toBe(false);
    expect(verify(first.publicKey, 'квитанция', second.signature)).toBe(false);
  });

  it.each(['locked', 'denied', 'unavailable', 'timeout', 'corrupt'] as const)(
    'is not made anew while the keychain is %s',
    async (state) => {
      const keychain = new MemoryKeychain();
      const before = await workplaceKey(keychain).sign('a');
      keychain.failWith(state);

      expect(await codeOf(() => workplaceKey(keychain).sign('a'))).toBe(`keychain-${state}`);
      keychain.failWith(undefined);

      expect((await workplaceKey(keychain).sign('a')).publicKey).toBe(before.publicKey);
    },
  );

  it('verifies nothing with a damaged key or signature', () => {
    const { verify } = workplaceKey(new MemoryKeychain());

    expect(verify('', '', '')).toBe(false);
    expect(verify('AAAA', 'text', 'AAAA')).toBe(false);
  });
});
