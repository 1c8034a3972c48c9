/** What the compiler cannot ask for when one more of a kind is added: each is used, and each is tested. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { type FieldKind, type Locale } from '../src/goals/schema';
import { verbs } from '../cards/parts/verbs';
import { cardNames } from '../cards/render';
import { channelKinds, personalKinds } from '../src/outbox/message-kind';
import { type ReportFormat, reportFormats } from '../src/report/content/formats';

const root = path.join(__dirname, '..');
const readIn = (file: string) => readFileSync(path.join(root, file), 'utf8');

function textOf(folders: readonly string[], except: readonly string[] = []): string {
  const files = folders.flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' }).map((name) =>
      path.join(folder, name),
    ),
  );
  const sources = files.filter((name) => name.endsWith('.ts') && !except.includes(name));
  return sources.map(readIn).join('\n');
}

const missingIn = (text: string, names: readonly string[], spelt: (name: string) => string) =>
  names.filter((name) => !text.includes(spelt(name)));

const quoted = (name: string) => `'${name}'`;

it('each verb is on a button', () => {
  const drawing = textOf(
    ['cards', 'bot/views', 'bot/actions'],
    ['cards/parts/verbs.ts', 'bot/actions/index.ts'],
  );
  const buttons = drawing.replaceAll(/\baction\(\s*'[a-z-]+'/g, '');
  expect(missingIn(buttons, verbs, quoted)).toEqual([]);
});

describe('each card', () => {
  it('is drawn somewhere', () => {
    const drawing = textOf(['bot']);
    const undrawn = cardNames.filter((name) => !new RegExp(`render\\(\\s*'${name}'`).test(drawing));
    expect(undrawn).toEqual([]);
  });

  it('is drawn by a test of its own', () => {
    expect(missingIn(textOf(['test/cards']), cardNames, quoted)).toEqual([]);
  });
});

it('each kind of message is put into the outbox', () => {
  const domain = textOf(['src'], ['src/outbox/message-kind.ts']);
  expect(missingIn(domain, Object.keys({ ...personalKinds, ...channelKinds }), quoted)).toEqual([]);
});

/** The tests that compare formats; a new format does not compile until it says in which it is. */
const comparedIn: Readonly<Record<ReportFormat, readonly string[]>> = {
  csv: ['agreement', 'one-text', 'one-light'],
  // Its rows are those of the CSV.
  json: [],
  xlsx: ['agreement', 'one-text', 'one-light', 'unwritable'],
  pptx: ['agreement', 'one-text', 'one-light', 'unwritable'],
  docx: ['one-text', 'one-light', 'unwritable'],
  // It is converted from the slides or the document.
  pdf: [],
};

it.each(reportFormats)('the report format %s is compared with the others and described', (format) => {
  const isIn = (text: string) => text.includes(`/report/${format}/`) || text.includes(quoted(format));
  const tests = comparedIn[format].map((name) => `test/report/${name}.thorough.test.ts`);
  expect(tests.filter((file) => !isIn(readIn(file)))).toEqual([]);
  expect(readIn('src/report/reports.md').toLowerCase()).toContain(format);
});

const languages: Readonly<Record<Locale, string>> = { fi: 'Finnish', sv: 'Swedish', en: 'English' };

it('each language is named in the README', () => {
  expect(missingIn(readIn('README.md'), Object.values(languages), (language) => language)).toEqual([]);
});

const fields: Readonly<Record<FieldKind, string>> = {
  ...{ number: 'number', percent: 'percent', money: 'money', scale: 'scale', 'yes-no': 'yes/no' },
  ...{ 'single-choice': 'choice', 'multiple-choice': 'choice', text: 'text', date: 'date' },
  ...{ light: 'light', 'work-state': 'work state' },
};

it('each kind of field is among the words of the README', () => {
  const row = readIn('README.md')
    .split('\n')
    .filter((line) => line.startsWith('| field '));
  expect(row).toHaveLength(1);
  expect(missingIn(row[0]!, Object.values(fields), (field) => field)).toEqual([]);
});
