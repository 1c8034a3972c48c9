/** Progress of a survey's coordinated answer, by part and theme, as data for `card.json`. Pure. */
import { isVoluntary } from '../../src/goals/answers/asked-fields';
import { type Goal } from '../../src/goals/schema';
import { holdsUpSending, type ReviewState } from '../../src/replies/review';
import { type ReviewedGoal, type Survey } from '../../src/replies/survey/send-answer';
import { countStates, reviewedQuestions, type Theme, themesOf } from '../../src/replies/survey/survey-themes';
import { type Banner, bannerData } from '../parts/banner';
import { buttonData, type ListButton, type ListRow } from '../parts/list-row';
import { deadlineText, isOpen, roundTitle } from '../parts/round-lines';
import { shorten } from '../parts/shorten';
import { listTurns, type PageOf } from '../parts/turns';
import { type Verb } from '../parts/verbs';
import { type Wording } from '../parts/wording';
import { pageWithin } from '../parts/pages';

export interface SurveyCardSource extends Survey {
  /** ISO 8601, UTC. */
  readonly now: string;
  /** Whether replies are accepted now. */
  readonly open: boolean;
  /** Ids of goals with a part that nobody answers for. */
  readonly unassigned: ReadonlySet<string>;
  /** Questions that only other respondents are asked. */
  readonly notAsked: readonly Goal[];
  /** Who sent the answer, and when (ISO 8601, UTC), once it has been sent. */
  readonly sent?: { readonly by: string; readonly at: string };
  /** 0-based; clamped to the pages there are. */
  readonly page?: number;
  readonly banner?: Banner;
}

/** A theme takes up to 1 KB with its button. */
const themesOnPage = 16;
const longestHeading = 160;
const mostCodes = 20;

export function surveyCardData(source: SurveyCardSource, wording: Wording) {
  const { form, round, banner, goals } = source;
  const themes = themesOf(goals);
  const pages = Math.max(1, Math.ceil(themes.length / themesOnPage));
  const page = pageWithin(source.page ?? 0, pages);
  const shown = themes.slice(page * themesOnPage, (page + 1) * themesOnPage);
  return {
    ...bannerData(banner),
    context: shorten(wording.of(form.programme.name), 200),
    title: wording.text('survey.title', { period: wording.period(round.period) }),
    lines: leadLines(source, wording),
    parts: partsOf(shown, source, wording),
    ...(pages > 1 && { place: wording.text('survey.page', { page: page + 1, pages }) }),
    turns: turns(source, { page, pages }, wording).map(buttonData),
    buttons: buttons(source, wording).map(buttonData),
  };
}

/** The text in the chat list. */
export function surveySummary({ form, round }: Pick<Survey, 'form' | 'round'>, wording: Wording): string {
  const title = wording.text('survey.title', { period: wording.period(round.period) });
  return `${wording.of(form.programme.name)}: ${title}`;
}

/** "Q1, Q2, Q3 ja 12 muuta". */
export function codesText(goals: readonly Pick<Goal, 'code'>[], wording: Wording): string {
  const rest = goals.length - mostCodes;
  const codes = goals.slice(0, mostCodes).map(({ code }) => code);
  return `${codes.join(', ')}${rest > 0 ? ` ${wording.text('digest.more', { count: rest })}` : ''}`;
}

function leadLines(source: SurveyCardSource, wording: Wording): string[] {
  const { round, now, sent, goals, open, notAsked } = source;
  const counted = countsText(goals, source.unassigned, wording);
  const outcome = sent
    ? wording.text('survey.sent', { by: sent.by, at: wording.moment(sent.at) })
    : isOpen(round)
      ? deadlineText(round, now, wording)
      : wording.text('survey.closedUnsent');
  return [
    ...(open || sent ? [] : [roundTitle(round, wording)]),
    outcome,
    counted,
    ...(notAsked.length > 0
      ? [wording.text('survey.notAsked', { count: notAsked.length, codes: codesText(notAsked, wording) })]
      : []),
  ];
}

const shownStates: readonly ReviewState[] = ['unanswered', 'partly', 'answered', 'commented', 'accepted'];

/** "6 kysymystä · vastaamatta 1 · hyväksytty 2", without zeros; no line break between a number and its word. */
export function countsText(
  goals: Survey['goals'],
  unassigned: ReadonlySet<string>,
  wording: Wording,
): string {
  const questions = reviewedQuestions(goals);
  // A theme of contact details has a state but no question to count.
  const counted = questions.length > 0 ? questions : goals;
  const isLeftOut = ({ goal, state }: ReviewedGoal) => state === 'unanswered' && isVoluntary(goal);
  const counts = countStates(counted.filter((each) => !isLeftOut(each)));
  const voluntary = counted.filter(isLeftOut).length;
  const nobody = goals.filter(({ goal }) => unassigned.has(goal.id)).length;
  return [
    ...(questions.length > 0 ? [wording.text('survey.counts', { count: questions.length })] : []),
    ...shownStates
      .filter((state) => counts[state] > 0)
      .map((state) => wording.text(`survey.count.${state}`, { count: counts[state] })),
    ...(voluntary > 0 ? [wording.text('survey.count.voluntary', { count: voluntary })] : []),
    ...(nobody > 0 ? [wording.text('survey.count.unassigned', { count: nobody })] : []),
  ]
    .map((part) => part.replace(/ (\d+)$/, '\u00a0$1'))
    .join(' · ');
}

function partsOf(themes: readonly Theme[], source: SurveyCardSource, wording: Wording) {
  const parts: { name: string; themes: ReturnType<typeof themeRow>[] }[] = [];
  for (const theme of themes) {
    const name = theme.part ? shorten(wording.of(theme.part), longestHeading) : '';
    if (parts.at(-1)?.name !== name) parts.push({ name, themes: [] });
    parts.at(-1)!.themes.push(themeRow(theme, source, wording));
  }
  return parts.map(({ name, ...part }) => ({ ...part, ...(name !== '' && { name }) }));
}

function themeRow({ name, goals }: Theme, { round, unassigned }: SurveyCardSource, wording: Wording) {
  const title = wording.text('survey.open');
  const theme = shorten(wording.of(name), longestHeading);
  const data = { programmeId: round.programmeId, period: round.period, goalId: goals[0]!.goal.id };
  return {
    name: theme,
    counts: countsText(goals, unassigned, wording),
    actions: [buttonData({ verb: 'survey-theme', title, tooltip: `${title}: ${theme}`, data })],
  };
}

function turns({ round }: SurveyCardSource, place: PageOf, wording: Wording): ListButton[] {
  return listTurns(place, wording).map(({ title, to }) => ({
    verb: 'survey',
    title,
    data: { programmeId: round.programmeId, period: round.period, page: to },
  }));
}

function buttons({ round, open, goals }: SurveyCardSource, wording: Wording): ListButton[] {
  const name = { programmeId: round.programmeId, period: round.period };
  const { answered } = countStates(goals);
  const isMissing = ({ goal, state }: ReviewedGoal) => state !== 'answered' && holdsUpSending(goal, state);
  const button = (verb: Verb, title: string): ListButton => ({ verb, title, data: name });
  return [
    ...(open && answered > 0
      ? [button('accept-all-ask', wording.text('survey.acceptAll', { count: answered }))]
      : []),
    ...(open ? [button('send-answer-ask', wording.text('survey.send'))] : []),
    ...(open && goals.some(isMissing) ? [button('remind-ask', wording.text('programme.remind'))] : []),
    { verb: 'programme', title: wording.text('form.back'), data: { programmeId: round.programmeId } },
  ];
}

/** A question in the list of its theme. */
export function questionRow(
  { goal, state, isVoluntary, isCorrected, owners }: QuestionRowSource,
  { programmeId, period }: { readonly programmeId: string; readonly period: string },
  wording: Wording,
): ListRow {
  const title = wording.text('survey.open');
  const said = [
    wording.text(`survey.state.${state}`),
    ...(isVoluntary ? [wording.text('survey.voluntary')] : []),
    ...(isCorrected ? [wording.text('survey.correctedShort')] : []),
  ];
  return {
    name: `${goal.code} ${wording.of(goal.title)}`,
    lines: [said.join(' · '), owners],
    button: {
      verb: 'question',
      title,
      tooltip: `${title}: ${goal.code}`,
      data: { programmeId, period, goalId: goal.id, page: 0 },
    },
  };
}

export interface QuestionRowSource {
  readonly goal: Goal;
  readonly state: ReviewState;
  readonly isVoluntary: boolean;
  /** The question was corrected after it was answered. */
  readonly isCorrected: boolean;
  /** Its owners. */
  readonly owners: string;
}
