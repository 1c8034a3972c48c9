/** What a person is asked in all open rounds, on one card. */
import { dueCardData, type DueCardSource, type DueSection, dueSummary } from '../../../cards/due/data';
import { type DrawnCard, render } from '../../../cards/render';
import { type Pause, pauseOver } from '../../../src/brake/scope';
import { type Person } from '../../../src/people/schema';
import { type AskedRound, loadOpenRoundsOf } from '../../../src/replies/asked-goals';
import { lateTimes, takesRepliesAt } from '../../../src/rounds/round';
import { drawRequest, turnOn } from '../draw-cards';
import { notice } from '../notice';
import { type CardActionDeps, loadNames, type Turn } from '../turn';
import { wordingFor } from '../wording';

interface Shown extends Pick<DueCardSource, 'page' | 'banner'> {
  /** Nothing that they cover is shown, for a card that nobody requested. Default: none. */
  readonly pauses?: readonly Pause[];
}

/** The request itself if there is only one round; `undefined` if the person is asked nothing. */
export async function drawDue(
  deps: CardActionDeps,
  person: Person,
  { page, banner, pauses = [] }: Shown = {},
): Promise<DrawnCard | undefined> {
  const all = await loadOpenRoundsOf(deps.store, person.id, deps.clock.now());
  const rounds = all.filter(({ round }) => !pauseOver(pauses, round));
  const [only, ...more] = rounds;
  const above = banner ? { banner } : {};
  if (!only) return undefined;
  if (more.length === 0) return drawRequest(turnOn(only, person, deps), above);
  const wording = wordingFor(person.language);
  const sections = await Promise.all(rounds.map((asked) => sectionOf(deps, person, asked)));
  const card = render(
    'due',
    dueCardData({ sections, ...above, ...(page !== undefined && { page }) }, wording),
  );
  return { card, summary: dueSummary(sections, wording) };
}

export interface RemindedRound {
  readonly turn: Turn;
  /** Whether the person asked to be reminded of it. */
  readonly wanted: boolean;
}

/** A reminder of several rounds, the earliest deadline first. */
export async function drawDueReminder(
  deps: CardActionDeps,
  person: Person,
  rounds: readonly RemindedRound[],
): Promise<DrawnCard> {
  const wording = wordingFor(person.language);
  const deadline = ({ turn: { asked } }: RemindedRound) => asked.round.deadline;
  const sorted = rounds.toSorted((a, b) => (deadline(a) < deadline(b) ? -1 : 1));
  const reading = sorted.map(async ({ turn, wanted }) => ({
    ...(await sectionOf(deps, person, turn.asked)),
    ...(wanted && { wanted }),
  }));
  const sections = await Promise.all(reading);
  const text = wording.text('due.reminder');
  const card = render('due', dueCardData({ sections, banner: { text, style: 'warning' } }, wording));
  return { card, summary: `${text} ${dueSummary(sections, wording)}` };
}

/** The same, or that nothing is asked at the moment. */
export async function drawMyGoals(
  deps: CardActionDeps,
  person: Person,
  shown: Pick<DueCardSource, 'page' | 'banner'> = {},
): Promise<DrawnCard> {
  const drawn = await drawDue(deps, person, shown);
  return drawn ?? notice(wordingFor(person.language).text('command.nothing'));
}

async function sectionOf(deps: CardActionDeps, person: Person, asked: AskedRound): Promise<DueSection> {
  const now = deps.clock.now();
  const wording = wordingFor(person.language, asked.programme.timeZone);
  const ids = [...new Set(asked.goals.flatMap(({ onBehalfOf }) => [...onBehalfOf.values()]))];
  const names = await loadNames(deps.store, ids, wording);
  const late = lateTimes(asked.round, now);
  return {
    ...{ asked, wording },
    open: takesRepliesAt(asked.round, now),
    principals: ids.map((id) => names.get(id) ?? id),
    ...(late && { late }),
  };
}
