import { describe, expect, it } from 'vitest';
import { fuseFaults, installedAppFuses } from '../../scripts/fuses.ts';
import type { FuseState } from '../../scripts/fuses.ts';

const good: readonly FuseState[] = installedAppFuses.map(({ isOn }) => (isOn ? 'on' : 'off'));

describe('fuseFaults', () => {
  it('finds nothing when every fuse stands as decided', () => {
    expect(fuseFaults(good)).toEqual([]);
  });

  it('accepts an older Electron with fewer fuses', () => {
    expect(fuseFaults(good.slice(0, 8))).toEqual([]);
  });

  it.each(installedAppFuses.map(({ name }, index) => ({ name, index })))(
    'names $name when it stands the other way',
    ({ name, index }) => {
      const wrong = good.map((state, at) => (at !== index ? state : state === 'on' ? 'off' : 'on'));

      expect(fuseFaults(wrong)).toEqual([expect.stringContaining(name)]);
    },
  );

  it('asks for a decision when Electron has a fuse more than the table', () => {
    expect(fuseFaults([...good, 'off'])).toEqual([expect.stringContaining('decide')]);
  });
});
