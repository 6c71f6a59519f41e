import { describe, expect, it } from 'vitest';
import { strangeSwitchOf } from '../../main/edges/windows/start-switches.ts';

const user = { platform: 'linux', isRoot: false } as const;

describe('strangeSwitchOf', () => {
  it('lets files pass', () => {
    expect(strangeSwitchOf([], user)).toBeNull();
    expect(strangeSwitchOf(['/home/a/Запрос - 1.klyuchnik', 'C:\\a-b.klyuchnik'], user)).toBeNull();
  });

  it.each([
    ['--remote-debugging-port=0', '--remote-debugging-port'],
    ['-inspect', '-inspect'],
    ['\t--proxy-server=x ', '--proxy-server'],
    ['\u00a0--proxy-server=x', '--proxy-server'],
    ['--', '--'],
    ['-', '-'],
    [`--${'x'.repeat(100)}`, `--${'x'.repeat(58)}`],
    ['--ключ=секрет', '--????'],
  ])('names %j without its value', (arg, name) => {
    expect(strangeSwitchOf(['/a/file', arg], user)).toBe(name);
  });

  it('lets root of Linux alone go without the sandbox', () => {
    expect(strangeSwitchOf(['--no-sandbox'], { platform: 'linux', isRoot: true })).toBeNull();
    expect(strangeSwitchOf(['--no-sandbox'], user)).toBe('--no-sandbox');
    expect(strangeSwitchOf(['--no-sandbox'], { platform: 'darwin', isRoot: true })).toBe('--no-sandbox');
    expect(strangeSwitchOf(['--no-sandbox=1'], { platform: 'linux', isRoot: true })).toBe('--no-sandbox');
  });

  it('knows the slash of Windows, and the number that the Finder adds', () => {
    expect(strangeSwitchOf(['/remote-debugging-port=0'], { ...user, platform: 'win32' })).toBe(
      '/remote-debugging-port',
    );
    expect(strangeSwitchOf(['-psn_0_12345'], { ...user, platform: 'darwin' })).toBeNull();
    expect(strangeSwitchOf(['-psn_0_12345'], user)).toBe('-psn_0_12345');
  });
});
