/** Each text is used, and each code of the domain has a text. The compiler checks keys that are literals in code. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { rhythmNames, weekdays } from '../../../cards/parts/schedule-words';
import { isStringKey } from '../../../cards/parts/strings';
import { readTexts } from '../../../deploy/text-arguments';
import { type ProblemCode } from '../../../src/goals/answers/answer-result';
import { refusedFigures } from '../../../src/goals/answers/parse-number';
import { sideSources } from '../../../src/goals/judging/target-side';
import { type WarningCode } from '../../../src/goals/judging/warnings';
import { lights, locales } from '../../../src/goals/schema';
import { alertIds } from '../../../src/health/alert';
import { sideChoices } from '../../../src/import/plan/bare-targets';
import { changedWhats } from '../../../src/import/plan/goal-changes';
import { type Undelivered } from '../../../src/outbox/message';
import { type ForecastStep } from '../../../src/schedule/forecast';
import { type ScheduleField, scheduleFields } from '../../../src/periods/schedule-form';
import { type ReviewState } from '../../../src/replies/review';

const root = path.join(__dirname, '../../..');
const sources = ['bot', 'cards', 'src', 'deploy'].flatMap(sourceFiles);
const code = sources.map((file) => readFileSync(file, 'utf8')).join('\n');

/** All members of a union: the compiler names a missing one. */
const allOf = <Union extends string>(members: Readonly<Record<Union, true>>) => Object.keys(members);

const states = allOf<ReviewState>({
  ...{ answered: true, partly: true, unanswered: true },
  ...{ commented: true, accepted: true },
});

/** Typed fields of a schedule: each has a text that says what to type, with an example. */
const typedFields: readonly ScheduleField[] = [
  ...(['onlyPeriod', 'opens', 'deadline', 'grace', 'reminders'] as const),
  ...(['substitute', 'unitHead', 'coordinator', 'closedDays', 'timeZone'] as const),
];

/** Keys composed in code: the prefix, and what may follow it. */
const composed: Readonly<Record<string, readonly string[]>> = {
  'light.': lights,
  'language.': locales,
  'alert.': [...alertIds, 'secret-expired'].flatMap((id) => [`${id}.title`, `${id}.text`, `${id}.todo`]),
  'deliveries.': allOf<Undelivered['state']>({
    ...{ blocked: true, 'not-installed': true, left: true, failed: true },
  }),
  'state.': states,
  'survey.state.': states,
  'survey.count.': states,
  'step.': allOf<Exclude<ForecastStep['what'], 'escalate'>>({
    ...{ open: true, remind: true, digest: true, close: true },
  }),
  'field.in.': locales,
  'problem.': allOf<ProblemCode>({
    ...{ required: true, 'reason-needed': true, 'number-unreadable': true, 'wrong-unit': true },
    ...{ 'below-minimum': true, 'above-maximum': true, 'text-too-long': true },
    ...{ 'unknown-option': true, 'several-values': true },
    ...{ 'date-unreadable': true, 'no-such-date': true, 'yes-no-unreadable': true },
  }),
  'warning.': allOf<WarningCode>({
    ...{ 'ten-times': true, 'target-passed': true, ambiguous: true, 'loose-minus': true },
    ...{ 'other-unit': true, 'other-size': true, share: true, leftover: true, fraction: true },
  }),
  'schedule.field.': scheduleFields,
  'schedule.label.': typedFields,
  'schedule.example.': typedFields,
  'schedule.rhythm.': rhythmNames,
  'schedule.weekday.': weekdays,
  'import.what.': changedWhats,
  'import.side.': sideChoices,
  'import.all.': ['at-least', 'at-most'],
  'import.sideBy.': sideSources,
};

/** Keys of codes that the domain does not list, read from its sources. */
const coded: Readonly<Record<string, readonly string[]>> = {
  'problem.number-unreadable.': refusedFigures,
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

/** Refusals that have a text although nothing throws them yet. */
const awaited = ['not-permitted'];

/** Places where keys are composed that the compiler cannot check; their codes are listed above. */
const unseen = [
  'bot/actions/admin/import.ts',
  'bot/views/error-replies.ts',
  'cards/goal/input-data.ts',
  'cards/import/rows.ts',
  'cards/parts/schedule-words.ts',
];

function sourceFiles(folder: string): string[] {
  return readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.includes('node_modules'))
    .map((name) => path.join(root, folder, name));
}

function codesIn(file: string, pattern: RegExp): string[] {
  return [...readFileSync(path.join(root, file), 'utf8').matchAll(pattern)].map((match) => match[1]!);
}

/** Codes of the problems that file readers find in single rows. */
function problemsIn(folder: string): string[] {
  const files = readdirSync(path.join(root, folder)).filter((name) => name.endsWith('.ts'));
  const calls = files.flatMap((name) => codesIn(path.join(folder, name), /(?:problemAt|tell)\(([^()]*)/g));
  const codes = calls.flatMap((call) => [...call.matchAll(/'([a-z]+-[a-z-]+)'/g)].map((match) => match[1]!));
  // Only the command line imports a file's answers.
  return codes.filter((code) => code !== 'answer-unreadable');
}

/** Codes of the refusals that a source throws. */
function refusalsIn(text: string): string[] {
  return [...text.matchAll(/RefusedError\(([^)]*)\)/g)].flatMap((call) =>
    [...call[1]!.matchAll(/'([a-z-]+)'/g)].map((match) => match[1]!),
  );
}

const keysOf = (listed: Readonly<Record<string, readonly string[]>>) =>
  Object.entries(listed).flatMap(([prefix, ends]) => ends.map((end) => prefix + end));

describe('the keys of the texts', () => {
  it('are all used, by name or put together', () => {
    const refused = [...refusalsIn(code), ...awaited].map((each) => `refused.${each}`);
    const made = new Set([...keysOf(composed), ...keysOf(coded), ...refused]);
    const unused = Object.keys(readTexts('fi')).filter((key) => !made.has(key) && !code.includes(`'${key}'`));
    expect(unused).toEqual([]);
  });

  it('cover every code and value that they are put together with', () => {
    const made = [...keysOf(composed), ...keysOf(coded)];
    expect(Math.min(...Object.values(coded).map(({ length }) => length))).toBeGreaterThan(10);
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

  it('are put together out of the sight of the compiler in these files only', () => {
    const found = sources
      .filter((file) => /\bisStringKey\(|as (?:StringKey|PlainKey)\b/.test(readFileSync(file, 'utf8')))
      .map((file) => path.relative(root, file))
      .filter((file) => file !== 'cards/parts/strings.ts');
    expect(found.sort()).toEqual(unseen);
  });
});
