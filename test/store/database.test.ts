import { describe, expect, it } from 'vitest';

import { addSample, journalOf, sampleToken, tokensOf } from './sample-store.ts';
import { openForTest, storeErrorOf } from './store-fixture.ts';

describe('a transaction', () => {
  it('returns what its function returned, and everything it wrote is there', () => {
    const db = openForTest();

    expect(addSample(db, 1)).toBe(1);

    expect(tokensOf(db).get('token-1')).toEqual(sampleToken(1));
    expect(db.isInTransaction).toBe(false);
  });

  it('leaves nothing behind when its function throws, and passes the error on', () => {
    const db = openForTest();
    const bug = new Error('a bug');

    const act = () =>
      db.transaction(() => {
        tokensOf(db).insert(sampleToken(1));
        throw bug;
      });

    expect(act).toThrow(bug);
    expect(tokensOf(db).count()).toBe(0);
    expect(addSample(db, 1)).toBe(1);
  });

  it('leaves nothing behind when one of its statements is refused', () => {
    const db = openForTest();
    addSample(db, 2);

    const error = storeErrorOf(() =>
      db.transaction(() => {
        tokensOf(db).insert(sampleToken(1));
        tokensOf(db).insert(sampleToken(2));
      }),
    );

    expect(error).toMatchObject({ code: 'store-conflict', table: 'tokens', id: 'token-2' });
    expect(tokensOf(db).list()).toEqual([sampleToken(2)]);
  });

  it('may not be nested: both are undone', () => {
    const db = openForTest();

    const act = () =>
      db.transaction(() => {
        tokensOf(db).insert(sampleToken(1));
        db.transaction(() => 1);
      });

    expect(act).toThrow(TypeError);
    expect(tokensOf(db).count()).toBe(0);
  });

  it('may not be asynchronous: what it wrote before is undone', () => {
    const db = openForTest();
    const write = (): unknown => {
      tokensOf(db).insert(sampleToken(1));
      return Promise.resolve();
    };

    expect(() => db.transaction(write)).toThrow(TypeError);
    expect(tokensOf(db).count()).toBe(0);
  });

  it('cannot be left by closing the store', () => {
    const db = openForTest();

    expect(() => db.transaction(() => db.close())).toThrow(TypeError);
    expect(tokensOf(db).count()).toBe(0);
  });
});

describe('a statement', () => {
  it('can be used again after it failed', () => {
    const db = openForTest();
    addSample(db, 1);

    for (let attempt = 0; attempt < 3; attempt += 1) {
      expect(storeErrorOf(() => tokensOf(db).insert(sampleToken(1))).code).toBe('store-conflict');
    }
    tokensOf(db).insert(sampleToken(2));

    expect(tokensOf(db).count()).toBe(2);
  });

  it('is kept or made again, however many there are', () => {
    const db = openForTest();

    for (const round of [1, 2]) {
      for (let number = 0; number < 450; number += 1) {
        expect(db.get(`SELECT ${number} AS n`)).toEqual({ n: number });
      }
      expect(round).toBeLessThan(3);
    }
  });

  it.each(['a\0b', '\ud800', 0.5, Number.MAX_SAFE_INTEGER + 1, Number.NaN])(
    'refuses %j, which would be stored as something else',
    (value) => {
      const db = openForTest();

      expect(() => db.run('INSERT INTO meta VALUES (?, ?, ?)', ['key', value, ''])).toThrow(TypeError);
      expect(db.all('SELECT * FROM meta WHERE key = ?', ['key'])).toEqual([]);
    },
  );

  it('with a mistake in it is a bug and no store error', () => {
    const db = openForTest();

    expect(() => db.all('SELEC')).toThrow('syntax error');
  });

  it('leaves no read open that would keep the log from being written back', () => {
    const db = openForTest();
    addSample(db, 1);
    addSample(db, 2);
    db.get('SELECT id FROM tokens');
    journalOf(db).head();

    expect(db.get('PRAGMA wal_checkpoint(TRUNCATE)')).toMatchObject({ busy: 0, log: 0 });
  });
});
