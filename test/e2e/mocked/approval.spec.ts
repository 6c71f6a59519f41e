import { expect } from '@playwright/test';
import type { FakeApprovalOptions } from '../../fakes/fake-approval.ts';
import { expectAccessible, expectTidy, settle, shoot } from './look.ts';
import { test } from './mocked-test.ts';

const SCENES: readonly (readonly [string, FakeApprovalOptions])[] = [
  ['plain', { desk: 'plain' }],
  ['warning', { desk: 'warning' }],
  ['warning-dark', { desk: 'warning', view: { theme: 'dark' } }],
  ['warning-en', { desk: 'warning', view: { language: 'en' } }],
  ['batch', { desk: 6 }],
  ['batch-dark-en', { desk: 40, view: { theme: 'dark', language: 'en' } }],
  ['obstacle', { desk: 'plain', obstacle: 'own-payment' }],
];

/** The window's own size, and what a desktop of 1024×700 leaves of it. */
const SIZES = [
  [940, 800],
  [940, 652],
] as const;

test('every scene fits its window and is accessible', async ({
  mocked: { page, showApproval, complaints, resize },
}) => {
  for (const [width, height] of SIZES) {
    await resize(width, height);
    for (const [name, options] of SCENES) {
      await showApproval(options);
      await settle(page);
      await shoot(page, `approval-${name}-${height}`);
      await expectTidy(page, name);
      await expectAccessible(page, name);
      expect(complaints()).toEqual([]);
    }
  }
});
