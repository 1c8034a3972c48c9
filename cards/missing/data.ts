/** Who has not answered, by unit, as data for `card.json`. Pure. */
import { bannerData } from '../parts/banner';
import { buttonData, type ListButton } from '../parts/list-row';
import { deadlineText, isOpen } from '../parts/round-lines';
import { shorten } from '../parts/shorten';
import { type PlainKey } from '../parts/strings';
import { listTurns } from '../parts/turns';
import { type Verb } from '../parts/verbs';
import { type Wording } from '../parts/wording';
import { type MissingPerson } from '../../src/replies/missing';
import { type MissingCardSource, type MissingPage, missingPage } from './rows';

export { type MissingCardSource } from './rows';

export function missingCardData(source: MissingCardSource, wording: Wording) {
  const { programme, round, banner, isExcerpt = false } = source;
  const page = missingPage(isExcerpt ? { ...source, page: 0 } : source, wording);
  return {
    ...bannerData(banner),
    context: shorten(wording.of(programme.name), 200),
    title: wording.text('missing.title', { period: wording.period(round.period) }),
    lead: lead(source, wording),
    units: page.rows,
    ...place(source, page, wording),
    turns: isExcerpt ? [] : turns(source, page, wording).map(buttonData),
    buttons: buttons(source, wording).map(buttonData),
  };
}

/** The text in the chat list. */
export function missingSummary(
  { programme, round, units }: Pick<MissingCardSource, 'programme' | 'round' | 'units'>,
  wording: Wording,
): string {
  return wording.text('escalation.summary', {
    programme: wording.of(programme.name),
    period: wording.period(round.period),
    count: personsOf(units),
  });
}

/** People who have not answered. A person with goals in two units is one person. */
export function personsOf(units: MissingCardSource['units']): number {
  return countOf(units, ({ goals }) => goals.length > 0);
}

function countOf(units: MissingCardSource['units'], has: (person: MissingPerson) => boolean): number {
  return new Set(units.flatMap(({ persons }) => persons.filter(has).map(({ personId }) => personId))).size;
}

function lead(source: MissingCardSource, wording: Wording): string {
  const { round, now, units } = source;
  const goals = units.flatMap(({ persons }) => persons.flatMap((person) => person.goals.map(({ id }) => id)));
  const persons = personsOf(units);
  const translating = untranslatedIn(source);
  const said = [
    persons === 0
      ? wording.text('digest.allAnswered')
      : wording.text('missing.lead', { persons, goals: new Set(goals).size }),
    ...(translating > 0 ? [wording.text('translation.missingLead', { count: translating })] : []),
    ...(isOpen(round) ? [deadlineText(round, now, wording)] : []),
  ];
  return said.join(' ');
}

/** Number of goals of which somebody has a translation to write. */
function untranslatedIn({ units }: MissingCardSource): number {
  return new Set(units.flatMap(({ persons }) => persons.flatMap(({ untranslated = [] }) => untranslated)))
    .size;
}

/** "Page 1 of 3", or in an excerpt how many more there are. */
function place({ isExcerpt }: MissingCardSource, page: MissingPage, wording: Wording): object {
  const rest = page.count - page.shown;
  if (rest === 0) return {};
  if (isExcerpt) return { place: wording.text('digest.more', { count: rest }) };
  return { place: wording.text('missing.page', { page: page.page + 1, pages: page.pages }) };
}

function turns({ programme, round }: MissingCardSource, place: MissingPage, wording: Wording): ListButton[] {
  return listTurns(place, wording).map(({ title, to }) => ({
    verb: 'missing',
    title,
    data: { programmeId: programme.id, period: round.period, page: to },
  }));
}

function buttons(source: MissingCardSource, wording: Wording): ListButton[] {
  const { programme, round, coordinates, isExcerpt, open, units, commentable } = source;
  const name = { programmeId: programme.id, period: round.period };
  const button = (verb: Verb, key: PlainKey, data: object): ListButton => ({
    verb,
    title: wording.text(key),
    data,
  });
  if (isExcerpt) return [button('missing', 'missing.everybody', { ...name, page: 0 })];
  const count = untranslatedIn(source);
  const translations: ListButton = {
    verb: 'translations',
    title: wording.text('translation.show', { count }),
    data: { ...name, page: 0 },
  };
  return [
    ...(coordinates && count > 0 ? [translations] : []),
    ...(coordinates && open && units.length > 0 ? [button('remind-ask', 'missing.remindAll', name)] : []),
    ...(commentable ? [button('unit-comment', 'unitComment.button', name)] : []),
    ...(coordinates ? [button('programme', 'form.back', { programmeId: programme.id })] : []),
  ];
}
