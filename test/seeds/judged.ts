/** How the goals of a seed programme are judged by its own rules, from answers as they were printed. */
import { type Seed } from '../../seeds/read';
import { type Answers } from '../../src/goals/answers/answer-result';
import { goalAttainment } from '../../src/goals/judging/attainment';
import { goalLight, type GoalLight } from '../../src/goals/judging/light';
import { type Goal, type Programme } from '../../src/goals/schema';
import { elapsedShare } from '../../src/periods/year-share';
import { pastAnswer } from '../../src/replies/past-round';

export interface Judged extends Pick<GoalLight, 'light' | 'kept'> {
  /** Per cent of the target, to two decimals; left out where nothing can be judged. */
  readonly percent?: number;
}

export function judgedBy(
  programme: Programme,
  goal: Goal,
  printed: Readonly<Record<string, string | readonly string[]>>,
  period: string,
): Judged {
  const answers: Answers = Object.fromEntries(
    Object.entries(printed).map(([id, raw]) => {
      const field = goal.fields.find((each) => each.id === id)!;
      const result = pastAnswer(field, programme, raw);
      if (!result.ok)
        throw new Error(`${goal.id} ${id}: "${String(raw)}" is refused (${result.problem.code})`);
      return [id, result.answer];
    }),
  );
  const { light, kept } = goalLight(goal, programme, answers, period);
  const elapsed = elapsedShare(period, programme.yearShares);
  const attainment = goalAttainment(goal, answers, programme.attainment, elapsed);
  return {
    light,
    ...(kept !== undefined && { kept }),
    ...(attainment.assessable && { percent: Math.round(attainment.percent * 100) / 100 }),
  };
}

/** Every goal in the period that its document reports. */
export function judgedAsPublished({ programme, goals, replies }: Seed): ReadonlyMap<string, Judged> {
  return new Map(
    goals.map((goal) => {
      const reply = replies.replies.find((each) => each.goal === goal.id);
      return [goal.id, judgedBy(programme, goal, reply?.answers ?? {}, replies.period)];
    }),
  );
}
