/** Slides and documents with the organisation's logo, colour and languages. */
import { beforeAll, describe, expect, it } from '@jest/globals';
import { languageTags } from '../../src/goals/format-date';
import { type DigestSource } from '../../src/digest/digest';
import { type Element } from '../../src/report/office/xml';
import { documentOf } from '../../src/report/docx/document';
import { slidesOf } from '../../src/report/pptx/slides';
import { pngPicture } from '../helpers/picture';
import { all, type OfficeParts, officeParts, textIn } from './office-parts';
import { options, seedSources } from './seed-sources';

const seeds = seedSources();
const logo = { type: 'png', bytes: pngPicture(60, 20), width: 60, height: 20, text: 'Alue & alue' } as const;
const accent = '#7A1FA2';

const withAccent = (source: DigestSource): DigestSource => ({
  ...source,
  form: { ...source.form, programme: { ...source.form.programme, accent } },
});
const attribute = (elements: readonly Element[], name: string) =>
  elements.map((element) => element.getAttribute(name));

describe('slides', () => {
  let plain: OfficeParts;
  let own: OfficeParts;
  beforeAll(async () => {
    const source = await seeds.of('half-year-follow-up');
    plain = officeParts(await slidesOf(source, { ...options, locale: 'sv' }));
    own = officeParts(await slidesOf(withAccent(source), { ...options, locale: 'sv', logo }));
  });
  const slidesIn = (parts: OfficeParts) => parts.parts(/^ppt\/slides\/slide\d+\.xml$/);

  it('have the logo with its name on the first slide and at the foot of the pages', () => {
    const pictures = slidesIn(own).map((slide) => all(slide, 'p:pic'));
    expect(pictures[0]).toHaveLength(1);
    const descriptions = pictures.flat().flatMap((each) => attribute(all(each, 'p:cNvPr'), 'descr'));
    expect(new Set(descriptions)).toEqual(new Set(['Alue & alue']));
    expect(descriptions.length).toBeGreaterThan(40);
    expect(slidesIn(plain).flatMap((slide) => all(slide, 'p:pic'))).toEqual([]);
    const [extent] = all(all(pictures[0]![0]!, 'p:spPr')[0]!, 'a:ext');
    expect(Number(extent!.getAttribute('cx')) / Number(extent!.getAttribute('cy'))).toBeCloseTo(3, 2);
  });

  it('have the colour in their theme, which all of them use', () => {
    const colourIn = (parts: OfficeParts, name: string) =>
      attribute(all(all(parts.part('ppt/theme/theme1.xml'), name)[0]!, 'a:srgbClr'), 'val');
    for (const name of ['a:dk2', 'a:accent1', 'a:accent2']) expect(colourIn(own, name)).toEqual(['7A1FA2']);
    expect(colourIn(plain, 'a:dk2')).toEqual(['14375E']);
    const title = slidesIn(own)[0]!;
    expect(attribute(all(all(title, 'p:bgPr')[0]!, 'a:schemeClr'), 'val')).toEqual(['tx2']);
  });

  it('say of each text which language it is in, in both languages of one show', () => {
    const runs = slidesIn(plain).flatMap((slide) => all(slide, 'a:r'));
    const tagOf = (text: string) =>
      new Set(
        runs
          .filter((run) => textIn(run, 'a:t').includes(text))
          .flatMap((run) => attribute(all(run, 'a:rPr'), 'lang')),
      );
    expect(tagOf('Kund- och resurscenter')).toEqual(new Set([languageTags.sv]));
    expect(tagOf('Asiakas- ja resurssikeskus')).toEqual(new Set([languageTags.fi]));
    expect(tagOf('Uppföljning')).toEqual(new Set([languageTags.sv]));
    expect(tagOf('Seuranta')).toEqual(new Set([languageTags.fi]));
  });
});

describe('a document', () => {
  it('has the logo with its name on the first page and in the footer, and headings in the colour', async () => {
    const source = withAccent(await seeds.of('county-survey'));
    const { part } = officeParts(await documentOf(source, { ...options, logo }));
    for (const name of ['word/document.xml', 'word/footer1.xml'])
      expect(attribute(all(part(name), 'wp:docPr'), 'descr')).toEqual(['Alue & alue']);
    const headings = all(part('word/styles.xml'), 'w:style').filter((style) =>
      /^(Heading\d|Title)$/.test(style.getAttribute('w:styleId') ?? ''),
    );
    expect(new Set(headings.flatMap((style) => attribute(all(style, 'w:color'), 'w:val')))).toEqual(
      new Set(['7A1FA2']),
    );
  });

  it('says of each text which language it is in', async () => {
    const source = await seeds.of('strategic-goals');
    const { part } = officeParts(await documentOf(source, { ...options, locale: 'en' }));
    const [goal] = source.form.goals;
    const summary = goal!.fields.find(({ role, kind }) => role === 'narrative' && kind === 'text')!;
    const said = String(source.replies.get(goal!.id)!.answers[summary.id]!.raw).split(/[.\n]/)[0]!;
    const runs = all(part('word/document.xml'), 'w:r').filter((run) => all(run, 'w:t').length > 0);
    const tagsOf = (text: string) =>
      new Set(
        runs
          .filter((run) => textIn(run, 'w:t').includes(text))
          .map((run) => all(run, 'w:lang')[0]?.getAttribute('w:val') ?? 'of the document'),
      );
    expect(tagsOf('Owner')).toEqual(new Set(['of the document']));
    expect(tagsOf(said)).toEqual(new Set([languageTags.fi]));
    expect(tagsOf(goal!.title.en!)).toEqual(new Set(['of the document']));
    // The language is the last of a run's properties that this project writes (CT_RPr).
    const misplaced = runs.flatMap((run) => all(run, 'w:lang')).filter((each) => each.nextSibling);
    expect(misplaced).toEqual([]);
  });
});
