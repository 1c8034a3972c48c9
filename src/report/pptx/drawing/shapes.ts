/** Titles, names and alternative texts of a slide's shapes, from the marks that they were drawn with. */
import {
  childOf,
  childrenOf,
  type Document,
  type Element,
  elementFrom,
  elementsIn,
  escaped,
} from '../../office/xml';
import { margin, bodyWidth } from '../page/slide';
import { markIn } from './marks';

const namespaces =
  'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"' +
  ' xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"';

/** Gives every shape its own number and name: pptxgenjs numbers tables as if they were alone on the slide. */
export function nameShapes(document: Document): void {
  const [title = ''] = elementsIn(document, 'p:cNvPr').flatMap((shape) =>
    markIn(shape.getAttribute('name') ?? '')?.kind === 'title' ? [textOf(shape)] : [],
  );
  elementsIn(document, 'p:cNvPr').forEach((shape, index) => {
    // The first is the tree of all shapes.
    const number = String(index + 1);
    shape.setAttribute('id', number);
    const mark = markIn(shape.getAttribute('name') ?? '');
    if (mark?.kind === 'title') makeTitle(shape);
    else if (mark?.kind === 'decoration') decorate(shape);
    else if (mark?.kind === 'described') shape.setAttribute('descr', mark.text);
    else if (isTable(shape)) shape.setAttribute('descr', title);
    if (index > 0) shape.setAttribute('name', `${nameOf(shape, mark?.kind)} ${number}`);
  });
}

function nameOf(shape: Element, kind: string | undefined): string {
  if (kind === 'title') return 'Title';
  if (kind === 'decoration') return 'Decoration';
  const holder = shape.parentNode!.parentNode as Element;
  if (holder.tagName === 'p:pic') return 'Picture';
  if (holder.tagName === 'p:graphicFrame') return isTable(shape) ? 'Table' : 'Chart';
  return kind === 'described' ? 'Bar' : 'Text';
}

function isTable(shape: Element): boolean {
  const holder = shape.parentNode!.parentNode as Element;
  return holder.tagName === 'p:graphicFrame' && elementsIn(holder, 'a:tbl').length > 0;
}

function textOf(shape: Element): string {
  const paragraphs = elementsIn(shape.parentNode!.parentNode as Element, 'a:p');
  return paragraphs.map((paragraph) => paragraph.textContent).join(' ');
}

/** What screen readers, the outline and the list of slides take as the slide's title. */
function makeTitle(shape: Element): void {
  const holder = shape.parentNode as Element;
  const [lock, place] = [childOf(holder, 'p:cNvSpPr'), childOf(holder, 'p:nvPr')];
  for (const child of childrenOf(lock!)) lock!.removeChild(child);
  lock!.appendChild(elementFrom(`<a:spLocks ${namespaces} noGrp="1"/>`, lock!));
  place!.appendChild(elementFrom(`<p:ph ${namespaces} type="title"/>`, place!));
}

function decorate(shape: Element): void {
  const drawing = 'http://schemas.microsoft.com/office/drawing/2017/decorative';
  shape.setAttribute('descr', '');
  shape.appendChild(
    elementFrom(
      `<a:extLst ${namespaces}><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}">` +
        `<adec:decorative xmlns:adec="${drawing}" val="1"/></a:ext></a:extLst>`,
      shape,
    ),
  );
}

const emu = 914_400;

/** A slide's title takes what it does not say itself from the layout's and the master's. */
export function addTitlePlaceholder(document: Document): void {
  const [tree] = elementsIn(document, 'p:spTree');
  const [x, y, w, h] = [margin, 0.47, bodyWidth, 0.72].map((inches) => Math.round(inches * emu));
  tree!.appendChild(
    elementFrom(
      `<p:sp ${namespaces}><p:nvSpPr><p:cNvPr id="2" name="Title 2"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>` +
        '<p:nvPr><p:ph type="title"/></p:nvPr></p:nvSpPr>' +
        `<p:spPr><a:xfrm><a:off x="${x}" y="${y}"/><a:ext cx="${w}" cy="${h}"/></a:xfrm>` +
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr>' +
        '<p:txBody><a:bodyPr lIns="0" tIns="0" rIns="0" bIns="0" anchor="ctr"/><a:lstStyle/>' +
        `<a:p><a:r><a:rPr lang="en-US"/><a:t>${escaped('Title')}</a:t></a:r></a:p></p:txBody></p:sp>`,
      tree!,
    ),
  );
  // Titles are written from the left; the library's master centres them.
  for (const style of elementsIn(document, 'p:titleStyle'))
    for (const level of childrenOf(style)) level.setAttribute('algn', 'l');
}
