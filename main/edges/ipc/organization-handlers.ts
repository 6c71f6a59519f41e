import type { OrganizationView } from '../../../contract/areas/organization.ts';
import type { CompanyId } from '../../../contract/values/ids.ts';
import { AppError } from '../../ports/app-error.ts';
import type { FileSaver } from '../../ports/document-ports.ts';
import type { Ids } from '../../ports/ports.ts';
import {
  comparedWords,
  documentsFile,
  joinOrganization,
  membersOf,
  openDocuments,
  readInvitation,
  standHash,
  type Invitation,
} from '../../domain/organizations/carry-documents.ts';
import { makeCard, readCard, type SignedCard } from '../../domain/organizations/cards.ts';
import { changePeople, signProposal } from '../../domain/organizations/change-documents.ts';
import { assertDirectors, changeMember } from '../../domain/organizations/change-members.ts';
import { readKnown } from '../../domain/organizations/chain.ts';
import { decideFork, decideForkByFile } from '../../domain/organizations/decide.ts';
import { foundOrganization } from '../../domain/organizations/found-organization.ts';
import { makeNewKeys, takeNewKeys } from '../../domain/organizations/new-keys.ts';
import type {
  OrganizationFileKind,
  OrganizationFilePicker,
} from '../../domain/organizations/organization-files.ts';
import { signing } from '../../domain/organizations/organization-vault.ts';
import { organizationView } from '../../domain/organizations/organization-view.ts';
import { makeRecovery, recoverMember, type RecoveryFiles } from '../../domain/organizations/recovery.ts';
import { takeInDocuments } from '../../domain/organizations/take-in-documents.ts';
import { rulesInForce } from '../../domain/payments/approving/judge.ts';
import { actorOf, belongsTo } from '../../domain/people/person.ts';
import { moveOn } from '../../domain/requests/move-on.ts';
import { renewForFirstReal } from '../../domain/session/spare-key.ts';
import type { Workplace } from '../../domain/session/workplace.ts';
import type { HandlersOf } from './handlers-of.ts';

export interface OrganizationHandlerParts {
  readonly workplace: Workplace;
  readonly ids: Ids;
  readonly saver: FileSaver;
  readonly organizationFiles: OrganizationFilePicker;
  readonly recoveryFiles: RecoveryFiles;
}

/** What a person looks at before he says that the words match. */
interface Draft<T> {
  readonly draftId: string;
  readonly content: T;
}

/** The organization of a company: its people, documents and keys. */
export function organizationHandlers(parts: OrganizationHandlerParts): HandlersOf<'organization'> {
  const { workplace } = parts;
  const drafts = new OrganizationDrafts(parts);
  const changing = (companyId: CompanyId) => {
    return { actor: workplace.actorIn(companyId), vault: workplace.vault };
  };
  return {
    'organization.view': async ({ companyId }) => ({ organization: drafts.view(companyId) }),
    'organization.found': async (input) => {
      const { actor, vault } = changing(input.companyId);
      await foundOrganization(vault, actor, input);
      return drafts.changed(input.companyId);
    },
    'organization.changeMember': async ({ base, change }) => {
      const { actor, vault } = changing(base.companyId);
      const wanted = change.kind === 'end' ? change : { ...change, card: drafts.card(change.draftId) };
      await changeMember(vault, actor, { base, change: wanted });
      return drafts.changed(base.companyId);
    },
    'organization.changeSignatures': async ({ base, changesNeed }) => {
      const { actor, vault } = changing(base.companyId);
      const people = vault.organizations.of(base.companyId)?.people.document;
      if (people !== undefined) assertDirectors({ ...people, changesNeed });
      await changePeople(vault, actor, { base, change: { changesNeed } });
      return drafts.changed(base.companyId);
    },
    'organization.sign': async ({ companyId, hash }) => {
      const { actor, vault } = changing(companyId);
      await signProposal(vault, actor, { companyId, hash });
      return drafts.changed(companyId);
    },
    'organization.decide': async (choice) => {
      const { actor, vault } = changing(choice.companyId);
      await decideFork(vault, actor, choice);
      return drafts.decided(choice.companyId);
    },
    'organization.decideByFile': async (choice) => {
      const { actor, vault } = changing(choice.companyId);
      const file = await drafts.pick('recovery');
      await decideForkByFile({ ...vault, recoveryFiles: parts.recoveryFiles }, actor, { choice, file });
      return drafts.decided(choice.companyId);
    },
    'organization.makeRecovery': async ({ base }) => {
      const { actor, vault } = changing(base.companyId);
      const save = (file: Uint8Array) =>
        drafts.save(`${vault.clock.now().slice(0, 10)}.klyuchnik-recovery.age`, file);
      await makeRecovery({ ...vault, recoveryFiles: parts.recoveryFiles }, actor, { base, save });
      return drafts.changed(base.companyId);
    },
    'organization.recover': async ({ base, key, draftId }) => {
      const { actor, vault } = changing(base.companyId);
      const change = { kind: 'replace' as const, key, card: drafts.card(draftId) };
      const file = await drafts.pick('recovery');
      const recovering = { ...vault, recoveryFiles: parts.recoveryFiles };
      await recoverMember(recovering, actor, { base, change, file });
      return drafts.changed(base.companyId);
    },
    ...filesOf(parts, drafts),
  };
}

type FileCalls = 'saveCard' | 'newKey' | 'pickCard' | 'saveDocuments' | 'pickDocuments' | 'join';

/** What goes from computer to computer as a file. */
function filesOf(
  { workplace, ids }: OrganizationHandlerParts,
  drafts: OrganizationDrafts,
): Pick<HandlersOf<'organization'>, `organization.${FileCalls}`> {
  return {
    'organization.saveCard': async ({ personId }) => {
      const { vault } = workplace;
      return drafts.saveCard(await makeCard(vault, actorOf(workplace.person), personId));
    },
    'organization.newKey': async (wanted) => {
      const { vault } = workplace;
      return drafts.saveCard(await makeNewKeys(vault, actorOf(workplace.person), wanted));
    },
    'organization.pickCard': async () => {
      const { vault } = workplace;
      const text = new TextDecoder().decode(await drafts.pick('card'));
      const read = readCard(signing(vault), text);
      if (read === null) throw new AppError('card-unreadable');
      const draftId = ids.newId();
      drafts.keepCard({ draftId, content: read });
      const { name, role, madeAt } = read.card;
      return { draftId, name, role, madeAt, words: drafts.words(read.hash) };
    },
    'organization.saveDocuments': async ({ companyId }) => {
      workplace.readerIn(companyId);
      const { vault } = workplace;
      const name = `${workplace.company(companyId).name}.klyuchnik-documents`;
      return { isSaved: await drafts.save(name, await documentsFile(vault, companyId)) };
    },
    'organization.pickDocuments': async () => {
      const { vault } = workplace;
      const files = await openDocuments(vault, await drafts.pick('documents'));
      const known = drafts.ownerOf(files);
      if (known !== null) {
        const { counting, proposed } = takeInDocuments(vault, known, files, {
          actor: actorOf(workplace.person),
        });
        await drafts.changed(known);
        return { kind: 'taken', companyId: known, counting, proposed };
      }
      const invitation = readInvitation(vault, files);
      const draftId = ids.newId();
      drafts.keepInvitation({ draftId, content: invitation });
      const { name, inn } = lastPeople(invitation);
      const here = new Set(invitation.here.map(({ publicKey }) => publicKey));
      return {
        kind: 'invitation',
        draftId,
        name,
        inn,
        words: drafts.words(standHash(vault, invitation.chain)),
        members: membersOf(invitation.chain).map((one) => ({
          name: one.name,
          role: one.role,
          isHere: here.has(one.key),
        })),
      };
    },
    'organization.join': async ({ draftId }) => {
      const { vault } = workplace;
      const invitation = drafts.invitation(draftId);
      const { environment } = lastPeople(invitation);
      const known = workplace.snapshot().environments.map((one) => one.environment);
      if (!known.includes(environment) && environment !== 'training')
        throw new AppError('environment-unknown');
      if (!invitation.here.every((person) => belongsTo(person, environment)))
        throw new AppError('not-entitled');
      if (environment !== 'training') await renewForFirstReal(vault.spareKey);
      const { companyId } = await joinOrganization(vault, actorOf(workplace.person), invitation);
      workplace.selectCompany(companyId);
      await drafts.changed(companyId);
      return workplace.snapshot();
    },
  };
}

/**
 * What one window looks at: the card and the invitation that wait for their words, and the words that were worked out.
 */
class OrganizationDrafts {
  readonly #parts: OrganizationHandlerParts;
  readonly #words = new Map<string, string[]>();
  #card: Draft<SignedCard> | null = null;
  #invitation: Draft<Invitation> | null = null;

  constructor(parts: OrganizationHandlerParts) {
    this.#parts = parts;
  }

  view(companyId: CompanyId): OrganizationView | null {
    const { workplace } = this.#parts;
    const { personId } = workplace.readerIn(companyId);
    const { vault } = workplace;
    const rulesState = rulesInForce(vault, companyId).state;
    const words = (hash: string) => this.words(hash);
    return organizationView(vault, { companyId, personId, rulesState, words });
  }

  /** Puts new keys into force, tells the window, and returns the view. */
  async changed(companyId: CompanyId): Promise<OrganizationView> {
    const { workplace } = this.#parts;
    await takeNewKeys(workplace.vault, companyId);
    workplace.changed();
    const view = this.view(companyId);
    if (view === null) throw new AppError('organization-unknown');
    return view;
  }

  /** As `changed`; requests wait for other approvals by the version that holds now. */
  decided(companyId: CompanyId): Promise<OrganizationView> {
    moveOn(this.#parts.workplace.vault, companyId, null);
    return this.changed(companyId);
  }

  /** The words of a hash, worked out once: they take a tenth of a second. */
  words(hash: string): string[] {
    const known = this.#words.get(hash);
    if (known !== undefined) return known;
    const words = [...comparedWords(this.#parts.workplace.vault, hash)];
    this.#words.set(hash, words);
    return words;
  }

  async save(suggestedName: string, content: Uint8Array | string): Promise<boolean> {
    return (await this.#parts.saver.save({ suggestedName, content })) !== null;
  }

  async saveCard({ card, hash, file }: SignedCard & { readonly file: string }) {
    const isSaved = await this.save(`${card.name}.klyuchnik-card`, file);
    return { isSaved, name: card.name, words: this.words(hash) };
  }

  /** Errors: `cancelled-by-person` when no file was chosen. */
  async pick(kind: OrganizationFileKind): Promise<Uint8Array> {
    const bytes = await this.#parts.organizationFiles.pick(kind);
    if (bytes === null) throw new AppError('cancelled-by-person');
    return bytes;
  }

  keepCard(draft: Draft<SignedCard>): void {
    this.#card = draft;
  }

  keepInvitation(draft: Draft<Invitation>): void {
    this.#invitation = draft;
  }

  card(draftId: string): SignedCard['card'] {
    if (this.#card?.draftId !== draftId) throw new AppError('not-found', { what: 'card' });
    return this.#card.content.card;
  }

  invitation(draftId: string): Invitation {
    if (this.#invitation?.draftId !== draftId) throw new AppError('not-found', { what: 'invitation' });
    return this.#invitation.content;
  }

  /** The company of this vault whose organization begins with one of these documents. */
  ownerOf(files: readonly string[]): CompanyId | null {
    const { vault } = this.#parts.workplace;
    const hashes = files.flatMap((file) => {
      const known = readKnown(signing(vault), file);
      return typeof known === 'string' ? [] : known.signed.hash;
    });
    const owner = vault.organizationRecords.list().find(({ organization }) => hashes.includes(organization));
    return owner?.companyId ?? null;
  }
}

function lastPeople({ chain }: Invitation) {
  const people = chain.people.at(-1)?.document;
  if (people === undefined) throw new AppError('organization-documents');
  return people;
}
