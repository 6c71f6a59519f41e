import type { BackupView } from '../../contract/areas/backup.ts';
import type { z } from 'zod';
import type { DraftInBank } from '../../contract/areas/payments.ts';
import type { BankDirectoryView } from '../../contract/areas/banks.ts';
import type { OrdersFolderView } from '../../contract/areas/orders.ts';
import type { Views } from '../../contract/areas/views.ts';
import type { OrganizationView } from '../../contract/areas/organization.ts';
import type { WarningView } from '../../contract/areas/reminders.ts';
import type { SessionView } from '../../contract/areas/session.ts';
import type { CallName, EventName } from '../../contract/channel-names.ts';
import { calls, events, type AppApi, type AppEvents, type AppHandlers } from '../../contract/contract.ts';
import type { ErrorCode } from '../../contract/error-codes.ts';
import type { ErrorInfo, Result } from '../../contract/result.ts';
import { FakeRefusal } from './fake-refusal.ts';
import { sampleHandlers } from './sample-handlers.ts';

export interface FakeAppOptions {
  /** Answers that replace the sample ones. */
  readonly handlers?: Partial<AppHandlers>;
  /** Calls that answer with an error. */
  readonly errors?: Partial<Record<CallName, ErrorCode | ErrorInfo>>;
  /** Calls that never answer, to look at what is shown meanwhile. */
  readonly slow?: readonly CallName[];
  /** A company with nothing in it yet: every list is empty. */
  readonly isEmpty?: boolean;
  readonly session?: Partial<SessionView>;
  /** How this workplace likes its screens. */
  readonly views?: Views;
  /** So many tokens of three companies instead of the few. */
  readonly tokens?: number;
  /** What wants a person besides the sample warnings. */
  readonly warnings?: readonly WarningView[];
  /** The rules want a call to the payee before anything else. */
  readonly isCallMissing?: boolean;
  /** What the bank did with the draft that lies there. */
  readonly inBank?: DraftInBank;
  /** The folder into which 1C exports; without it none is watched. */
  readonly ordersFolder?: OrdersFolderView;
  /** What is otherwise with the backups. */
  readonly backups?: Partial<BackupView>;
  /** The directory of banks instead of the fresh one. */
  readonly directory?: BankDirectoryView;
  /** The company as an organization; without it the company works on one computer. */
  readonly organization?: OrganizationView;
}

/** A `window.app` with invented data, and what a test needs to drive it. */
export interface FakeApp {
  readonly api: AppApi;
  readonly emit: <N extends EventName>(name: N, payload: AppEvents[N]) => void;
  /** Everything that was called, in order. */
  readonly calls: readonly { readonly name: CallName; readonly input: unknown }[];
}

/**
 * Makes an `AppApi` on sample data. Inputs and outputs pass the contract's schemas as they do in main.
 *
 * Errors: a bad input answers `bad-request`; an output that breaks the contract rejects, since the fake is then wrong.
 */
export function createFakeApp(options: FakeAppOptions = {}): FakeApp {
  const listeners = new Map<EventName, Set<(payload: never) => void>>();
  const seen: { name: CallName; input: unknown }[] = [];
  const emit: FakeApp['emit'] = (name, payload) => {
    const parsed = events[name].parse(payload);
    // each set holds listeners of its own event only
    for (const listener of listeners.get(name) ?? []) listener(parsed as never);
  };
  const handlers = { ...sampleHandlers({ ...options, emit }), ...options.handlers };
  const answer = answerWith(handlers, options, seen);
  const api: Record<string, unknown> = {
    on: (name: EventName, listener: (payload: never) => void) => {
      const set = listeners.get(name) ?? new Set();
      listeners.set(name, set.add(listener));
      return () => set.delete(listener);
    },
  };
  for (const name of Object.keys(calls) as CallName[]) {
    const [area = '', method = ''] = name.split('.');
    const methods = (api[area] ??= {}) as Record<string, unknown>; // built here, one object an area
    methods[method] = (input: unknown) => answer(name, input);
  }
  api['dropCertificateFiles'] = () => answer('certificates.pick', {});
  api['dropSignedFiles'] = () => answer('exchange.openFiles', {});
  // every call and `on` are in, from the contract's own list
  return { api: api as unknown as AppApi, emit, calls: seen };
}

function answerWith(
  handlers: AppHandlers,
  options: FakeAppOptions,
  seen: { name: CallName; input: unknown }[],
) {
  return async (name: CallName, input: unknown): Promise<Result<unknown>> => {
    seen.push({ name, input });
    if (options.slow?.includes(name) === true) return new Promise(() => undefined);
    const error = options.errors?.[name];
    if (error !== undefined) return typeof error === 'string' ? failed(error) : { ok: false, error };
    const { input: inputSchema, output: outputSchema }: { input: z.ZodType; output: z.ZodType } = calls[name];
    const parsed = inputSchema.safeParse(input);
    if (!parsed.success) return failed('bad-request');
    try {
      const handler = handlers[name] as (value: unknown) => Promise<unknown>; // the schema above is this handler's own
      return { ok: true, value: outputSchema.parse(await handler(parsed.data)) };
    } catch (error) {
      if (error instanceof FakeRefusal) return failed(error.code);
      throw error;
    }
  };
}

function failed(code: ErrorCode): { readonly ok: false; readonly error: ErrorInfo } {
  return { ok: false, error: { code, details: {}, incidentId: null } };
}
