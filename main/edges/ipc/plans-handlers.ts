import { planOrder } from '../../../contract/values/list-order.ts';
import type { PlanDetails, PlanStart } from '../../../contract/areas/plans.ts';
import type { CompanyId, PlanId } from '../../../contract/values/ids.ts';
import { AppError } from '../../ports/app-error.ts';
import type { FileSaver, PdfPrinter } from '../../ports/document-ports.ts';
import type { Actor } from '../../domain/audit/entry.ts';
import { act } from '../../domain/plans/act.ts';
import { abandonPlan, takeAttestation } from '../../domain/plans/close-plan.ts';
import { drillCardHtml } from '../../domain/plans/drill-card.ts';
import { caughtUp, loadPlan } from '../../domain/plans/keep-plan.ts';
import { attachCertificate, keepSpec, confirmStep } from '../../domain/plans/confirm-step.ts';
import type { PlanVault } from '../../domain/plans/plan-vault.ts';
import type { Plan } from '../../domain/plans/plan.ts';
import { planDetails, planSummary } from '../../domain/plans/plan-view.ts';
import { startChild, startPlan } from '../../domain/plans/start-plan.ts';
import type { Workplace } from '../../domain/session/workplace.ts';
import { withOpenToken } from '../../domain/tokens/ask-to-open.ts';
import { existingToken } from '../../domain/tokens/existing-token.ts';
import type { HandlersOf } from './handlers-of.ts';

export interface PlanHandlerParts {
  readonly workplace: Workplace;
  readonly saver: FileSaver;
  readonly printer: PdfPrinter;
}

/** Plans: what a person is in the middle of with tokens. */
export function planHandlers({ workplace, saver, printer }: PlanHandlerParts): HandlersOf<'plans'> {
  /** The plan, who acts in it, and what verbs need. Errors: `not-found`, `not-entitled`. */
  function opened(planId: PlanId): { readonly vault: PlanVault; readonly actor: Actor; readonly plan: Plan } {
    const { vault } = workplace;
    const plan = loadPlan(vault, planId);
    return { vault, actor: actorFor(workplace, plan), plan };
  }

  /**
   * A step that comes upon a sealed token is tried again with its director's passphrase: nothing was seen and nothing
   * kept before that.
   */
  async function withSealedToken(planId: PlanId, step: (vault: PlanVault) => Promise<Plan>): Promise<Plan> {
    const { vault } = workplace;
    try {
      return await step(vault);
    } catch (error) {
      const { tokenId } = loadPlan(vault, planId);
      const token = tokenId === null ? null : vault.tokens.get(tokenId);
      if (!(error instanceof AppError) || error.code !== 'token-sealed' || token === null) throw error;
      return withOpenToken(vault, { token, withCertificate: false }, (caller) => step({ ...vault, caller }));
    }
  }

  /** What a changed plan looks like; the numbers in the navigation follow. */
  function shown(plan: Plan): PlanDetails {
    workplace.changed();
    return planDetails(workplace.vault, viewerOf(workplace), plan);
  }

  return {
    'plans.list': async () => {
      const { vault } = workplace;
      const viewer = viewerOf(workplace);
      return visible(workplace).map((plan) => planSummary(vault, viewer, plan));
    },
    'plans.get': async ({ planId }) => {
      const { vault } = workplace;
      const plan = readable(workplace, planId);
      const viewer = viewerOf(workplace);
      const mayWrite = !vault.isReadOnly && viewer !== null && viewer.role !== 'auditor';
      return planDetails(vault, viewer, mayWrite ? caughtUp(vault, plan, viewer) : plan);
    },
    'plans.start': async (start) => {
      const { vault } = workplace;
      const actor = starterFor(workplace, start);
      return shown(startPlan(vault, { actor, isTraining: workplace.person.isTraining }, start));
    },
    'plans.startChild': async ({ planId, tokenId, kind }) => {
      const { vault, actor, plan } = opened(planId);
      const starter = { actor, isTraining: plan.isTraining };
      return shown(startChild(vault, starter, { parent: plan, tokenId, kind }));
    },
    'plans.saveWish': async ({ planId, wish }) => {
      const { vault, actor } = opened(planId);
      return planDetails(vault, actor, keepSpec(vault, planId, wish));
    },
    'plans.mark': async (mark) => {
      const { vault, actor } = opened(mark.planId);
      return shown(confirmStep(vault, actor, mark));
    },
    'plans.act': async ({ planId, action }) => {
      const { actor } = opened(planId);
      return shown(await withSealedToken(planId, (opened) => act(opened, actor, { planId, action })));
    },
    'plans.attachCertificate': async (input) => {
      const { vault, actor } = opened(input.planId);
      return shown(attachCertificate(vault, actor, input));
    },
    'plans.takeWord': async (input) => {
      const { vault, actor } = opened(input.planId);
      return shown(takeAttestation(vault, actor, input));
    },
    'plans.abandon': async (input) => {
      const { vault, actor } = opened(input.planId);
      return shown(await abandonPlan(vault, actor, input));
    },
    'plans.printCard': async ({ planId }) => {
      const { vault, settings } = workplace;
      const plan = readable(workplace, planId);
      const { companyName, targets, companyId } = planDetails(vault, viewerOf(workplace), plan);
      const { language } = settings;
      const madeAt = vault.clock.now();
      const card = { companyName: companyId === null ? null : companyName, madeAt, targets, language };
      const content = await printer.print(drillCardHtml(card));
      const suggestedName = `${language === 'ru' ? 'Пожарная тревога' : 'Fire drill'} ${madeAt.slice(0, 10)}.pdf`;
      return { isSaved: (await saver.save({ suggestedName, content })) !== null };
    },
    'plans.saveReceipt': async ({ planId }) => {
      const plan = readable(workplace, planId);
      if (plan.receipt === null) throw new AppError('not-found', { what: 'receipt' });
      const { text, publicKey, signature } = plan.receipt;
      const content = `${JSON.stringify({ format: 'klyuchnik-receipt-1', algorithm: 'Ed25519', text, publicKey, signature }, null, 2)}\n`;
      const suggestedName = `${workplace.settings.language === 'ru' ? 'Квитанция' : 'Receipt'} ${plan.subject}.json`;
      return { isSaved: (await saver.save({ suggestedName, content })) !== null };
    },
  };
}

/** Plans of companies of the person's kind: training people do not see real ones. */
function visible(workplace: Workplace): readonly Plan[] {
  const { vault, settings } = workplace;
  const person = settings.personId === null ? null : vault.people.get(settings.personId);
  return vault.plans
    .list()
    .filter((plan) => person === null || plan.isTraining === person.isTraining)
    .sort(planOrder);
}

/** The plan, when this person may see it. Errors: `not-found`. */
function readable(workplace: Workplace, planId: PlanId): Plan {
  const plan = visible(workplace).find((one) => one.planId === planId);
  if (plan === undefined) throw new AppError('not-found', { what: 'plan' });
  return plan;
}

function viewerOf({ vault, settings }: Workplace): Actor | null {
  const person = settings.personId === null ? null : vault.people.get(settings.personId);
  return person === null ? null : { personId: person.personId, name: person.name, role: person.role };
}

function actorFor(workplace: Workplace, plan: Plan): Actor {
  if (plan.companyId !== null) return workplace.actorIn(plan.companyId);
  if (plan.isTraining !== workplace.person.isTraining) throw new AppError('not-entitled');
  return workplace.worker;
}

/** Who may start a plan: somebody who acts in the company that it is about. */
function starterFor(workplace: Workplace, start: PlanStart): Actor {
  const companyId = companyOf(workplace, start);
  return companyId === null ? workplace.worker : workplace.actorIn(companyId);
}

function companyOf({ vault }: Workplace, start: PlanStart): CompanyId | null {
  if (!('tokenId' in start)) return start.companyId;
  const token = existingToken(vault.tokens, start.tokenId);
  return token.companyId;
}
