/** Draws slides into a file with pptxgenjs. People's text becomes plain text: never a link, formula or markup. */
import PptxGenJS from 'pptxgenjs';
import { type Logo } from '../../content/logo';
import { drawItems } from './draw-items';
import { drawLogo } from './draw-logo';
import { asDecoration, asTitle } from './marks';
import { colours, font } from './theme';
import {
  bodyWidth,
  type Badge,
  margin,
  signs,
  type Slide,
  slideWidth,
  titleSize,
  titleWidth,
} from '../page/slide';
import { drawTableAt } from './draw-table';
import { tableTop } from '../page/table';
import { fittingSize, onOneLine } from '../../office/text-fit';

export interface Show {
  readonly footer: string;
  /** The picture at the foot of every page, and on the title slide. */
  readonly logo?: Logo | undefined;
}

type Drawn = PptxGenJS.Slide;
type Of<K extends Slide['kind']> = Extract<Slide, { kind: K }>;

/** In points: what is above a title and at the foot. */
const asideSize = 10;

const flat = { margin: 0, fontFace: font, color: colours.text } as const;

export async function drawSlides(slides: readonly Slide[], show: Show): Promise<Buffer> {
  const file = new PptxGenJS();
  file.layout = 'LAYOUT_WIDE';
  file.theme = { headFontFace: font, bodyFontFace: font };
  slides.forEach((slide, index) => {
    const drawn = file.addSlide();
    if (slide.kind === 'page') drawPage(drawn, slide);
    else if (slide.kind === 'table') drawTable(drawn, slide);
    else drawHeadline(drawn, slide, show);
    if (slide.kind === 'page' || slide.kind === 'table') drawFooter(drawn, show, index + 1);
  });
  // pptxgenjs compresses only what it calls a stream, which may be a Buffer.
  return (await file.write({ outputType: 'nodebuffer' })) as Buffer;
}

function drawHeadline(drawn: Drawn, { kind, title, lines }: Of<'title' | 'divider'>, { logo }: Show): void {
  const isTitle = kind === 'title';
  drawn.background = { color: isTitle ? colours.dark : colours.pale };
  const color = isTitle ? colours.white : colours.dark;
  const box = { width: 11.3, height: 3 };
  const fontSize = fittingSize(title, box, [40, 36, 32, 28, 24, 20, 16, 12, 10], true);
  drawn.addShape('rect', {
    x: 0.7,
    y: 1.2,
    w: 0.08,
    h: 5.2,
    fill: { color: colours.accent },
    ...asDecoration,
  });
  drawn.addText(title, {
    ...{ ...flat, ...asTitle },
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
  if (logo && isTitle)
    drawLogo(drawn, logo, { right: slideWidth - margin, top: 0.4, width: 2.6, height: 0.9, plate: 0.12 });
}

function drawPage(drawn: Drawn, { crumb, title, badge, columns }: Of<'page'>): void {
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
    ...{ ...flat, ...asTitle },
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
    ...asDecoration,
  });
  for (const column of columns) drawItems(drawn, column);
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

function drawTable(drawn: Drawn, { title, widths, head, rows }: Of<'table'>): void {
  drawn.addText(title, {
    ...{ ...flat, ...asTitle },
    x: margin,
    y: 0.35,
    w: bodyWidth,
    h: 0.5,
    fontSize: titleSize,
    bold: true,
    color: colours.dark,
  });
  drawTableAt(drawn, { x: margin, y: tableTop, widths, headHeight: 0.3, head, rows });
}

function drawFooter(drawn: Drawn, { footer, logo }: Show, page: number): void {
  const box = { width: logo ? 9.6 : 11, height: 0.25 };
  if (logo) drawLogo(drawn, logo, { right: slideWidth - margin - 0.6, top: 7.0, width: 1.4, height: 0.38 });
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
    ...{
      ...flat,
      x: slideWidth - margin - 0.5,
      y: 7.08,
      w: 0.5,
      h: 0.25,
      fontSize: asideSize,
      align: 'right',
    },
    color: colours.quiet,
  });
}
