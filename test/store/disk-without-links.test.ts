import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { claimStore } from '../../main/edges/store/store-owner.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'klyuchnik-links-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const refuseWith = (code: string) => () => {
  throw Object.assign(new Error(code), { code });
};

/** Source: https://github.com/openclaw/openclaw/issues/81089, https://github.com/NixOS/nix/pull/3749; link(2). */
describe.each(['EPERM', 'ENOTSUP', 'ENOSYS', 'EOPNOTSUPP'])(
  'a disk that answers %s to hard links',
  (code) => {
    it('holds a vault for one owner at a time', () => {
      const file = join(dir, 'vault.sqlite');
      const release = claimStore(file, refuseWith(code));
      expect(() => claimStore(file, refuseWith(code))).toThrow(
        expect.objectContaining({ code: 'store-in-use' }),
      );

      release();
      claimStore(file, refuseWith(code))();
      expect(readdirSync(dir)).toEqual([]);
    });

    it.each(['', '{"claim":'])('takes over from an owner cut short: %j', (text) => {
      const file = join(dir, 'vault.sqlite');
      writeFileSync(`${file}.owner`, text);
      claimStore(file, refuseWith(code))();
      expect(readdirSync(dir)).toEqual([]);
    });
  },
);

it('says what else went wrong', () => {
  expect(() => claimStore(join(dir, 'vault.sqlite'), refuseWith('EIO'))).toThrow('EIO');
  expect(() => claimStore(join(dir, 'nowhere', 'vault.sqlite'))).toThrow('ENOENT');
});
