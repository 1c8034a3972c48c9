/** What a person is asked in all open rounds, on one card. */
import { dueCardData, type DueCardSource, type DueSection, dueSummary } from '../../../cards/due/data';
import { translationsText } from '../../../cards/parts/buttons/translations-due';
import { type DrawnCard, render } from '../../../cards/render';
import { type Pause, pauseOver } from '../../../src/brake/scope';
import { type Person } from '../../../src/people/schema';
import { answersDue, type AskedRound, loadOpenRoundsOf } from '../../../src/replies/asked-goals';
import { dueAt, lateTimes, takesRepliesAt } from '../../../src/rounds/round';
import { isSameRound, type RoundName } from '../../../src/rounds/round-name';
import {
  loadOpenTranslations,
  type PendingTask,
  type TranslationsAsked,
} from '../../../src/translations/tasks';
import { drawRequest, turnOn } from '../draw-cards';
import { notice } from '../notice';
import { offersCalendar } from '../round-cards';
import { type CardActionDeps, loadNames, type Turn } from '../turn';
import { wordingFor } from '../wording';
import { readTranslation, translationCard } from './translation';

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
  const all = await loadAll(deps, person);
  const rounds = all.filter(({ asked }) => !pauseOver(pauses, asked.round));
  const [only, ...more] = rounds;
  const above = banner ? { banner } : {};
  if (!only) return undefined;
  if (more.length === 0) return drawOnly(deps, person, only, above);
  const wording = wordingFor(person.language);
  const sections = await Promise.all(rounds.map((each) => sectionOf(deps, person, each)));
  const offered = offersCalendar(
    deps,
    rounds.map(({ asked }) => asked),
    deps.clock.now(),
  );
  const shown = { sections, ...above, offersCalendar: offered, ...(page !== undefined && { page }) };
  return { card: render('due', dueCardData(shown, wording)), summary: dueSummary(sections, wording) };
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
  const deadline = ({ turn: { asked } }: RemindedRound) => answersDue(asked);
  const sorted = rounds.toSorted((a, b) => (deadline(a) < deadline(b) ? -1 : 1));
  const reading = sorted.map(async ({ turn, wanted }) => ({
    // Translations are chased in messages of their own.
    ...(await sectionOf(deps, person, { asked: turn.asked, tasks: [] })),
    ...(wanted && { wanted }),
  }));
  const sections = await Promise.all(reading);
  const offered = offersCalendar(
    deps,
    sorted.map(({ turn }) => turn.asked),
    deps.clock.now(),
  );
  const text = wording.text('due.reminder');
  const shown = { sections, banner: { text, style: 'warning' }, offersCalendar: offered } as const;
  const card = render('due', dueCardData(shown, wording));
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

interface DueRound {
  readonly asked: AskedRound;
  /** The translations that the person was asked to write. */
  readonly tasks: readonly PendingTask[];
}

/** The open rounds in which the person is asked something or has a translation to write, the earliest deadline first. */
async function loadAll({ store, clock }: CardActionDeps, { id }: Person): Promise<DueRound[]> {
  const [rounds, translating] = await Promise.all([
    loadOpenRoundsOf(store, id, clock.now()),
    loadOpenTranslations(store, id, clock.now()),
  ]);
  const only = translating
    .filter(({ round }) => !rounds.some((asked) => isSameRound(asked.round, round)))
    .map(({ programme, round }) => ({ programme, round, goals: [], handedOn: [], hasRequest: false }));
  const tasksIn = (name: RoundName) => translating.find(({ round }) => isSameRound(round, name))?.tasks ?? [];
  return [...rounds, ...only]
    .map((asked) => ({ asked, tasks: tasksIn(asked.round) }))
    .sort((a, b) => (answersDue(a.asked) < answersDue(b.asked) ? -1 : 1));
}

async function drawOnly(
  deps: CardActionDeps,
  person: Person,
  { asked, tasks: [first, ...more] }: DueRound,
  above: Pick<Shown, 'banner'>,
): Promise<DrawnCard> {
  if (asked.goals.length + asked.handedOn.length > 0 || !first)
    return drawRequest(turnOn(asked, person, deps), above);
  return drawFirst(deps, person, { round: asked.round, tasks: [first, ...more] }, above);
}

/** The first translation that waits for the person, in the round with the earliest deadline; `undefined` if none do. */
export async function drawNextTranslation(
  deps: CardActionDeps,
  person: Person,
): Promise<DrawnCard | undefined> {
  const [first] = await loadOpenTranslations(deps.store, person.id, deps.clock.now());
  return first && drawFirst(deps, person, first);
}

async function drawFirst(
  deps: CardActionDeps,
  person: Person,
  { round, tasks }: Pick<TranslationsAsked, 'round' | 'tasks'>,
  above: Pick<Shown, 'banner'> = {},
): Promise<DrawnCard> {
  const { programmeId, period } = round;
  const { goalId, fieldId } = tasks[0]!;
  const view = await readTranslation(deps, person, { programmeId, period, goalId, fieldId });
  const summary = translationsText(tasks.length, dueAt(round, view.now), view.wording);
  return { card: await translationCard(view, above), summary };
}

async function sectionOf(
  deps: CardActionDeps,
  person: Person,
  { asked, tasks }: DueRound,
): Promise<DueSection> {
  const now = deps.clock.now();
  const wording = wordingFor(person.language, asked.programme.timeZone);
  const ids = [...new Set(asked.goals.flatMap(({ onBehalfOf }) => [...onBehalfOf.values()]))];
  const names = await loadNames(deps.store, ids, wording);
  const late = lateTimes(asked.round, now);
  const [first] = tasks;
  return {
    ...{ asked, wording },
    open: takesRepliesAt(asked.round, now),
    principals: ids.map((id) => names.get(id) ?? id),
    ...(late && { late }),
    ...(first && { translations: { count: tasks.length, first } }),
  };
}
