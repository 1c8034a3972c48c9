/** How the source is laid out: files by folder, and which folder imports from which. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

const root = path.join(__dirname, '../..');

/** Texts of TypeScript files, by path from the project's root: "src/goals/unit.ts". */
export type Sources = ReadonlyMap<string, string>;

export function sourcesOf(top: string): Sources {
  const files = filesBelow(top).filter((file) => file.endsWith('.ts'));
  return new Map(files.map((file) => [file, readFileSync(path.join(root, file), 'utf8')]));
}

/** Paths, from the project's root, of all files below a folder. */
export function filesBelow(top: string): string[] {
  return readdirSync(path.join(root, top), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)));
}

export interface Arrow {
  readonly file: string;
  readonly imports: string;
}

/** Imports across folders, including types: a type that moves breaks its importers as a function does. */
export function arrowsIn(sources: Sources): Arrow[] {
  return [...sources].flatMap(([file, text]) =>
    ts.preProcessFile(text, true, true).importedFiles.flatMap(({ fileName }) => {
      const imports = importedFile(sources, file, fileName);
      return imports === undefined || folderOf(imports) === folderOf(file) ? [] : [{ file, imports }];
    }),
  );
}

function importedFile(sources: Sources, file: string, specifier: string): string | undefined {
  if (!specifier.startsWith('.')) return undefined;
  const found = path.posix.join(folderOf(file), specifier).replace(/\.js$/, '');
  return [found, `${found}.ts`, `${found}/index.ts`].find((each) => sources.has(each));
}

export const folderOf = (file: string) => path.posix.dirname(file);

/**
 * Cycles of folders that import from one another, each as its arrows: "src/a/x.ts -> src/b/y.ts". A folder and its
 * subfolder are different folders.
 */
export function circlesIn(arrows: readonly Arrow[]): string[][] {
  const next = new Map<string, Set<string>>();
  for (const { file, imports } of arrows)
    next.set(folderOf(file), (next.get(folderOf(file)) ?? new Set()).add(folderOf(imports)));
  const reached = new Map([...next.keys()].map((folder) => [folder, reachedFrom(folder, next)]));
  const leadsTo = (from: string, to: string) => reached.get(from)?.has(to) === true;
  const circles = new Map<string, string[]>();
  for (const { file, imports } of arrows) {
    const [from, to] = [folderOf(file), folderOf(imports)];
    if (!leadsTo(to, from)) continue;
    // All folders of a cycle reach each other, so they share the first name.
    const name = [...reached.get(from)!].filter((folder) => leadsTo(folder, from)).toSorted()[0]!;
    circles.set(name, [...(circles.get(name) ?? []), `${file} -> ${imports}`]);
  }
  return [...circles.values()];
}

function reachedFrom(folder: string, next: ReadonlyMap<string, ReadonlySet<string>>): Set<string> {
  const reached = new Set<string>();
  const waiting = [folder];
  for (let each = waiting.pop(); each !== undefined; each = waiting.pop())
    for (const to of next.get(each) ?? []) {
      if (reached.has(to)) continue;
      reached.add(to);
      waiting.push(to);
    }
  return reached;
}
