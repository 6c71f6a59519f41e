/** A picture as Electron takes it: four bytes a pixel, blue first. */
export interface Bitmap {
  readonly size: number;
  readonly pixels: Buffer;
}

type Colour = readonly [red: number, green: number, blue: number];

/** The accent of the app, and amber for «needs you soon». Source: renderer/app/theme.ts, ui.md «Colour and shape». */
const KEY: Colour = [59, 110, 214];
const DOT: Colour = [224, 138, 30];

/** Points across one pixel that are asked whether they are inside: smooth edges at 16 pixels. Own choice. */
const SAMPLES = 4;

/** Draws a key, with a dot in the corner when something is near. Units: pixels. */
export function drawTrayIcon(size: number, hasDot: boolean): Bitmap {
  const pixels = Buffer.alloc(size * size * 4);
  for (let y = 0; y < size; y += 1) {
    for (let x = 0; x < size; x += 1) {
      const dot = hasDot ? covered(isInDot, { x, y, size }) : 0;
      const key = covered(isInKey, { x, y, size });
      const alpha = Math.max(dot, key);
      const [red, green, blue] = dot > 0 ? DOT : KEY;
      // Electron wants colours multiplied by their cover.
      pixels.set([blue * alpha, green * alpha, red * alpha, 255 * alpha].map(Math.round), (y * size + x) * 4);
    }
  }
  return { size, pixels };
}

interface Place {
  readonly x: number;
  readonly y: number;
  readonly size: number;
}

/** Returns how much of a pixel is inside a shape of the unit square, 0 to 1. */
function covered(isInside: (x: number, y: number) => boolean, { x, y, size }: Place): number {
  let hits = 0;
  for (let i = 0; i < SAMPLES * SAMPLES; i += 1) {
    const dx = ((i % SAMPLES) + 0.5) / SAMPLES;
    const dy = (Math.floor(i / SAMPLES) + 0.5) / SAMPLES;
    if (isInside((x + dx) / size, (y + dy) / size)) hits += 1;
  }
  return hits / (SAMPLES * SAMPLES);
}

/** A ring to the left, a shaft to the right, two teeth below it. */
function isInKey(x: number, y: number): boolean {
  const fromRing = Math.hypot(x - 0.28, y - 0.5);
  const isRing = fromRing <= 0.24 && fromRing >= 0.12;
  const isShaft = x > 0.5 && x < 0.97 && Math.abs(y - 0.5) < 0.065;
  const isTooth = y >= 0.5 && y < 0.72 && ((x > 0.7 && x < 0.79) || (x > 0.88 && x < 0.97));
  return isRing || isShaft || isTooth;
}

function isInDot(x: number, y: number): boolean {
  return Math.hypot(x - 0.78, y - 0.22) <= 0.21;
}
