/** A survey: a row per answer below its question. Pure. */
import { goalName, headingsOf } from '../content/labels';
import { type Field, type Goal, type LocalizedText } from '../../goals/schema';
import { bodyWidth, type Cell, headRow, type Slide } from './page/slide';
import { tableSlides } from './page/table';
import { answerText, fromToText, givenTo, type SlideContent } from './slide-content';

/** In inches. */
const nameWidth = 4;

export function survey(content: SlideContent): Slide[] {
  const { words, source } = content;
  return tableSlides({
    title: words.answers,
    continued: words.slides.continued,
    widths: [nameWidth, bodyWidth - nameWidth],
    head: [words.question, words.answers],
    rows: source.form.goals.flatMap((goal, index, goals) => {
      const theme = headingsOf(goal, content).filter(Boolean).join(' › ');
      const before = goals[index - 1];
      const isNew = !before || headingsOf(before, content).filter(Boolean).join(' › ') !== theme;
      return [...(isNew ? [headRow(theme, 2)] : []), ...questionRows(content, goal)];
    }),
  });
}

/** Fields of one row of a table share a row. What is not answered is not listed, unless nothing is. */
function questionRows(content: SlideContent, goal: Goal): Cell[][] {
  const isGiven = (field: Field) => givenTo(content.source, goal, field) !== undefined;
  const given = goal.fields.filter(isGiven);
  const name = goalName(goal, content);
  if (given.length === 0) return [[{ text: name }, { text: content.words.document.notAnswered }]];
  const rows = rowsOf(given);
  return [
    headRow(name, 2),
    ...rows.map((fields) => [
      { text: rowName(content, goal, fields[0]!) },
      { text: fields.map((field) => cellText(content, goal, field, fields.length > 1)).join('\n') },
    ]),
  ];
}

function rowsOf(fields: readonly Field[]): Field[][] {
  const rows: Field[][] = [];
  for (const field of fields) {
    const row = rows.at(-1);
    const [before] = row ?? [];
    const isSame =
      before && field.row !== undefined && before.group === field.group && before.row === field.row;
    if (row && isSame) row.push(field);
    else rows.push([field]);
  }
  return rows;
}

/** The row of a table, with the table's name if the question has several; else the field's own label. */
function rowName({ textOf }: SlideContent, { groups }: Goal, field: Field): string {
  const tables = groups.filter(({ rows }) => rows !== undefined);
  const group = groups.find(({ id }) => id === field.group);
  const row = group?.rows?.find(({ id }) => id === field.row);
  const names: readonly (LocalizedText | undefined)[] = row
    ? [tables.length > 1 ? group?.label : undefined, row.label]
    : [group?.label, field.label];
  return [...new Set(names.map(textOf).filter(Boolean))].join(' – ');
}

function cellText(content: SlideContent, goal: Goal, field: Field, isOneOfSeveral: boolean): string {
  const columns = goal.groups.find(({ id }) => id === field.group)?.columns ?? [];
  const column = columns.find(({ id }) => id === field.column);
  const answer = [answerText(content, goal, field), fromToText(content, field)].filter(Boolean).join(' · ');
  if (!isOneOfSeveral && columns.length < 2) return answer;
  const name = content.textOf(column?.label ?? field.label);
  return `${name}${/[?:]$/.test(name) ? '' : ':'} ${answer}`;
}
