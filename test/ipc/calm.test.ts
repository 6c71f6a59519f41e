import { expect, it } from 'vitest';
import { Calm } from '../../main/edges/ipc/calm.ts';
import { FakeTimers } from '../fakes/fake-clock.ts';

async function waiting() {
  const timers = new FakeTimers();
  const calm = new Calm(timers);
  let isCalm = false;
  const ended = calm.wait().then(() => {
    isCalm = true;
  });
  const pass = async (ms: number) => {
    timers.pass(ms);
    await Promise.resolve();
    await Promise.resolve();
    return isCalm;
  };
  return { calm, pass, ended, timers };
}

it('is calm when the page has asked nothing for a second and a half', async () => {
  const { pass, timers } = await waiting();

  expect(await pass(1_499)).toBe(false);
  expect(await pass(1)).toBe(true);
  expect(timers.count).toBe(0);
});

it('begins anew with each call, and ends after six seconds all the same', async () => {
  const { calm, pass } = await waiting();
  for (let at = 0; at < 5; at += 1) {
    expect(await pass(1_000)).toBe(false);
    calm.noteCall();
  }

  expect(await pass(999)).toBe(false);
  expect(await pass(1)).toBe(true);
  calm.noteCall();
});
