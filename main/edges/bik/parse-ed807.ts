import { SaxesParser, type SaxesTagNS } from 'saxes';
import { BankEntry, type BankAccount, type BankRestriction } from '../../../contract/areas/banks.ts';
import { LocalDate } from '../../../contract/values/dates.ts';
import { AppError } from '../../ports/app-error.ts';
import type { ReadDirectory } from '../../ports/document-ports.ts';

/** Source: the file of the Bank of Russia; the number at the end grows with the versions of the format. */
const NAMESPACE = 'urn:cbr-ru:ed:';

/** `AccRstrList` in `Accounts` in `BICDirectoryEntry` in `ED807`, and twice as much for what is to come. */
const MAX_DEPTH = 8;

/** Entries of the directory of 2026 are two thousand. Own choice. */
const MAX_BANKS = 20_000;

/** The whole directory; another file holds the changes since one. Source: ED807, `InfoTypeCode`. */
const WHOLE = 'FIRR';

/** A bank that leaves the directory, an account that is closed. Source: ED807, `ParticipantStatus`, `AccountStatus`. */
const LEAVES = 'PSDL';
const ACTIVE = 'ACAC';

type Attributes = SaxesTagNS['attributes'];

/** What is known of an entry before it ends. */
interface Building {
  readonly bik: string;
  info: Pick<BankEntry, 'name' | 'place' | 'type' | 'leavesOn'> | null;
  readonly restrictions: BankRestriction[];
  readonly accounts: (Omit<BankAccount, 'restrictions'> & { readonly restrictions: BankRestriction[] })[];
}

/**
 * Reads the Bank of Russia's directory (ED807). Elements that it does not know are passed over. An entry without a name
 * is not a participant of the payment system and is left out.
 *
 * Errors: `bank-directory-partial` for a file of changes; `bank-directory-unreadable` for every other file, for XML
 * that is cut off or does not hold together, and for one with a DTD: entities are never unfolded.
 */
export function parseEd807(xml: string): ReadDirectory {
  const reading = new Reading();
  try {
    const parser = new SaxesParser({ xmlns: true });
    parser.on('error', (error) => {
      throw error;
    });
    parser.on('doctype', () => refuse());
    parser.on('opentag', (tag) => reading.open(tag));
    parser.on('closetag', () => reading.close());
    parser.write(xml).close();
    return reading.result();
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new AppError('bank-directory-unreadable', {}, error);
  }
}

class Reading {
  #path: string[] = [];
  #days: Pick<ReadDirectory, 'businessDay' | 'editionDay'> | null = null;
  #entry: Building | null = null;
  readonly #banks = new Map<string, BankEntry>();

  open({ local, uri, attributes }: SaxesTagNS): void {
    this.#path.push(local);
    if (this.#path.length > MAX_DEPTH) refuse();
    if (this.#path.length === 1) return this.#openRoot(local, uri, attributes);
    switch (this.#path.slice(1).join('/')) {
      case 'BICDirectoryEntry':
        this.#entry = { bik: text(attributes, 'BIC'), info: null, restrictions: [], accounts: [] };
        return undefined;
      case 'BICDirectoryEntry/ParticipantInfo':
        return this.#openInfo(attributes);
      case 'BICDirectoryEntry/ParticipantInfo/RstrList':
        this.#entry?.restrictions.push(restriction(attributes, 'Rstr'));
        return undefined;
      case 'BICDirectoryEntry/Accounts':
        this.#entry?.accounts.push({
          account: text(attributes, 'Account'),
          type: text(attributes, 'RegulationAccountType'),
          isActive: (optional(attributes, 'AccountStatus') ?? ACTIVE) === ACTIVE,
          restrictions: [],
        });
        return undefined;
      case 'BICDirectoryEntry/Accounts/AccRstrList':
        this.#entry?.accounts.at(-1)?.restrictions.push(restriction(attributes, 'AccRstr'));
        return undefined;
      default:
        return undefined;
    }
  }

  close(): void {
    const isEntry = this.#path.length === 2 && this.#path[1] === 'BICDirectoryEntry';
    this.#path.pop();
    if (!isEntry || this.#entry === null) return;
    const { bik, info, restrictions, accounts } = this.#entry;
    this.#entry = null;
    if (info === null) return;
    if (this.#banks.has(bik) || this.#banks.size >= MAX_BANKS) refuse();
    this.#banks.set(bik, BankEntry.parse({ bik, ...info, restrictions, accounts }));
  }

  result(): ReadDirectory {
    if (this.#days === null || this.#banks.size === 0) return refuse();
    return { ...this.#days, banks: [...this.#banks.values()] };
  }

  #openRoot(name: string, uri: string, attributes: Attributes): void {
    if (name !== 'ED807' || !uri.startsWith(NAMESPACE)) refuse();
    if ((optional(attributes, 'InfoTypeCode') ?? WHOLE) !== WHOLE)
      throw new AppError('bank-directory-partial');
    const editionDay = LocalDate.parse(text(attributes, 'EDDate'));
    const businessDay = LocalDate.parse(optional(attributes, 'BusinessDay') ?? editionDay);
    this.#days = { businessDay, editionDay };
  }

  #openInfo(attributes: Attributes): void {
    if (this.#entry === null) return;
    const leaves = optional(attributes, 'DateOut');
    const isLeaving = leaves !== null || optional(attributes, 'ParticipantStatus') === LEAVES;
    const place = [optional(attributes, 'Tnp'), optional(attributes, 'Nnp')];
    this.#entry.info = {
      name: text(attributes, 'NameP'),
      place: place.filter((part) => part !== null && part !== '').join(' '),
      type: optional(attributes, 'PtType') ?? '',
      leavesOn: isLeaving ? LocalDate.parse(leaves ?? this.#days?.businessDay) : null,
    };
  }
}

function restriction(attributes: Attributes, name: string): BankRestriction {
  const since = optional(attributes, `${name}Date`);
  return { code: text(attributes, name), since: since === null ? null : LocalDate.parse(since) };
}

function optional(attributes: Attributes, name: string): string | null {
  return attributes[name]?.value.trim() ?? null;
}

/** Errors: `bank-directory-unreadable` where the attribute is missing. */
function text(attributes: Attributes, name: string): string {
  return optional(attributes, name) ?? refuse();
}

function refuse(): never {
  throw new AppError('bank-directory-unreadable');
}
