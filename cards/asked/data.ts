/** A question about a goal with the goal's figures, the responses, and a box for one, as data for `card.json`. Pure. */
import { answerTo } from '../../src/goals/answers/answer-result';
import { asAsked } from '../../src/goals/answers/asked-fields';
import { isJudgedGoal } from '../../src/goals/judged';
import { type Goal, type Programme } from '../../src/goals/schema';
import {
  isOverdue,
  longestResponse,
  partOf,
  type Question,
  type QuestionResponse,
} from '../../src/questions/question';
import { type GoalRecord } from '../../src/replies/goal-history';
import { type Round } from '../../src/rounds/round';
import { type Banner, bannerData } from '../parts/banner';
import { besideLight } from '../parts/beside-light';
import { cardButton, type CardButton } from '../parts/buttons/card-button';
import { fieldName } from '../parts/goals/field-name';
import { completenessMarks, lightRuns, shownLight } from '../parts/light-marks';
import { excess, longestShown } from '../parts/limits';
import { personName } from '../parts/person-name';
import { shorten } from '../parts/shorten';
import { type Wording } from '../parts/wording';

export interface AskedCardSource {
  readonly programme: Programme;
  readonly round: Pick<Round, 'period'>;
  readonly goal: Goal;
  readonly isRetired?: boolean;
  readonly question: Question;
  /** The goal's answers in the round, or else its latest ones; missing if there are none. */
  readonly record?: GoalRecord;
  /** Names of those who asked, responded and answered. */
  readonly names: ReadonlyMap<string, string>;
  /** Set if the reader may respond; `owner`: the name of the person whose substitute they are. */
  readonly responding?: { readonly owner?: string };
  readonly typed?: string;
  readonly problem?: string;
  readonly banner?: Banner;
  /** Today in the programme's time zone. */
  readonly today: string;
  readonly buttons: readonly CardButton[];
}

export function askedCardData(source: AskedCardSource, wording: Wording) {
  const { programme, round, goal, question, responding, typed, problem, banner, buttons } = source;
  const part = partOf(question, goal);
  return {
    ...bannerData(banner),
    heading: wording.text('asked.title'),
    about: `${shorten(wording.of(programme.name), 160)} · ${wording.period(round.period)}`,
    goal: { code: goal.code, title: shorten(wording.of(goal.title), 200) },
    lines: [
      ...(part ? [wording.text('asked.part', { part: shorten(wording.of(part.label), 120) })] : []),
      ...(source.isRetired ? [wording.text('asked.retired')] : []),
      ...(responding?.owner === undefined
        ? []
        : [wording.text('asked.asSubstitute', { name: shorten(responding.owner, longestShown.name) })]),
    ],
    figures: figuresData(source, wording),
    said: saidData(source, wording),
    ...(responding && { input: inputData(question, typed, wording) }),
    ...(!responding && typed && { typed: { label: wording.text('ask.typed'), text: typed } }),
    ...(problem !== undefined && { problem }),
    notes: [
      ...(responding ? [wording.text('asked.explain')] : []),
      ...(question.published ? [wording.text('asked.isPublished')] : []),
    ],
    buttons: buttons.map(cardButton),
  };
}

/** How many answers are shown, and characters of each; the others are in the goal's history. */
const shown = { lines: 6, name: 80, value: 160 } as const;

function figuresData({ record, round, names, question }: AskedCardSource, wording: Wording) {
  const label = wording.text('asked.figures');
  if (!record) return { label, state: [], beside: [wording.text('asked.noFigures')], lines: [] };
  const { goal, judged, completeness, answers, programme, by, at } = record;
  const isEarlier = record.period !== round.period;
  const state =
    judged && isJudgedGoal(goal)
      ? shownLight(judged.light, wording)
      : `${completenessMarks[completeness]} ${wording.text(`state.${completeness}`)}`;
  const part = partOf(question, goal)?.id;
  const fields = asAsked(goal, answers).fields.filter(({ group }) => part === undefined || group === part);
  const lines = fields.flatMap((field) => {
    const answer = answerTo(answers, field.id);
    if (!answer) return [];
    const name = shorten(fieldName(goal, field, wording), shown.name);
    return [{ name, value: shorten(wording.answer(field, answer, programme), shown.value) }];
  });
  const rest = lines.length - shown.lines;
  const more = { name: '…', value: wording.text('digest.more', { count: rest }) };
  return {
    ...{
      label: isEarlier ? `${label} ${wording.period(record.period)}` : label,
      state: lightRuns(state),
      beside: judged ? besideLight(judged, wording) : [],
    },
    lines: rest > 0 ? [...lines.slice(0, shown.lines), more] : lines,
    given: wording.text('history.given', { name: personName({ names }, by), at: wording.moment(at) }),
  };
}

function saidData({ question, names, today }: AskedCardSource, wording: Wording) {
  const { text, by, at, due, responses } = question;
  const author = wording.text('asked.by', { name: personName({ names }, by), at: wording.moment(at) });
  const until = wording.text(isOverdue(question, today) ? 'asked.overdue' : 'asked.due', {
    day: wording.day(due),
  });
  return [
    { label: wording.text('asked.question'), text, author: `${author} · ${until}` },
    ...responses.map((response) => ({
      label: wording.text('asked.response'),
      text: response.text,
      author: authorText(response, names, wording),
    })),
  ];
}

function authorText(
  { by, onBehalfOf, at }: QuestionResponse,
  names: ReadonlyMap<string, string>,
  wording: Wording,
): string {
  const who = { name: personName({ names }, by), at: wording.moment(at) };
  if (onBehalfOf === undefined) return wording.text('asked.by', who);
  return wording.text('asked.byFor', { ...who, owner: personName({ names }, onBehalfOf) });
}

function inputData({ responses }: Question, typed: string | undefined, wording: Wording) {
  return {
    label: wording.text(responses.length > 0 ? 'asked.more' : 'asked.yours'),
    value: typed ?? '',
    placeholder: wording.text('ask.placeholder', { max: wording.number(longestResponse) }),
    maxLength: longestResponse + excess,
  };
}
