import { trimmedText } from '../../../contract/values/visible-text.ts';
import { AppError } from '../../ports/app-error.ts';
import type { Fingerprints } from '../../ports/ports.ts';
import { Secret } from '../../ports/secret.ts';

/** What a token may be made of at all: printable ASCII without spaces. Source: tapi.md §2.1. */
const TOKEN_TEXT = /^[\x21-\x7e]{8,4096}$/;

/** The usual form. Source: tapi.md §2.1. */
const USUAL = /^t\.[\w-]{86}$/;

/**
 * A usual token inside a text. Before it stands nothing of a longer word but a word of letters (`Bearer`), a
 * percent-encoded sign, a dash or another token; after it nothing that could belong to it, or the next one.
 */
const INSIDE =
  /(?<=^|[^\w.]|_|(?<![\w.])[a-z]{1,20}|%[\da-f]{2}|t\.[\w-]{86})t\.[\w-]{86}(?=t\.|[^\w.-]|\.(?![\w-])|$)/gi;

/** Signs that lists put in place of a token's own; by chance once in 10¹⁷ tokens. Source: tapi.md §2.1. */
const MASK = /([xX_-])\1{11}/;

/** Where a token begins, whole or cut. */
const BEGINNINGS = /t\.[\w-]{20,}/g;

/** What was pasted in place of a token, and what of it is one. */
export type PastedToken =
  | { readonly kind: 'usual'; readonly text: string }
  | { readonly kind: 'unusual'; readonly text: string }
  | { readonly kind: 'several' }
  | { readonly kind: 'malformed' };

/**
 * Takes a token out of what stood around it when it was copied: quotes, brackets, `Bearer`, a line of settings, a full
 * stop, itself once more. `unusual`: there is no token of the usual form in it, and it may be cut, masked or of another
 * kind. `several`: different tokens.
 * Source: tapi.md §2.1; https://github.com/hetznercloud/cli/issues/102,
 * https://github.com/cooperspencer/gickup/issues/94.
 */
export function readPastedToken(pasted: string): PastedToken {
  const shown = trimmedText(pasted);
  const joined = shown.replace(/\s/g, '');
  if (isUsual(joined)) return { kind: 'usual', text: joined };
  const found = [...new Set(shown.match(INSIDE) ?? [])].filter(isUsual);
  const [only] = found;
  if (only !== undefined && found.length === 1 && isAlone(shown, only)) return { kind: 'usual', text: only };
  if (found.length > 0) return { kind: 'several' };
  return TOKEN_TEXT.test(shown) ? { kind: 'unusual', text: shown } : { kind: 'malformed' };
}

function isUsual(text: string): boolean {
  return USUAL.test(text) && !MASK.test(text);
}

/** Nothing else in the text begins like a token, but the same one again or the beginning of it. */
function isAlone(shown: string, token: string): boolean {
  const rest = shown.replaceAll(token, ' ');
  return (rest.match(BEGINNINGS) ?? []).every((begun) => token.startsWith(begun));
}

/**
 * Gives the token that is to be kept. One of an unusual form only when the person insists.
 * Errors: `token-malformed`, `token-several`, `token-unusual`.
 */
export function keptToken(pasted: Secret, insists: boolean): Secret {
  const read = readPastedToken(pasted.revealText());
  if (read.kind === 'malformed') throw new AppError('token-malformed');
  if (read.kind === 'several') throw new AppError('token-several');
  if (read.kind === 'unusual' && !insists) throw new AppError('token-unusual');
  return Secret.fromText(read.text);
}

/**
 * Makes the question of a prompt out of an action on a token: who pastes once more what was called unusual insists on
 * it. Errors: those of the action.
 */
export function insistingBySecondPaste<T>(
  { ofSecret }: Pick<Fingerprints, 'ofSecret'>,
  use: (pasted: Secret, insists: boolean) => Promise<T>,
): (pasted: Secret) => Promise<T> {
  let unusual: string | null = null;
  return async (pasted) => {
    const fingerprint = ofSecret(pasted);
    try {
      return await use(pasted, fingerprint === unusual);
    } catch (error) {
      unusual = error instanceof AppError && error.code === 'token-unusual' ? fingerprint : null;
      throw error;
    }
  };
}
