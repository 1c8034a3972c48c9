/** What a screen reader, or a reader who does not see colours, would miss on a slide. */
import { languageTags } from '../../src/goals/format-date';
import { type Document, type Element } from '../../src/report/office/xml';
import { all, textIn } from './office-parts';

const tags = Object.values(languageTags);
/** The fills of lights, each with its sign. */
const signOfFill: Readonly<Record<string, string>> = { '1E7B34': '●', FFD24D: '▲', B3261E: '■', D9D9D9: '◊' };

export function slideFaults(slide: Document, number: number): string[] {
  const shapes = all(slide, 'p:cNvPr').slice(1);
  const ids = all(slide, 'p:cNvPr').map((shape) => shape.getAttribute('id'));
  return [
    ...(new Set(ids).size === ids.length ? [] : ['two shapes with one number']),
    ...shapes.flatMap(undescribed),
    ...all(slide, 'a:p').flatMap(disordered),
    ...all(slide, 'a:tblPr').flatMap((table) =>
      table.getAttribute('firstRow') === '1' ? [] : ['a table without a head'],
    ),
    ...['a:rPr', 'a:endParaRPr'].flatMap((name) => all(slide, name)).flatMap(untagged),
    ...all(slide, 'a:tc').flatMap(colourOnly),
    ...outOfOrder(all(slide, 'p:sp')),
  ].map((fault) => `slide ${number}: ${fault}`);
}

function undescribed(shape: Element): string[] {
  const holder = shape.parentNode!.parentNode as Element;
  const isDecoration = all(shape, 'adec:decorative').length > 0;
  const says = textIn(holder, 'a:t') !== '' && holder.tagName === 'p:sp';
  return isDecoration || says || shape.getAttribute('descr')
    ? []
    : [`${shape.getAttribute('name')} says nothing`];
}

function disordered(paragraph: Element): string[] {
  const properties = all(paragraph, 'a:pPr');
  const isFirst = properties.length === 0 || paragraph.firstChild === properties[0];
  return properties.length <= 1 && isFirst ? [] : [`properties within "${textIn(paragraph, 'a:t')}"`];
}

function untagged(run: Element): string[] {
  const tag = run.getAttribute('lang') ?? '';
  return tags.includes(tag) && !run.hasAttribute('altLang') ? [] : [`language "${tag}"`];
}

function colourOnly(cell: Element): string[] {
  const fill = all(cell, 'a:tcPr')
    .flatMap((properties) => all(properties, 'a:srgbClr'))
    .at(-1)
    ?.getAttribute('val');
  const sign = signOfFill[fill ?? ''];
  return sign === undefined || textIn(cell, 'a:t').startsWith(sign) ? [] : ['a light that is only a colour'];
}

interface Place {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly top: number;
}

/** Of two texts one above the other, the upper is read first. */
function outOfOrder(shapes: readonly Element[]): string[] {
  const places = shapes.filter((shape) => textIn(shape, 'a:t') !== '').map(placeOf);
  return places.flatMap((place, index) =>
    places
      .slice(index + 1)
      .filter((later) => later.left < place.right && place.left < later.right && later.top < place.top)
      .map((later) => `"${later.text}" is read after "${place.text}"`),
  );
}

function placeOf(shape: Element): Place {
  const value = (name: string, attribute: string) =>
    Number(all(shape, name)[0]?.getAttribute(attribute) ?? 0);
  const left = value('a:off', 'x');
  return {
    text: textIn(shape, 'a:t').slice(0, 40),
    ...{ left, right: left + value('a:ext', 'cx'), top: value('a:off', 'y') },
  };
}
