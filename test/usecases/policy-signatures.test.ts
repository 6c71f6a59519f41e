import { USUAL_BANK_LIMITS } from '../../contract/t-bank/limits.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ClassRule, type PolicyRules } from '../../contract/areas/policy.ts';
import { addMs, DAY_MS } from '../../contract/values/dates.ts';
import { rulesInForce, trustedPolicy, approvers } from '../../main/domain/payments/approving/judge.ts';
import { changePolicy, POLICY_DAYS, type PolicyChange } from '../../main/domain/policy/change-policy.ts';
import { ruleLinesToSign } from '../../main/domain/policy/rule-lines.ts';
import { Policy, policyText, strictPolicy } from '../../main/domain/policy/policy.ts';
import { Secret } from '../../main/ports/secret.ts';
import { systemDigests } from '../../main/edges/system/system-ids.ts';
import {
  codeOf,
  COMPANY,
  FREE_RULES,
  passphraseOf,
  STRICT_RULES,
  submitNew,
  VaultWorld,
  type Workday,
} from '../fakes/vault-world.ts';

const TWO = { ...STRICT_RULES, approvalsNeeded: 2 };
const TIER_OF_TWO = { ...STRICT_RULES, tiers: [{ aboveMinor: 500_000_00, approvals: 2 }] };

async function company(rules: PolicyRules | null) {
  const world = new VaultWorld();
  const day = await world.furnish({ rules });
  return { world, day, ...world.people };
}

/** The next version by the first director; `others`: names of those who sign with him. */
function change(world: VaultWorld, { parts }: Workday, rules: PolicyRules, others: readonly string[] = []) {
  const directors = approvers(parts, COMPANY);
  const signers = directors.filter(({ name }) => others.includes(name)).map(({ personId }) => personId);
  const input: PolicyChange = {
    companyId: COMPANY,
    companyName: 'ООО «Пример»',
    version: parts.policies.newest(COMPANY)?.version ?? 0,
    rules,
    signers,
    directors,
  };
  return changePolicy(parts, world.people.director, input);
}

function putPolicy({ stores }: Workday, policy: Policy): void {
  stores.ledger.commit(() => stores.ledger.policies.upsert(policy), null);
}

describe('rules signed before there were tiers, classes and an end', () => {
  /** As the version before signed it, written out by hand. */
  const OLD_TEXT = (personId: string) =>
    `{"changedAt":"2026-11-16T09:00:00.000Z","changedBy":"${personId}","companyId":"company-1","kind":"klyuchnik-policy",` +
    '"rules":{"accounts":[],"approvalsNeeded":1,"day":{"approvalAboveMinor":10000,"refuseAboveMinor":null},' +
    '"month":{"approvalAboveMinor":10000,"refuseAboveMinor":null},"newPayeeNeedsApproval":true,' +
    '"payeeDay":{"approvalAboveMinor":10000,"refuseAboveMinor":null},' +
    '"payment":{"approvalAboveMinor":5000,"refuseAboveMinor":90000},"requestHours":48},"v":1,"version":1}';
  const limit = { approvalAboveMinor: 10000, refuseAboveMinor: null };
  const OLD_RULES = {
    payment: { approvalAboveMinor: 5000, refuseAboveMinor: 90000 },
    day: limit,
    month: limit,
    payeeDay: limit,
    accounts: [],
    newPayeeNeedsApproval: true,
    approvalsNeeded: 1,
    requestHours: 48,
  };

  async function oldCompany() {
    const { world, day, director } = await company(null);
    if (director.personId === null) throw new Error('nobody');
    const text = OLD_TEXT(director.personId);
    const passphrase = Secret.fromText(passphraseOf(director.name));
    const signature = await world.personKeys.sign(director.personId, passphrase, text);
    const stored: unknown = {
      companyId: COMPANY,
      version: 1,
      rules: OLD_RULES,
      changedAt: '2026-11-16T09:00:00.000Z',
      changedBy: director.personId,
      changedByName: director.name,
      signature,
    };
    return { world, day, policy: Policy.parse(stored) };
  }

  it('still hold, and are read as asking for nothing more', async () => {
    const { day, policy } = await oldCompany();
    putPolicy(day, policy);

    const { policy: trusted, state } = rulesInForce(day.parts, COMPANY);

    expect(state).toBe('signed');
    expect(trusted.rules).toEqual({
      ...OLD_RULES,
      tiers: [],
      classes: { own: 'as-others', tax: 'as-others', salary: 'as-others' },
      approvalHours: null,
      callBackNeeded: false,
      bankLimits: null,
    });
  });

  it.each<[string, object, object]>([
    ['tiers', { tiers: [{ aboveMinor: 1, approvals: 2 }] }, {}],
    ['classes', { classes: { own: 'as-others', tax: 'no-thresholds', salary: 'as-others' } }, {}],
    ['hours', { approvalHours: 72 }, {}],
    ['calls', { callBackNeeded: true }, {}],
    ['limits of the bank', { bankLimits: USUAL_BANK_LIMITS }, {}],
    ['end', {}, { validUntil: '2036-01-01T00:00:00.000Z' }],
  ])('do not hold with %s that nobody signed', async (_name, rules, more) => {
    const { day, policy } = await oldCompany();
    putPolicy(day, Policy.parse({ ...policy, ...more, rules: { ...policy.rules, ...rules } }));

    expect(rulesInForce(day.parts, COMPANY).state).toBe('not-signed');
  });
});

describe('the signed text of rules', () => {
  const sums = fc.nat(3);
  const rule = fc.constantFrom(...ClassRule.options);
  const later = fc.record({
    tiers: fc.array(fc.record({ aboveMinor: sums, approvals: fc.integer({ min: 2, max: 3 }) }), {
      maxLength: 2,
    }),
    classes: fc.record({ own: rule, tax: rule, salary: rule }),
    approvalHours: fc.option(fc.integer({ min: 1, max: 3 }), { nil: null }),
    callBackNeeded: fc.boolean(),
    bankLimits: fc.constantFrom(null, USUAL_BANK_LIMITS, {
      ...USUAL_BANK_LIMITS,
      eds: USUAL_BANK_LIMITS.tApi,
    }),
  });
  const validUntil = fc.constantFrom(null, '2027-01-01T00:00:00.000Z', '2028-01-01T00:00:00.000Z');
  const anyPolicy = fc.record({ later, validUntil }).map(({ later: rules, validUntil: until }) => ({
    ...strictPolicy(COMPANY),
    rules: { ...STRICT_RULES, ...rules },
    validUntil: until,
  }));

  it('is the same only for the same rules and the same end', () => {
    const text = (policy: Policy) => systemDigests.canonical(policyText(policy));
    const whole = ({ rules, validUntil: until }: Policy) => systemDigests.canonical({ rules, until });
    fc.assert(
      fc.property(anyPolicy, anyPolicy, (a, b) => {
        expect(text(a) === text(b)).toBe(whole(a) === whole(b));
      }),
      { numRuns: 2000 },
    );
  });
});

describe('a change of the rules', () => {
  it.each([
    ['one asks for two', STRICT_RULES, TWO],
    ['two asked for one', TWO, FREE_RULES],
    ['a new tier asks for two', STRICT_RULES, TIER_OF_TWO],
    ['an old tier asked for two', TIER_OF_TWO, FREE_RULES],
  ])('takes two directors when %s', async (_name, before, after) => {
    const { world, day } = await company(before);
    const answers = [passphraseOf('Борис'), passphraseOf('Вера')];

    expect(await codeOf(() => change(world, day, after))).toBe('policy-signers');
    expect(world.prompt.questions).toEqual([]);
    world.prompt.answer(...answers);
    const changed = await change(world, day, after, ['Вера']);

    expect(world.prompt.questions.map(({ subject }) => subject)).toEqual(['Борис', 'Вера']);
    expect(world.prompt.questions[1]?.facts).toEqual(world.prompt.questions[0]?.facts);
    expect(world.prompt.questions[0]?.facts.at(1)).toEqual({ label: 'rules-version', text: '2' });
    expect(world.prompt.questions[0]?.facts.slice(2)).toEqual(
      ruleLinesToSign(before, after).map((text) => ({ label: 'change', text })),
    );
    expect(changed.coSignatures.map(({ personName }) => personName)).toEqual(['Вера']);
    expect(trustedPolicy(world.start().parts, COMPANY)).toEqual(changed);
  });

  it('takes one where nothing asks for two', async () => {
    const { world, day } = await company(STRICT_RULES);
    world.prompt.answer(passphraseOf('Борис'));

    expect((await change(world, day, FREE_RULES)).coSignatures).toEqual([]);
  });

  it('leaves the old rules when the second director closes the window', async () => {
    const { world, day } = await company(STRICT_RULES);
    world.prompt.answer(passphraseOf('Борис'));

    expect(await codeOf(() => change(world, day, TWO, ['Вера']))).toBe('cancelled-by-person');
    expect(trustedPolicy(day.parts, COMPANY).version).toBe(1);
  });

  it('is not signed by one director with two passphrases, nor twice by himself', async () => {
    const { world, day } = await company(STRICT_RULES);
    world.prompt.answer(passphraseOf('Борис'), passphraseOf('Борис'));

    expect(await codeOf(() => change(world, day, TWO, ['Борис']))).toBe('policy-signers');
    expect(await codeOf(() => change(world, day, TWO, ['Вера']))).toBe('cancelled-by-person');
    expect(world.prompt.refusals).toEqual(['passphrase-wrong']);
  });

  it('that asks for more directors than there are is refused before anybody is asked', async () => {
    const { world, day } = await company(STRICT_RULES);

    expect(await codeOf(() => change(world, day, { ...STRICT_RULES, approvalsNeeded: 3 }, ['Вера']))).toBe(
      'policy-too-few-directors',
    );
    expect(world.prompt.questions).toEqual([]);
  });

  it('does not take a training director for the second one', async () => {
    const { world, day } = await company(STRICT_RULES);
    await world.addPerson(day, 'Учебный', { role: 'director', isTraining: true });

    expect(await codeOf(() => change(world, day, TWO, ['Учебный']))).toBe('policy-signers');
  });
});

describe('a version of the rules', () => {
  const strict = { version: 0, rules: STRICT_RULES };

  it('that one director wrote into the file, where two are asked for, leaves what two asked for in force', async () => {
    const { world, day, director } = await company(TWO);
    if (director.personId === null) throw new Error('nobody');
    const own = { ...strictPolicy(COMPANY), version: 2, rules: FREE_RULES, changedAt: world.clock.now() };
    const unsigned = { ...own, changedBy: director.personId, changedByName: director.name };
    const text = systemDigests.canonical(policyText(unsigned));
    const signature = await world.personKeys.sign(
      director.personId,
      Secret.fromText(passphraseOf('Борис')),
      text,
    );
    putPolicy(day, { ...unsigned, signature });
    const twice = {
      ...unsigned,
      signature,
      coSignatures: [{ personId: director.personId, personName: 'Вера', signature }],
    };

    const before = { state: 'not-signed', policy: { version: 1, rules: TWO } };

    expect(rulesInForce(day.parts, COMPANY)).toMatchObject(before);
    putPolicy(day, twice);
    expect(rulesInForce(day.parts, COMPANY)).toMatchObject(before);
    expect(submitNew(world, day)).toMatchObject({ status: 'submitted', approvalsNeeded: 2 });
    // A version that does not count stands between: what two asked for still takes two.
    expect(await codeOf(() => change(world, day, FREE_RULES))).toBe('policy-signers');
    world.prompt.answer(passphraseOf('Борис'), passphraseOf('Вера'));
    expect((await change(world, day, FREE_RULES, ['Вера'])).version).toBe(3);
    expect(trustedPolicy(day.parts, COMPANY).version).toBe(3);
  });

  it.each([
    ['without the second signature', (policy: Policy) => ({ ...policy, coSignatures: [] })],
    ['without the first', (policy: Policy) => ({ ...policy, signature: null })],
    [
      'with the second signature damaged',
      (policy: Policy) => ({
        ...policy,
        coSignatures: policy.coSignatures.map((one) => ({
          ...one,
          signature: one.signature.replace(/^.{4}/, 'AAAA'),
        })),
      }),
    ],
    ['with a later end', (policy: Policy) => ({ ...policy, validUntil: '2099-01-01T00:00:00.000Z' })],
    ['without its end', (policy: Policy) => ({ ...policy, validUntil: null })],
  ])('%s leaves the strict rules in force', async (_name, damaged) => {
    const { day } = await company(TWO);
    const policy = trustedPolicy(day.parts, COMPANY);
    putPolicy(day, damaged(policy));

    expect(policy.version).toBe(1);
    expect(trustedPolicy(day.parts, COMPANY)).toMatchObject(strict);
  });

  it('older than a year asks about every payment, says so, and keeps its ceilings; two renew what two made', async () => {
    const payLimit = { approvalAboveMinor: 100_000_00, refuseAboveMinor: 100_000_00 };
    const { world, day } = await company({ ...FREE_RULES, payment: payLimit, approvalsNeeded: 2 });
    const end = addMs(world.clock.now(), POLICY_DAYS * DAY_MS);
    const at = (ms: number) => {
      world.clock.set(addMs(end, ms));
      return rulesInForce(day.parts, COMPANY).state;
    };

    expect([at(-1), at(0), at(1)]).toEqual(['signed', 'expired', 'expired']);
    const payment = submitNew(world, day);
    expect(payment).toMatchObject({ status: 'submitted', approvalsNeeded: 2 });
    expect(payment.reasons.map(({ code }) => code)).toEqual(['rules-expired']);
    expect(await codeOf(() => submitNew(world, day, { amountText: '100000,01' }))).toBe(
      'payment-refused-by-rules',
    );
    expect(await codeOf(() => change(world, day, FREE_RULES))).toBe('policy-signers');
    world.prompt.answer(passphraseOf('Борис'), passphraseOf('Вера'));
    await change(world, day, FREE_RULES, ['Вера']);
    expect(rulesInForce(day.parts, COMPANY).state).toBe('signed');
  });
});
