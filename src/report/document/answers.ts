/** A field's answer as it stands in a document: choices as boxes, figures as the reader writes them. Pure. */
import { type Paragraph } from 'docx';
import { type Field, lights, type LocalizedText } from '../../goals/schema';
import { type GivenAnswer } from '../../replies/reply';
import { type SheetContext } from '../sheets/sheet';
import { figureText } from './figures';
import { colours, styleIds } from './styles';
import { paragraph, paragraphsOf, type TextStyle } from './text';
import { documentWords } from './words';

/** What an answer becomes, and in which style. */
interface Answered {
  readonly field: Field;
  readonly answer: GivenAnswer | undefined;
  readonly context: SheetContext;
  readonly style: TextStyle;
}

export function answerParagraphs(answered: Answered): Paragraph[] {
  const posts = goalposts(answered);
  const { style } = answered;
  const isFollowed = posts.length > 0;
  const own = isFollowed ? onePage(style) : style;
  return [...ownParagraphs({ ...answered, style: own }), ...posts];
}

/** On the page of what follows. */
function onePage(style: TextStyle): TextStyle {
  return style.style === styleIds.cell
    ? style
    : { ...style, paragraph: { ...style.paragraph, keepNext: true } };
}

function ownParagraphs({ field, answer, context, style }: Answered): Paragraph[] {
  const boxes = boxesOf(field, context);
  const raws = answer === undefined ? [] : [answer.raw].flat();
  if (boxes.length > 0) {
    const chosen = chosenIds(field, answer);
    const { notAnswered } = documentWords[context.options.locale];
    const rest = answer
      ? raws.filter((_, index) => !boxes.some(({ id }) => id === chosen[index]))
      : [notAnswered];
    return [
      ...boxParagraphs(boxes, chosen, field, rest.length > 0 ? onePage(style) : style),
      ...rest.map((text) => besideBoxes(text, answer, style)),
    ];
  }
  if (!answer) return [unanswered(context, style)];
  if (field.kind !== 'text') return paragraphsOf(figureText(field, answer, context), style);
  const { language } = field;
  return paragraphsOf(raws.join('\n'), { ...style, ...(language && { language }) });
}

function besideBoxes(text: string, answer: GivenAnswer | undefined, style: TextStyle): Paragraph {
  return paragraph(text, answer ? style : { ...style, run: { italics: true, color: colours.muted } });
}

function unanswered({ options }: SheetContext, style: TextStyle): Paragraph {
  return besideBoxes(documentWords[options.locale].notAnswered, undefined, style);
}

interface Box {
  readonly id: string;
  readonly label: string;
}

/** Empty for a field that is typed. */
function boxesOf(field: Field, { source, of, words }: SheetContext): readonly Box[] {
  const boxes = (all: readonly { id: string; label: LocalizedText }[]) =>
    all.map(({ id, label }) => ({ id, label: of(label) }));
  switch (field.kind) {
    case 'single-choice':
    case 'multiple-choice':
      return boxes(field.options ?? []);
    case 'work-state':
      return boxes(source.form.programme.workStates);
    case 'yes-no':
      return [
        { id: '1', label: words.yes },
        { id: '0', label: words.no },
      ];
    case 'light':
      return lights.flatMap((id) => (id === 'not-answered' ? [] : [{ id, label: words.lights[id] }]));
    default:
      return [];
  }
}

/** One for each raw text of the answer. */
function chosenIds({ kind }: Field, answer: GivenAnswer | undefined): readonly string[] {
  if (!answer) return [];
  return kind === 'yes-no' ? [String(answer.value)] : [answer.raw].flat();
}

/** Questions have a line an option; states and yes or no, whose options are the same all through, one line. */
function boxParagraphs(
  boxes: readonly Box[],
  chosen: readonly string[],
  { kind }: Field,
  style: TextStyle,
): Paragraph[] {
  const lines = boxes.map(({ id, label }) => `${chosen.includes(id) ? '☒' : '☐'}\u00a0${label}`);
  // Broken at the one ordinary space between two of them: not every program breaks at a wide one.
  if (kind !== 'single-choice' && kind !== 'multiple-choice' && style.style !== styleIds.cell)
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

/** Where the figure comes from and where it is to get. */
function goalposts({ field, context, style }: Answered): Paragraph[] {
  const { words, of } = context;
  const { baseline } = field;
  const targets = field.targets.map((target) => {
    const figure = figureText(field, target, context);
    return target.label ? `${of(target.label)}: ${figure}` : figure;
  });
  const parts = [
    ...(baseline ? [`${words.baseline}: ${figureText(field, baseline, context)}`] : []),
    ...(targets.length > 0 ? [`${words.target}: ${targets.join('; ')}`] : []),
  ];
  const isCell = style.style === styleIds.cell;
  const look = isCell ? style : { style: styleIds.note };
  return parts.length === 0 ? [] : [paragraph(parts.join(isCell ? '\n' : ' · '), look)];
}
