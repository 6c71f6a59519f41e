import type { AppApi } from '../contract/contract.ts';
import type { SecretPromptView } from '../contract/areas/secret-prompt.ts';

declare global {
  interface Window {
    /** The only way to main; made by `preload/preload.ts`. */
    readonly app: AppApi;
    /** Only in the window that asks for a secret; made by `preload/secret-preload.ts`. */
    readonly secretPrompt: {
      readonly view: () => Promise<SecretPromptView>;
      /** Gives the next view when the answer was not accepted, `null` when it was. */
      readonly answer: (text: string) => Promise<SecretPromptView | null>;
      readonly cancel: () => void;
    };
  }
}
