import type { SecretPromptView, SecretRevealView } from '../../../../contract/areas/secret-prompt.ts';

const text = new URLSearchParams(location.search).get('scenario') ?? '{}';
const view = JSON.parse(text) as SecretPromptView | SecretRevealView; // written by our own test

Object.defineProperty(window, 'secretPrompt', {
  value: {
    view: async () => view,
    answer: async (text: string) => {
      document.documentElement.dataset['answered'] = String(text.length);
      return text === 'wrong-wrong-wrong' ? { ...view, problem: 'passphrase-wrong' } : null;
    },
    text: async () => `t.${'Показ_для_теста-'.repeat(6)}`.slice(0, 88),
    copy: async () => {
      document.documentElement.dataset['copied'] = 'yes';
      return true;
    },
    cancel: () => {
      document.documentElement.dataset['answered'] = 'cancelled';
    },
  },
});
await import('../../../../renderer/secret/main.tsx');
