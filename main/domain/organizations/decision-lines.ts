import type { PeopleDifference } from '../../../contract/areas/organization.ts';
import type { Limit, PolicyRules } from '../../../contract/areas/policy.ts';
import { moscowMoment } from '../../../contract/values/dates.ts';
import { formatMoney } from '../../../contract/values/money.ts';
import { peopleDifferences } from './differences.ts';
import type { Branch, Fork } from './fork.ts';
import { addedBy } from './fork-view.ts';
import { namesOfSigners, type KnownOrganization } from './organizations.ts';

const ROLES = { director: 'директор', accountant: 'бухгалтер', auditor: 'аудитор' } as const;

/**
 * Returns one version as the director reads it in the window where he signs: which documents it has, by whom, and what
 * differs from the last version beyond doubt. Russian whatever the language of the screen, as all lines that are signed
 * (docs/format/envelope.md).
 */
export function branchLine(known: KnownOrganization, fork: Fork, { head }: Branch): string {
  const documents = addedBy(fork, head).map(({ made: { kind, signed } }) => {
    const what = kind === 'people' ? 'люди' : 'правила';
    const { version, issuedAt } = signed.document;
    const names = namesOfSigners(known, signed.signers).join(', ');
    return `${what}, версия ${version} (${names}, ${moscowMoment(issuedAt)})`;
  });
  const { common } = fork;
  const people = peopleDifferences(common.people.document, head.people.document).map(differenceLine);
  const rules = ruleLines(common.policy?.document.rules ?? null, head.policy?.document.rules ?? null);
  return [documents.join(', '), ...people, ...rules].join('; ');
}

function differenceLine(one: PeopleDifference): string {
  switch (one.kind) {
    case 'member-added':
      return `добавить: ${one.name}, ${ROLES[one.role]}`;
    case 'member-ended':
      return `закончить ключ: ${one.name}, ${ROLES[one.role]}`;
    case 'key-replaced':
      return `заменить ключ: ${one.name}, ${ROLES[one.role]}`;
    case 'changes-need':
      return `подписей на изменение: ${one.before} → ${one.after}`;
    case 'recovery':
      return one.has ? 'назначить файл восстановления' : 'убрать файл восстановления';
    case 'name':
      return `название: ${one.before} → ${one.after}`;
  }
}

const LIMITS = { payment: 'платёж', day: 'день', month: 'месяц', payeeDay: 'получатель в день' } as const;

/** Every rule that differs. */
function ruleLines(before: PolicyRules | null, after: PolicyRules | null): readonly string[] {
  if (after === null) return [];
  const [was, is] = [before === null ? [] : reported(before), reported(after)];
  return is.filter((line) => !was.includes(line));
}

function reported(rules: PolicyRules): readonly string[] {
  const limits = Object.entries(LIMITS) as [keyof typeof LIMITS, string][]; // the keys of LIMITS
  return [
    ...limits.map(([name, label]) => `${label}: ${limitText(rules[name])}`),
    `подписей: ${rules.approvalsNeeded}`,
    ...rules.tiers.map(
      ({ aboveMinor, approvals }) => `свыше ${formatMoney(aboveMinor)} подписей ${approvals}`,
    ),
    `счета: ${rules.accounts.length === 0 ? 'все' : rules.accounts.join(', ')}`,
    `новый получатель: ${rules.newPayeeNeedsApproval ? 'с подписью' : 'как остальные'}`,
    `виды платежей: ${JSON.stringify(rules.classes)}`,
    `заявка живёт часов: ${rules.requestHours}`,
    `подпись живёт часов: ${rules.approvalHours ?? 'сколько заявка'}`,
  ];
}

function limitText({ approvalAboveMinor, refuseAboveMinor }: Limit): string {
  const approval = `подпись свыше ${formatMoney(approvalAboveMinor)}`;
  return refuseAboveMinor === null ? approval : `${approval}, запрет свыше ${formatMoney(refuseAboveMinor)}`;
}
