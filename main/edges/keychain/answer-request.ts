import { examineCanary, leaveCanary, lookAtCanary } from './canary.ts';
import type { Items } from './items.ts';
import type { KeychainReply, KeychainRequest } from './keychain-protocol.ts';
import { readValue, removeValue, writeValue } from './parts.ts';
import { isSecretName } from './secret-names.ts';
import { stateOfVendorError } from './vendor-errors.ts';

type Answer = Omit<KeychainReply, 'id'>;

/** Answers one request with one state, from the items of its service. Errors: never throws; a failure is a state. */
export async function answerRequest(request: KeychainRequest, items: Items): Promise<KeychainReply> {
  try {
    return { id: request.id, ...(await answer(request, items)) };
  } catch (error) {
    return { id: request.id, state: stateOfVendorError(error) };
  }
}

async function answer(request: KeychainRequest, items: Items): Promise<Answer> {
  if (request.op === 'examine') return { state: await examineCanary(items, request.isCanaryKnown) };
  if (!isSecretName(request.name)) throw new Error('not a secret name');
  if (request.op === 'read') return read(request, items);
  await leaveCanary(items);
  if (request.op === 'remove') return { state: (await removeValue(items, request.name)) ? 'ok' : 'locked' };
  return { state: await writeValue(items, request.name, request) };
}

async function read(request: { name: string; isCanaryKnown: boolean }, items: Items): Promise<Answer> {
  if ((await lookAtCanary(items, request.isCanaryKnown)) === 'missing') return { state: 'locked' };
  const value = await readValue(items, request.name);
  if (value.state === 'ok') return value;
  // The keychain may have been closed between the two looks, and then "nothing" proves nothing.
  const isStillOpen = (await lookAtCanary(items, true)) === 'open';
  return { state: isStillOpen ? value.state : 'locked' };
}
