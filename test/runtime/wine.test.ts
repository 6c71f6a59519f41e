import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { framed, readFrames } from '../../scripts/wine/frames.ts';
import { linuxPath } from '../../scripts/wine/linux-program.ts';
import { whyNotOnWindows, windowsFiles } from '../../scripts/wine/windows-files.ts';
import { REPOSITORY } from '../rules/repository.ts';

describe('messages between Linux and Wine', () => {
  it('are whole again, however the bytes come', () => {
    const sent = ['', 'one', 'я'.repeat(2_000)].map((text) => Buffer.from(text));
    const bytes = Buffer.concat(sent.map(framed));
    for (const step of [1, 3, 4, 5, 70_000, bytes.length]) {
      const stream = new PassThrough();
      const got: Buffer[] = [];
      readFrames(stream, (message) => got.push(message));
      for (let from = 0; from < bytes.length; from += step)
        stream.emit('data', bytes.subarray(from, from + step));
      expect(got.map(String)).toEqual(sent.map(String));
    }
  });

  it('name folders that Linux knows', () => {
    expect(linuxPath('C:\\users\\Анна\\Temp', '/w')).toBe('/w/dosdevices/c:/users/Анна/Temp');
    expect(linuxPath('z:/tmp', '/w')).toBe('/w/dosdevices/z:/tmp');
    expect(() => linuxPath('\\\\server\\share', '/w')).toThrow('drive');
  });
});

describe('files of tests for Windows', () => {
  it('are told apart by their first line alone, with a reason', () => {
    expect(whyNotOnWindows('// @not-on-windows: needs a pipe\nimport')).toBe('needs a pipe');
    expect(whyNotOnWindows('// @not-on-windows:\nimport')).toBeNull();
    expect(whyNotOnWindows('import\n// @not-on-windows: too late\n')).toBeNull();
  });

  it('are those that meet the system, and those apart say why', () => {
    const { run, apart } = windowsFiles(REPOSITORY);
    expect(run).toEqual(
      expect.arrayContaining(['test/store/damage.test.ts', 'test/keychain/windows-credentials.test.ts']),
    );
    expect(run).toEqual(
      expect.arrayContaining(['test/envelopes/shared-folder.test.ts', 'test/x509/file-reader.test.ts']),
    );
    expect(apart.map(({ file }) => file)).toContain('test/keychain/gnome-keyring.test.ts');
    for (const { why } of apart) expect(why.length).toBeGreaterThan(10);
  });
});
