import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import ts from 'typescript';

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

/** Sources of these folders; a folder is named without a slash at its end. */
export function sourceFiles(...folders: readonly string[]): readonly string[] {
  return folders
    .flatMap((folder) => repositoryFiles(`${folder}/`))
    .filter((file) => /\.(tsx?|mts|mjs)$/.test(file));
}

/** What a source imports, as it is written there. */
export function importsOf(file: string): readonly string[] {
  return ts.preProcessFile(textOf(file), true, true).importedFiles.map(({ fileName }) => fileName);
}
