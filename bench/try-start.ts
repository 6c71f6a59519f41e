import { makeBenchPlace } from './bench-place.ts';
import { startAndMemory } from './start-and-memory.ts';
const t0 = performance.now();
const place = await makeBenchPlace(process.env.PROJ ?? '/work/main', { companies: 50, tokens: 1000 });
console.error('place', Math.round(performance.now() - t0), 'ms');
try {
  console.log(JSON.stringify((await startAndMemory(place, Number(process.env.PAIRS ?? 3))).figures, null, 1));
} finally {
  await place.stop();
}
