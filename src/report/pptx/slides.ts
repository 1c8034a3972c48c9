/** A round as a slide show, in the manner of the document that the programme is published as. */
import { type DigestSource } from '../../digest/digest';
import { formatNumber } from '../../goals/format-number';
import { lights } from '../../goals/schema';
import { formatPeriod } from '../../periods/period';
import { drawSlides } from './draw';
import { byPeriod } from './by-period';
import { halfYear } from './half-year';
import { type Slide } from './slide';
import { strategicGoals } from './strategic-goals';
import { tables } from './tables';
import { dateText, of, told, type Told, type ToldOptions } from './told';

/**
 * The file of a slide show (.pptx).
 * @param options.names of persons, by id
 * @param options.asOf the moment whose figures they are; of a closed round its closing
 * @param options.earlier rounds of the same year, for the layout that shows the year
 */
export async function slidesOf(source: DigestSource, options: ToldOptions): Promise<Buffer> {
  const report = told(source, options);
  const { words, locale } = report;
  const name = of(report, source.form.programme.name);
  const period = formatPeriod(source.round.period, locale);
  return drawSlides([titleOf(report), ...byPeriod(report), ...slidesIn(report)], {
    title: `${name} ${period}`,
    footer: `${name} · ${period} · ${words.asOf} ${dateText(report.asOf, report)}`,
    locale,
  });
}

function slidesIn(report: Told): Slide[] {
  switch (report.source.form.programme.layout) {
    case 'strategic-goals':
      return strategicGoals(report);
    case 'half-year':
      return halfYear(report);
    default:
      return tables(report);
  }
}

function titleOf(report: Told): Slide {
  const { source, digest, words, locale } = report;
  const { programme } = source.form;
  const counted = lights.map(
    (light) => `${words.lights[light]} ${formatNumber(digest.lights[light], locale)}`,
  );
  return {
    kind: 'title',
    title: of(report, programme.name),
    lines: [
      ...(programme.organisation ? [of(report, programme.organisation)] : []),
      `${formatPeriod(source.round.period, locale)} · ${words.asOf} ${dateText(report.asOf, report)}`,
      `${words.answered} ${formatNumber(digest.answered, locale)}/${formatNumber(digest.asked, locale)}`,
      ...(digest.partly > 0 ? [`${words.partly} ${formatNumber(digest.partly, locale)}`] : []),
      ...(report.showsLights ? [counted.join(' · ')] : []),
    ],
  };
}
