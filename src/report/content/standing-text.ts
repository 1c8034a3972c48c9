import { type Standing } from '../../digest/digest';
import { type ReportWords } from './words';

/** "keltainen, ei täyty, tukea pyydetään 2/3 tehtävään": the light, target and support flag in one line. */
export function standingText(
  { light, kept, support }: Pick<Standing, 'light' | 'kept' | 'support'>,
  words: ReportWords,
): string {
  return [
    words.lights[light],
    ...(kept === undefined ? [] : [kept ? words.kept : words.notKept]),
    ...(support && support.asking > 0 ? [words.asksSupport(support.asking, support.of)] : []),
  ].join(', ');
}
