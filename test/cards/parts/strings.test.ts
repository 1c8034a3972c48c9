/** The texts that people read: complete in every language, and none that nobody reads. */
import { sideSources } from '../../../src/goals/judging/target-side';
import { sideChoices } from '../../../src/import/plan/bare-targets';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { IntlMessageFormat } from 'intl-messageformat';
import { channels } from '../../../bot/commands/channels';
import { deliveries } from '../../../bot/commands/deliveries';
import { digest } from '../../../bot/commands/digest';
import { follow } from '../../../bot/commands/follow';
import { grants } from '../../../bot/commands/grants';
import { help } from '../../../bot/commands/help';
import { history } from '../../../bot/commands/history';
import { inEnglish, inFinnish, inSwedish, language } from '../../../bot/commands/language';
import { missing } from '../../../bot/commands/missing';
import { myGoals } from '../../../bot/commands/my-goals';
import { next } from '../../../bot/commands/next';
import { owners } from '../../../bot/commands/owners';
import { programmes } from '../../../bot/commands/programmes';
import { report } from '../../../bot/commands/report';
import { schedule } from '../../../bot/commands/schedule';
import { status } from '../../../bot/commands/status';
import { substitute } from '../../../bot/commands/substitute';
import { survey } from '../../../bot/commands/survey';
import { who } from '../../../bot/commands/who';
import { isStringKey, type StringKey, text } from '../../../cards/parts/strings';
import { refusedFigures } from '../../../src/goals/answers/parse-number';
import { type Locale, lights, locales } from '../../../src/goals/schema';
import { alertIds } from '../../../src/health/alert';
import { changedWhats } from '../../../src/import/plan/goal-changes';
import { rhythms } from '../../../src/periods/period';
import { scheduleFields } from '../../../src/periods/schedule-form';

const root = path.join(__dirname, '../../..');
const catalogues: Record<Locale, Record<string, string>> = {
  fi: catalogueOf('fi'),
  sv: catalogueOf('sv'),
  en: catalogueOf('en'),
};
const keys = Object.keys(catalogues.fi) as StringKey[];
const source = ['bot', 'cards', 'src', 'deploy']
  .flatMap(sourceFiles)
  .map((file) => readFileSync(file, 'utf8'));
const code = source.join('\n');

/** Commands by the key of their line in help. */
const explained = {
  help,
  goals: myGoals,
  next,
  status,
  history,
  who,
  digest,
  follow,
  deliveries,
  substitute,
  language,
  programmes,
  missing,
  survey,
  owners,
  report,
  schedule,
  channels,
  grants,
};

/** Refusals that have a text although nothing throws them; whoever comes to throw one finds it ready. */
const awaited = ['not-permitted'];

/** Fields of a schedule that are typed: each says what is to be typed, with an example. */
const explainedFields = [
  ...['onlyPeriod', 'opens', 'deadline', 'grace', 'reminders'],
  ...['substitute', 'unitHead', 'coordinator', 'closedDays', 'timeZone'],
];

/** Keys put together in code: the prefix, and what may follow it. */
const composed: Readonly<Record<string, readonly string[]>> = {
  'light.': lights,
  'alert.': [...alertIds, 'secret-expired'].flatMap((id) => [`${id}.title`, `${id}.text`, `${id}.todo`]),
  'deliveries.': ['blocked', 'not-installed', 'left', 'failed'],
  'state.': ['answered', 'partly', 'unanswered', 'commented', 'accepted'],
  'survey.state.': ['answered', 'partly', 'unanswered', 'commented', 'accepted'],
  'survey.count.': ['answered', 'partly', 'unanswered', 'commented', 'accepted'],
  'field.in.': locales,
  'problem.': codesIn('src/goals/answers/answer-result.ts', /^ {2}\| '([a-z-]+)'/gm),
  'problem.number-unreadable.': refusedFigures,
  'warning.': codesIn('src/goals/judging/warnings.ts', /^ {2}\| '([a-z-]+)'/gm),
  'refused.': [...refusalsIn(code), ...awaited],
  'schedule.field.': scheduleFields,
  'schedule.label.': explainedFields,
  'schedule.example.': explainedFields,
  'schedule.rhythm.': [...rhythms, 'once'],
  'schedule.weekday.': ['1', '2', '3', '4', '5', '6', '7'],
  'import.what.': changedWhats,
  'import.side.': sideChoices,
  'import.all.': ['at-least', 'at-most'],
  'import.sideBy.': sideSources,
  'import.problem.': [
    ...codesIn('src/import/plan/plan-problems.ts', /'([a-z]+-[a-z-]+)'/g),
    ...['layouts', 'plain', 'plan', 'owners', 'settings', 'table', '.'].flatMap((folder) =>
      problemsIn(path.join('src/import', folder)),
    ),
    ...['not-retired', 'setting-invalid', 'coordinator-unknown', 'other'],
  ],
  'schedule.problem.': [
    ...codesIn('src/periods/schedule-form.ts', /'([a-z-]+-(?:unreadable|unknown|incomplete))'/g),
    ...codesIn('src/schedule/check-schedule.ts', /code: '([a-z-]+)'/g),
  ],
};

/** The areas of a language together. */
function catalogueOf(locale: Locale): Record<string, string> {
  const folder = path.join(root, 'cards/strings');
  const areas = readdirSync(path.join(folder, locale)).map((name) => path.join(locale, name));
  const texts = [`${locale}.json`, ...areas].map((name) => readFileSync(path.join(folder, name), 'utf8'));
  return Object.assign({}, ...texts.map((each) => JSON.parse(each) as object)) as Record<string, string>;
}

function sourceFiles(folder: string): string[] {
  return readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.includes('node_modules'))
    .map((name) => path.join(root, folder, name));
}

function codesIn(file: string, pattern: RegExp): string[] {
  return [...readFileSync(path.join(root, file), 'utf8').matchAll(pattern)].map((match) => match[1]!);
}

/** Codes of what readers of files find in single rows. */
function problemsIn(folder: string): string[] {
  const files = readdirSync(path.join(root, folder)).filter((name) => name.endsWith('.ts'));
  const calls = files.flatMap((name) => codesIn(path.join(folder, name), /(?:problemAt|tell)\(([^()]*)/g));
  const codes = calls.flatMap((call) => [...call.matchAll(/'([a-z]+-[a-z-]+)'/g)].map((match) => match[1]!));
  // Only the command line brings the answers of a file.
  return codes.filter((code) => code !== 'answer-unreadable');
}

/** Codes of the refusals that a source throws. */
function refusalsIn(text: string): string[] {
  return [...text.matchAll(/RefusedError\(([^)]*)\)/g)].flatMap((call) =>
    [...call[1]!.matchAll(/'([a-z-]+)'/g)].map((match) => match[1]!),
  );
}

interface Part {
  readonly type: number;
  readonly value?: string;
  readonly options?: Readonly<Record<string, { readonly value: readonly Part[] }>>;
}

const partsOf = (message: string, locale: string) =>
  new IntlMessageFormat(message, locale, undefined, { ignoreTag: true }).getAst() as readonly Part[];

/** Literal text is 0 and "#" is 7; everything else names a placeholder. */
function placeholdersOf(parts: readonly Part[]): string[] {
  const names = parts.flatMap((part) => [
    ...(part.type === 0 || part.type === 7 ? [] : [part.value!]),
    ...Object.values(part.options ?? {}).flatMap((option) => placeholdersOf(option.value)),
  ]);
  return [...new Set(names)].sort();
}

function pluralsOf(parts: readonly Part[]): Part[] {
  return parts.flatMap((part) => [
    ...(part.options ? [part] : []),
    ...Object.values(part.options ?? {}).flatMap((option) => pluralsOf(option.value)),
  ]);
}

describe.each(locales)('the texts in %s', (locale) => {
  const messages = catalogues[locale];

  it('are the same as in Finnish, in the same order', () => {
    expect(Object.keys(messages)).toEqual(keys);
  });

  it.each(keys)('%s takes the placeholders that the Finnish one takes', (key) => {
    expect(placeholdersOf(partsOf(messages[key]!, locale))).toEqual(
      placeholdersOf(partsOf(catalogues.fi[key]!, 'fi')),
    );
  });

  it.each(keys)('%s says what it is given, for one and for many', (key) => {
    const parts = partsOf(messages[key]!, locale);
    const counted = new Set(pluralsOf(parts).map((part) => part.value));
    for (const count of [0, 1, 2, 1200]) {
      const names = placeholdersOf(parts);
      const values = Object.fromEntries(
        names.map((name) => [name, counted.has(name) ? count : `<b>{${name}}`]),
      );
      const said = text(locale, key, values);
      for (const name of names.filter((each) => !counted.has(each))) expect(said).toContain(`<b>{${name}}`);
      expect(said.replace(/<b>\{\w+\}/g, '')).not.toMatch(/[{}#]|undefined|, plural/);
    }
  });

  it('have a form for every count that the language tells apart', () => {
    const needed = new Intl.PluralRules(locale).resolvedOptions().pluralCategories;
    for (const key of keys)
      for (const plural of pluralsOf(partsOf(messages[key]!, locale)))
        expect(Object.keys(plural.options!)).toEqual(expect.arrayContaining(needed));
  });

  it('have the quotation marks of print; a straight apostrophe would hide what follows it', () => {
    const marks = { fi: /['"“‘]/, sv: /['"“‘]/, en: /['"]/ }[locale];
    expect(keys.filter((key) => marks.test(messages[key]!))).toEqual([]);
  });

  it('name only commands that the bot knows, and buttons', () => {
    const names = [...Object.values(explained), inFinnish, inSwedish, inEnglish].flatMap(
      (command) => command.names,
    );
    const quoted = Object.values(messages).flatMap((message) =>
      [...message.matchAll(/[“”]([^“”]+)”/g)].map((match) => match[1]!).filter((name) => !name.includes('{')),
    );
    expect(quoted.length).toBeGreaterThan(3);
    const isButton = (name: string) => Object.values(messages).some((message) => message.startsWith(name));
    expect(quoted.filter((name) => !names.includes(name) && !isButton(name))).toEqual([]);
  });

  it('explain each command under a name that runs it', () => {
    for (const [key, command] of Object.entries(explained))
      expect(command.names).toContain(messages[`command.help.${key}`]!.split(' – ')[0]);
  });
});

describe('the keys of the texts', () => {
  it('are all used, by name or put together', () => {
    const made = new Set(
      Object.entries(composed).flatMap(([prefix, ends]) => ends.map((end) => prefix + end)),
    );
    const unused = keys.filter((key) => !made.has(key) && !code.includes(`'${key}'`));
    expect(unused).toEqual([]);
  });

  it('cover every light, state, language and problem', () => {
    const made = Object.entries(composed)
      .filter(([prefix]) => prefix !== 'refused.')
      .flatMap(([prefix, ends]) => ends.map((end) => prefix + end));
    expect(made.length).toBeGreaterThan(15);
    expect(made.filter((key) => !isStringKey(key))).toEqual([]);
  });

  it('cover every refusal of a card or a command', () => {
    const answered = [
      'bot/actions/dispatch.ts',
      'bot/teams/activity-handler.ts',
      'src/replies/record-reply.ts',
    ];
    const thrown = answered.flatMap((file) => refusalsIn(readFileSync(path.join(root, file), 'utf8')));
    expect(thrown.length).toBeGreaterThan(5);
    expect(thrown.filter((each) => !isStringKey(`refused.${each}`))).toEqual([]);
  });

  it('are composed with the listed prefixes only', () => {
    const prefixes = [...code.matchAll(/(?:text\(|key = )`([a-zA-Z.]+)\$\{/g)].map((match) => match[1]!);
    expect(new Set(prefixes)).toEqual(
      new Set([
        ...['survey.state.', 'survey.count.'],
        ...['alert.', 'light.', 'deliveries.', 'state.', 'field.in.', 'problem.', 'warning.'],
        ...['schedule.field.', 'schedule.label.', 'schedule.example.', 'schedule.rhythm.'],
        ...['schedule.weekday.', 'schedule.problem.', 'import.what.', 'import.problem.'],
        ...['import.side.', 'import.all.', 'import.sideBy.'],
      ]),
    );
  });
});
