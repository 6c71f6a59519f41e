import { z } from 'zod';

/** What can go wrong on demand. Source: tapi.md §10.7. */
export const faultKinds = [
  'accept-then-hang',
  'hang-before-accept',
  'reset-before-accept',
  'reset-after-accept',
  'text-500',
  'html-502',
  'slow-body',
  'wrong-json',
  'missing-fields',
  'cyrillic-credit',
  'delay-answer',
] as const;

/**
 * A fault waiting for its calls.
 * `method` is a pattern over `POST /api/v1/payment/create`, or over the path alone; `*` stands for any text.
 * `times` is how many calls it meets, null for all until `clearFaults`.
 * `isAccepted`: whether `text-500` and `html-502` carry the call out before they answer so.
 * `onlyRepeats`: meets only pay requests whose id has been received before.
 * Units: `delayMs` is the wait of `delay-answer`, and of `slow-body` between two bytes.
 */
export const faultSchema = z.strictObject({
  kind: z.enum(faultKinds),
  method: z.string().min(1),
  times: z.int().min(1).nullable().default(1),
  isAccepted: z.boolean().default(false),
  onlyRepeats: z.boolean().default(false),
  delayMs: z.int().min(0).max(600_000).default(50),
});

/** A parsed fault. */
export type Fault = Readonly<z.infer<typeof faultSchema>>;

/** The faults that wait, in the order they were set. */
export interface Faults {
  readonly add: (fault: Fault) => void;
  readonly clear: () => void;
  /** The first fault that fits the call, used up by one. */
  readonly take: (call: FaultedCall) => Fault | null;
  readonly list: () => readonly Fault[];
}

/** The marks of a call by which faults find it. */
export interface FaultedCall {
  readonly verb: string;
  readonly path: string;
  readonly isRepeat: boolean;
}

/** An empty list of faults; a restart forgets them. */
export function createFaults(): Faults {
  let waiting: readonly Fault[] = [];
  return {
    add: (fault) => {
      waiting = [...waiting, fault];
    },
    clear: () => {
      waiting = [];
    },
    list: () => waiting,
    take: (call) => {
      const found = waiting.find((fault) => fits(fault, call));
      if (found === undefined) return null;
      waiting = waiting.flatMap((fault) => (fault === found ? usedUp(fault) : [fault]));
      return found;
    },
  };
}

function usedUp(fault: Fault): Fault[] {
  if (fault.times === null) return [fault];
  return fault.times > 1 ? [{ ...fault, times: fault.times - 1 }] : [];
}

function fits(fault: Fault, call: FaultedCall): boolean {
  if (fault.onlyRepeats && !call.isRepeat) return false;
  const escaped = fault.method.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  const pattern = new RegExp(`^${escaped.join('.*')}$`);
  return pattern.test(call.path) || pattern.test(`${call.verb} ${call.path}`);
}
