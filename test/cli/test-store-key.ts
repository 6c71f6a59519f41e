import { Secret } from '../../main/ports/secret.ts';

/** A key of the records that is the same in every process of a test; `fill` tells two apart. */
export function testStoreKey(fill = 7): Secret {
  return Secret.fromBytes(new Uint8Array(32).fill(fill));
}
