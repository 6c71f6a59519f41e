import { chmod, mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { keepPrivate, sidOf, strangersIn } from '../../main/edges/system/private-folder.ts';
import { NO_MODES, ON_WINDOWS } from '../fakes/platform.ts';

/** Source: the form of a domain account in Microsoft, «Security identifiers»; the numbers are made up. */
const ANNA = 'S-1-5-21-1004336348-1177238915-682003330-1001';
const WHO = `"OFFICE\\anna","${ANNA}"\r\n`;

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'klyuchnik-private-'));
});
afterEach(() => rm(dir, { recursive: true, force: true }));

/** A Windows whose icacls saves this list of rights. */
function windows(rights: string, whoami = WHO) {
  const calls: string[] = [];
  const run = async (program: string, args: readonly string[]): Promise<string> => {
    calls.push([program, ...args].join(' '));
    if (program === 'whoami.exe') return whoami;
    if (args[1] === '/save')
      await writeFile(args[2] ?? '', Buffer.from(`profile\r\n${rights}\r\n`, 'utf16le'));
    return '';
  };
  return { run, calls };
}

describe('the folder of the profile on Windows', () => {
  it('gets a list of rights of its own, for its person and the system', async () => {
    const { run, calls } = windows(`D:PAI(A;OICI;FA;;;SY)(A;OICI;FA;;;${ANNA})`);
    expect(await keepPrivate('C:\\p', 'win32', run)).toEqual({ state: 'private' });
    expect(calls.slice(0, 2)).toEqual([
      'whoami.exe /user /fo csv /nh',
      `icacls.exe C:\\p /inheritance:r /grant:r *${ANNA}:(OI)(CI)F *S-1-5-18:(OI)(CI)F`,
    ]);
  });

  it.each([
    ['everybody', `D:P(A;OICI;FA;;;${ANNA})(A;OICI;0x1200a9;;;WD)`, ['WD']],
    ['users of the computer', `D:PAI(A;;FA;;;${ANNA})(A;OICIIO;GR;;;BU)(A;;FA;;;BA)`, ['BU']],
    ['another person', `D:P(A;;FA;;;${ANNA})(A;;FR;;;${ANNA}0)`, [`${ANNA}0`]],
  ])('is told to be shared with %s', async (_name, rights, who) => {
    expect(await keepPrivate('C:\\p', 'win32', windows(rights).run)).toEqual({ state: 'shared', who });
  });

  it('is no secret from somebody who is denied', () => {
    expect(strangersIn(`D:P(D;;FA;;;WD)(A;;FA;;;${ANNA})`, ANNA)).toEqual([]);
  });

  it.each([
    ['it inherits', `D:AI(A;ID;FA;;;${ANNA})`, WHO, 'icacls shows no rights'],
    ['it has conditions', `D:P(A;;FA;;;${ANNA})(XA;;FR;;;AU;(x))`, WHO, 'icacls shows no rights'],
    ['nothing was saved', '', WHO, 'icacls shows no rights'],
    ['whoami gives a name alone', '', 'OFFICE\\anna\r\n', 'whoami names no person'],
    ['whoami names a group', '', '"BUILTIN\\Users","S-1-5-32-545"', 'whoami names no person'],
  ])('is not called private when %s', async (_name, rights, whoami, why) => {
    expect(await keepPrivate('C:\\p', 'win32', windows(rights, whoami).run)).toEqual({
      state: 'unknown',
      why,
    });
  });

  it('is not called private when a program cannot be run', async () => {
    const run = () => Promise.reject(new Error('icacls.exe: 5'));
    expect(await keepPrivate('C:\\p', 'win32', run)).toEqual({ state: 'unknown', why: 'icacls.exe: 5' });
  });

  it('is the person of whoami, in quotes or not at all', () => {
    expect(sidOf(WHO)).toBe(ANNA);
    expect(sidOf(`"a","${ANNA}-x"`)).toBeNull();
    expect(sidOf(`"a","b","S-1-12-1-1-2-3-4"`)).toBe('S-1-12-1-1-2-3-4');
  });
});

describe('the folder of the profile elsewhere', () => {
  it('is told to be open, and left as it is, when it was there before', async ({ skip }) => {
    skip(ON_WINDOWS, NO_MODES);
    const open = path.join(dir, 'open');
    await mkdir(open);
    await chmod(open, 0o755);
    expect(await keepPrivate(open)).toEqual({ state: 'shared', who: ['group', 'others'] });
    expect((await stat(open)).mode & 0o777).toBe(0o755);
    await chmod(open, 0o700);
    expect(await keepPrivate(open)).toEqual({ state: 'private' });
  });

  it('is not called private when it is not there', async () => {
    expect(await keepPrivate(path.join(dir, 'none'), 'linux')).toMatchObject({ state: 'unknown' });
  });
});
