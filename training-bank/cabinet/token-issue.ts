import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { TokenRecord } from '../state/bank-state.ts';
import type { BankWorld } from '../state/bank-world.ts';
import { canonicalIp } from '../api/ip-address.ts';
import { sha256Hex } from '../api/token-checks.ts';

/** Most addresses of one token. Source: tapi.md §2.3. */
const mostAddresses = 9;

/** What is typed and ticked in the cabinet. Accesses may come in full (`opensme/inn/[…]/kpp/[…]/…`) or as the rest. */
export const tokenSpecSchema = z.strictObject({
  label: z.string().min(1),
  accesses: z.array(z.string().min(1)).readonly(),
  ips: z.array(z.string()).readonly(),
  ipCheck: z.boolean().optional(),
  issuer: z
    .strictObject({
      name: z.string().min(1).optional(),
      signRight: z.boolean().optional(),
      active: z.boolean().optional(),
    })
    .optional(),
});

export type TokenSpec = Readonly<z.input<typeof tokenSpecSchema>>;

/** A token at the one time its text is shown. */
export interface IssuedToken {
  readonly id: string;
  readonly label: string;
  readonly text: string;
}

/**
 * Issues a token: `t.` and 86 base64url characters, shown this once, kept as SHA-256.
 * Errors: throws when the address list is not one the cabinet takes. Source: tapi.md §2.1–2.3.
 */
export function issueToken(world: BankWorld, spec: TokenSpec): IssuedToken {
  const { label, accesses, ips, ipCheck = true, issuer = {} } = tokenSpecSchema.parse(spec);
  if (ipCheck) checkAddresses(ips);
  const text = `t.${randomBytes(65).toString('base64url').slice(0, 86)}`;
  const { inn, kpp } = world.state.company;
  const token: TokenRecord = {
    id: `token-${world.state.tokens.length + 1}`,
    label,
    textSha256: sha256Hex(text),
    inn,
    kpp,
    accesses: accesses.map((access) => access.replace(/^opensme\/inn\/\[[^\]]*\]\/kpp\/\[[^\]]*\]\//, '')),
    ips: [...ips],
    ipCheck,
    issuedAt: world.now().toISOString(),
    lastUsedAt: null,
    revokedAt: null,
    issuer: {
      name: issuer.name ?? 'Директор',
      signRight: issuer.signRight ?? true,
      active: issuer.active ?? true,
    },
    certificateFingerprints: [],
  };
  world.state.tokens.push(token);
  return { id: token.id, label, text };
}

/**
 * Errors: throws when there are more than nine addresses, or one is a range or not an address. Source: tapi.md §2.3.
 */
export function checkAddresses(ips: readonly string[]): void {
  if (ips.length === 0 || ips.length > mostAddresses) throw new Error('a token has 1 to 9 addresses');
  const wrong = ips.find((ip) => canonicalIp(ip) === null);
  if (wrong !== undefined) throw new Error(`not a single IPv4 or IPv6 address: ${wrong}`);
}

/** The token with this id, or else the newest with this label. */
export function findToken(world: BankWorld, idOrLabel: string): TokenRecord | undefined {
  const { tokens } = world.state;
  return (
    tokens.find((token) => token.id === idOrLabel) ??
    [...tokens].reverse().find((token) => token.label === idOrLabel)
  );
}
