/** Reads the project's Markdown files: code blocks, links, headings and the paths in the text. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

export const root = path.join(__dirname, '../..');

export interface MarkdownFile {
  /** Path from the project's root. */
  readonly file: string;
  readonly text: string;
  readonly blocks: readonly CodeBlock[];
}

export interface CodeBlock {
  /** The word after the fence: "sh". */
  readonly language: string;
  /** Line number in the file, from 1. */
  readonly line: number;
  readonly code: string;
}

const unread = /^(node_modules|dist|var|coverage|\.git)$/;

/** All Markdown files except those in generated folders. */
export function markdownFiles(folder = ''): MarkdownFile[] {
  return readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) return unread.test(entry.name) ? [] : markdownFiles(file);
    if (!entry.name.endsWith('.md')) return [];
    const text = readFileSync(path.join(root, file), 'utf8');
    return [{ file, text, blocks: codeBlocks(text) }];
  });
}

function codeBlocks(text: string): CodeBlock[] {
  const fences = [...text.matchAll(/^( *)```(.*)\n([^]*?)^\1```$/gm)];
  return fences.map(({ 2: language = '', 3: code = '', index }) => ({
    language: language.trim(),
    line: text.slice(0, index).split('\n').length + 1,
    code,
  }));
}

/** Targets of links and pictures, except those on other sites. */
export function localLinks({ text }: MarkdownFile): string[] {
  const all = [...withoutBlocks(text).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target);
  return all.filter((target) => !/^[a-z]+:/.test(target));
}

/** The anchors that GitHub gives the headings. */
export function anchors(text: string): string[] {
  return [...withoutBlocks(text).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

/** The project's paths in `code`, except those with a placeholder such as `src/<room>`. */
export function pathsNamed({ text }: MarkdownFile): string[] {
  const code = [...withoutBlocks(text).matchAll(/`([^`\n]+)`/g)].map(([, words = '']) => words);
  return code.filter((words) => /^(bot|cards|src|seeds|deploy|test|\.ci|\.github)\/[\w./-]*$/.test(words));
}

function withoutBlocks(text: string): string {
  return text.replace(/^( *)```[^]*?^\1```$/gm, '');
}

/** One command per entry: lines continued by a backslash are joined, comments dropped. */
export function shellLines(code: string): string[] {
  return code
    .replace(/\\\n\s*/g, '')
    .split('\n')
    .map((line) => line.replace(/\s+#.*$|^#.*$/, '').trim())
    .filter((line) => line !== '');
}
