/** Takes back a round that was opened by mistake: first says how far it has got. */
import { z } from 'zod';
import { roundNameOf } from '../../../src/rounds/round-name';
import { discardRound as discardIt } from '../../../src/schedule/discard-round';
import { wordingOf } from '../../views/admin-turn';
import { discardAskCard } from '../../views/brake/discarding';
import { coordinators } from '../may/running';
import { action } from '../parts/action';
import { roundData } from '../parts/data';
import { shownOnce } from '../parts/results';
import { doneToRound, openRoundOf, requireSeen } from '../rounds/round-acts';

/** @throws RefusedError `round-closed`, `round-closing`, `round-was-closed`, `round-discarded`, `unknown-round`. */
export const discardAsk = action('discard-round-ask', roundData, coordinators, async (turn, name) => {
  const round = await openRoundOf(turn, name);
  return shownOnce(await discardAskCard(turn, turn.programme, round));
});

/** `seen` is when the round last changed before the card was drawn (ISO 8601, UTC). */
const discarded = roundData.extend({ seen: z.iso.datetime().optional() });

/** @throws RefusedError as discardAsk; `round-changed` if the card is outdated. */
export const discardRound = action('discard-round', discarded, coordinators, async (turn, data) => {
  const { deps, actor, now, programme } = turn;
  const name = roundNameOf(data);
  requireSeen(await openRoundOf(turn, name), data.seen);
  const { sent } = await discardIt(deps.store, { ...name, ...actor }, now);
  const wording = wordingOf(turn, programme);
  const period = wording.period(name.period);
  return doneToRound(turn, name, [wording.text('brake.discarded', { period, sent })]);
});
