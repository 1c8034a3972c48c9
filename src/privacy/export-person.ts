/** Everything that is kept about one person, in a form that the person can read (GDPR, article 15). */
import { RefusedError } from '../errors';
import { type Locale } from '../goals/schema';
import { loadPerson } from '../people/directory';
import { type ListedStore } from '../storage/listed-store';
import { type Json, type JsonObject } from '../storage/store';
import { type ExportWords, type Section, sections } from './export-words';
import { givesContactOf } from './contact-details';
import { exportedRow } from './exported-row';
import { subjectOf } from './erase-person';
import { mentionsOf } from './subject';

export type PersonExport = Readonly<Record<string, Json>>;

/**
 * Every row of the store that names the person, under a heading; rows of unknown kinds come under the last one, so that
 * nothing is left out.
 * @param locale defaults to the person's own language
 * @throws RefusedError `nothing-kept` if nothing is kept about the person.
 */
export async function exportPerson(
  store: ListedStore,
  personId: string,
  now: Date,
  words: (locale: Locale) => ExportWords,
  locale?: Locale,
): Promise<PersonExport> {
  const subject = await subjectOf(store, personId);
  const mentions = mentionsOf(subject);
  const found = new Map<Section, Json[]>(sections.map((section) => [section, []]));
  for await (const partition of store.partitions())
    for await (const entity of store.range(partition)) {
      const isContact = givesContactOf(partition, entity.value, subject, mentions);
      if (!isContact && !mentions.in(entity.key) && !mentions.inValue(entity.value)) continue;
      const exported = exportedRow(partition, entity, personId, isContact);
      if (exported) found.get(exported.section)!.push(exported.content);
    }
  if ([...found.values()].every((entries) => entries.length === 0))
    throw new RefusedError('nothing-kept', { person: personId });
  const language = locale ?? (await loadPerson(store, personId))?.language ?? 'fi';
  const { about, headings } = words(language);
  const head: JsonObject = { text: about, address: personId, madeAt: now.toISOString() };
  const entries = [...found].filter(([, rows]) => rows.length > 0);
  return {
    [headings.about]: head,
    ...Object.fromEntries(entries.map(([section, rows]) => [headings[section], rows])),
  };
}
