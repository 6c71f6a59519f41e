import type { Answer } from './answers.ts';
import type { Fault } from '../state/faults.ts';

/** Bodies of servers in front of the bank that have lost it. Source: tapi.md §6.2 (500 may be non-JSON), §10.7. */
const textError: Answer = {
  status: 500,
  body: { kind: 'text', text: 'Internal Server Error', contentType: 'text/plain; charset=utf-8' },
};
const htmlError: Answer = {
  status: 502,
  body: {
    kind: 'text',
    contentType: 'text/html',
    text: '<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n<center><h1>502 Bad Gateway</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n',
  },
};

/** True when the fault strikes before the bank has carried the call out. */
export function strikesBeforeAccepting(fault: Fault): boolean {
  const { kind, isAccepted } = fault;
  const isServerError = kind === 'text-500' || kind === 'html-502';
  return kind === 'hang-before-accept' || kind === 'reset-before-accept' || (isServerError && !isAccepted);
}

/** Spoils an answer as the fault says. Faults of the connection leave it as it is. */
export function spoilAnswer(fault: Fault, answer: Answer, optionalFields: readonly string[]): Answer {
  switch (fault.kind) {
    case 'text-500':
      return textError;
    case 'html-502':
      return htmlError;
    case 'wrong-json':
      return {
        ...answer,
        body: { kind: 'text', text: '{"status":"EXEC', contentType: 'application/json' },
      };
    case 'missing-fields':
      return changeJson(answer, (name) => !optionalFields.includes(name));
    case 'cyrillic-credit':
      return changeJson(answer, () => true, withCyrillicCredit);
    default:
      return answer;
  }
}

/** «Credit» with a Cyrillic first letter, as in the bank's own sample. Source: tapi.md §5.3. */
function withCyrillicCredit(name: string, value: unknown): unknown {
  return name === 'typeOfOperation' && value === 'Credit' ? 'Сredit' : value;
}

function changeJson(
  answer: Answer,
  isKept: (name: string) => boolean,
  change: (name: string, value: unknown) => unknown = (_name, value) => value,
): Answer {
  if (answer.body.kind !== 'json') return answer;
  const walk = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(walk);
    if (typeof value !== 'object' || value === null) return value;
    const kept = Object.entries(value).filter(([name]) => isKept(name));
    return Object.fromEntries(kept.map(([name, part]) => [name, change(name, walk(part))]));
  };
  return { ...answer, body: { kind: 'json', value: walk(answer.body.value) } };
}
