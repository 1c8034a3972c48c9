/** A round as a slide show in the style of the programme's published document. */
import { formatNumber } from '../../goals/format-number';
import { lights } from '../../goals/schema';
import { languagesIn } from '../content/languages';
import { filePropertiesOf } from '../office/properties';
import { drawSlides } from './drawing/draw';
import { byPeriod } from './by-period';
import { finishSlides } from './drawing/finish';
import { type ReportOptions } from '../content/report-content';
import { type ReportSource } from '../content/report-source';
import { boardSlides } from './board';
import { halfYear } from './half-year';
import { keyResults } from './key-results';
import { legendSlides } from './legend';
import { productivityProgramme } from './productivity-programme';
import { type Slide } from './page/slide';
import { decisionSlides } from './decisions';
import { questionSlides } from './questions';
import { strategicGoals } from './strategic-goals';
import { tables } from './tables';
import { withOwnTitles } from './page/titles';
import { dateText, type SlideContent, slideContent } from './slide-content';
import { survey } from './survey';
import { allComments, otherCommentSlides, prefaceSlides } from './words';

/**
 * The file of a slide show (.pptx).
 * @param options.names of persons, by id
 * @param options.asOf the moment whose figures are shown; for a closed round, its closing
 * @param options.earlier rounds of the same year, for the layout that shows the year
 */
export async function slidesOf(source: ReportSource, options: ReportOptions): Promise<Buffer> {
  const content = slideContent(source, options);
  const { words } = content;
  const { locale, asOf, logo, part } = options;
  const name = content.textOf(source.form.programme.name);
  const { period } = content;
  const slides = withOwnTitles(part === 'board' ? boardSlides(content) : allSlides(content));
  const drawn = await drawSlides(slides, {
    footer: `${name} · ${period} · ${words.asOf} ${dateText(asOf, content)}`,
    logo,
  });
  return finishSlides(drawn, {
    properties: filePropertiesOf(content),
    languages: languagesIn(source, options.said),
    slides: slides.map((slide) => ('language' in slide && slide.language) || locale),
    accent: source.form.programme.accent,
  });
}

function allSlides(content: SlideContent): Slide[] {
  const layout = slidesIn(content);
  return [
    titleOf(content),
    ...boardSlides(content),
    ...prefaceSlides(content),
    ...legendSlides(content),
    ...byPeriod(content),
    ...layout,
    ...decisionSlides(content),
    ...otherCommentSlides(content),
    ...questionSlides(content),
  ];
}

/** The layouts with dividers have the comments there; the others have them before their tables. */
function slidesIn(content: SlideContent): Slide[] {
  switch (content.source.form.programme.layout) {
    case 'strategic-goals':
      return strategicGoals(content);
    case 'half-year':
      return halfYear(content);
    case 'key-results':
      return [...allComments(content), ...keyResults(content)];
    case 'productivity-programme':
      return [...allComments(content), ...productivityProgramme(content)];
    case 'survey':
      return [...allComments(content), ...survey(content)];
    case 'plain':
      return [...allComments(content), ...tables(content)];
  }
}

function titleOf(content: SlideContent): Slide {
  const { source, digest, words, options } = content;
  const { locale, asOf } = options;
  const { programme } = source.form;
  const counted = lights.filter((light, index) => index < 3 || digest.lights[light] > 0);
  const number = (count: number) => formatNumber(count, locale);
  return {
    kind: 'title',
    title: content.textOf(programme.name),
    lines: [
      ...(programme.organisation ? [content.textOf(programme.organisation)] : []),
      `${content.period} · ${words.asOf} ${dateText(asOf, content)}`,
      ...coverage(content),
      ...(content.showsGoalLights
        ? [counted.map((light) => `${words.lights[light]} ${number(digest.lights[light])}`).join(' · ')]
        : []),
    ],
  };
}

/** How much is answered concerns only readers of a round that still takes answers. */
function coverage({ source, digest, words, options }: SlideContent): string[] {
  const { answered, asked, partly } = digest;
  const number = (count: number) => formatNumber(count, options.locale);
  if (source.round.status === 'closed' || answered + partly === 0) return [];
  return [
    `${words.slides.answered} ${number(answered)}/${number(asked)}`,
    ...(partly > 0 ? [`${words.slides.partly} ${number(partly)}`] : []),
  ];
}
