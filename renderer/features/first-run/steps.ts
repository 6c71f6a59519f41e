import type { SessionView } from '../../../contract/areas/session.ts';

/** The steps of an own organization, in order; `paying` only where a certificate was added. */
export const WIZARD_STEPS = [
  'person',
  'company',
  'keychain',
  'token',
  'certificate',
  'paying',
  'done',
] as const;

export type WizardStep = (typeof WIZARD_STEPS)[number];
export type Step = 'choice' | 'training' | 'join' | WizardStep;

/** Where to begin: a wizard that was broken off goes on after the last thing that was stored. */
export function firstStep({ people, companies }: Pick<SessionView, 'people' | 'companies'>): Step {
  if (people.length === 0) return 'choice';
  return companies.length === 0 ? 'company' : 'keychain';
}

/** The step after; `done` stays. */
export function nextStep(step: Step): Step {
  const index = WIZARD_STEPS.findIndex((one) => one === step);
  return WIZARD_STEPS[Math.min(index + 1, WIZARD_STEPS.length - 1)] ?? 'done';
}

/** The step before; from the first ones back to the choice. What is stored is not taken back. */
export function previousStep(step: Step): Step {
  const index = WIZARD_STEPS.findIndex((one) => one === step);
  return WIZARD_STEPS[index - 1] ?? 'choice';
}
