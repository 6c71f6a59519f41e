import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { nativeCodeIn, nativeFaults, type NativeFile } from '../../scripts/packages/native-files.ts';

const PREBUILDS = path.resolve(import.meta.dirname, '../../node_modules/keytar/prebuilds');

const addonHead = (folder: string) =>
  readFileSync(path.join(PREBUILDS, folder, 'keytar.node')).subarray(0, 4096);

describe('machine code in a file', () => {
  // The folders are named by those who compiled the addons.
  it.each([
    ['linux-x64', 'linux', 'x64'],
    ['linux-arm64', 'linux', 'arm64'],
    ['linux-ia32', 'linux', 'ia32'],
    ['win32-x64', 'win32', 'x64'],
    ['win32-arm64', 'win32', 'arm64'],
    ['win32-ia32', 'win32', 'ia32'],
    ['darwin-x64', 'darwin', 'x64'],
    ['darwin-arm64', 'darwin', 'arm64'],
  ])('is known by its first bytes: %s', (folder, platform, machine) => {
    expect(nativeCodeIn(addonHead(folder))).toEqual({ platform, machines: [machine] });
  });

  it('may be for both machines of macOS', () => {
    const head = Buffer.alloc(64);
    head.writeUInt32BE(0xcafebabe, 0);
    head.writeUInt32BE(2, 4);
    head.writeUInt32BE(0x01000007, 8);
    head.writeUInt32BE(0x0100000c, 28);

    expect(nativeCodeIn(head)).toEqual({ platform: 'darwin', machines: ['x64', 'arm64'] });
  });

  it.each([
    ['nothing', Buffer.alloc(0)],
    [
      'a text',
      Buffer.from('MZ is how this text begins, and it goes on for a while after that; no program at all'),
    ],
    ['a class of Java', Buffer.from('cafebabe00000041'.padEnd(80, '0'), 'hex')],
    ['half a header', addonHead('win32-x64').subarray(0, 0x3f)],
    ['WebAssembly', Buffer.from('0061736d01000000'.padEnd(80, '0'), 'hex')],
  ])('is not found in %s', (_, head) => {
    expect(nativeCodeIn(head)).toBeNull();
  });
});

describe('the machine code of a package', () => {
  const addon: NativeFile = { file: 'app/keytar.node', platform: 'win32', machines: ['x64'] };

  it('is right when all of it is for its platform and machine', () => {
    expect(nativeFaults([addon], { platform: 'win32', machine: 'x64' })).toEqual([]);
    expect(
      nativeFaults([{ ...addon, platform: 'darwin' }], { platform: 'darwin', machine: 'universal' }),
    ).toEqual([]);
  });

  it('is wrong with the addon of the computer that built it', () => {
    const faults = nativeFaults([{ ...addon, platform: 'linux' }], { platform: 'win32', machine: 'x64' });

    expect(faults).toEqual(['app/keytar.node is for linux-x64, not win32-x64']);
  });

  it('is wrong with another machine, and without the addon', () => {
    const program: NativeFile = { file: 'Klyuchnik.exe', platform: 'win32', machines: ['arm64'] };

    expect(nativeFaults([program], { platform: 'win32', machine: 'x64' })).toEqual([
      'there is no addon of the keychain',
      'Klyuchnik.exe is for win32-arm64, not win32-x64',
    ]);
  });
});
