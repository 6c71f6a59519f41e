import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

export const REPOSITORY = resolve(import.meta.dirname, '../..');

/** Folders that git does not keep. Source: `.gitignore`. */
const NOT_OURS = new Set(['.git', 'node_modules', 'out', 'dist', 'test-results', 'tour']);

/** Returns the path of every file of the repository, from its root and with `/`. */
export function repositoryFiles(folder = ''): readonly string[] {
  return readdirSync(join(REPOSITORY, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder + entry.name;
    if (!entry.isDirectory()) return [path];
    return NOT_OURS.has(entry.name) ? [] : repositoryFiles(`${path}/`);
  });
}

export function textOf(file: string): string {
  return readFileSync(join(REPOSITORY, file), 'utf8');
}
