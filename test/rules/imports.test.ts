import { posix } from 'node:path';
import { describe, expect, it } from 'vitest';
import { featureRule, IMPORT_RULES, type ImportRule } from './import-table.ts';
import { importsOf, sourceFiles } from './repository.ts';

function ruleFor(file: string): ImportRule | undefined {
  const feature = /^renderer\/features\/([^/]+)\//.exec(file)?.[1];
  if (feature !== undefined) return featureRule(feature);
  return [...IMPORT_RULES].sort((a, b) => b.of.length - a.of.length).find(({ of }) => file.startsWith(of));
}

/** Says what is wrong with one import, or `null`. */
function fault(file: string, specifier: string): string | null {
  const rule = ruleFor(file);
  if (rule === undefined) return `${file}: no rule for this folder`;
  if (specifier.startsWith('.')) {
    const target = posix.normalize(posix.join(posix.dirname(file), specifier));
    if (target === 'main/compose.ts' && file !== 'main/vault-process.ts')
      return `${file}: only vault-process.ts imports compose.ts`;
    return rule.own.some((allowed) => target.startsWith(allowed)) ? null : `${file} may not import ${target}`;
  }
  const isNode = specifier.startsWith('node:') && rule.packages.includes('node:*');
  return isNode || rule.packages.includes(specifier)
    ? null
    : `${file} may not import the package ${specifier}`;
}

const sources = () => sourceFiles('contract', 'main', 'preload', 'renderer', 'training-bank');

describe('imports', () => {
  it('keep to the table', () => {
    const faults = sources().flatMap((file) =>
      importsOf(file).flatMap((specifier) => fault(file, specifier) ?? []),
    );

    expect(faults).toEqual([]);
  });

  it('are found at all', () => {
    expect(sources().length).toBeGreaterThan(200);
    expect(importsOf('main/domain/payments/sending/pay.ts')).toContain('./send-intention.ts');
  });

  it.each([
    ['contract/values/money.ts', 'node:fs'],
    ['contract/values/money.ts', '../../main/ports/app-error.ts'],
    ['preload/preload.ts', 'zod'],
    ['preload/preload.ts', '../contract/contract.ts'],
    ['main/domain/payments/sending/pay.ts', 'electron'],
    ['main/domain/payments/sending/pay.ts', 'node:crypto'],
    ['main/domain/payments/sending/pay.ts', '../../edges/tapi/t-bank.ts'],
    ['main/domain/payments/sending/pay.ts', '../../edges/store/ledger.ts'],
    ['main/domain/tokens/token.ts', '../payments/payment.ts'],
    ['main/edges/tapi/client.ts', '../store/ledger.ts'],
    ['main/edges/tapi/client.ts', '../../../training-bank/training-bank.ts'],
    ['main/edges/store/ledger.ts', 'electron'],
    ['main/edges/ipc/dispatch.ts', 'electron'],
    ['training-bank/api/payments.ts', '../../main/edges/tapi/wire-schemas.ts'],
    ['main/open-vault.ts', './compose.ts'],
    ['renderer/features/payments/form/payment-form.tsx', '../../tokens/form/token-form.tsx'],
    ['renderer/features/payments/form/payment-form.tsx', '../../../../main/ports/app-error.ts'],
    ['renderer/app/app.tsx', 'electron'],
    ['renderer/app/app.tsx', 'left-pad'],
  ])('are refused when %s imports %s', (file, specifier) => {
    expect(fault(file, specifier)).not.toBeNull();
  });
});
