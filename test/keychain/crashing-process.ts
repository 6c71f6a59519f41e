// A keychain process that, on a locked keyring, does what ours never does (security.md F1).
import keytar from 'keytar';

import { keytarItems } from '../../main/edges/keychain/keytar-items.ts';
import { linkToParent, serveKeychain } from '../../main/edges/keychain/serve-keychain.ts';

serveKeychain(linkToParent(), (service) => {
  const items = keytarItems(service);
  return {
    ...items,
    get: async (account) => {
      const text = await items.get(account);
      if (text === null && account === 'canary') await keytar.findCredentials(service);
      return text;
    },
  };
});
