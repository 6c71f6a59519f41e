import { addMs } from '../../contract/values/dates.ts';
import { CompanyId } from '../../contract/values/ids.ts';
import { decisionText, type NamedStand } from '../../main/domain/envelopes/decision.ts';
import {
  peopleText,
  policyDocumentText,
  type Member,
  type People,
  type PolicyDocument,
} from '../../main/domain/envelopes/documents.ts';
import { signedFile } from '../../main/domain/envelopes/signed-text.ts';
import { readKnown, type Known } from '../../main/domain/organizations/chain.ts';
import { strictPolicy } from '../../main/domain/policy/policy.ts';
import { ISSUED, parts, type Author } from '../envelopes/author.ts';

export const { rules } = strictPolicy(CompanyId.parse('company-1'));

/** Rules that ask for so many approvals. */
export const asking = (approvalsNeeded: number) => ({ rules: { ...rules, approvalsNeeded } });

/** Documents of one organization, made by hand: also those that no app would sign. */
export class Notary {
  readonly #authors: readonly Author[];
  #made = 0;

  constructor(authors: readonly Author[]) {
    this.#authors = authors;
  }

  member(author: Author, change: Partial<Member> = {}): Member {
    const at = this.#authors.indexOf(author);
    return {
      key: author.key,
      openingKey: `age1${'q'.repeat(57)}${'0234567'.charAt(at)}`,
      name: `Имя ${at}`,
      role: 'director',
      validThrough: null,
      ...change,
    };
  }

  root(directors: readonly Author[], change: Partial<People> = {}): Known {
    const members = directors.map((one) => this.member(one));
    return read(peopleText(parts, { ...FIRST, members, ...change }), directors);
  }

  /** The next people after a stand. */
  people({ people, policy }: At, change: Partial<People>, signers: readonly Author[]): Known {
    const { version, members, changesNeed, recoveryKey } = people.document;
    return read(
      peopleText(parts, {
        ...FIRST,
        version: version + 1,
        previous: people.hash,
        members,
        changesNeed,
        recoveryKey,
        policyHash: policy?.hash ?? null,
        issuedAt: this.#now(),
        ...change,
      }),
      signers,
    );
  }

  /** The next rules after a stand. */
  policy({ people, policy }: At, organization: string, { change, signers }: Signed<PolicyDocument>): Known {
    return read(
      policyDocumentText(parts, {
        v: 1,
        kind: 'policy',
        version: (policy?.document.version ?? 0) + 1,
        previous: policy?.hash ?? null,
        issuedAt: this.#now(),
        organization,
        peopleHash: people.hash,
        rules,
        validUntil: '2027-11-16T09:00:00.000Z',
        ...change,
      }),
      signers,
    );
  }

  decision(organization: string, { keep, setAside, signer, insteadOf = [] }: Decided): Known {
    const at = { v: 1, kind: 'decision', organization, issuedAt: this.#now() } as const;
    return read(
      decisionText(parts, {
        ...at,
        director: signer.key,
        keep,
        setAside: [...setAside],
        insteadOf: [...insteadOf],
      }),
      [signer],
    );
  }

  /** No two documents are of one moment: they would be one document with two signatures. */
  #now(): string {
    this.#made += 1;
    return addMs(ISSUED, this.#made);
  }
}

interface Signed<T> {
  readonly change: Partial<T>;
  readonly signers: readonly Author[];
}

interface Decided {
  readonly keep: NamedStand;
  readonly setAside: readonly NamedStand[];
  readonly signer: Author;
  readonly insteadOf?: readonly string[];
}

/** Where a document is put on top. */
interface At {
  readonly people: { readonly hash: string; readonly document: People };
  readonly policy: { readonly hash: string; readonly document: PolicyDocument } | null;
}

const FIRST: Omit<People, 'members'> = {
  v: 1,
  kind: 'people',
  version: 1,
  previous: null,
  issuedAt: ISSUED,
  name: 'ООО «Пример»',
  inn: '9999000006',
  kpp: '999901001',
  environment: 'production',
  changesNeed: 1,
  policyHash: null,
  recoveryKey: null,
};

function read(text: string, signers: readonly Author[]): Known {
  const known = readKnown(
    parts,
    signedFile(
      text,
      signers.map((one) => ({ key: one.key, signature: one.signature(text) })),
    ),
  );
  if (typeof known === 'string') throw new Error(known);
  return known;
}
