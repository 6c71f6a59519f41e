import * as z from 'zod';

const bytesSchema = z.custom<Uint8Array>((value) => value instanceof Uint8Array);

const common = { id: z.int(), service: z.string(), isCanaryKnown: z.boolean() };

/**
 * Messages between main and the keychain process. They are parsed on both sides; secrets cross as bytes, which both
 * sides zero after use, and nowhere else.
 */
export const keychainRequestSchema = z.discriminatedUnion('op', [
  z.strictObject({ op: z.literal('read'), ...common, name: z.string() }),
  z.strictObject({ op: z.literal('remove'), ...common, name: z.string() }),
  z.strictObject({
    op: z.literal('write'),
    ...common,
    name: z.string(),
    bytes: bytesSchema,
    itemLimit: z.int().min(256),
  }),
  z.strictObject({ op: z.literal('examine'), ...common }),
]);

/** One request to the keychain process. Units: `itemLimit` in bytes of one item. */
export type KeychainRequest = z.infer<typeof keychainRequestSchema>;

export const keychainReplySchema = z.strictObject({
  id: z.int(),
  state: z.literal(['ok', 'absent', 'locked', 'denied', 'unavailable', 'timeout', 'corrupt']),
  bytes: bytesSchema.optional(),
});

/** The one answer to a request; `bytes` only with `ok` to a `read`. */
export type KeychainReply = z.infer<typeof keychainReplySchema>;
