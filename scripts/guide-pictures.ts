import { copyFile, mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PROJECT_DIR } from './electron/launch-app.ts';
import { isMain } from './is-main.ts';
import { runOrThrow } from './run-command.ts';

const GUIDE_DIR = path.join(PROJECT_DIR, 'docs', 'guide');

/**
 * Plays the tour and puts the pictures that the guide names anew into `docs/guide/pictures`; others go.
 *
 * Errors: rejects when a step of the tour did not hold, or took no picture that the guide names; the pictures then stay
 * as they were.
 */
async function refreshPictures(): Promise<void> {
  const tourDir = await mkdtemp(path.join(tmpdir(), 'klyuchnik-guide-'));
  try {
    const demo = path.join(PROJECT_DIR, 'scripts', 'demo.ts');
    await runOrThrow(process.execPath, ['--import', 'tsx', demo, '--tour', tourDir], { cwd: PROJECT_DIR });
    const taken = await readdir(tourDir);
    const pairs = (await namedPictures()).map((name) => ({ name, from: taken.find(isPictureOf(name)) }));
    const missing = pairs.filter(({ from }) => from === undefined).map(({ name }) => name);
    if (missing.length > 0) throw new Error(`the tour takes no picture ${missing.join(', ')}`);
    const target = path.join(GUIDE_DIR, 'pictures');
    await rm(target, { recursive: true, force: true });
    await mkdir(target);
    for (const { name, from = '' } of pairs)
      await copyFile(path.join(tourDir, from), path.join(target, `${name}.png`));
    process.stdout.write(`${pairs.length} pictures are in ${target}\n`);
  } finally {
    await rm(tourDir, { recursive: true, force: true });
  }
}

/** The tour numbers its pictures: `09-payment-form.png`. */
function isPictureOf(name: string): (file: string) => boolean {
  return (file) => file.replace(/^\d+-/, '') === `${name}.png`;
}

async function namedPictures(): Promise<readonly string[]> {
  const files = (await readdir(GUIDE_DIR, { recursive: true })).filter((file) => file.endsWith('.md'));
  const texts = await Promise.all(files.map((file) => readFile(path.join(GUIDE_DIR, file), 'utf8')));
  const names = texts.flatMap((text) =>
    [...text.matchAll(/\]\(\.\.\/pictures\/([\w-]+)\.png\)/g)].map(([, name = '']) => name),
  );
  return [...new Set(names)];
}

if (isMain(import.meta.url)) {
  try {
    await refreshPictures();
  } catch (error) {
    process.stderr.write(`guide:pictures: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}
