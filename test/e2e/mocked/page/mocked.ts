import '../../../../renderer/app/quiet-zod.ts';
import { createFakeApp, type FakeApp, type FakeAppOptions } from '../../../fakes/fake-app.ts';

declare global {
  interface Window {
    /** For the test: drives the fake from outside. */
    fake: FakeApp;
  }
}

/** The scenario is JSON in the query. Only what JSON can say; handlers stay the samples. */
function scenario(): FakeAppOptions {
  const text = new URLSearchParams(location.search).get('scenario') ?? '{}';
  return JSON.parse(text) as FakeAppOptions; // written by our own test
}

const fake = createFakeApp(scenario());
window.fake = fake;
Object.defineProperty(window, 'app', { value: fake.api });
await import('../../../../renderer/main.tsx');
