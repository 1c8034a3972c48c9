/** Draws slides into a file with pptxgenjs. People's text becomes plain text: never a link, formula or markup. */
import PptxGenJS from 'pptxgenjs';
import { languageTags } from '../../goals/format-date';
import { type Locale } from '../../goals/schema';
import { titleSize, titleWidth } from './goal-page';
import { drawItems } from './draw-items';
import { colours, font } from './theme';
import { bodyWidth, type Badge, margin, signs, type Slide, slideWidth } from './slide';
import { drawTableAt } from './draw-table';
import { tableTop } from './table';
import { fittingSize, onOneLine } from './text-fit';

export interface Show {
  readonly title: string;
  readonly footer: string;
  readonly locale: Locale;
}

type Drawn = PptxGenJS.Slide;
type Of<K extends Slide['kind']> = Extract<Slide, { kind: K }>;

/** In points: what is above a title and at the foot. */
const asideSize = 10;

const flat = { margin: 0, fontFace: font, color: colours.text } as const;

export async function drawSlides(slides: readonly Slide[], show: Show): Promise<Buffer> {
  const file = new PptxGenJS();
  file.layout = 'LAYOUT_WIDE';
  file.title = show.title;
  file.theme = { headFontFace: font, bodyFontFace: font };
  const lang = languageTags[show.locale];
  slides.forEach((slide, index) => {
    const drawn = file.addSlide();
    if (slide.kind === 'page') drawPage(drawn, slide, lang);
    else if (slide.kind === 'table') drawTable(drawn, slide);
    else drawHeadline(drawn, slide);
    if (slide.kind === 'page' || slide.kind === 'table') drawFooter(drawn, show.footer, index + 1);
  });
  // pptxgenjs compresses only what it calls a stream, which may be a Buffer.
  return (await file.write({ outputType: 'STREAM', compression: true })) as Buffer;
}

function drawHeadline(drawn: Drawn, { kind, title, lines }: Of<'title' | 'divider'>): void {
  const isTitle = kind === 'title';
  drawn.background = { color: isTitle ? colours.dark : colours.pale };
  const color = isTitle ? colours.white : colours.dark;
  const box = { width: 11.3, height: 3 };
  const fontSize = fittingSize(title, box, [40, 36, 32, 28, 24, 20, 16, 12, 10], true);
  drawn.addShape('rect', { x: 0.7, y: 1.2, w: 0.08, h: 5.2, fill: { color: colours.accent } });
  drawn.addText(title, {
    ...flat,
    x: 1,
    y: 1.2,
    w: box.width,
    h: box.height,
    fontSize,
    bold: true,
    color,
    valign: 'bottom',
  });
  const text = lines.join('\n');
  const size = fittingSize(text, { width: box.width, height: 1.9 }, [20, 18, 16, 14, 12, 10]);
  if (text)
    drawn.addText(text, {
      ...flat,
      x: 1,
      y: 4.5,
      w: box.width,
      h: 1.9,
      fontSize: size,
      color,
      valign: 'top',
    });
}

function drawPage(drawn: Drawn, { crumb, title, badge, columns }: Of<'page'>, lang: string): void {
  drawn.addText(onOneLine(crumb, titleWidth, { size: asideSize }), {
    ...flat,
    x: margin,
    y: 0.25,
    w: titleWidth,
    h: 0.2,
    fontSize: asideSize,
    color: colours.quiet,
  });
  const fontSize = fittingSize(title, { width: titleWidth, height: 0.7 }, [titleSize, 18, 16, 14], true);
  drawn.addText(title, {
    ...flat,
    x: margin,
    y: 0.47,
    w: titleWidth,
    h: 0.72,
    fontSize,
    bold: true,
    color: colours.dark,
    valign: 'middle',
  });
  if (badge) drawBadge(drawn, badge, { x: margin + titleWidth + 0.3, y: 0.42, w: 2.3, h: 0.5 }, 14);
  drawn.addShape('line', {
    x: margin,
    y: 1.26,
    w: bodyWidth,
    h: 0,
    line: { color: colours.accent, width: 1.5 },
  });
  for (const column of columns) drawItems(drawn, column, lang);
}

function drawBadge(
  drawn: Drawn,
  { light, word }: Badge,
  box: { readonly x: number; readonly y: number; readonly w: number; readonly h: number },
  fontSize: number,
): void {
  const { fill, letters } = colours.lights[light];
  drawn.addText(`${signs[light]} ${word}`, {
    ...{ ...flat, ...box, fontSize, bold: true, align: 'center', valign: 'middle' },
    shape: 'rect',
    fill: { color: fill },
    line: { color: colours.quiet, width: 0.75 },
    color: letters,
  });
}

function drawTable(drawn: Drawn, { title, size, widths, head, rows }: Of<'table'>): void {
  drawn.addText(title, {
    ...flat,
    x: margin,
    y: 0.35,
    w: bodyWidth,
    h: 0.5,
    fontSize: titleSize,
    bold: true,
    color: colours.dark,
  });
  drawTableAt(drawn, { x: margin, y: tableTop, widths, headHeight: 0.3, head, rows, size });
}

function drawFooter(drawn: Drawn, footer: string, page: number): void {
  const box = { width: 11, height: 0.25 };
  drawn.addText(onOneLine(footer, box.width, { size: asideSize }), {
    ...flat,
    x: margin,
    y: 7.08,
    w: box.width,
    h: box.height,
    fontSize: asideSize,
    color: colours.quiet,
  });
  drawn.addText(String(page), {
    ...{ ...flat, x: slideWidth - margin - 1, y: 7.08, w: 1, h: 0.25, fontSize: asideSize, align: 'right' },
    color: colours.quiet,
  });
}
