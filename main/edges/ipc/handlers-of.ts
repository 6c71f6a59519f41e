import type { AppHandlers } from '../../../contract/contract.ts';

/** The handlers of some areas of the contract. */
export type HandlersOf<A extends string> = Pick<AppHandlers, Extract<keyof AppHandlers, `${A}.${string}`>>;
