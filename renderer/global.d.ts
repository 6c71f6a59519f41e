import type { AppApi } from '../contract/contract.ts';
import type { ApprovalApi } from '../contract/areas/approval-window.ts';
import type { SecretPromptView, SecretRevealView } from '../contract/areas/secret-prompt.ts';

declare global {
  interface Window {
    /** The only way to main; made by `preload/preload.ts`. */
    readonly app: AppApi;
    /** Only in the window in which payments are approved; made by `preload/approval-preload.ts`. */
    readonly approval: ApprovalApi;
    /** Only in the window that asks for a secret; made by `preload/secret-preload.ts`. */
    readonly secretPrompt: {
      readonly view: () => Promise<SecretPromptView | SecretRevealView>;
      /** Gives the next view when the answer was not accepted, `null` when it was. */
      readonly answer: (text: string) => Promise<SecretPromptView | null>;
      /** Gives the secret to show, once; its seconds run from then on. */
      readonly text: () => Promise<string | null>;
      /** Copies it; false when that could not be written down, and nothing was copied. */
      readonly copy: () => Promise<boolean>;
      readonly cancel: () => void;
    };
  }
}
