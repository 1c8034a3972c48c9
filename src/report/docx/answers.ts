/** A field's answer in a document: choices as boxes, figures as the reader writes them. Pure. */
import { type Paragraph } from 'docx';
import { type Choice, chosenIds } from '../../goals/answers/choices';
import { fieldKindRules } from '../../goals/field-kinds';
import { type Field } from '../../goals/schema';
import { type GivenAnswer } from '../../replies/reply';
import { type ReportContent } from '../content/report-content';
import { colours, styleIds } from './styles';
import { paragraph, paragraphsOf, type TextStyle } from './text';

/** An answer to write, and its style. */
interface Answered {
  readonly field: Field;
  readonly answer: GivenAnswer | undefined;
  readonly content: ReportContent;
  readonly style: TextStyle;
}

export function answerParagraphs(answered: Answered): Paragraph[] {
  const posts = goalposts(answered);
  const { style } = answered;
  const isFollowed = posts.length > 0;
  const own = isFollowed ? onePage(style) : style;
  return [...ownParagraphs({ ...answered, style: own }), ...posts];
}

/** Kept on one page with what follows. */
function onePage(style: TextStyle): TextStyle {
  return style.style === styleIds.cell
    ? style
    : { ...style, paragraph: { ...style.paragraph, keepNext: true } };
}

function ownParagraphs({ field, answer, content, style }: Answered): Paragraph[] {
  const boxes = content.choices(field);
  if (boxes.length > 0) {
    const chosen = answer ? chosenIds(field, answer) : [];
    const rest = besideBoxes(boxes, { field, answer, content, style });
    return [
      ...boxParagraphs(boxes, chosen, { field, style: rest.length > 0 ? onePage(style) : style }),
      ...rest,
    ];
  }
  if (!answer) return [unanswered(content, style)];
  const { language } = field;
  return paragraphsOf(content.answer(field, answer), { ...style, ...(language && { language }) });
}

/** Text for an answer without a box: an option that no longer exists, a figure between no and yes, or no answer. */
function besideBoxes(boxes: readonly Choice[], { field, answer, content, style }: Answered): Paragraph[] {
  if (!answer) return [unanswered(content, style)];
  const gone = chosenIds(field, answer).filter((chosen) => !boxes.some(({ id }) => id === chosen));
  if (gone.length === 0) return [];
  if (!fieldKindRules[field.kind].isMultiple) return [paragraph(content.answer(field, answer), style)];
  return gone.map((id) => paragraph(id, style));
}

function unanswered({ words }: ReportContent, style: TextStyle): Paragraph {
  const run = { italics: true, color: colours.muted };
  return paragraph(words.document.notAnswered, { ...style, run });
}

/** A question has a line per option; states and yes or no, whose options are the same everywhere, share one line. */
function boxParagraphs(
  boxes: readonly Choice[],
  chosen: readonly string[],
  { field, style }: Pick<Answered, 'field' | 'style'>,
): Paragraph[] {
  const lines = boxes.map(({ id, text }) => `${chosen.includes(id) ? '☒' : '☐'}\u00a0${text}`);
  // The ordinary space between two of them is where the line breaks: not every program breaks at a wide space.
  if (fieldKindRules[field.kind].choices !== 'options' && style.style !== styleIds.cell)
    return [paragraph(lines.map((line) => line.replaceAll(' ', '\u00a0')).join('\u2003 '), style)];
  // As wide as a box and its space.
  const indent = style.style === styleIds.cell ? 220 : 250;
  return lines.map((line, index) =>
    paragraph(line, {
      ...style,
      paragraph: {
        keepLines: true,
        keepNext: index < lines.length - 1 || style.paragraph?.keepNext === true,
        spacing: { after: 40 },
        indent: { left: indent, hanging: indent },
      },
    }),
  );
}

/** The figure's baseline and targets. */
function goalposts({ field, content, style }: Answered): Paragraph[] {
  const { words, textOf } = content;
  const { baseline } = field;
  const targets = field.targets.map((target) => {
    const figure = content.goalpost(field, target);
    return target.label ? `${textOf(target.label)}: ${figure}` : figure;
  });
  const parts = [
    ...(baseline ? [`${words.baseline}: ${content.goalpost(field, baseline)}`] : []),
    ...(targets.length > 0 ? [`${words.target}: ${targets.join('; ')}`] : []),
  ];
  const isCell = style.style === styleIds.cell;
  const look = isCell ? style : { style: styleIds.note };
  return parts.length === 0 ? [] : [paragraph(parts.join(isCell ? '\n' : ' · '), look)];
}
