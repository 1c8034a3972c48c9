import { type Digest } from '../../src/digest/digest';
import { type Names } from '../parts/goals/words';
import { type Wording } from '../parts/wording';
import { digestContent } from './data';
import { wholeFacts, wholeSections } from './whole';

/** The whole digest as lines of text: what its card says, then everything that it counts; nothing is left out. */
export function digestText(digest: Digest, source: Names, wording: Wording): string[] {
  const { title, subtitle, lights, notes, blocks } = digestContent(digest, source, wording);
  const subject = digest.status === 'closed' ? 'digest.subtitleClosed' : 'digest.subtitle';
  return [
    title,
    wording.of(digest.name),
    wording.text(subject, { period: wording.period(digest.period), asOf: wording.moment(digest.asOf) }),
    subtitle,
    lights,
    ...notes,
    ...blocks.flatMap((block) => ['', ...blockLines(block)]),
    '',
    ...wholeFacts(digest, wording),
    ...wholeSections(digest, wording).flatMap((section) => ['', ...indented(section)]),
  ];
}

function blockLines({ title, entries, lines }: ReturnType<typeof digestContent>['blocks'][number]): string[] {
  const said = entries.flatMap((entry) => [
    `${entry.title} ${entry.runs.map(({ text }) => text).join('')}`,
    ...(entry.said === '' ? [] : [`  ${entry.said}`]),
  ]);
  if (title === undefined) return [...said, ...lines];
  return indented({ title, lines: [...said, ...lines] });
}

function indented({ title, lines }: { readonly title: string; readonly lines: readonly string[] }): string[] {
  return [title, ...lines.map((line) => `  ${line}`)];
}
