import { z } from 'zod';

/**
 * Whose authorities may sign the servers: `public` – the well-known roots, those of this computer and the one the user
 * added for the bank; `own` – only the authority that came with the environment.
 */
export type ServerTrust = { readonly kind: 'public' } | { readonly kind: 'own'; readonly caPem: string };

/** A bank to talk to. The two bases are the only hosts that a call of this environment ever reaches. */
export interface BankEnvironment {
  readonly name: string;
  /** Without a slash at the end. */
  readonly ordinaryBaseUrl: string;
  /** Base of the methods that want a client certificate. Without a slash at the end. */
  readonly securedBaseUrl: string;
  readonly trust: ServerTrust;
}

/**
 * The bank itself.
 * Source: tapi.md §1. The English partner guide names another secured host,
 * `https://secured-openapi.business.tbank.ru`; the current method pages, which this follows, do not (§11.15).
 */
export const PRODUCTION: BankEnvironment = {
  name: 'production',
  ordinaryBaseUrl: 'https://business.tbank.ru/openapi',
  securedBaseUrl: 'https://secured-openapi.tbank.ru',
  trust: { kind: 'public' },
};

/** The bank's sandbox: canned answers, checks the shape only, wants no client certificate. Source: tapi.md §1. */
export const SANDBOX: BankEnvironment = {
  name: 'sandbox',
  ordinaryBaseUrl: 'https://business.tbank.ru/openapi/sandbox',
  securedBaseUrl: 'https://business.tbank.ru/openapi/sandbox/secured',
  trust: { kind: 'public' },
};

/** An environment that is known only when the app runs: the training bank, or the one of an environment file. */
export interface AddedEnvironment {
  readonly name: string;
  readonly ordinaryBaseUrl: string;
  readonly securedBaseUrl: string;
  readonly caPem: string;
}

const TAKEN_NAMES: readonly string[] = ['production', 'sandbox', 'training'];

const BaseUrl = z
  .url({ protocol: /^https$/, error: 'must be an https address' })
  .refine(isBareAddress, 'must have no user, no query and no fragment')
  .transform((text) => text.replace(/\/+$/, ''));

const EnvironmentFile = z.strictObject({
  name: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,31}$/, 'must be 1–32 lower-case letters, digits and hyphens')
    .refine((name) => !TAKEN_NAMES.includes(name), `must not be one of ${TAKEN_NAMES.join(', ')}`),
  ordinaryBaseUrl: BaseUrl,
  securedBaseUrl: BaseUrl,
  caFile: z.string().min(1, 'must name a PEM file'),
});

/** What an environment file says; `caFile` is still to be read, relative to the file. */
export type EnvironmentFile = Readonly<z.infer<typeof EnvironmentFile>>;

export type ParsedEnvironmentFile =
  | { readonly kind: 'parsed'; readonly file: EnvironmentFile }
  | { readonly kind: 'wrong'; readonly reason: string };

/**
 * Reads the text of the file that `KLYUCHNIK_ENVIRONMENT_FILE` names:
 * `{name, ordinaryBaseUrl, securedBaseUrl, caFile}`.
 * Errors: `wrong` with a sentence per fault, for a developer; never throws.
 */
export function parseEnvironmentFile(text: string): ParsedEnvironmentFile {
  const value = parsedJson(text);
  if (value === undefined) return { kind: 'wrong', reason: 'the environment file is not JSON' };
  const result = EnvironmentFile.safeParse(value);
  if (result.success) return { kind: 'parsed', file: result.data };
  const faults = result.error.issues.map((issue) => `${issue.path.join('.') || 'file'}: ${issue.message}`);
  return { kind: 'wrong', reason: faults.join('; ') };
}

/**
 * Returns the environment that `added` describes; its servers are trusted by its own authority only.
 * Errors: throws a plain error when a base is not a bare https address, or the name is one of the bank's own.
 */
export function environmentOf(added: AddedEnvironment): BankEnvironment {
  if (added.name === PRODUCTION.name || added.name === SANDBOX.name) {
    throw new Error(`the environment ${added.name} is fixed`);
  }
  return {
    name: added.name,
    ordinaryBaseUrl: BaseUrl.parse(added.ordinaryBaseUrl),
    securedBaseUrl: BaseUrl.parse(added.securedBaseUrl),
    trust: { kind: 'own', caPem: added.caPem },
  };
}

function isBareAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  return url.username === '' && url.password === '' && !text.includes('?') && !text.includes('#');
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // JSON has no `undefined`, so it can stand for "not JSON"
  }
}
