import { tokenOrder } from '../../../contract/values/list-order.ts';
import type { TokenView } from '../../../contract/areas/tokens.ts';
import { companyEventsOf } from '../../domain/companies/change-company-events.ts';
import type { OpenedVault } from '../../domain/session/opened-vault.ts';
import { tokenPlace, tokenView } from '../../domain/tokens/token-view.ts';
import type { Token } from '../../domain/tokens/token.ts';

/** Shows one token. */
export function viewOf(vault: OpenedVault, token: Token): TokenView {
  return viewer(vault)(token);
}

/** Gives all tokens in the order of the list. It sorts once for all pages: anew when a token or a mark has changed. */
export function tokenSorter(): (vault: OpenedVault) => readonly Token[] {
  let seen: readonly Token[] = [];
  let seenMarks = '';
  let sorted: readonly Token[] = [];
  return (vault) => {
    const tokens = vault.tokens.list(null);
    const marks = new Map(
      vault.companies.list().map(({ companyId }) => [companyId, companyEventsOf(vault, companyId).marks]),
    );
    const marksNow = JSON.stringify([...marks]);
    const isSame = tokens.length === seen.length && tokens.every((token, at) => token === seen[at]);
    if (isSame && marksNow === seenMarks) return sorted;
    sorted = tokens
      .map((token) => ({ token, place: tokenPlace(token, marks.get(token.companyId) ?? []) }))
      .sort((one, other) => tokenOrder(one.place, other.place))
      .map(({ token }) => token);
    [seen, seenMarks] = [tokens, marksNow];
    return sorted;
  };
}

/** Shows tokens with what stands around them; companies, certificates and companyEvents are read once. */
export function viewer(vault: OpenedVault): (token: Token) => TokenView {
  const companies = new Map(
    vault.companies.list().map(({ companyId, name, environment }) => {
      const { marks } = companyEventsOf(vault, companyId);
      return [companyId, { name, marks, now: vault.bankTime.now(environment) }];
    }),
  );
  const certificates = new Map(vault.certificates.list(null).map((one) => [one.certificateId, one]));
  return (token) => {
    const { certificateId, companyId } = token;
    const company = companies.get(companyId);
    return tokenView(token, company?.now ?? vault.clock.now(), {
      company: company?.name ?? '',
      certificate: certificateId === null ? null : (certificates.get(certificateId) ?? null),
      marks: company?.marks ?? [],
      sealedTo: token.sealing === null ? null : (vault.people.get(token.sealing.sealedTo)?.name ?? null),
    });
  };
}
