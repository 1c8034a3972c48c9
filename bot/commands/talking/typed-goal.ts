/** A goal's code typed alone opens the goal; with a figure, the figure is offered as its answer. Only a press saves it. */
import { problemText } from '../../../cards/parts/goals/input-texts';
import { goalPages } from '../../../cards/goal/pages';
import { type Banner } from '../../../cards/parts/banner';
import { fieldNames } from '../../../cards/parts/field-labels';
import { shorten } from '../../../cards/parts/shorten';
import { type DrawnCard } from '../../../cards/render';
import { type AnswerResult, parseAnswer } from '../../../src/goals/answers/answer';
import { fieldKindRules } from '../../../src/goals/field-kinds';
import { type Field } from '../../../src/goals/schema';
import { type AskedGoal, isWaiting } from '../../../src/replies/asked-goals';
import { isLocked } from '../../../src/replies/review';
import { type CommandTurn } from '../../views/command-turn';
import { turnOn } from '../../views/draw-cards';
import { drawChoices } from '../../views/parts/choices';
import { roundsToAnswer } from '../../views/people/rounds-to-answer';
import { draftShown, goalCard, typedBefore } from '../../views/round-cards';
import { type Turn } from '../../views/turn';
import { codedText, isFigureAlone, isMaybeFigure } from '../typed/figure-typed';
import { type Answered, type Candidate, quotedGoals } from './quoted-goals';

/**
 * @param quoted what the person answers to, if Teams says so
 * @returns `undefined` if the text is neither a code of a goal that the person is asked, nor a figure for one
 */
export async function typedGoal(
  turn: CommandTurn,
  typed: string,
  quoted: Answered | undefined,
): Promise<DrawnCard | undefined> {
  const candidates = await askedGoals(turn);
  const coded = withCode(candidates, typed);
  if (coded) return cardFor(turn, coded.goals, coded.rest);
  if (!isFigureAlone(typed, turn.wording.locale)) return undefined;
  const meant = quoted ? await quotedGoals(turn, candidates, quoted) : [];
  if (meant.length === 1) return cardFor(turn, meant, typed);
  const isForFigure = ({ own }: Candidate) => isWaiting(own) && figuresOf(own).length === 1;
  const own = meant.filter(isForFigure);
  const waiting = own.length > 0 ? own : candidates.filter(isForFigure);
  if (waiting.length === 1) return cardFor(turn, waiting, typed);
  return waiting.length === 0 ? undefined : whichGoal(turn, waiting, typed);
}

async function askedGoals(turn: CommandTurn): Promise<Candidate[]> {
  return (await roundsToAnswer(turn)).flatMap((asked) => {
    const on = turnOn(asked, turn.person, turn);
    return asked.goals.map((own) => ({ turn: on, own }));
  });
}

/** The goals with the longest code that the text begins with, if only a figure follows, or nothing. */
function withCode(
  candidates: readonly Candidate[],
  typed: string,
): { readonly goals: readonly Candidate[]; readonly rest: string } | undefined {
  const read = candidates.flatMap((candidate) => {
    const found = codedText(typed, candidate.own.goal.code);
    return found && (found.rest === '' || isMaybeFigure(found.rest)) ? [{ candidate, ...found }] : [];
  });
  const longest = Math.max(...read.map(({ length }) => length));
  const goals = read.filter(({ length }) => length === longest);
  const [first] = goals;
  return first && { goals: goals.map(({ candidate }) => candidate), rest: first.rest };
}

async function cardFor(turn: CommandTurn, goals: readonly Candidate[], typed: string): Promise<DrawnCard> {
  const [only, ...more] = goals;
  if (more.length > 0) return severalGoals(turn, goals, turn.wording.text('talk.goalWhich'));
  const { turn: on, own } = only!;
  const summary = shorten(`${own.goal.code} ${on.wording.of(own.goal.title)}`, 200);
  return { card: await goalCard(on, own, typed === '' ? {} : shownWith(on, own, typed)), summary };
}

/** The goal's card with the figure in its input, and with what keeps it from being a figure. */
function shownWith(turn: Turn, own: AskedGoal, typed: string): Parameters<typeof goalCard>[2] {
  const { asked, wording, person } = turn;
  // Nothing can be put into a locked answer; its card says so.
  if (isLocked(own.completeness, own.review, asked.programme)) return {};
  const [field, ...others] = figuresOf(own);
  if (!field || others.length > 0)
    return { ...draftShown(turn, own), banner: warning(wording.text('talk.figureNoPlace')) };
  const read = parseAnswer(field, asked.programme, typed, person.language);
  const page = goalPages(own.goal, own.fields, asked.programme).findIndex((fields) => fields.includes(field));
  return {
    ...draftShown(turn, own),
    typed: { ...typedBefore(own), [field.id]: typed },
    fillFrom: 'last',
    page: Math.max(0, page),
    ...readAs(turn, own, field, read),
  };
}

function readAs({ asked, wording }: Turn, { goal }: AskedGoal, field: Field, read: AnswerResult) {
  if (read.ok) {
    const value = read.answer ? wording.answer(field, read.answer, asked.programme) : '';
    return { banner: warning(wording.text('talk.figureOffered', { value })) };
  }
  const label = shorten(fieldNames(goal, wording).get(field.id) ?? field.id, 60);
  const problem = problemText(read.problem, wording);
  return {
    problems: new Map([[field.id, read.problem]]),
    banner: { text: wording.text('goal.problems', { label, problem, more: 0 }), style: 'attention' as const },
  };
}

const warning = (text: string): Banner => ({ text, style: 'warning' });

function figuresOf({ fields }: AskedGoal): Field[] {
  return fields.filter(({ kind }) => fieldKindRules[kind].answeredBy === 'figure');
}

function whichGoal(turn: CommandTurn, goals: readonly Candidate[], typed: string): DrawnCard {
  const example = `${goals[0]!.own.goal.code} ${typed}`;
  const how = turn.wording.text('talk.figureHow', { example });
  return severalGoals(turn, goals, turn.wording.text('talk.figureWhich'), how);
}

function severalGoals(
  { wording }: CommandTurn,
  goals: readonly Candidate[],
  title: string,
  context?: string,
): DrawnCard {
  const choices = goals.map(({ turn: { asked, wording: own }, own: { goal } }) => ({
    name: `${goal.code} ${own.of(goal.title)}`,
    lines: [`${own.of(asked.programme.name)} ${own.period(asked.round.period)}`],
    data: { programmeId: asked.programme.id, period: asked.round.period, goalId: goal.id },
  }));
  const shown = { title, ...(context !== undefined && { context }), choices };
  return drawChoices({ ...shown, verb: 'goal', button: wording.text('talk.open') }, wording);
}
