import type { IpSlot, TokenInput } from '../../../contract/areas/tokens.ts';
import { recogniseAccess, type CompanyNumbers } from '../../../contract/t-bank/access-strings.ts';
import { canonicalIp, checkIps, IP_PLACEHOLDERS } from '../../../contract/values/ip-addresses.ts';
import { trimmedText } from '../../../contract/values/visible-text.ts';
import { AppError } from '../../ports/app-error.ts';

/** What a list of addresses is held against. */
export interface AddressRules {
  readonly environment: string;
  /** The letter that switches the bank's check off is recorded for the company. */
  readonly hasLetter: boolean;
  readonly ipCheck: TokenInput['ipCheck'];
}

/** Tells whether a bank of this environment runs on this computer, so that it sees addresses that no other bank can. */
export function isLocalBank(environment: string): boolean {
  return environment !== 'production' && environment !== 'sandbox';
}

/**
 * Returns the slots with their addresses in canonical spelling. Errors: `token-letter-missing`, `token-addresses`
 * (details: the first wrong address and why). Source: tapi.md §2.3.
 */
export function checkedSlots(ips: readonly IpSlot[], rules: AddressRules): IpSlot[] {
  const isOff = rules.ipCheck === 'off-by-letter';
  if (isOff && !rules.hasLetter) throw new AppError('token-letter-missing');
  const addresses = ips.map(({ address }) => address);
  const problems = checkIps(addresses, {
    allowsLocal: isLocalBank(rules.environment),
    allowsPlaceholders: isOff,
  });
  const wrong = problems.findIndex((problem) => problem !== null);
  if (wrong !== -1) {
    const facts = { address: addresses[wrong] ?? '', problem: problems[wrong] ?? null };
    throw new AppError('token-addresses', facts);
  }
  return ips.map((slot) => ({ ...slot, address: spelled(slot.address) }));
}

/**
 * Returns the accesses by their names in the catalogue, raw strings as they are, each once.
 * Errors: `token-access-foreign` for a full string of another company.
 */
export function checkedAccesses(accesses: readonly string[], company: CompanyNumbers): readonly string[] {
  const recognised = accesses.map((text) => recogniseAccess(text, company));
  const foreign = recognised.find((one) => one.foreign !== null);
  if (foreign !== undefined) {
    const { inn, kpp } = foreign.foreign ?? company;
    throw new AppError('token-access-foreign', { inn, kpp });
  }
  return [...new Set(recognised.map(({ access }) => access))];
}

function spelled(address: string): string {
  const trimmed = trimmedText(address);
  return IP_PLACEHOLDERS.includes(trimmed) ? trimmed : (canonicalIp(trimmed) ?? trimmed);
}
