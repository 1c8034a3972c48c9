/** The questions in a goal's history, with who asked and responded, and when. Pure. */
import { type AskedInRound } from '../../src/questions/question';
import { buttonData } from '../parts/list-row';
import { personName } from '../parts/person-name';
import { shorten } from '../parts/shorten';
import { type Wording } from '../parts/wording';
import { type HistoryDetail, type RoundSource } from './rounds';

/** How many of the newest questions are shown: fewer where there is less room. */
const shown = { most: 5, least: 2 } as const;

/** Each opens whole, with all its responses. @param questions the newest first */
export function questionsData(
  questions: readonly AskedInRound[],
  source: RoundSource,
  detail: HistoryDetail,
  wording: Wording,
) {
  const listed = questions.slice(0, detail.whole > 0 ? shown.most : shown.least);
  const rest = questions.length - listed.length;
  return {
    ...(questions.length > 0 && { questionsTitle: wording.text('questions.ofGoal') }),
    questions: listed.map((asked) => questionData(asked, source, detail, wording)),
    ...(rest > 0 && { moreQuestions: wording.text('questions.more', { count: rest }) }),
  };
}

function questionData(
  { programmeId, period, question }: AskedInRound,
  { names, place }: RoundSource,
  detail: HistoryDetail,
  wording: Wording,
) {
  const { id, goalId, text, by, at, due, responses } = question;
  const said = (who: string, when: string) =>
    wording.text('asked.by', { name: personName({ names }, who), at: wording.moment(when) });
  const last = responses.at(-1);
  const title = wording.text('questions.show');
  const data = { programmeId, period, goalId, questionId: id };
  return {
    text: shorten(text, detail.text),
    by: `${wording.period(period)} · ${said(by, at)}`,
    response: last ? shorten(last.text, detail.text) : wording.text('asked.open'),
    responded: last ? said(last.by, last.at) : wording.text('asked.due', { day: wording.day(due) }),
    open: place
      ? [buttonData({ verb: 'asked', title, tooltip: `${title}: ${shorten(text, 80)}`, data })]
      : [],
  };
}
