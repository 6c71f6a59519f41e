import type { CompanyId, TokenId } from '../../../contract/values/ids.ts';
import type { JournalEntry } from '../audit/entry.ts';
import type { Token } from './token.ts';

export interface TokenStore {
  get(tokenId: TokenId): Token | null;
  list(companyId: CompanyId | null): readonly Token[];
  /** Effects: the token and the entry, both or neither. */
  add(token: Token, entry: JournalEntry): void;
  /** Effects: all tokens and all entries, or none of them. */
  addAll(tokens: readonly Token[], entries: readonly JournalEntry[]): void;
  /** Effects: the token, and the entry when there is one, both or neither. */
  save(token: Token, entry: JournalEntry | null): void;
  /**
   * Notes a token of which only the times of its use are new (`isMinorUse`). Effects: whoever reads sees it at once; it
   * is on the disk within a minute, with the next `save` of the token, or after `writeNotes`. A crash before then
   * loses it, and so does a disk that takes nothing. Errors: none.
   */
  noteUse(token: Token): void;
  /** Writes what is only noted, in one transaction. Errors: none, they are in the log. */
  writeNotes(): void;
}
