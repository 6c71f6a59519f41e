import type { CompanyId, TokenId } from '../../../contract/values/ids.ts';
import type { JournalEntry } from '../../domain/audit/entry.ts';
import type { Token } from '../../domain/tokens/token.ts';
import type { TokenStore } from '../../domain/tokens/tokens-ports.ts';
import type { Ledger } from './ledger.ts';
import { Remembered } from './remembered.ts';

/** Token records over the vault file. Never the token's text. */
export class SqliteTokenStore implements TokenStore {
  readonly #ledger: Ledger;
  readonly #tokens: Remembered<TokenId, Token>;

  /** `known`: as for `Remembered`. */
  constructor(ledger: Ledger, known: readonly Token[] | null = null) {
    this.#ledger = ledger;
    const read = () => ledger.tokens.list();
    this.#tokens = new Remembered({ ledger, read, idOf: ({ tokenId }) => tokenId, known });
  }

  get(tokenId: TokenId): Token | null {
    return this.#tokens.get(tokenId);
  }

  list(companyId: CompanyId | null): readonly Token[] {
    return this.#tokens.all().filter((token) => companyId === null || token.companyId === companyId);
  }

  add(token: Token, entry: JournalEntry): void {
    this.#tokens.write([token], () => void this.#ledger.tokens.insert(token), entry);
  }

  addAll(tokens: readonly Token[], entries: readonly JournalEntry[]): void {
    const { tokens: table, journal } = this.#ledger;
    const write = () => {
      for (const token of tokens) table.insert(token);
      for (const entry of entries) journal.append(entry);
    };
    this.#tokens.write(tokens, write, null);
  }

  save(token: Token, entry: JournalEntry | null): void {
    this.#tokens.write([token], () => void this.#ledger.tokens.replace(token), entry);
  }
}
