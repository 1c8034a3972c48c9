/** Goals of a dropped file that may be others of the register in other words: shown one by one, decided by one press. */
import { z } from 'zod';
import { importMatchData } from '../../../cards/import/matches';
import { render } from '../../../cards/render';
import { idSchema } from '../../../src/goals/schema';
import { keepChoices } from '../../../src/import/kept-file';
import {
  choicesOf,
  decidedAlike,
  decisionsIn,
  type MatchDecision,
  type MatchDecisions,
  type NearMatch,
} from '../../../src/import/plan/near-matches';
import { administeredProgramme, type AdminTurn } from '../../views/admin-turn';
import { type ActionResult } from '../../views/turn';
import { admins } from '../may/running';
import { action } from '../parts/action';
import { shown } from '../parts/results';
import { ended } from './file-card';
import { planned, showPlan } from './import';
import { type KeptPlan, keptPlan } from './plan-card';
import { openFile, type OpenedFile } from './read-file';

/** `at`: the match to show, 0-based. */
const looked = planned.extend({ at: z.number().int().min(0).max(20_000).default(0) });
type Looked = z.infer<typeof looked>;

export const importMatches = action('import-matches', looked, admins, async (turn, data) => {
  const found = await openedPlan(turn, data);
  return found ? showMatch(turn, data, found) : ended(turn, 'import.gone', 'warning');
});

type OpenedPlan = OpenedFile & KeptPlan;

/** A file that makes a programme is like no goal of the register. */
async function openedPlan(turn: AdminTurn, { file, ...into }: Looked): Promise<OpenedPlan | undefined> {
  const opened = await openFile(turn, file);
  if (!opened) return undefined;
  if (!into.isNew) await administeredProgramme(turn, into.programmeId);
  return { ...opened, ...(await keptPlan(turn, opened, into)) };
}

/** One decision for all that are undecided, or for one goal: the same as `same`, or new without it. */
const decided = looked.extend({
  all: z.enum(['nearest', 'new']).optional(),
  goal: idSchema.optional(),
  same: idSchema.optional(),
});

export const importMatch = action('import-match', decided, admins, async (turn, data) => {
  const found = await openedPlan(turn, data);
  if (!found) return ended(turn, 'import.gone', 'warning');
  const { nearMatches } = found.plan;
  const decisions = decisionsWith(nearMatches, data);
  // Somebody has changed the register, and the goal waits for no decision any more.
  if (!decisions) return showPlan(turn, data);
  if (!(await keepChoices(turn.deps.store, turn.person.id, data.file, { matches: choicesOf(decisions) })))
    return ended(turn, 'import.gone', 'warning');
  const open = nearMatches.flatMap(({ key }, at) => (decisions.has(key) ? [] : [at]));
  const next = open.find((at) => at > data.at) ?? open[0];
  if (data.all || next === undefined) return showPlan(turn, data);
  const again = await openedPlan(turn, data);
  return again ? showMatch(turn, { ...data, at: next }, again) : ended(turn, 'import.gone', 'warning');
});

function decisionsWith(
  matches: readonly NearMatch[],
  { all, goal, same }: z.infer<typeof decided>,
): MatchDecisions | undefined {
  if (all) return decidedAlike(matches, all);
  const match = matches.find(({ key }) => key === goal);
  if (!match || (same !== undefined && !match.candidates.some(({ id }) => id === same))) return undefined;
  const decision: MatchDecision = same === undefined ? 'new' : { same };
  return new Map([...decisionsIn(matches), [match.key, decision]]);
}

function showMatch(turn: AdminTurn, data: Looked, found: OpenedPlan): ActionResult | Promise<ActionResult> {
  const { file, at } = data;
  const { plan, banner } = found;
  const { fileName } = found.file;
  if (plan.nearMatches.length === 0) return showPlan(turn, data);
  const source = { file, fileName, plan, at, ...(banner && { banner }) };
  return shown(render('import', importMatchData(source, turn.wording)));
}
