/** The questions of one person: those that wait for their response, and those that they asked. */
import { loadProgrammes, readGoalRows } from '../goals/register';
import { type Goal, type Programme } from '../goals/schema';
import { type Access } from '../people/access';
import { mayReadGoal } from '../rounds/permissions';
import { type Responsibility } from '../rounds/responsibility';
import { loadResponsibility } from '../rounds/responsibility-store';
import { latestRounds, roundPartition } from '../rounds/round-store';
import { type EntityStore } from '../storage/store';
import { type AskedInRound, isOpenQuestion } from './question';
import { loadAskedIn } from './question-store';
import { respondentTo } from './respondents';

/** Rounds of a programme whose questions are listed: earlier ones are in the goals' histories. */
export const roundsListed = 4;

export interface OwnQuestion extends AskedInRound {
  readonly programme: Programme;
  readonly goal: Goal;
}

export interface OwnQuestions {
  /** The earliest due first. */
  readonly waiting: readonly OwnQuestion[];
  /** About goals that the person may still read: those without a response first, then the newest. */
  readonly asked: readonly OwnQuestion[];
}

/** Who responds is decided as of `now`: by ownership, hand-overs and substitutes of the day. */
export async function loadOwnQuestions(store: EntityStore, access: Access, now: Date): Promise<OwnQuestions> {
  const programmes = await loadProgrammes(store);
  const found = await Promise.all(programmes.map((programme) => ownIn(store, programme, access, now)));
  const waiting = found.flatMap((each) => each.waiting);
  const asked = found.flatMap((each) => each.asked);
  return {
    waiting: waiting.sort((a, b) => (a.question.due < b.question.due ? -1 : 1)),
    asked: asked.sort((a, b) => openFirst(a, b) || (a.question.at < b.question.at ? 1 : -1)),
  };
}

/** For sorting: those without a response come first. */
export function openFirst(a: AskedInRound, b: AskedInRound): number {
  return Number(isOpenQuestion(b.question)) - Number(isOpenQuestion(a.question));
}

async function ownIn(
  store: EntityStore,
  programme: Programme,
  access: Access,
  now: Date,
): Promise<OwnQuestions> {
  const rounds = (await latestRounds(store, programme.id)).slice(0, roundsListed);
  const all = await loadAskedIn(store, rounds);
  if (all.length === 0) return { waiting: [], asked: [] };
  const stored = await readGoalRows(store, programme.id);
  const goals = new Map(stored.map(({ value }) => [value.goal.id, value]));
  const responsibilities = new Map<string, Promise<Responsibility>>();
  const responsibilityIn = (name: AskedInRound) => {
    const key = roundPartition(name);
    const known = responsibilities.get(key) ?? loadResponsibility(store, name, programme.timeZone, now);
    responsibilities.set(key, known);
    return known;
  };
  const [waiting, asked]: OwnQuestion[][] = [[], []];
  for (const each of all) {
    const { question } = each;
    const about = goals.get(question.goalId);
    if (!about) continue;
    const own = { ...each, programme, goal: about.goal };
    if (question.by === access.personId) {
      if (mayReadGoal(access, programme, about.goal)) asked!.push(own);
    } else if (isOpenQuestion(question)) {
      const responds = about.retired
        ? question.to.includes(access.personId)
        : respondentTo(access.personId, about.goal, question.part, await responsibilityIn(each));
      if (responds) waiting!.push(own);
    }
  }
  return { waiting: waiting!, asked: asked! };
}
