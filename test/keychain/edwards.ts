import { createHash } from 'node:crypto';

/** The curve of Ed25519 in plain numbers, slow and only for making odd test vectors. Source: RFC 8032 §5.1 and §6. */
export const P = 2n ** 255n - 19n;
/** The order of the group of the base point. */
export const L = 2n ** 252n + 27742317777372353535851937790883648493n;

const D = mod(-121665n * inverse(121666n));
const ROOT_OF_MINUS_ONE = power(2n, (P - 1n) / 4n);

export interface Point {
  readonly x: bigint;
  readonly y: bigint;
}

export const IDENTITY: Point = { x: 0n, y: 1n };
export const BASE: Point = pointOf(mod(4n * inverse(5n)), 0n);

/** A point of order eight: any point, freed of its part in the group of the base point. */
export const ORDER_EIGHT: Point = decode(
  Buffer.from('26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05', 'hex'),
);

export function add(a: Point, b: Point): Point {
  const product = mod(D * a.x * b.x * a.y * b.y);
  return {
    x: mod((a.x * b.y + b.x * a.y) * inverse(1n + product)),
    y: mod((a.y * b.y + a.x * b.x) * inverse(1n - product)),
  };
}

export function times(count: bigint, point: Point): Point {
  let [sum, doubled] = [IDENTITY, point];
  for (let rest = count; rest > 0n; rest >>= 1n) {
    if ((rest & 1n) === 1n) sum = add(sum, doubled);
    doubled = add(doubled, doubled);
  }
  return sum;
}

/** Units: 32 bytes. */
export function encode({ x, y }: Point): Buffer {
  return littleEndian(y | ((x & 1n) << 255n));
}

export function decode(bytes: Buffer): Point {
  const value = fromLittleEndian(bytes);
  return pointOf(value & (2n ** 255n - 1n), value >> 255n);
}

/** The number that a seed stands for. Source: RFC 8032 §5.1.5. */
export function scalarOf(seed: Buffer): bigint {
  const half = createHash('sha512').update(seed).digest().subarray(0, 32);
  return (fromLittleEndian(half) & (2n ** 254n - 8n)) | (2n ** 254n);
}

/** The number that R, A and the message give. Source: RFC 8032 §5.1.7. */
export function challenge(r: Buffer, a: Buffer, message: Buffer): bigint {
  return (
    fromLittleEndian(
      createHash('sha512')
        .update(Buffer.concat([r, a, message]))
        .digest(),
    ) % L
  );
}

export function fromLittleEndian(bytes: Buffer): bigint {
  return BigInt(`0x${Buffer.from(bytes).reverse().toString('hex')}`);
}

export function littleEndian(value: bigint): Buffer {
  return Buffer.from(value.toString(16).padStart(64, '0'), 'hex').reverse();
}

function pointOf(y: bigint, sign: bigint): Point {
  const square = mod((y * y - 1n) * inverse(D * y * y + 1n));
  let x = power(square, (P + 3n) / 8n);
  if (mod(x * x) !== square) x = mod(x * ROOT_OF_MINUS_ONE);
  if (mod(x * x) !== square) throw new RangeError('not on the curve');
  return { x: (x & 1n) === sign ? x : mod(-x), y };
}

function mod(value: bigint): bigint {
  const rest = value % P;
  return rest < 0n ? rest + P : rest;
}

function inverse(value: bigint): bigint {
  return power(mod(value), P - 2n);
}

function power(base: bigint, exponent: bigint): bigint {
  let [result, square] = [1n, mod(base)];
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if ((rest & 1n) === 1n) result = mod(result * square);
    square = mod(square * square);
  }
  return result;
}
