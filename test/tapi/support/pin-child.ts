import dns from 'node:dns';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import type { AuthorityNews } from '../../../main/ports/bank-ports.ts';
import { Secret } from '../../../main/ports/secret.ts';
import { systemClock, systemTimers } from '../../../main/edges/system/system-clock.ts';
import { PRODUCTION } from '../../../main/edges/tapi/environments.ts';
import { createTBank } from '../../../main/edges/tapi/t-bank.ts';
import { loadSystemRoots } from '../../../main/edges/tapi/trust.ts';
import { anOrder, TOKEN_TEXT } from './bank-under-test.ts';

/** Calls a bank that has the names of the real one and lies on this computer; a command and an answer are a line. */
const Start = z.object({
  ordinaryPort: z.int(),
  securedPort: z.int(),
  /** `null`: what the computer trusts, as the app reads it. */
  systemRoots: z.array(z.string()).nullable(),
});
const Command = z.discriminatedUnion('do', [
  z.object({ do: z.literal('accounts') }),
  z.object({ do: z.literal('pay') }),
  z.object({ do: z.literal('time') }),
  z.object({ do: z.literal('deafen') }),
  z.object({ do: z.literal('add'), pem: z.string().nullable() }),
  z.object({ do: z.literal('pin'), hosts: z.array(z.string()), roots: z.array(z.string()) }),
]);

/** Names of the bank lead to this computer; every other name leads nowhere. */
function resolveHere(): void {
  const lookup = (
    host: string,
    options: { readonly all?: boolean },
    done: (error: Error | null, found: unknown, family?: number) => void,
  ): void => {
    if (!host.endsWith('.tbank.ru')) return done(new Error(`not a host of the bank: ${host}`), '');
    if (options.all === true) done(null, [{ address: '127.0.0.1', family: 4 }]);
    else done(null, '127.0.0.1', 4);
  };
  Object.assign(dns, { lookup });
}

function bankHere({ ordinaryPort, securedPort, systemRoots }: z.infer<typeof Start>) {
  let ids = 0;
  return createTBank({
    clock: systemClock,
    timers: systemTimers,
    ids: { newId: () => `request-${(ids += 1)}` },
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    random: () => 0,
    systemRoots: systemRoots === null ? loadSystemRoots : () => Promise.resolve(systemRoots),
    bankEnvironments: [
      {
        ...PRODUCTION,
        ordinaryBaseUrl: `https://business.tbank.ru:${ordinaryPort}/openapi`,
        securedBaseUrl: `https://secured-openapi.tbank.ru:${securedPort}`,
      },
    ],
  });
}

let news: AuthorityNews[] = [];
let bank: ReturnType<typeof bankHere> | null = null;

async function answer(command: z.infer<typeof Command>): Promise<string> {
  if (bank === null) throw new Error('not started');
  const token = Secret.fromText(TOKEN_TEXT);
  const credentials = { environment: 'production', tokenId: 'token-1', token, certificate: null };
  switch (command.do) {
    case 'accounts': {
      const { problem } = await bank.probe(credentials, { kind: 'accounts' });
      return problem?.code ?? 'answered';
    }
    case 'pay': {
      const paid = await bank.pay(credentials, bank.prepareOrder(anOrder(), 'p-1', {}));
      return 'problem' in paid ? `${paid.kind} ${paid.problem.code}` : paid.kind;
    }
    case 'time':
      await bank.askTime('production');
      return 'asked';
    case 'deafen':
      bank.hearAuthorities(null);
      return 'deaf';
    case 'add':
      bank.setBankCa('production', command.pem);
      return 'added';
    case 'pin':
      bank.setPinned('production', command);
      return 'pinned';
  }
}

resolveHere();
for await (const line of createInterface(process.stdin)) {
  if (bank === null) {
    bank = bankHere(Start.parse(JSON.parse(line)));
    bank.hearAuthorities((heard) => void news.push(heard));
    continue;
  }
  news = [];
  const said = await answer(Command.parse(JSON.parse(line)));
  process.stdout.write(`${JSON.stringify({ said, news })}\n`);
}
await bank?.close();
