import { beforeAll, describe, expect, it } from 'vitest';

describe('a group', () => {
  it('has a test that passes', () => {
    expect(1).toBe(1);
  });

  it('has a test that fails', () => {
    expect('one\ntwo').toBe('three');
  });

  let runs = 0;
  it('has a test that passes when it is run again', { retry: 1 }, () => {
    runs += 1;
    if (runs === 1) throw new RangeError('the first time\nand a second line');
  });
});

describe('a group whose beginning fails', () => {
  beforeAll(() => {
    throw new Error('nothing can begin');
  });

  it('is never run', () => undefined);
});
