/** Each text is used, and each code of the domain has a text. The compiler checks keys that are literals in code. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { rhythmNames, weekdays } from '../../../cards/parts/schedule-words';
import { isStringKey } from '../../../cards/parts/strings';
import { readTexts } from '../../../deploy/text-arguments';
import { outageReasons } from '../../../src/channels/outages';
import { type ProblemCode } from '../../../src/goals/answers/answer-result';
import { refusedFigures } from '../../../src/goals/answers/parse-number';
import { sideSources } from '../../../src/goals/judging/target-side';
import { type UnreadReason } from '../../../src/goals/answers/pasted-table';
import { type WarningCode } from '../../../src/goals/judging/warnings';
import { lights, locales } from '../../../src/goals/schema';
import { alertIds } from '../../../src/health/alert';
import { sideChoices } from '../../../src/import/plan/bare-targets';
import { changedWhats } from '../../../src/import/plan/goal-changes';
import { type Undelivered } from '../../../src/outbox/message';
import { channelKinds, personalKinds } from '../../../src/outbox/message-kind';
import { type ForecastStep } from '../../../src/schedule/forecast';
import { rhythms } from '../../../src/periods/period';
import { type ScheduleField, scheduleFields } from '../../../src/periods/schedule-form';
import { columnMeanings } from '../../../src/import/table/imported';
import { firstPeriods } from '../../../src/import/suggested-programme';
import { firstStages } from '../../../src/periods/calendar-schema';
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
  ...(['onlyPeriod', 'firstPeriod', 'opens', 'deadline', 'grace', 'reminders'] as const),
  ...(['stage', 'stageReminders'] as const),
  ...(['substitute', 'unitHead', 'coordinator', 'closedDays', 'timeZone'] as const),
];

/** Keys composed in code: the prefix, and what may follow it. */
const composed: Readonly<Record<string, readonly string[]>> = {
  'light.': lights,
  'reportFile.legend.': lights,
  'language.': locales,
  'alert.': [...alertIds, 'secret-expired'].flatMap((id) => [`${id}.title`, `${id}.text`, `${id}.todo`]),
  'channels.why.': outageReasons,
  'deliveries.': allOf<Undelivered['state']>({
    ...{ blocked: true, 'not-installed': true, left: true, failed: true },
  }),
  'deliveries.kind.': [...Object.keys(personalKinds), ...Object.keys(channelKinds)],
  'state.': states,
  'survey.state.': states,
  'survey.count.': states,
  'step.': allOf<Exclude<ForecastStep['what'], 'escalate'>>({
    ...{ open: true, remind: true, digest: true, stage: true, close: true },
  }),
  'field.in.': locales,
  'translation.into.': locales,
  'problem.': allOf<ProblemCode>({
    ...{
      required: true,
      'one-of': true,
      'one-language': true,
      'reason-needed': true,
      'number-unreadable': true,
      'wrong-unit': true,
    },
    ...{ 'below-minimum': true, 'above-maximum': true, 'text-too-long': true },
    ...{ 'unknown-option': true, 'several-values': true },
    ...{ 'date-unreadable': true, 'no-such-date': true, 'yes-no-unreadable': true },
  }),
  'warning.': allOf<WarningCode>({
    ...{
      'ten-times': true,
      tenth: true,
      'progress-fell': true,
      negative: true,
      'negative-share': true,
      'over-whole': true,
      'target-passed': true,
      ambiguous: true,
      'loose-minus': true,
    },
    ...{ 'other-unit': true, 'other-size': true, share: true, leftover: true, fraction: true },
  }),
  'table.unread.': allOf<UnreadReason>({ row: true, twice: true, columns: true, rows: true, heading: true }),
  'schedule.field.': scheduleFields,
  'schedule.label.': typedFields,
  'schedule.example.': typedFields,
  'schedule.rhythm.': rhythmNames,
  'schedule.stageOf.': firstStages,
  'schedule.weekday.': weekdays,
  'problem.number-unreadable.': refusedFigures,
  'year.axis.': [...rhythms, 'mixed'],
  'welcome.in.': locales,
  'import.what.': changedWhats,
  'import.side.': sideChoices,
  'import.all.': ['at-least', 'at-most'],
  'import.sideBy.': sideSources,
  'columns.meaning.': columnMeanings,
  'newProgramme.first.': firstPeriods,
};

/** Texts of codes that are unions in the domain: the compiler finds a code without a text, and this test the reverse. */
const prefixesOfCodes = ['refused.', 'import.problem.', 'schedule.problem.'];
const isOfKnownCode = (key: string) =>
  prefixesOfCodes.some((prefix) => key.startsWith(prefix) && code.includes(`'${key.slice(prefix.length)}'`));

/** Places where keys are composed that the compiler cannot check; their codes are listed above. */
const unseen = [
  'bot/actions/register/read-file.ts',
  'bot/views/refusal-key.ts',
  'cards/import/rows.ts',
  'cards/parts/goals/input-texts.ts',
];

function sourceFiles(folder: string): string[] {
  return readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.includes('node_modules'))
    .map((name) => path.join(root, folder, name));
}

const made = Object.entries(composed).flatMap(([prefix, ends]) => ends.map((end) => prefix + end));

describe('the keys of the texts', () => {
  it('are all used, by name or put together', () => {
    const isUsed = (key: string) => made.includes(key) || code.includes(`'${key}'`) || isOfKnownCode(key);
    const unused = Object.keys(readTexts('fi')).filter((key) => !isUsed(key));
    expect(unused).toEqual([]);
  });

  it('cover every code and value that they are put together with', () => {
    expect(made.filter((key) => !isStringKey(key))).toEqual([]);
  });

  it('are put together out of the sight of the compiler in these files only', () => {
    const found = sources
      .filter((file) => /\bisStringKey\(|as (?:StringKey|PlainKey)\b/.test(readFileSync(file, 'utf8')))
      .map((file) => path.relative(root, file))
      .filter((file) => file !== 'cards/parts/strings.ts');
    expect(found.sort()).toEqual(unseen);
  });
});
