/** "Muistuta perjantaina", "en ehdi tällä viikolla": offers the reminder of that day. Only a press sets it. */
import { type Banner } from '../../../cards/parts/banner';
import { type PlainKey } from '../../../cards/parts/strings';
import { listCardData } from '../../../cards/list/data';
import { type ListButton, type ListRow } from '../../../cards/parts/list-row';
import { type DrawnCard, render } from '../../../cards/render';
import { localDay, usualZone } from '../../../src/periods/local-time';
import { addDays } from '../../../src/periods/working-days';
import { isWaiting } from '../../../src/replies/asked-goals';
import { dueAt } from '../../../src/rounds/round';
import { snoozeDays } from '../../../src/rounds/snooze';
import { type CommandTurn, named } from '../../views/command-turn';
import { turnOn } from '../../views/draw-cards';
import { roundsToAnswer } from '../../views/people/rounds-to-answer';
import { snoozeCard } from '../../views/people/snooze';
import { type Turn } from '../../views/turn';
import { daysTyped, type DaysTyped } from '../typed/days-typed';
import { talk } from './short-answers';

export const later = {
  ...named(
    { fi: 'muistuta myöhemmin', sv: 'påminn mig senare', en: 'remind me later' },
    'muistuta',
    'påminn mig',
    'remind me',
  ),
  run: (turn: CommandTurn, rest: string) => offerReminder(turn, rest),
};

/** @param isBusy the person has no time on the days that were typed, so the reminder comes after them */
export async function offerReminder(turn: CommandTurn, text: string, isBusy = false): Promise<DrawnCard[]> {
  const { person, clock, wording } = turn;
  const rounds = (await roundsToAnswer(turn)).filter(({ goals }) => goals.some(isWaiting));
  if (rounds.length === 0) return [talk(wording, wording.text('command.nothing'), [], ['my goals', 'help'])];
  const asked = rounds.filter(({ hasRequest }) => hasRequest);
  if (asked.length === 0)
    return [talk(wording, wording.text('talk.onlySubstitute'), [], ['my goals', 'help'])];
  const turns = asked.map((each) => turnOn(each, person, turn)).filter((each) => daysOf(each).length > 0);
  if (turns.length === 0)
    return [talk(wording, wording.text('talk.noDaysLeft'), [], ['my goals', 'substitute', 'coordinator'])];
  const today = localDay(clock.now(), usualZone);
  const wanted = wantedDay(daysTyped(text, today, wording.locale), today, isBusy);
  const [only, ...more] = turns;
  return [more.length === 0 ? oneRound(only!, wanted) : severalRounds(turns, wanted, turn)];
}

function daysOf({ asked: { programme, round }, deps, now }: Turn): string[] {
  return snoozeDays(round, programme, now, deps.holidays);
}

type Doubt = NonNullable<DaysTyped['doubt']>;
interface Wanted {
  readonly day?: string;
  readonly doubt?: Doubt;
}

/** "Not this week" means the day after it; a reminder for today, or for a week that has begun, is asked about. */
function wantedDay(days: DaysTyped | undefined, today: string, isBusy: boolean): Wanted {
  if (!days) return {};
  if (days.doubt) return { doubt: days.doubt };
  const { from, to } = days;
  const hasBegun = from !== undefined && from <= today;
  if (hasBegun && to !== undefined && to > today && !isBusy) return untilDay(to);
  if (isBusy && hasBegun && to !== undefined) return { day: addDays(to, 1) };
  if (from === undefined || hasBegun || (isBusy && from !== to)) return { doubt: 'unclear' };
  return { day: from };
}

/** "Till fredag" is on Friday; "this week" is no day. */
function untilDay(to: string): Wanted {
  return new Date(`${to}T00:00:00Z`).getUTCDay() === 0 ? { doubt: 'unclear' } : { day: to };
}

function oneRound(turn: Turn, wanted: Wanted): DrawnCard {
  const { day } = wanted;
  const banner = bannerOf(turn, wanted);
  return {
    card: snoozeCard(turn, { ...(day !== undefined && { day }), ...(banner && { banner }) }),
    summary: turn.wording.text('snooze.title'),
  };
}

const doubtTexts: Readonly<Record<Doubt, PlainKey>> = {
  unclear: 'talk.dayUnclear',
  past: 'talk.dayPast',
  'no-such-day': 'talk.dayMissing',
};

/** How the day was understood; `undefined` if none was named. */
function bannerOf(turn: Turn, { day, doubt }: Wanted): Banner | undefined {
  const { wording } = turn;
  if (doubt) return { text: wording.text(doubtTexts[doubt]), style: 'warning' };
  if (day === undefined) return undefined;
  const isOffered = daysOf(turn).includes(day);
  return isOffered
    ? { text: wording.text('talk.dayFilled', { day: wording.day(day) }), style: 'good' }
    : { text: wording.text('talk.dayNotOffered', { day: wording.day(day) }), style: 'warning' };
}

/** Each programme has its own deadline, and so its own days. */
function severalRounds(turns: readonly Turn[], { day, doubt }: Wanted, { wording }: CommandTurn): DrawnCard {
  const title = wording.text('talk.remindWhich');
  const isForNone = day !== undefined && !turns.some((turn) => daysOf(turn).includes(day));
  const notOffered = isForNone ? wording.text('talk.dayNotOffered', { day: wording.day(day) }) : undefined;
  const context = doubt ? wording.text(doubtTexts[doubt]) : notOffered;
  const rows = turns.map((turn) => rowOf(turn, isForNone ? undefined : day));
  const source = { title, rows, empty: '', ...(context !== undefined && { context }) };
  return { card: render('list', listCardData(source, wording)), summary: title };
}

/** A button that sets the reminder for the day, or one that asks for a day. */
function rowOf(turn: Turn, day: string | undefined): ListRow {
  const { asked, wording } = turn;
  const { programme, round } = asked;
  const name = `${wording.of(programme.name)} ${wording.period(round.period)}`;
  const data = { programmeId: programme.id, period: round.period };
  const deadline = wording.text('talk.by', { deadline: wording.moment(dueAt(round, turn.now)) });
  const button = (verb: ListButton['verb'], title: string, more: object = {}) => ({
    ...{ verb, title, tooltip: `${title}: ${name}` },
    data: { ...data, ...more },
  });
  if (day !== undefined && daysOf(turn).includes(day)) {
    const title = wording.text('talk.remindOn', { day: wording.day(day) });
    return { name, lines: [deadline], button: button('snooze-until', title, { day }) };
  }
  const notOffered = day === undefined ? [] : [wording.text('talk.dayNotOffered', { day: wording.day(day) })];
  const ask = button('snooze', wording.text('prompt.snooze'));
  return { name, lines: [deadline, ...notOffered], button: ask };
}
