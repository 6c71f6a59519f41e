import type { PeopleDifference } from '../../../contract/areas/organization.ts';
import { moscowMoment } from '../../../contract/values/moscow-moment.ts';
import type { People } from '../envelopes/documents.ts';
import { ruleLines } from '../policy/rule-lines.ts';
import { peopleDifferences } from './differences.ts';
import { BECOMES_DIRECTOR } from '../people/add-person.ts';
import type { Branch, Fork } from './fork.ts';
import { addedBy } from './fork-view.ts';
import { namesOfSigners, type KnownOrganization } from './organizations.ts';

const BECOMES = { accountant: 'бухгалтером', auditor: 'аудитором' } as const;
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
  const people = peopleLines(common.people.document, head.people.document);
  const after = head.policy?.document.rules ?? null;
  const rules = after === null ? [] : ruleLines(common.policy?.document.rules ?? null, after);
  return [documents.join(', '), ...people, ...rules].join('; ');
}

/**
 * Returns what changes in the people, as a director reads it in the window where he signs. Russian, as all such lines.
 */
export function peopleLines(before: People, after: People): readonly string[] {
  const kpp = before.kpp === after.kpp ? [] : [`КПП: ${before.kpp ?? 'нет'} → ${after.kpp ?? 'нет'}`];
  return [...peopleDifferences(before, after).map(differenceLine), ...kpp];
}

function differenceLine(one: PeopleDifference): string {
  switch (one.kind) {
    case 'member-added':
      return one.role === 'director'
        ? `${one.name} ${BECOMES_DIRECTOR}`
        : `${one.name} станет ${BECOMES[one.role]}`;
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
