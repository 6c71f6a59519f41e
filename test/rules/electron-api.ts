import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { REPOSITORY, sourceFiles } from './repository.ts';

/** Methods that take the name of an event first: each event counts as a member of its own. */
const EVENT_METHODS = new Set(['on', 'once', 'off', 'addListener', 'removeListener']);

/** The declarations of the installed Electron. */
export const INSTALLED_DECLARATIONS = join(REPOSITORY, 'node_modules/electron/electron.d.ts');

/**
 * Returns every member that a file of declarations of Electron names (`Electron.App.getPath`,
 * `Electron.Session.on#will-download`) with its whole declaration, without comments and white space.
 */
export function declaredMembers(file: string): ReadonlyMap<string, string> {
  const text = readFileSync(file, 'utf8');
  const tree = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const members = new Map<string, string>();
  const visit = (node: ts.Node): void => {
    if (isMember(node)) {
      const key = keyOf(node, eventOf(node));
      members.set(key, `${members.get(key) ?? ''}${plain(node)};`);
    }
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return members;
}

/** Returns the members of Electron that main and preload use, each with the files that do. */
export function usedMembers(): ReadonlyMap<string, ReadonlySet<string>> {
  const files = sourceFiles('main', 'preload')
    .filter(mayUseElectron)
    .map((file) => join(REPOSITORY, file));
  const config = ts.readConfigFile(join(REPOSITORY, 'tsconfig.json'), (file) => ts.sys.readFile(file));
  const { options } = ts.parseJsonConfigFileContent(config.config, ts.sys, REPOSITORY);
  const program = ts.createProgram(files, { ...options, noEmit: true });
  const checker = program.getTypeChecker();
  const used = new Map<string, Set<string>>();
  for (const file of files) {
    const source = program.getSourceFile(file);
    if (source === undefined) throw new Error(`${file} was not read`);
    const note = (declaration: ts.Declaration | undefined, event?: string): void => {
      if (declaration?.getSourceFile().fileName !== INSTALLED_DECLARATIONS) return;
      const key = keyOf(declaration, event);
      used.set(key, (used.get(key) ?? new Set()).add(file.slice(REPOSITORY.length + 1)));
    };
    const visit = (node: ts.Node): void => {
      if (ts.isIdentifier(node)) noteName(node, checker, note);
      if (ts.isCallExpression(node)) noteCall(node, checker, note);
      if (ts.isObjectLiteralElement(node)) noteOption(node, checker, note);
      ts.forEachChild(node, visit);
    };
    visit(source);
  }
  return used;
}

/** The other edges and the domain may not import it (import-table.ts). */
function mayUseElectron(file: string): boolean {
  return !/^main\/(?:domain|ports|edges\/(?!windows|link))/.test(file);
}

type Note = (declaration: ts.Declaration | undefined, event?: string) => void;

function noteName(node: ts.Identifier, checker: ts.TypeChecker, note: Note): void {
  // Of an event only the call says which.
  if (EVENT_METHODS.has(node.text)) return;
  for (const declaration of checker.getSymbolAtLocation(node)?.declarations ?? []) note(declaration);
}

function noteCall(node: ts.CallExpression, checker: ts.TypeChecker, note: Note): void {
  const [first] = node.arguments;
  const declaration = checker.getResolvedSignature(node)?.declaration;
  if (
    declaration !== undefined &&
    first !== undefined &&
    ts.isStringLiteral(first) &&
    eventOf(declaration) !== undefined
  )
    note(declaration, first.text);
}

function noteOption(node: ts.ObjectLiteralElement, checker: ts.TypeChecker, note: Note): void {
  if (!ts.isObjectLiteralExpression(node.parent) || node.name === undefined || !ts.isIdentifier(node.name))
    return;
  const option = checker.getContextualType(node.parent)?.getProperty(node.name.text);
  for (const declaration of option?.declarations ?? []) note(declaration);
}

function isMember(node: ts.Node): node is ts.Declaration {
  return (
    ts.isMethodSignature(node) ||
    ts.isMethodDeclaration(node) ||
    ts.isPropertySignature(node) ||
    ts.isPropertyDeclaration(node) ||
    ts.isTypeAliasDeclaration(node)
  );
}

function eventOf(node: ts.Node): string | undefined {
  if (!ts.isMethodSignature(node) && !ts.isMethodDeclaration(node)) return undefined;
  if (!EVENT_METHODS.has(node.name.getText())) return undefined;
  const type = node.parameters[0]?.type;
  return type !== undefined && ts.isLiteralTypeNode(type) && ts.isStringLiteral(type.literal)
    ? type.literal.text
    : undefined;
}

function keyOf(node: ts.Node, event: string | undefined): string {
  const names: string[] = [];
  for (let at: ts.Node | undefined = node; at !== undefined; at = at.parent) {
    const name = 'name' in at ? (at.name as ts.Node | undefined) : undefined;
    if (name !== undefined && (ts.isIdentifier(name) || ts.isStringLiteral(name))) names.unshift(name.text);
  }
  return event === undefined ? names.join('.') : `${names.join('.')}#${event}`;
}

function plain(node: ts.Node): string {
  return node
    .getText()
    .replace(/\/\*.*?\*\//gs, '')
    .replace(/\s+/g, ' ');
}
