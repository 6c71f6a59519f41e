import '../../../../renderer/app/quiet-zod.ts';
import { createFakeApproval, type FakeApprovalOptions } from '../../../fakes/fake-approval.ts';

declare global {
  interface Window {
    /** For the test: what the window called. */
    fakeApproval: ReturnType<typeof createFakeApproval>;
  }
}

const text = new URLSearchParams(location.search).get('scenario') ?? '{}';
const fake = createFakeApproval(JSON.parse(text) as FakeApprovalOptions); // written by our own test
window.fakeApproval = fake;
Object.defineProperty(window, 'approval', { value: fake.api });
await import('../../../../renderer/approval/main.tsx');
