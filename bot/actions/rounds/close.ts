/** Closes a round by hand: first shows what closing would do, then closes. */
import { roundNameOf, roundPartition } from '../../../src/rounds/round-name';
import { z } from 'zod';
import { type ConfirmCardSource } from '../../../cards/confirm/data';
import { closingLines } from '../../../cards/confirm/round-act-lines';
import { buildDigest } from '../../../src/digest/build-digest';
import { countDrafts } from '../../../src/replies/draft';
import { countMessages } from '../../../src/outbox/message';
import { closeRound } from '../../../src/rounds/close-round';
import { closingOf } from '../../../src/rounds/round';
import { wordingOf } from '../../views/admin-turn';
import { sendFromOf, sendingLines } from '../../views/sending';
import { lastChange } from '../../views/parts/last-change';
import { coordinators } from '../may/running';
import { action } from '../parts/action';
import { roundData } from '../parts/data';
import { confirmation } from '../parts/results';
import { asClosed, doneToRound, openRoundOf, requireSeen } from './round-acts';

/** @throws RefusedError `round-closed`, `unknown-round`. */
export const closeAsk = action('close-ask', roundData, coordinators, async (turn, name) => {
  const { programme, deps } = turn;
  const { store } = deps;
  const round = await openRoundOf(turn, name);
  const { asked, answered, persons } = await buildDigest(store, name, turn.now);
  const { pending: waiting } = await countMessages(store, roundPartition(name));
  const closing = closingOf(round);
  const shown = {
    ...{ programme, round, drafts: await countDrafts(store, name) },
    missing: { goals: asked - answered, persons: persons.asked - persons.done },
    ...(closing > turn.now.toISOString() && { closing }),
  };
  const wording = wordingOf(turn, programme);
  const source: ConfirmCardSource = {
    title: wording.text('closeRound.title', { period: wording.period(name.period) }),
    lines: [
      ...closingLines(shown, wording),
      ...(waiting > 0 ? [wording.text('brake.closeWaiting', { count: waiting })] : []),
      ...sendingLines(turn, programme, programme.channels.length),
    ],
    confirm: {
      title: wording.text('programme.close'),
      verb: 'close',
      data: { ...roundNameOf(name), seen: lastChange(round) },
      style: 'destructive',
    },
    back: { verb: 'programme', data: { programmeId: name.programmeId } },
  };
  return confirmation(source, wording);
});

/** `seen` is when the round last changed before the card was drawn (ISO 8601, UTC). */
const closed = roundData.extend({ seen: z.iso.datetime().optional() });

/** @throws RefusedError as closeAsk; `round-changed` if the card is outdated. */
export const close = action('close', closed, coordinators, async (turn, data) => {
  const { deps, actor, now, programme } = turn;
  const name = roundNameOf(data);
  requireSeen(await openRoundOf(turn, name), data.seen);
  const sendFrom = sendFromOf(turn, programme);
  await closeRound(deps.store, { ...name, ...actor, sendFrom }, now).catch(asClosed);
  const { asked, answered } = await buildDigest(deps.store, name, now);
  const { length: count } = programme.channels;
  const wording = wordingOf(turn, programme);
  return doneToRound(turn, name, [
    wording.text('closeRound.done', { period: wording.period(name.period), answered, asked }),
    ...(count > 0 ? [wording.text('closeRound.digests', { count })] : []),
    ...sendingLines(turn, programme, count),
  ]);
});
