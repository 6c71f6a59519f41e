import type { CompanyId, TokenId } from '../../contract/values/ids.ts';
import type { JournalEntry } from '../audit/entry.ts';
import type { Token } from '../tokens/token.ts';
import type { TokenStore } from '../tokens/tokens-ports.ts';
import { translated, type Ledger } from './ledger.ts';

/** Token records over the vault file; read once, kept in memory, written to the file first. Never the token's text. */
export class SqliteTokenStore implements TokenStore {
  readonly #ledger: Ledger;
  #known: Map<TokenId, Token> | null = null;

  /** `known`: the rows as they were read a moment ago, all of them; read at the first use when not given. */
  constructor(ledger: Ledger, known: readonly Token[] | null = null) {
    this.#ledger = ledger;
    if (known !== null) this.#known = new Map(known.map((one) => [one.tokenId, one]));
  }

  get(tokenId: TokenId): Token | null {
    return this.#all().get(tokenId) ?? null;
  }

  list(companyId: CompanyId | null): readonly Token[] {
    return [...this.#all().values()].filter((token) => companyId === null || token.companyId === companyId);
  }

  add(token: Token, entry: JournalEntry): void {
    const known = this.#all();
    this.#commit(() => this.#ledger.tokens.insert(token), entry);
    known.set(token.tokenId, token);
  }

  addAll(tokens: readonly Token[], entries: readonly JournalEntry[]): void {
    const known = this.#all();
    const { tokens: table, journal } = this.#ledger;
    this.#commit(() => {
      for (const token of tokens) table.insert(token);
      for (const entry of entries) journal.append(entry);
    }, null);
    for (const token of tokens) known.set(token.tokenId, token);
  }

  save(token: Token, entry: JournalEntry | null): void {
    const known = this.#all();
    this.#commit(() => this.#ledger.tokens.replace(token), entry);
    known.set(token.tokenId, token);
  }

  /** After a commit that failed only the file knows whether it was kept (`store-io`): what is in memory is read anew. */
  #commit(write: () => unknown, entry: JournalEntry | null): void {
    try {
      this.#ledger.commit(() => {
        write();
      }, entry);
    } catch (error) {
      this.#known = null;
      throw error;
    }
  }

  #all(): Map<TokenId, Token> {
    this.#known ??= new Map(
      translated(() => this.#ledger.tokens.list()).map((token) => [token.tokenId, token]),
    );
    return this.#known;
  }
}
