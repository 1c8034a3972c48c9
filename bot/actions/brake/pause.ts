/** Pauses and resumes sending, for everything, a programme or a round, after a card that shows how far it has got. */
import { z } from 'zod';
import { pause as pauseIt, resume as resumeIt } from '../../../src/brake/pauses';
import { type Scope, scopeOf } from '../../../src/brake/scope';
import { RefusedError } from '../../../src/errors';
import { idSchema } from '../../../src/goals/schema';
import { periodSchema } from '../../../src/periods/period';
import { pauseAskCard, resumeAskCard, scopeName, stillPausedLines } from '../../views/brake/pausing';
import { type AdminTurn } from '../../views/admin-turn';
import { coordinatedProgrammes, drawProgrammes, programmeCard } from '../../views/programmes/programmes';
import { type ActionResult } from '../../views/turn';
import { stopping } from '../may/running';
import { action } from '../parts/action';
import { doneCard, shownOnce } from '../parts/results';

/** Without a programme it means everything. */
const scopeData = z.object({ programmeId: idSchema.optional(), period: periodSchema.optional() });
type ScopeData = z.infer<typeof scopeData>;

const named = ({ programmeId, period }: ScopeData): Scope =>
  scopeOf({ ...(programmeId !== undefined && { programmeId }), ...(period !== undefined && { period }) });

/** @throws RefusedError as stopping. */
export const pauseAsk = action('pause-ask', scopeData, stopping, async (turn, data) =>
  shownOnce(await pauseAskCard(turn, named(data))),
);

/** Pausing twice changes nothing. @throws RefusedError as stopping; `unknown-round`. */
export const pause = action('pause', scopeData, stopping, async (turn, data) => {
  const scope = named(data);
  await pauseIt(turn.deps.store, scope, turn.actor, turn.now);
  const what = await scopeName(turn.deps.store, scope, turn.wording);
  return done(turn, scope, [turn.wording.text('brake.pausedNow', { what })]);
});

/** @throws RefusedError as stopping. */
export const resumeAsk = action('resume-ask', scopeData, stopping, async (turn, data) =>
  shownOnce(await resumeAskCard(turn, named(data))),
);

/** @throws RefusedError as stopping; `not-paused`. */
export const resume = action('resume', scopeData, stopping, async (turn, data) => {
  const scope = named(data);
  if (!(await resumeIt(turn.deps.store, scope, turn.actor, turn.now))) throw new RefusedError('not-paused');
  const what = await scopeName(turn.deps.store, scope, turn.wording);
  const said = turn.wording.text('brake.resumedNow', { what });
  return done(turn, scope, [said, ...(await stillPausedLines(turn, scope))]);
});

function done(turn: AdminTurn, { programmeId }: Scope, said: readonly string[]): Promise<ActionResult> {
  return doneCard(said.join(' '), async (banner) =>
    programmeId === undefined
      ? drawProgrammes(turn, await coordinatedProgrammes(turn), { banner })
      : programmeCard(turn, programmeId, banner),
  );
}
