/** Every regular expression in the program, and texts that make a bad one slow. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type AST, RegExpParser, visitRegExpAST } from '@eslint-community/regexpp';
import ts from 'typescript';

export interface FoundRegExp {
  /** "src/import/file/sheet.ts:34" */
  readonly place: string;
  readonly source: string;
  readonly flags: string;
}

export interface FoundRegExps {
  readonly literals: readonly FoundRegExp[];
  /** Files that build expressions at run time, with the number of places in each. */
  readonly built: ReadonlyMap<string, number>;
}

export const root = path.join(__dirname, '../..');

export function regExpsIn(folders: readonly string[]): FoundRegExps {
  const literals: FoundRegExp[] = [];
  const built = new Map<string, number>();
  for (const file of folders.flatMap(sourcesIn)) {
    const source = ts.createSourceFile(
      file,
      readFileSync(path.join(root, file), 'utf8'),
      ts.ScriptTarget.ES2023,
    );
    const visit = (node: ts.Node): void => {
      if (ts.isRegularExpressionLiteral(node)) {
        const end = node.text.lastIndexOf('/');
        const line = source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1;
        const [body, flags] = [node.text.slice(1, end), node.text.slice(end + 1)];
        literals.push({ place: `${file}:${line}`, source: body, flags });
      }
      if (isBuilt(node)) built.set(file, (built.get(file) ?? 0) + 1);
      ts.forEachChild(node, visit);
    };
    visit(source);
  }
  return { literals, built };
}

/** `new RegExp(…)` and `RegExp(…)`. */
function isBuilt(node: ts.Node): boolean {
  const isMade = ts.isNewExpression(node) || ts.isCallExpression(node);
  return isMade && ts.isIdentifier(node.expression) && node.expression.text === 'RegExp';
}

function sourcesIn(folder: string): string[] {
  return readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => path.join(folder, file))
    .sort();
}

/** A text whose middle is repeated up to 100,000 characters. */
export interface Attack {
  readonly before: string;
  readonly unit: string;
  readonly after: string;
}

/** Texts that keep each repetition of the expression busy: a prefix that leads to it, and no ending that matches. */
export function attacksOn({ source, flags }: Pick<FoundRegExp, 'source' | 'flags'>): Attack[] {
  const pattern = new RegExpParser({ ecmaVersion: 2024 }).parsePattern(source, 0, source.length, {
    unicode: flags.includes('u'),
    unicodeSets: flags.includes('v'),
  });
  const fits = matcher(flags);
  const pool = charactersFor(pattern, fits);
  const attacks = new Map<string, Attack>();
  const add = (lead: string, unit: string) => {
    // \u0001 matches nothing, so the match cannot begin, or end, with the repetition.
    for (const before of unit === '' ? [] : [lead, `\u0001${lead}`])
      for (const after of ['', '\u0001'])
        attacks.set(JSON.stringify([before, unit, after]), { before, unit, after });
  };
  for (const unit of [...pool, sampleOf(pattern, pool, fits)]) add('', unit);
  visitRegExpAST(pattern, {
    onQuantifierEnter: (quantifier) => {
      if (quantifier.max < longRepetition) return;
      const { element } = quantifier;
      const units = pool.filter((character) => fits(element.raw, character));
      for (const before of new Set(['', sampleBefore(quantifier, pool, fits)]))
        for (const unit of new Set([...units, ...samplesOf(element, pool, fits)])) add(before, unit);
    },
  });
  return [...attacks.values()];
}

const longRepetition = 20;

type Fits = (raw: string, text: string) => boolean;

function matcher(flags: string): Fits {
  const kept = flags.replace(/[gyd]/g, '');
  return (raw, text) => {
    try {
      return new RegExp(`^(?:${raw})$`, kept).test(text);
    } catch {
      // On its own it may refer to a group that is elsewhere.
      return false;
    }
  };
}

/** One character of each kind; those that the expression names are added. */
const usual = [' ', '\n', 'a', '1', '-', 'ä', '\u00a0', '!'];

function charactersFor(pattern: AST.Pattern, fits: Fits): string[] {
  const named = new Set<string>();
  const classes: string[] = [];
  visitRegExpAST(pattern, {
    onCharacterEnter: ({ value }) => void named.add(String.fromCodePoint(value)),
    onCharacterSetEnter: ({ raw }) => void classes.push(raw),
    onCharacterClassEnter: ({ raw }) => void classes.push(raw),
  });
  const others = Array.from({ length: 0x250 }, (_, code) => String.fromCharCode(code)).concat(
    '\u2013',
    '日',
    '💥',
  );
  const representative = (raw: string) =>
    [...usual, ...named, ...others].find((each) => fits(raw, each)) ?? '';
  return [
    ...new Set([...usual.slice(0, 4), ...[...named].slice(0, 30), ...classes.map(representative)]),
  ].filter(Boolean);
}

function sampleOf(node: AST.Node, pool: readonly string[], fits: Fits): string {
  switch (node.type) {
    case 'Pattern':
    case 'Group':
    case 'CapturingGroup':
      return sampleOf(node.alternatives[0]!, pool, fits);
    case 'Alternative':
      return node.elements.map((element) => sampleOf(element, pool, fits)).join('');
    case 'Quantifier':
      return sampleOf(node.element, pool, fits).repeat(Math.min(node.min, 100));
    case 'Character':
      return String.fromCodePoint(node.value);
    case 'CharacterSet':
    case 'CharacterClass':
      return pool.find((character) => fits(node.raw, character)) ?? '';
    default:
      return '';
  }
}

function samplesOf(element: AST.QuantifiableElement, pool: readonly string[], fits: Fits): string[] {
  if (element.type !== 'Group' && element.type !== 'CapturingGroup') return [sampleOf(element, pool, fits)];
  return element.alternatives.map((alternative) => sampleOf(alternative, pool, fits));
}

/** A text that matches the parts before it, from the beginning of the expression. */
function sampleBefore(node: AST.Node, pool: readonly string[], fits: Fits): string {
  const { parent } = node;
  if (!parent) return '';
  const own =
    parent.type === 'Alternative'
      ? parent.elements
          .slice(0, parent.elements.indexOf(node as AST.Element))
          .map((element) => sampleOf(element, pool, fits))
          .join('')
      : '';
  return sampleBefore(parent, pool, fits) + own;
}
