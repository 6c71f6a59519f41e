import { createInterface } from 'node:readline';
import { z } from 'zod';
import { Secret } from '../../../main/ports/secret.ts';
import { anOrder, bankFor, clientCertificate } from './bank-under-test.ts';

/** Pays once at each server with each certificate of the task on stdin; prints the outcomes as one line of JSON. */
const Task = z.object({
  caPem: z.string(),
  baseUrls: z.array(z.string()),
  certificates: z.record(z.string(), z.object({ certPem: z.string(), keyPem: z.string() }).nullable()),
});

for await (const line of createInterface(process.stdin)) {
  const task = Task.parse(JSON.parse(line));
  const outcomes: Record<string, string[]> = {};
  for (const [name, identity] of Object.entries(task.certificates)) {
    outcomes[name] = [];
    for (const baseUrl of task.baseUrls) {
      const { bank, credentials } = bankFor({ ordinaryBaseUrl: baseUrl, caPem: task.caPem });
      const certificate = identity === null ? null : clientCertificate(name, identity);
      const outcome = await bank.pay(
        { ...credentials(certificate), token: Secret.fromText('t.child') },
        bank.prepareOrder(anOrder(), 'p-1', {}),
      );
      outcomes[name].push('problem' in outcome ? `${outcome.kind} ${outcome.problem.code}` : outcome.kind);
      await bank.close();
    }
  }
  process.stdout.write(`${JSON.stringify(outcomes)}\n`);
  break;
}
