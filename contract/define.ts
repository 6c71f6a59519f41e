import type { z } from 'zod';
import type { CallRule } from './callers.ts';
import type { Result } from './result.ts';

/** How much an input may hold. Units: `characters` of its JSON form, escapes not counted; `values` with its lists. */
export interface InputSize {
  readonly characters: number;
  readonly values: number;
}

/**
 * What a page of ours sends at most. Source: security.md §2.4, 64 KiB; values: own choice, ten times the fullest form.
 */
export const USUAL_SIZE: InputSize = { characters: 64 * 1024, values: 4_096 };

export interface CallDefinition<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> {
  readonly rule: CallRule;
  readonly input: I;
  readonly output: O;
  readonly size: InputSize;
}

/**
 * Declares a call: who may make it, what the renderer may send and what main may answer. Both are parsed; unknown keys
 * are refused, and so is an input beyond `size`. The rule is held in one place, by `dispatch` in main, before the
 * handler runs.
 */
export function call<I extends z.ZodType, O extends z.ZodType>(
  rule: CallRule,
  input: I,
  output: O,
  size: InputSize = USUAL_SIZE,
): CallDefinition<I, O> {
  return { rule, input, output, size };
}

type Calls = Readonly<Record<string, CallDefinition>>;
type Events = Readonly<Record<string, z.ZodType>>;

type Area<Name> = Name extends `${infer A}.${string}` ? A : never;
type Method<Name, A extends string> = Name extends `${A}.${infer M}` ? M : never;

/** The functions of `window.app`, grouped by area: `app.payments.pay(input)`. */
export type AppCalls<C extends Calls> = {
  readonly [A in Area<keyof C>]: {
    readonly [M in Method<keyof C, A>]: C[`${A}.${M}`] extends CallDefinition<infer I, infer O>
      ? (input: z.input<I>) => Promise<Result<z.output<O>>>
      : never;
  };
};

/** What main implements: one handler a call, taking parsed input and giving what the output schema accepts. */
export type Handlers<C extends Calls> = {
  readonly [N in keyof C]: (input: z.output<C[N]['input']>) => Promise<z.input<C[N]['output']>>;
};

export type EventPayloads<E extends Events> = { readonly [N in keyof E]: z.output<E[N]> };
