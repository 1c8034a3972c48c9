/** All answers of a round, a row per field asked, in order; other reports are checked against it. Pure. */
import { answerText } from '../../goals/answers/answer-text';
import { type AnswerReader } from '../../goals/answers/answer-words';
import { asAsked, askedGoals } from '../../goals/answers/asked-fields';
import { fieldKindRules, measureUnit } from '../../goals/field-kinds';
import { type Field, type Goal, type LocalizedText, type Option, type Programme } from '../../goals/schema';
import { textIn } from '../../goals/text';
import { unitNameOf } from '../../goals/unit';
import { type Standing, standingsOf } from '../../digest/digest';
import { type GivenAnswer, noAnswers, type Reply } from '../../replies/reply';
import { isLate } from '../../rounds/round';
import { answerTo } from '../../goals/answers/answer-result';
import { type Edition } from './formats';
import { asLine, decidedIn, type SupportDecision } from '../../support/request';
import { grouped } from '../../grouped';
import { type RowsSource } from './report-source';

/** The names and their order are stable, so that Power BI models keep working; new columns are added at the end. */
export const longFormColumns = [
  ...['programme_id', 'programme', 'period', 'goal_id', 'goal_code', 'goal_title'],
  ...['heading_1', 'heading_2', 'heading_3', 'heading_4', 'unit', 'goal_light', 'goal_light_computed'],
  ...['goal_light_self_assessed', 'group_id', 'group', 'row', 'column', 'field_id', 'field', 'kind', 'role'],
  ...['measure_unit', 'baseline', 'target', 'raw', 'value', 'answer', 'answered_by', 'on_behalf_of'],
  ...['answered_at', 'unchanged_from', 'late', 'reply_version', 'form_version', 'answer_day'],
  ...['unit_comment', 'support_requested', 'support_decision'],
] as const;
export type LongFormColumn = (typeof longFormColumns)[number];

/** Who answered and when, and how the light came about: no document publishes these. */
const unpublished: ReadonlySet<LongFormColumn> = new Set([
  ...([
    'goal_light_computed',
    'goal_light_self_assessed',
    'answered_by',
    'on_behalf_of',
    'answered_at',
  ] as const),
  ...(['unchanged_from', 'late', 'reply_version', 'form_version'] as const),
]);

/** The columns of an edition, in their order; the published one has lights only if the programme publishes them. */
export function columnsIn(
  edition: Edition,
  { publishes = 'lights' }: Pick<Programme, 'publishes'>,
): readonly LongFormColumn[] {
  if (edition === 'full') return longFormColumns;
  return longFormColumns.filter(
    (column) => !unpublished.has(column) && (column !== 'goal_light' || publishes === 'lights'),
  );
}

/** An empty text stands for no value; `value` is a number if the answer is one, `late` is 1 or 0. */
export type LongFormRow = Readonly<Record<LongFormColumn, string | number>>;

/** @param reader of the texts; raw answers stay in the language they were given in */
export function longForm(source: RowsSource, reader: AnswerReader): LongFormRow[] {
  return [...longFormRows(source, reader)];
}

/** One row at a time: a large programme's rows need not all be in memory at once. */
export function* longFormRows(source: RowsSource, reader: AnswerReader): Iterable<LongFormRow> {
  const { round, form, replies } = source;
  const standings = standingsOf(form, replies, round);
  const comments = new Map(source.comments?.map(({ unit, text }) => [unit, text]));
  const textOf = (text: LocalizedText | undefined) => (text ? textIn(text, reader.locale) : '');
  for (const [index, goal] of askedGoals(form).entries()) {
    const reply = replies.get(goal.id);
    const comment = comments.get(unitNameOf(goal, form.programme)) ?? '';
    const shared = { goal, reply, standing: standings[index]!, textOf, reader, comment };
    const { fields } = asAsked(goal, reply?.answers ?? noAnswers);
    const decided = decidedByField(source.decisions?.get(goal.id) ?? [], fields);
    for (const field of fields) yield rowOf(source, field, shared, decided.get(field.id));
  }
}

interface RowGoal {
  readonly goal: Goal;
  readonly reply: Reply | undefined;
  readonly standing: Standing;
  readonly textOf: (text: LocalizedText | undefined) => string;
  readonly reader: AnswerReader;
  /** On the goal's unit; empty if there is none. */
  readonly comment: string;
}

/** One literal in the order of the columns: assembling so large an object from parts is several times slower. */
function rowOf(
  { round, form }: RowsSource,
  field: Field,
  row: RowGoal,
  decided: readonly SupportDecision[] = [],
): LongFormRow {
  const { goal, reply, standing, textOf, reader } = row;
  const group = goal.groups.find(({ id }) => id === field.group);
  const answer = reply && answerTo(reply.answers, field.id);
  return {
    programme_id: form.programme.id,
    programme: textOf(form.programme.name),
    period: round.period,
    goal_id: goal.id,
    goal_code: goal.code,
    goal_title: textOf(goal.title),
    heading_1: textOf(goal.headings[0]),
    heading_2: textOf(goal.headings[1]),
    heading_3: textOf(goal.headings[2]),
    heading_4: textOf(goal.headings[3]),
    unit: textOf(standing.unit),
    goal_light: standing.light,
    goal_light_computed: standing.computed,
    goal_light_self_assessed: standing.own ?? '',
    group_id: field.group ?? '',
    group: textOf(group?.label),
    row: labelIn(group?.rows, field.row, textOf),
    column: labelIn(group?.columns, field.column, textOf),
    field_id: field.id,
    field: textOf(field.label),
    kind: field.kind,
    role: field.role ?? '',
    measure_unit: measureUnit(field, reader.locale),
    baseline: field.baseline?.raw ?? '',
    target: field.targets.map(({ raw }) => raw).join('; '),
    raw: rawsOf(answer).join('; '),
    value: typeof answer?.value === 'number' ? answer.value : '',
    answer: answer ? answerText(field, answer, reader, form.programme) : '',
    answered_by: answer?.by ?? '',
    on_behalf_of: answer?.onBehalfOf ?? '',
    answered_at: answer?.at ?? '',
    unchanged_from: answer?.unchangedFrom ?? '',
    late: answer ? Number(isLate(round, answer.at)) : '',
    reply_version: reply?.version ?? '',
    form_version: reply?.formVersion ?? '',
    answer_day: answer ? dayIn(field, answer) : '',
    unit_comment: row.comment,
    support_requested: decided.map(({ wanted }) => asLine(wanted.join(' '))).join('\n'),
    support_decision: decided.map((each) => decidedIn(each)?.text ?? '').join('\n'),
  };
}

/** By the field with the state; by the goal's first field if that has no row. */
function decidedByField(
  decisions: readonly SupportDecision[],
  fields: readonly Field[],
): ReadonlyMap<string, readonly SupportDecision[]> {
  const ids = new Set(fields.map(({ id }) => id));
  return grouped(decisions, ({ fieldId }) => (ids.has(fieldId) ? fieldId : (fields[0]?.id ?? '')));
}

/** `yyyy-mm-dd`, to compute with; `answer` has the day as the reader writes it. */
function dayIn({ kind }: Field, { value }: GivenAnswer): string {
  return fieldKindRules[kind].answeredBy === 'day' && typeof value === 'string' ? value : '';
}

function rawsOf(answer: GivenAnswer | undefined): string[] {
  return answer === undefined ? [] : [answer.raw].flat();
}

function labelIn(
  options: readonly Pick<Option, 'id' | 'label'>[] | undefined,
  id: string | undefined,
  textOf: (text: LocalizedText | undefined) => string,
): string {
  return textOf(options?.find((option) => option.id === id)?.label);
}
