/** A round as a slide show in the style of the programme's published document. */
import { type DigestSource } from '../../digest/digest';
import { formatNumber } from '../../goals/format-number';
import { lights } from '../../goals/schema';
import { languagesIn } from '../content/languages';
import { filePropertiesOf } from '../office/properties';
import { drawSlides } from './draw';
import { byPeriod } from './by-period';
import { finishSlides } from './finish';
import { halfYear } from './half-year';
import { type Slide } from './slide';
import { strategicGoals } from './strategic-goals';
import { tables } from './tables';
import { withOwnTitles } from './titles';
import { dateText, type SlideContent, slideContent, type SlideOptions } from './slide-content';

/**
 * The file of a slide show (.pptx).
 * @param options.names of persons, by id
 * @param options.asOf the moment whose figures are shown; for a closed round, its closing
 * @param options.earlier rounds of the same year, for the layout that shows the year
 */
export async function slidesOf(source: DigestSource, options: SlideOptions): Promise<Buffer> {
  const content = slideContent(source, options);
  const { words } = content;
  const { locale, asOf, logo } = options;
  const name = content.textOf(source.form.programme.name);
  const { period } = content;
  const slides = withOwnTitles([titleOf(content), ...byPeriod(content), ...slidesIn(content)]);
  const drawn = await drawSlides(slides, {
    footer: `${name} · ${period} · ${words.asOf} ${dateText(asOf, content)}`,
    logo,
  });
  return finishSlides(drawn, {
    properties: filePropertiesOf(content),
    languages: languagesIn(source),
    slides: slides.map((slide) => ('language' in slide && slide.language) || locale),
    accent: source.form.programme.accent,
  });
}

function slidesIn(content: SlideContent): Slide[] {
  switch (content.source.form.programme.layout) {
    case 'strategic-goals':
      return strategicGoals(content);
    case 'half-year':
      return halfYear(content);
    default:
      return tables(content);
  }
}

function titleOf(content: SlideContent): Slide {
  const { source, digest, words, options } = content;
  const { locale, asOf } = options;
  const { programme } = source.form;
  const counted = lights.map(
    (light) => `${words.lights[light]} ${formatNumber(digest.lights[light], locale)}`,
  );
  return {
    kind: 'title',
    title: content.textOf(programme.name),
    lines: [
      ...(programme.organisation ? [content.textOf(programme.organisation)] : []),
      `${content.period} · ${words.asOf} ${dateText(asOf, content)}`,
      `${words.slides.answered} ${formatNumber(digest.answered, locale)}/${formatNumber(digest.asked, locale)}`,
      ...(digest.partly > 0 ? [`${words.slides.partly} ${formatNumber(digest.partly, locale)}`] : []),
      ...(content.showsGoalLights ? [counted.join(' · ')] : []),
    ],
  };
}
