import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { afterEach, describe, expect, it } from 'vitest';
import { linkOver, type LinkEnd } from '../../main/edges/link/link.ts';
import { AppError } from '../../main/ports/app-error.ts';

interface Calls {
  double(value: number): number;
  refuse(): never;
  fail(): never;
  never(): Promise<void>;
}

const ports: MessagePort[] = [];

function endOf(port: MessagePort): LinkEnd {
  ports.push(port);
  return {
    post: (message) => port.postMessage(message),
    onMessage: (listener) => void port.on('message', listener),
  };
}

function linked() {
  const { port1, port2 } = new MessageChannel();
  const own = {
    double: (value: number) => 2 * value,
    refuse: () => {
      throw new AppError('store-io', { what: 'saved-file' }, new Error('a path of the disk'));
    },
    fail: () => {
      throw Object.assign(new Error('broken'), { file: '/profile.json', secret: 'x' });
    },
    never: () => new Promise<void>(() => undefined),
  };
  linkOver<object>(endOf(port1), own);
  return linkOver<Calls>(endOf(port2), {});
}

async function caught(act: Promise<unknown>): Promise<unknown> {
  try {
    await act;
    return null;
  } catch (error) {
    return error;
  }
}

describe('a link between two processes', () => {
  afterEach(() => {
    for (const port of ports.splice(0)) port.close();
  });

  it('gives the answer of the other side', async () => {
    expect(await linked().remote.double(21)).toBe(42);
  });

  it('gives our own errors with code and details, and nothing of their cause', async () => {
    const error = await caught(linked().remote.refuse());
    expect(error).toBeInstanceOf(AppError);
    expect(error).toMatchObject({ code: 'store-io', details: { what: 'saved-file' } });
    expect((error as AppError).cause).toBeUndefined();
  });

  it('gives of any other error its name, its message and the file it names, and nothing else', async () => {
    const error = await caught(linked().remote.fail());
    expect(error).not.toBeInstanceOf(AppError);
    expect(error).toMatchObject({ message: 'broken', file: '/profile.json' });
    expect(error).not.toHaveProperty('secret');
  });

  it('ends calls that have no answer yet with the reason, and later ones too', async () => {
    const { remote, end } = linked();
    const waiting = caught(remote.never());
    await remote.double(1);
    end(new AppError('vault-locked'));
    expect(await waiting).toMatchObject({ code: 'vault-locked' });
    expect(await caught(remote.double(1))).toMatchObject({ code: 'vault-locked' });
  });
});
