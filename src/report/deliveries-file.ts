/** Who got what as a CSV file: in a round, or one person in all rounds of the programme. */
import { DateTime } from 'luxon';
import { existingProgramme } from '../goals/register';
import { type Locale } from '../goals/schema';
import { textIn } from '../goals/text';
import { loadDirectory } from '../people/directory';
import { personName } from '../people/names';
import { type EntityStore } from '../storage/store';
import { fileNameOf } from './content/file-name';
import { type Report, type ReportName } from './content/formats';
import { type DeliveryWords, type ReportWords } from './content/words';
import { csvStyle, csvText } from './csv/csv';
import { loadSentMessages, type SentMessage } from './sent-messages';

type NameOf = (personId: string) => string;

/** @throws RefusedError `unknown-programme`, `unknown-round`. */
export async function deliveriesFile(
  store: EntityStore,
  { programmeId, period, language, personId, separator }: ReportName,
  words: (locale: Locale) => ReportWords,
): Promise<Report> {
  const { value: programme } = await existingProgramme(store, programmeId);
  const locale = language ?? programme.languages[0]!;
  const { deliveries, formerEmployee } = words(locale);
  const { persons } = await loadDirectory(store);
  const nameOf: NameOf = (id) => personName(persons.get(id), id, { formerEmployee });
  const messages = await loadSentMessages(store, { programmeId, period, personId });
  const { columns } = deliveries;
  const rows = messages.map((message) => rowOf(message, deliveries, nameOf, programme.timeZone));
  const about = personId === undefined ? period : nameOf(personId);
  return {
    fileName: fileNameOf(`${textIn(programme.name, locale)} ${deliveries.title} ${about}`, 'csv'),
    content: Buffer.from(csvText([Object.values(columns), ...rows], csvStyle(locale, separator))),
  };
}

/** In the order of the columns. */
function rowOf(
  { at, recipient, period = '', kind, state, firstPressedAt, reason = '', toldBy, replaces }: SentMessage,
  words: DeliveryWords,
  nameOf: NameOf,
  zone: string,
): string[] {
  const isPerson = recipient.type === 'person';
  const id = isPerson ? recipient.personId : recipient.channelId;
  const whys = [toldBy === undefined ? '' : words.told, replaces ? words.replaces : '', reason];
  return [
    ...[localMinute(at, zone), id, isPerson ? nameOf(id) : '', period, words.kind(kind)],
    ...[words.states[state], firstPressedAt === undefined ? '' : localMinute(firstPressedAt, zone)],
    whys.filter((why) => why !== '').join('; '),
  ];
}

/** "2026-10-12 08:00", which every spreadsheet reads as a moment. */
function localMinute(moment: string, zone: string): string {
  return DateTime.fromISO(moment, { zone }).toFormat('yyyy-MM-dd HH:mm');
}
