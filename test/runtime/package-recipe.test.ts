import { describe, expect, it } from 'vitest';
import { readRecipe } from '../../scripts/packages/fpm.ts';
import { fileVersion, removeLines } from '../../scripts/packages/installer.ts';

/** As electron-builder 26.17 called it, shortened. */
const ARGS = [
  ...['-s', 'dir', '--force', '-t', 'deb', '-d', 'libgtk-3-0t64 | libgtk-3-0', '-d', 'libgbm1'],
  ...['--deb-recommends', 'gnome-keyring', '--deb-compression', 'xz', '--architecture', 'amd64'],
  ...['--after-install', '/tmp/in', '--after-remove', '/tmp/out', '--description', 'Vault\n Desktop vault'],
  ...[
    '--version',
    '0.1.0',
    '--package',
    '/dist/k.deb',
    '--name',
    'klyuchnik',
    '--maintainer',
    'Somebody <a@b>',
  ],
  ...['--vendor', 'Somebody', '--url', 'https://klyuchnik.invalid', '--deb-priority', 'optional'],
  ...['--license', 'MIT', '/dist/linux-unpacked/=/opt/Klyuchnik', '/i/16x16.png=/usr/share/icons/k.png'],
];

describe('the stand-in for fpm', () => {
  it('understands what electron-builder asks of it', () => {
    expect(readRecipe(ARGS)).toMatchObject({
      kind: 'deb',
      file: '/dist/k.deb',
      version: '0.1.0',
      architecture: 'amd64',
      summary: 'Vault',
      description: 'Desktop vault',
      depends: ['libgtk-3-0t64 | libgtk-3-0', 'libgbm1'],
      recommends: ['gnome-keyring'],
      content: [
        { from: '/dist/linux-unpacked/', to: '/opt/Klyuchnik' },
        { from: '/i/16x16.png', to: '/usr/share/icons/k.png' },
      ],
    });
  });

  it('names the machine as rpm does', () => {
    const args = [...ARGS, '-t', 'rpm', '--rpm-os', 'linux', '--rpm-compression', 'xzmt'];

    expect(readRecipe(args)).toMatchObject({ kind: 'rpm', architecture: 'x86_64', summary: 'Vault' });
  });

  it.each([
    ['an option that it does not know', [...ARGS, '--deb-systemd', 'x']],
    ['a kind of package that it does not make', [...ARGS, '-t', 'pacman']],
    ['a place that is not absolute', [...ARGS, 'a=b']],
    ['no name', ARGS.filter((arg) => arg !== '--name' && arg !== 'klyuchnik')],
  ])('refuses %s', (_, args) => {
    expect(() => readRecipe(args)).toThrow();
  });
});

describe('the uninstaller for Windows', () => {
  it('removes each file, then the empty folders from the deepest on, and nothing else', () => {
    const lines = removeLines(
      ['Klyuchnik.exe', 'resources/app.asar', 'a/b/$c.txt'],
      ['a', 'resources', 'a/b'],
    );

    expect(lines).toBe(
      [
        'Delete "$INSTDIR\\Klyuchnik.exe"',
        'Delete "$INSTDIR\\resources\\app.asar"',
        'Delete "$INSTDIR\\a\\b\\$$c.txt"',
        'RMDir "$INSTDIR\\a\\b"',
        'RMDir "$INSTDIR\\a"',
        'RMDir "$INSTDIR\\resources"',
        '',
      ].join('\n'),
    );
  });

  it('writes a version as four numbers', () => {
    expect([fileVersion('0.1.0'), fileVersion('2.10.3-beta.1')]).toEqual(['0.1.0.0', '2.10.3.0']);
    for (const wrong of ['', '1.2', '1.2.3.4', '1.2.x', 'v1.2.3']) expect(() => fileVersion(wrong)).toThrow();
  });
});
