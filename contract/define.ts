import type { z } from 'zod';
import type { Result } from './result.ts';

export interface CallDefinition<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> {
  readonly input: I;
  readonly output: O;
}

/** Declares a call: what the renderer may send and what main may answer. Both are parsed; unknown keys are refused. */
export function call<I extends z.ZodType, O extends z.ZodType>(input: I, output: O): CallDefinition<I, O> {
  return { input, output };
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
