import type { CompanyId, TokenId } from '../../../contract/values/ids.ts';
import type { JournalEntry } from '../../domain/audit/entry.ts';
import type { Token } from '../../domain/tokens/token.ts';
import type { TokenStore } from '../../domain/tokens/tokens-ports.ts';
import type { Log, Timers } from '../../ports/ports.ts';
import type { Ledger } from './ledger.ts';
import { Remembered } from './remembered.ts';

/** A use is on the disk after this at the latest. Units: ms. Own choice (ADR 0069). */
const NOTES_AFTER_MS = 60_000;

export interface TokenStoreParts {
  readonly ledger: Ledger;
  readonly timers: Timers;
  readonly log: Log;
  /** As for `Remembered`. */
  readonly known?: readonly Token[] | null | undefined;
}

/** Token records over the vault file. Never the token's text. */
export class SqliteTokenStore implements TokenStore {
  readonly #parts: TokenStoreParts;
  readonly #ledger: Ledger;
  readonly #tokens: Remembered<TokenId, Token>;
  readonly #noted = new Set<TokenId>();
  #stopTimer: (() => void) | null = null;

  constructor(parts: TokenStoreParts) {
    const { ledger, known = null } = parts;
    this.#parts = parts;
    this.#ledger = ledger;
    const read = () => ledger.tokens.list();
    const readGroup = (companyId: string) => ledger.tokens.list({ where: { company_id: companyId } });
    const [idOf, groupOf] = [({ tokenId }: Token) => tokenId, ({ companyId }: Token) => companyId];
    this.#tokens = new Remembered({ ledger, read, readGroup, idOf, groupOf, known });
  }

  get(tokenId: TokenId): Token | null {
    return this.#tokens.get(tokenId);
  }

  list(companyId: CompanyId | null): readonly Token[] {
    return companyId === null ? this.#tokens.all() : this.#tokens.group(companyId);
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
    this.#noted.delete(token.tokenId);
  }

  noteUse(token: Token): void {
    this.#tokens.remember(token);
    this.#noted.add(token.tokenId);
    this.#stopTimer ??= this.#parts.timers.after(NOTES_AFTER_MS, () => this.writeNotes());
  }

  writeNotes(): void {
    this.#stopTimer?.();
    this.#stopTimer = null;
    try {
      const noted = [...this.#noted].flatMap((tokenId) => this.get(tokenId) ?? []);
      this.#noted.clear();
      const write = () => {
        for (const token of noted) this.#ledger.tokens.replace(token);
      };
      if (noted.length > 0) this.#tokens.write(noted, write, null);
    } catch (error) {
      this.#parts.log.error('token-uses-not-written', error);
    }
  }
}
