import type { Readable } from 'node:stream';

/** Units: bytes of the length in front of each message. */
const LENGTH_BYTES = 4;

/** Returns the message with its length in front. */
export function framed(message: Uint8Array): Buffer {
  const head = Buffer.alloc(LENGTH_BYTES);
  head.writeUInt32BE(message.length);
  return Buffer.concat([head, message]);
}

/** Hands each whole message of the stream to `take`, in order. */
export function readFrames(stream: Readable, take: (message: Buffer) => void): void {
  let kept = Buffer.alloc(0);
  stream.on('data', (part: Buffer) => {
    kept = Buffer.concat([kept, part]);
    while (kept.length >= LENGTH_BYTES) {
      const end = LENGTH_BYTES + kept.readUInt32BE();
      if (kept.length < end) return;
      const message = kept.subarray(LENGTH_BYTES, end);
      kept = kept.subarray(end);
      take(message);
    }
  });
}
