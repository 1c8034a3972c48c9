/** The card that asks before a round that was opened by mistake is taken back. */
import { confirmCardData } from '../../../cards/confirm/data';
import { type Wording } from '../../../cards/parts/wording';
import { type Card, render } from '../../../cards/render';
import { loadPauses } from '../../../src/brake/pauses';
import { pauseOver } from '../../../src/brake/scope';
import { type Programme } from '../../../src/goals/schema';
import { roundCalendar } from '../../../src/periods/calendar';
import { type Round } from '../../../src/rounds/round';
import { type RoundName, roundNameOf } from '../../../src/rounds/round-name';
import { discardable } from '../../../src/schedule/discard-round';
import { type AdminTurn, wordingOf } from '../admin-turn';
import { lastChange } from '../parts/last-change';

/**
 * Says how far it has got, what becomes of that, and when it opens again.
 * @throws RefusedError as discardRound
 */
export async function discardAskCard(turn: AdminTurn, programme: Programme, round: Round): Promise<Card> {
  const { store } = turn.deps;
  const [name, seen] = [roundNameOf(round), lastChange(round)];
  const wording = wordingOf(turn, programme);
  const standing = await discardable(store, name, turn.now);
  const isPaused = pauseOver(await loadPauses(store), { programmeId: programme.id }) !== undefined;
  const source = {
    title: wording.text('brake.discardTitle', { period: wording.period(name.period) }),
    lines: [
      `${wording.of(programme.name)} ${wording.period(name.period)}`,
      wording.text('brake.standing', standing),
      wording.text('brake.discardThen'),
      ...(standing.answered > 0 ? [wording.text('brake.discardAnswers')] : []),
      opensAgain(turn, programme, name, wording),
      ...(isPaused && standing.sent > 0 ? [wording.text('brake.discardPaused')] : []),
    ],
    confirm: {
      title: wording.text('brake.discard'),
      verb: 'discard-round' as const,
      data: { ...name, ...(seen !== undefined && { seen }) },
      style: 'destructive' as const,
    },
    back: { verb: 'programme' as const, data: { programmeId: programme.id } },
  };
  return render('confirm', confirmCardData(source, wording));
}

/** The calendar opens it only if its time is still to come. */
function opensAgain(
  { deps, now }: AdminTurn,
  programme: Programme,
  { period }: RoundName,
  wording: Wording,
): string {
  const opens = openingOf(() => roundCalendar(programme, period, deps.holidays).opens);
  return opens && opens > now
    ? wording.text('brake.discardOpens', { opens: wording.weekdayMoment(opens.toISOString()) })
    : wording.text('brake.discardByHand');
}

/** `undefined` for an unusable calendar, which opens nothing. */
function openingOf(compute: () => Date): Date | undefined {
  try {
    return compute();
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
