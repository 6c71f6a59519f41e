import { setNonce } from 'get-nonce';

/**
 * Returns the nonce that main put into this page for its style elements. Source: CSP Level 3 §6.1.13; security.md §0.
 */
export function styleNonce(): string {
  return document.querySelector('meta[name="csp-nonce"]')?.getAttribute('content') ?? '';
}

/** Hands the nonce to react-remove-scroll, which locks the page behind a dialog with a style element of its own. */
export function installStyleNonce(): void {
  setNonce(styleNonce());
}

interface TrustedTypesFactory {
  readonly createPolicy: (
    name: string,
    rules: {
      readonly createHTML: (text: string) => string;
      readonly createScript: (text: string) => string;
      readonly createScriptURL: (text: string) => string;
    },
  ) => unknown;
}

declare global {
  interface Window {
    readonly trustedTypes?: TrustedTypesFactory;
  }
}

/**
 * Installs the only Trusted Types policy: text without markup passes (Mantine writes its style sheet so), markup and
 * scripts never.
 *
 * Errors: a refused assignment throws a TypeError where it was tried.
 */
export function installTrustedTypes(): void {
  window.trustedTypes?.createPolicy('default', {
    createHTML: (text) => {
      if (text.includes('<')) throw new TypeError('Markup in text is refused');
      return text;
    },
    createScript: refuseScript,
    createScriptURL: refuseScript,
  });
}

function refuseScript(): never {
  throw new TypeError('Scripts made at run time are refused');
}
