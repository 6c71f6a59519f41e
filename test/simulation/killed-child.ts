/**
 * An app that sends payments one after another and dies on the way: `killed-child.ts <file of the case>`. It says
 * `ready` before the bytes of the payment it is to die with leave, waits for a word, and goes on.
 */
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { pay } from '../../main/domain/payments/sending/pay.ts';
import { SendingRun } from '../../main/domain/payments/sending/sending-run.ts';
import { actorOf } from '../../main/domain/people/person.ts';
import type { Bank } from '../../main/ports/bank-ports.ts';
import { writeWhole } from '../../scripts/write-whole.ts';
import { COMPANY, seenOf, submitNew } from '../fakes/vault-world.ts';
import type { KilledCase, Point } from './killed-case.ts';
import { openOffice } from './killed-office.ts';

const [caseFile = ''] = process.argv.slice(2);
// Written by the test that starts this process.
const { place, purposes, idsUsed, victim, point } = JSON.parse(readFileSync(caseFile, 'utf8')) as KilledCase;

const { world, day } = await openOffice(place);
world.ids.goBackTo(idsUsed);
const [accountant] = day.stores.people.list().filter(({ role }) => role === 'accountant');
if (accountant === undefined) throw new Error('nobody works here');
const actor = actorOf(accountant);
const payments = purposes.map((purpose, index) =>
  submitNew(world, day, { purpose, amountText: `${100 + index}` }, actor),
);

let intentions = 0;
const reached = (name: Point): void => {
  if (name === point && intentions === victim) process.kill(process.pid, 'SIGKILL');
};

const store = day.parts.payments;
const hookedPayments = new Proxy(store, {
  get(target, name) {
    if (name === 'saveWithIntention') return saveWithIntention;
    const value: unknown = Reflect.get(target, name, target);
    return typeof value === 'function' ? (value.bind(target) as unknown) : value;
  },
});

const saveWithIntention: typeof store.saveWithIntention = (payment, intention, entry) => {
  if (payment.status === 'submitting') {
    intentions += 1;
    reached('before the intention');
  } else reached('before the outcome is written');
  const saved = store.saveWithIntention(payment, intention, entry);
  reached(payment.status === 'submitting' ? 'after the intention' : 'after the outcome is written');
  return saved;
};

const sendOne: Bank['pay'] = async (credentials, prepared) => {
  reached('before the bytes leave');
  if (intentions !== victim) return day.parts.bank.pay(credentials, prepared);
  writeWhole(1, 'ready\n');
  await once(process.stdin, 'data');
  const outcome = await day.parts.bank.pay(credentials, prepared);
  // Whoever watches the bank kills the process: for the app the answer never comes.
  if (point === 'while the bank has it') await new Promise<never>(() => undefined);
  return outcome;
};

/** The last look before the next payment. */
const accounts: Bank['accounts'] = (credentials) => {
  reached('when it is over');
  return day.parts.bank.accounts(credentials);
};

const hookedBank = new Proxy(day.parts.bank, {
  get(target, name) {
    if (name === 'pay') return sendOne;
    if (name === 'accounts') return accounts;
    const value: unknown = Reflect.get(target, name, target);
    return typeof value === 'function' ? (value.bind(target) as unknown) : value;
  },
});

const vault = { ...day.parts, payments: hookedPayments, bank: hookedBank };
process.stdin.resume();
if (payments.length === 1) for (const payment of payments) await pay(vault, actor, seenOf(payment));
else {
  const run = new SendingRun({ ...vault, orders: day.stores.sendingOrders });
  run.start(actor, COMPANY, payments.map(seenOf));
  await run.settled();
}
reached('when it is over');
process.exit(0);
