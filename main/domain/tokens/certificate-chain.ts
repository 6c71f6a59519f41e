import type { ChainLink, ChainView, StillValid } from '../../../contract/areas/certificates.ts';
import type { TokenView } from '../../../contract/areas/tokens.ts';
import { addMs, DAY_MS, moscowDayStart, type Instant } from '../../../contract/values/dates.ts';
import {
  CERTIFICATE_WARNING_DAYS,
  certificateState,
  olderCertificates,
  type Certificate,
} from '../certificates/certificate.ts';

/**
 * Days before its end from which a token's life deserves attention. Units: days. Source: issue 3, «warnings at
 * 30/14/7/3/1 days».
 */
const TOKEN_WARNING_DAYS = 30;

/** What a chain is made of; either may be missing. */
export interface ChainParts {
  readonly token: TokenView | null;
  readonly certificate: Certificate | null;
  /** All certificates of the company. */
  readonly all: readonly Certificate[];
}

/**
 * Puts the chain together: person → qualified e-signature, where told → certificate → token → accesses; and says which
 * link gives way first: a broken one before all, else the one whose known end is nearest.
 * Source: design.md §4; tapi.md §2.4 (the issuer), §4.1 (e-signature and certificate).
 */
export function chainOf({ token, certificate, all }: ChainParts, now: Instant): ChainView {
  const links = [
    ...personLinks(token, certificate, now),
    ...(certificate === null ? [] : [certificateLink(certificate, now)]),
    ...(token === null ? [] : tokenLinks(token, now)),
  ];
  return {
    tokenId: token?.tokenId ?? null,
    links,
    firstBreak: firstBreak(links),
    stillValid: certificate === null ? [] : stillValid(certificate, all, now),
  };
}

/**
 * Older certificates that the bank still takes, retired here or not. Source: tapi.md §4.1, a reissue does not cancel
 * the old one.
 */
export function stillValid(
  certificate: Certificate,
  all: readonly Certificate[],
  now: Instant,
): StillValid[] {
  return olderCertificates(certificate, all)
    .filter(({ notAfter }) => now < notAfter)
    .map(({ certificateId, label, notAfter, keyPlaces }) => ({
      certificateId,
      label,
      notAfter,
      keyPlaces: [...keyPlaces],
    }));
}

function personLinks(token: TokenView | null, certificate: Certificate | null, now: Instant): ChainLink[] {
  const holder = certificate?.holder ?? '';
  const person = token?.issuer ?? holder;
  const hasLeft = token?.threats.some(({ kind }) => kind === 'issuer-left') === true;
  const links: ChainLink[] = [
    { ...link('person', person), state: hasLeft ? 'broken' : person === '' ? 'unknown' : 'holds' },
  ];
  const until = certificate?.signatureUntil ?? null;
  if (until !== null) {
    // The signature is good through the whole of its last day.
    const end = addMs(moscowDayStart(until), DAY_MS - 1);
    links.push({
      ...link('signature', holder),
      until: end,
      state: stateBy(end, CERTIFICATE_WARNING_DAYS, now),
    });
  }
  return links;
}

function certificateLink(certificate: Certificate, now: Instant): ChainLink {
  const states = {
    valid: 'holds',
    'expires-soon': 'ends-soon',
    expired: 'broken',
    'not-yet-valid': 'broken',
    retired: 'broken',
  } as const;
  const state = states[certificateState(certificate, now)];
  return { ...link('certificate', certificate.label), until: certificate.notAfter, state };
}

function tokenLinks(token: TokenView, now: Instant): ChainLink[] {
  const { aliveUntil: until, accesses } = token;
  const state = until === null ? 'broken' : stateBy(until, TOKEN_WARNING_DAYS, now);
  const isProven = accesses.some(({ proof }) => proof === 'proven');
  const isRefused = accesses.length > 0 && accesses.every(({ proof }) => proof === 'refused');
  return [
    { ...link('token', token.label), until, state: isEnded(token) ? 'broken' : state },
    {
      ...link('accesses', ''),
      count: accesses.length,
      state: isRefused ? 'broken' : isProven ? 'holds' : 'unknown',
    },
  ];
}

function link(kind: ChainLink['kind'], label: string): Omit<ChainLink, 'state'> {
  return { kind, label, until: null, count: 0 };
}

function isEnded({ status }: TokenView): boolean {
  return status === 'dead' || status === 'revoked' || status === 'lost' || status === 'frozen';
}

function stateBy(until: Instant, warningDays: number, now: Instant): ChainLink['state'] {
  if (now >= until) return 'broken';
  return addMs(now, warningDays * DAY_MS) >= until ? 'ends-soon' : 'holds';
}

function firstBreak(links: readonly ChainLink[]): ChainView['firstBreak'] {
  const broken = links.find(({ state }) => state === 'broken');
  if (broken !== undefined) return { kind: broken.kind, at: broken.until };
  const dated = links.flatMap(({ kind, until }) => (until === null ? [] : [{ kind, at: until }]));
  return dated.reduce<ChainView['firstBreak']>(
    (first, one) => (first === null || first.at === null || one.at < first.at ? one : first),
    null,
  );
}
