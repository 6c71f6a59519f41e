import { open, readdir } from 'node:fs/promises';
import path from 'node:path';

/** Whom machine code is made for. A file of macOS may hold code for several machines. */
export interface NativeCode {
  readonly platform: 'linux' | 'win32' | 'darwin';
  /** As Node names them; `unknown` for any other. */
  readonly machines: readonly string[];
}

/** The beginning of a file that is enough to tell. Units: bytes. A PE header stands a few hundred bytes in. */
const HEAD = 4096;

// Source: elf.h, e_machine.
const ELF_MACHINES = new Map([
  [3, 'ia32'],
  [40, 'arm'],
  [62, 'x64'],
  [183, 'arm64'],
]);

// Source: Microsoft, «PE Format», Machine Types.
const PE_MACHINES = new Map([
  [0x14c, 'ia32'],
  [0x8664, 'x64'],
  [0xaa64, 'arm64'],
]);

// Source: mach/machine.h, cpu_type_t.
const MACH_MACHINES = new Map([
  [0x01000007, 'x64'],
  [0x0100000c, 'arm64'],
]);

const MACH_64 = 0xfeedfacf;
// Source: mach-o/fat.h. A class file of Java begins with the same four bytes; its next four are a version above 40.
const MACH_FAT = 0xcafebabe;
const MOST_SLICES = 40;

/** Returns for whom a file is made, by its first bytes; `null` when it holds no machine code. */
export function nativeCodeIn(head: Buffer): NativeCode | null {
  if (head.length < 20) return null;
  if (head.readUInt32BE(0) === 0x7f454c46) return elf(head);
  if (head.readUInt16LE(0) === 0x5a4d) return portable(head);
  if (head.readUInt32LE(0) === MACH_64) return macho([head.readUInt32LE(4)]);
  if (head.readUInt32BE(0) === MACH_FAT) return universal(head);
  return null;
}

function elf(head: Buffer): NativeCode {
  return { platform: 'linux', machines: [ELF_MACHINES.get(head.readUInt16LE(18)) ?? 'unknown'] };
}

function portable(head: Buffer): NativeCode | null {
  if (head.length < 0x40) return null;
  const at = head.readUInt32LE(0x3c);
  if (at + 6 > head.length || head.readUInt32LE(at) !== 0x4550) return null;
  return { platform: 'win32', machines: [PE_MACHINES.get(head.readUInt16LE(at + 4)) ?? 'unknown'] };
}

function universal(head: Buffer): NativeCode | null {
  const count = head.readUInt32BE(4);
  if (count === 0 || count >= MOST_SLICES) return null;
  const room = Math.min(count, Math.floor((head.length - 8) / 20));
  return macho(Array.from({ length: room }, (_, index) => head.readUInt32BE(8 + index * 20)));
}

function macho(types: readonly number[]): NativeCode {
  return { platform: 'darwin', machines: types.map((type) => MACH_MACHINES.get(type) ?? 'unknown') };
}

/** A file with machine code, by its path inside the folder. */
export interface NativeFile extends NativeCode {
  readonly file: string;
}

/** Returns every file below a folder that holds machine code, in the order of their names. */
export async function nativeFilesIn(folder: string): Promise<readonly NativeFile[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const found: NativeFile[] = [];
  for (const entry of entries.filter((one) => one.isFile())) {
    const file = path.join(entry.parentPath, entry.name);
    const code = nativeCodeIn(await headOf(file));
    if (code !== null) found.push({ ...code, file: path.relative(folder, file) });
  }
  return found.sort((left, right) => (left.file < right.file ? -1 : 1));
}

async function headOf(file: string): Promise<Buffer> {
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(HEAD), 0, HEAD, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

/** Whom a package is for. `universal` is a package of macOS for both machines. */
export interface PackageTarget {
  readonly platform: NativeCode['platform'];
  readonly machine: 'x64' | 'arm64' | 'universal';
}

/** The keychain's addon: without it the app can hold no secret. */
const ADDON = /keytar\.node$/;

/** Returns what is wrong with the machine code of a package, a sentence each; none when all is well. */
export function nativeFaults(files: readonly NativeFile[], target: PackageTarget): readonly string[] {
  const addons = files.filter(({ file }) => ADDON.test(file));
  const missing = addons.length === 0 ? ['there is no addon of the keychain'] : [];
  const strange = files.filter((code) => !fits(code, target));
  const wanted = `${target.platform}-${target.machine}`;
  return [
    ...missing,
    ...strange.map((one) => `${one.file} is for ${one.platform}-${one.machines.join('+')}, not ${wanted}`),
  ];
}

function fits({ platform, machines }: NativeCode, target: PackageTarget): boolean {
  if (platform !== target.platform) return false;
  if (target.machine === 'universal') return machines.every((one) => one === 'x64' || one === 'arm64');
  return machines.includes(target.machine);
}
