/** A question as a row of a list, with a button that opens it. */
import { type ListRow } from '../../../cards/parts/list-row';
import { personName } from '../../../cards/parts/person-name';
import { shorten } from '../../../cards/parts/shorten';
import { type Wording } from '../../../cards/parts/wording';
import { type AskedInRound, isOverdue, type Question } from '../../../src/questions/question';

interface RowSource {
  /** The goal's. */
  readonly code: string;
  readonly names: ReadonlyMap<string, string>;
  /** `yyyy-mm-dd`, in the programme's time zone. */
  readonly today: string;
}

export function questionRow(
  { programmeId, period, question }: AskedInRound,
  source: RowSource,
  wording: Wording,
): ListRow {
  const { id, goalId, text, by, at, published } = question;
  const { code, names } = source;
  const title = wording.text('questions.show');
  const state = stateText(question, source, wording);
  return {
    name: `${code} · ${wording.period(period)}`,
    lines: [
      wording.text('questions.row', {
        question: shorten(text, 120),
        name: personName({ names }, by),
        at: wording.moment(at),
      }),
      published ? `${state} · ${wording.text('asked.isPublished')}` : state,
    ],
    button: {
      ...{ verb: 'asked', title, tooltip: `${title}: ${code} ${shorten(text, 80)}` },
      data: { programmeId, period, goalId, questionId: id },
    },
  };
}

/** "Vastattu 2.12.2026 klo 9.00: Anna Aho", "Myöhässä: …" */
function stateText(question: Question, { names, today }: RowSource, wording: Wording): string {
  const [first] = question.responses;
  const day = wording.day(question.due);
  if (first)
    return wording.text('questions.responded', {
      name: personName({ names }, first.by),
      at: wording.moment(first.at),
    });
  if (isOverdue(question, today)) return wording.text('questions.overdue', { day });
  return `${wording.text('asked.open')}, ${wording.text('asked.due', { day })}`;
}
