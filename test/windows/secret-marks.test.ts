import { expect, it } from 'vitest';
import { writeSecret } from '../../main/edges/windows/secret-marks.ts';

/** A clipboard that keeps what was written, each write as one. */
class Writes {
  readonly writes: unknown[] = [];
  #fails = false;

  get failing(): this {
    this.#fails = true;
    return this;
  }

  writeText(text: string): void {
    this.writes.push(text);
  }

  async write(items: readonly Item[]): Promise<void> {
    if (this.#fails) throw new Error('no such format');
    const formats = items.map(async ({ formats: own }) =>
      Promise.all(
        Object.entries(own).map(async ([name, value]) => [
          name,
          typeof value === 'string' ? value : [...new Uint8Array(await value.arrayBuffer())],
        ]),
      ),
    );
    this.writes.push((await Promise.all(formats)).map((pairs) => Object.fromEntries(pairs) as unknown));
  }
}

class Item {
  readonly formats: Record<string, string | Blob>;

  constructor(formats: Record<string, string | Blob>) {
    this.formats = formats;
  }
}

const os = (name: string) => `electron application/osclipboard;format="${name}"`;
const NO = [0, 0, 0, 0];

/**
 * Source: https://github.com/bitwarden/clients/issues/15776, https://github.com/bitwarden/desktop/issues/557,
 * https://github.com/keeweb/keeweb/issues/1203.
 */
it.each([
  ['linux', { [os('x-kde-passwordManagerHint')]: 'secret' }],
  [
    'win32',
    {
      [os('ExcludeClipboardContentFromMonitorProcessing')]: NO,
      [os('CanIncludeInClipboardHistory')]: NO,
      [os('CanUploadToCloudClipboard')]: NO,
    },
  ],
  ['darwin', { [os('org.nspasteboard.ConcealedType')]: '' }],
  ['freebsd', {}],
] as const)('a secret in the clipboard of %s carries its mark in the same write', async (platform, marks) => {
  const clipboard = new Writes();

  await writeSecret({ clipboard, Item }, 't.secret', platform);

  expect(clipboard.writes).toEqual([[{ 'text/plain': 't.secret', ...marks }]]);
});

it('a secret is written alone where the runtime cannot write both at once, never the mark after it', async () => {
  const clipboard = new Writes();

  await writeSecret({ clipboard, Item: undefined }, 't.secret', 'linux');

  expect(clipboard.writes).toEqual(['t.secret']);
});

it('a secret is written alone where the system does not take the mark', async () => {
  const clipboard = new Writes().failing;

  await writeSecret({ clipboard, Item }, 't.secret', 'win32');

  expect(clipboard.writes).toEqual(['t.secret']);
});
