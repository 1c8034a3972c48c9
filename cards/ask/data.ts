/** The card on which a question about a goal is asked, as data for `card.json`. Pure. */
import { type Goal, type Programme } from '../../src/goals/schema';
import { tasksOf } from '../../src/goals/tasks';
import { longestQuestion } from '../../src/questions/question';
import { type Round } from '../../src/rounds/round';
import { type Banner, bannerData } from '../parts/banner';
import { cardButton, type CardButton } from '../parts/buttons/card-button';
import { excess, longestShown } from '../parts/limits';
import { isOpen } from '../parts/round-lines';
import { shorten } from '../parts/shorten';
import { type Wording } from '../parts/wording';

/** In place of a task's id: the whole goal. */
export const wholeGoal = 'whole';

export interface AskCardSource {
  /** Missing if the reader may not ask: then only what was typed is shown. */
  readonly about?: AskedAbout;
  readonly typed?: string;
  readonly problem?: string;
  readonly banner?: Banner;
  readonly buttons: readonly CardButton[];
}

interface AskedAbout {
  readonly programme: Programme;
  readonly round: Pick<Round, 'period' | 'status'>;
  readonly goal: Goal;
  /** The chosen task. */
  readonly part?: string;
  /** `yyyy-mm-dd`: the chosen day, and the first and the last one that can be chosen. */
  readonly due: string;
  readonly days: { readonly first: string; readonly last: string };
  /** Names of those who are asked. */
  readonly names: readonly string[];
}

export function askCardData(source: AskCardSource, wording: Wording) {
  const { about, typed, problem, banner, buttons } = source;
  return {
    ...bannerData(banner),
    heading: wording.text('ask.title'),
    remarks: [],
    notes: [],
    ...(about && aboutData(about, typed, wording)),
    ...(!about && typed && { typed: { label: wording.text('ask.typed'), text: typed } }),
    ...(problem !== undefined && { problem }),
    buttons: buttons.map(cardButton),
  };
}

function aboutData(
  { programme, round, goal, part, due, days, names }: AskedAbout,
  typed: string | undefined,
  wording: Wording,
) {
  const tasks = firstTasks(goal);
  const to = shorten(names.join(', '), longestShown.authors);
  return {
    about: `${shorten(wording.of(programme.name), 160)} · ${wording.period(round.period)}`,
    goal: { code: goal.code, title: shorten(wording.of(goal.title), 200) },
    remarks: isOpen(round) ? [] : [wording.text('ask.closed')],
    ...(tasks.length > 0 && { part: partInput(tasks, part, wording) }),
    input: {
      label: wording.text('ask.text'),
      value: typed ?? '',
      placeholder: wording.text('ask.placeholder', { max: wording.number(longestQuestion) }),
      maxLength: longestQuestion + excess,
      required: wording.text('refused.question-missing'),
    },
    due: {
      ...{ label: wording.text('ask.due'), value: due, min: days.first, max: days.last },
      required: wording.text('ask.dueRequired'),
    },
    notes: [
      wording.text('ask.to', { names: to }),
      ...(tasks.length > 0 ? [wording.text('ask.toParts')] : []),
      wording.text('ask.explain'),
    ],
  };
}

/** A goal has few tasks; more would not fit on a card. */
const mostTasks = 12;

function firstTasks(goal: Goal): Goal['groups'] {
  return tasksOf(goal).slice(0, mostTasks);
}

function partInput(tasks: Goal['groups'], part: string = wholeGoal, wording: Wording) {
  return {
    label: wording.text('ask.part'),
    value: part,
    choices: [
      { title: wording.text('ask.whole'), value: wholeGoal },
      ...tasks.map(({ id, label }) => ({ title: shorten(wording.of(label), 100), value: id })),
    ],
  };
}
