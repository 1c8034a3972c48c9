/** The texts of a programme's last periods. Pure. */
import { type YearPeriod, type YearView } from '../../digest/year-view';
import { type Light, lights, type Locale } from '../../goals/schema';
import { formatPeriod } from '../../periods/period';
import { type ReportContent } from './report-content';
import { type ReportWords } from './words';

/**
 * A single period is shown elsewhere already; lights that the programme does not publish are not shown. Who answered is
 * not published.
 */
export function showsYear(
  { periods, judged }: Pick<YearView, 'periods' | 'judged'>,
  { showsLights, edition }: Pick<ReportContent, 'showsLights' | 'edition'>,
): boolean {
  return periods.length > 1 && (judged ? showsLights : edition === 'full');
}

/** The lights that a view counts, in reading order. What was not answered is not published. */
export function shownLights(
  { judged }: Pick<YearView, 'judged'>,
  { edition }: Pick<ReportContent, 'edition'>,
): readonly Light[] {
  const counted: readonly Light[] = judged ? lights : ['not-assessable', 'not-answered'];
  return edition === 'full' ? counted : counted.filter((light) => light !== 'not-answered');
}

/** For a goal that is not judged, whether it was answered. */
export function yearWord(light: Light, { judged }: Pick<YearView, 'judged'>, words: ReportWords): string {
  return judged || light === 'not-answered' ? words.lights[light] : words.answeredGoal;
}

/** "Q3/2026", with a word below it if nobody was asked. */
export function periodHeading({ period, status }: YearPeriod, words: ReportWords, locale: Locale): string {
  const heading = formatPeriod(period, locale);
  return status === 'skipped' ? `${heading}\n${words.skipped}` : heading;
}
