/** A person's request: the goals, the deadline and the progress, as data for `card.json`. Pure. */
import {
  answersDue,
  type AskedGoal,
  type AskedRound,
  isLeft,
  isVoluntaryLeft,
  progressOf,
} from '../../src/replies/asked-goals';
import { isInFirstStage, type RoundEvent } from '../../src/rounds/round';
import { type RoundName } from '../../src/rounds/round-name';
import { bannerData } from '../parts/banner';
import { buttonFor, commandButton } from '../parts/buttons/command-button';
import { isQuestion } from '../parts/is-question';
import { longestShown, mostActions } from '../parts/limits';
import { closedText, lateText } from '../parts/round-lines';
import { shorten } from '../parts/shorten';
import { type PlainKey } from '../parts/strings';
import { listTurns } from '../parts/turns';
import { translationsButton, translationsText } from '../parts/buttons/translations-due';
import { type Verb, type Verbs } from '../parts/verbs';
import { type Wording } from '../parts/wording';
import { firstUnanswered, type RequestCardSource, type RequestPage, requestPage } from './rows';

export { type RequestCardSource } from './rows';

export function requestCardData(asked: AskedRound, source: RequestCardSource, wording: Wording) {
  const { programme, round, goals, snoozedUntil } = asked;
  const { open, banner, elsewhere, fromDue, translations } = source;
  const name = { programmeId: programme.id, period: round.period };
  const waiting = open && firstUnanswered(asked) !== undefined;
  const page = requestPage(asked, source, wording);
  const inSight = buttons(asked, source, waiting, wording);
  const listed = turns(page, { ...name, ...(fromDue !== undefined && { fromDue }) }, wording);
  const hasRoom = source.offersCalendar && inSight.length + listed.length < mostActions;
  return {
    verbs: { turn: 'overview' } satisfies Verbs,
    ...bannerData(banner),
    title: wording.of(programme.name),
    period: wording.period(round.period),
    lead: lead(asked, source, wording),
    ...(source.reopening && { reopened: reopenedText(source.reopening, source, wording) }),
    progress: progress(goals, page, wording),
    ...(waiting &&
      snoozedUntil !== undefined && {
        snoozed: wording.text('prompt.snoozed', { moment: wording.moment(snoozedUntil) }),
      }),
    rows: page.rows,
    ...(translations && {
      translations: translationsText(translations.count, source.late?.closing ?? round.deadline, wording),
    }),
    ...(elsewhere && { elsewhere: wording.text('prompt.elsewhere', { count: elsewhere.count }) }),
    buttons: [...inSight, ...(hasRoom ? [calendarButton(wording)] : [])],
    turns: listed,
  };
}

/** Those in sight. */
function buttons(asked: AskedRound, source: RequestCardSource, waiting: boolean, wording: Wording) {
  const { translations, elsewhere, fromDue } = source;
  const name = { programmeId: asked.programme.id, period: asked.round.period };
  const begun = asked.goals.some((goal) => goal.completeness !== 'unanswered' || goal.draft);
  const shown = [
    ...(waiting
      ? [button('start', begun ? 'prompt.continue' : 'prompt.start', name, wording, 'positive')]
      : []),
    ...(waiting && source.maySnooze ? [button('snooze', 'prompt.snooze', name, wording)] : []),
    ...(waiting && asked.hasRequest ? [{ ...commandButton('substitute', wording), style: 'default' }] : []),
    ...(translations ? [translationsButton(translations, name, wording)] : []),
    ...(elsewhere ? [button('start', 'prompt.next', elsewhere.next, wording, 'positive')] : []),
    ...(fromDue !== undefined ? [button('my-goals', 'prompt.allDue', { page: fromDue }, wording)] : []),
  ];
  return shown.map((each) => ({ ...each, mode: 'primary' }));
}

/** In the overflow menu, which counts as one more button in sight. */
function calendarButton(wording: Wording) {
  return { ...buttonFor('calendar', wording.text('calendar.button')), style: 'default', mode: 'secondary' };
}

/** The text in the chat list instead of "Sent a card". */
export function requestSummary(asked: AskedRound, wording: Wording): string {
  const { programme, round, goals } = asked;
  const about = {
    programme: wording.of(programme.name),
    period: wording.period(round.period),
    deadline: wording.moment(answersDue(asked)),
  };
  const voluntary = goals.filter(isVoluntaryLeft).length;
  if (goals.every(({ isVoluntary }) => isVoluntary) && voluntary > 0)
    return wording.text('prompt.summaryVoluntary', { ...about, count: voluntary });
  const count = goals.filter(isLeft).length;
  return wording.text(isSurvey(asked) ? 'prompt.summarySurvey' : 'prompt.summary', { ...about, count });
}

/** "Vastattu 3/57 · 13–24/57". */
function progress(
  goals: readonly AskedGoal[],
  { first, rows, count }: RequestPage,
  wording: Wording,
): string {
  const text = wording.text('prompt.progress', progressOf(goals));
  if (rows.length === count) return text;
  const shown = wording.text('prompt.shown', { from: first + 1, to: first + rows.length, count });
  return `${text} · ${shown}`;
}

function button(verb: Verb, key: PlainKey, data: object, wording: Wording, style = 'default') {
  return { verb, title: wording.text(key), style, data };
}

function turns(place: RequestPage, name: RoundName & Pick<RequestCardSource, 'fromDue'>, wording: Wording) {
  return listTurns(place, wording).map(({ title, to }) => ({ title, data: { ...name, page: to } }));
}

function lead(asked: AskedRound, { open, late }: RequestCardSource, wording: Wording): string {
  const { programme, round, goals } = asked;
  const deadline = wording.moment(answersDue(asked));
  const survey = isSurvey(asked);
  if (!open) return closedLead(asked, wording);
  if (goals.length === 0) return wording.text('prompt.allHandedOn');
  if (firstUnanswered(asked) !== undefined && late) return lateText(late, wording);
  if (firstUnanswered(asked) !== undefined) return leftText(asked, deadline, wording);
  const waiting = waitingText(asked, wording);
  if (waiting !== undefined) return waiting;
  const closing = wording.moment(round.closes ?? round.deadline);
  if (goals.some(isVoluntaryLeft)) return voluntaryText(goals, closing, wording);
  if (programme.policy.lockOnSubmit) return wording.text('prompt.allDoneLocked');
  return wording.text(survey ? 'prompt.allDoneSurvey' : 'prompt.allDone', { deadline: closing });
}

/** How much is to be answered; of answered goals only changes that are not saved can be waiting. */
function leftText(asked: AskedRound, deadline: string, wording: Wording): string {
  const { answered, asked: count } = progressOf(asked.goals);
  const left = count - answered;
  if (left === 0) return wording.text('prompt.leadDrafts', { deadline });
  if (answered > 0) return wording.text('prompt.leadRest', { left, asked: count, deadline });
  return wording.text(isSurvey(asked) ? 'prompt.leadSurvey' : 'prompt.lead', { count, deadline });
}

/** "Kiitos, tässä vaiheessa kaikki on valmista. 2 tavoitettasi odottaa vielä muiden tietoja. …" */
function waitingText({ round, goals }: AskedRound, wording: Wording): string | undefined {
  const waiting = goals.filter(
    ({ stage, completeness }) => stage?.part === 'later' && completeness !== 'answered',
  );
  if (waiting.length === 0 || !isInFirstStage(round)) return undefined;
  const text = wording.text('stage.waiting', {
    count: waiting.length,
    deadline: wording.moment(round.stage.until),
  });
  return waiting.length === goals.length ? text : `${wording.text('stage.nothingYet')} ${text}`;
}

/** The text if nothing required is left to answer. */
function voluntaryText(goals: readonly AskedGoal[], deadline: string, wording: Wording): string {
  const count = goals.filter(isVoluntaryLeft).length;
  const left = wording.text('prompt.voluntaryLeft', { count, deadline });
  const isThanked = goals.some(({ isVoluntary }) => !isVoluntary);
  return isThanked ? `${wording.text('prompt.allDoneRequired')} ${left}` : left;
}

function closedLead({ round, goals }: AskedRound, wording: Wording): string {
  const said = closedText(round, wording);
  return goals.some(({ draft }) => draft) ? `${said} ${wording.text('draft.keptClosed')}` : said;
}

/** "Aino Virtanen avasi seurantakierroksen uudelleen 12.11.2026 klo 9.15. Syy: …". */
function reopenedText(
  { by, at, reason }: RoundEvent,
  { names }: RequestCardSource,
  wording: Wording,
): string {
  return wording.text('prompt.reopened', {
    name: shorten(names.get(by) ?? wording.text('prompt.reopenedByAdmin'), longestShown.name),
    at: wording.moment(at),
    reason: shorten(reason ?? '–', longestShown.reason),
  });
}

/** Nothing in a survey is followed up, so its goals are called questions. */
function isSurvey({ goals, handedOn }: AskedRound): boolean {
  return [...goals, ...handedOn].every(({ goal }) => isQuestion(goal));
}
