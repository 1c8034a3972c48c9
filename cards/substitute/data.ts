/** The card on which a person names substitutes, as data for `card.json`. Pure. */
import { type Banner } from '../parts/banner';
import { commandButton } from '../parts/buttons/command-button';
import { type Candidate, personInputs } from '../parts/person-input';
import { type Verbs } from '../parts/verbs';
import { type Wording } from '../parts/wording';

/** Days are `yyyy-mm-dd`; both ends are inclusive. */
export interface SubstituteCardSource {
  /** Current and upcoming substitutes, in display order. */
  readonly current: readonly { readonly name: string; readonly from: string; readonly to: string }[];
  readonly today: string;
  /** Set if the bot asks, since the person's automatic email reply is on; without `to`, until they switch it off. */
  readonly away?: { readonly from: string; readonly to?: string };
  /** The last substitute, who can be named again with one press. */
  readonly proposed?: Candidate;
  /** What the person typed, if the card comes back with problems. */
  readonly typed?: { readonly person: string; readonly from: string; readonly to: string };
  readonly problems?: readonly string[];
  /** Persons whose names match what was typed. */
  readonly candidates?: readonly Candidate[];
  readonly banner?: Banner;
}

/** With the inputs, more would exceed 28 KB; nobody plans further ahead. */
const mostShown = 8;

export function substituteCardData(source: SubstituteCardSource, wording: Wording) {
  const { current, today, typed, away, proposed, banner } = source;
  const rest = current.length - mostShown;
  return {
    verbs: { remove: 'substitute-remove', set: 'substitute-set' } satisfies Verbs,
    ...(banner && { banner }),
    title: wording.text(away ? 'substitute.ask' : 'substitute.title'),
    explain: away
      ? `${awayText(away, wording)} ${wording.text('substitute.askExplain')}`
      : wording.text('substitute.explain'),
    current: current.slice(0, mostShown).map((each) => substituteLine(each, today, wording)),
    ...(rest > 0 && { more: wording.text('digest.more', { count: rest }) }),
    remove: wording.text('substitute.remove'),
    newTitle: wording.text('substitute.new'),
    person: personInputs(typed?.person, source.candidates, wording),
    today,
    from: { label: wording.text('substitute.from'), value: typed?.from ?? firstDay(away, today) },
    to: { label: wording.text('substitute.to'), value: typed?.to ?? away?.to ?? '' },
    ...(proposed && {
      before: wording.text('substitute.before', { name: `${proposed.name} (${proposed.id})` }),
    }),
    dayRequired: wording.text('substitute.dayRequired'),
    problems: source.problems ?? [],
    set: wording.text(proposed ? 'substitute.setOther' : 'substitute.set'),
    setStyle: proposed ? 'default' : 'positive',
    // The same as naming the person in the form; whoever is picked or typed there as well is a second person.
    proposals: proposed
      ? [{ title: wording.text('substitute.setBefore'), data: { person_candidate: proposed.id } }]
      : [],
    others: (['my goals', 'remind me later'] as const).map((command) => commandButton(command, wording)),
  };
}

/** What the bot asks about, also as the message's summary. */
export function awayText({ from, to }: NonNullable<SubstituteCardSource['away']>, wording: Wording): string {
  if (to === undefined) return wording.text('substitute.awayNow');
  return wording.text('substitute.away', { days: daysText(from, to, wording) });
}

/** No day that is over can be chosen. */
function firstDay(away: SubstituteCardSource['away'], today: string): string {
  return away && away.from > today ? away.from : today;
}

function substituteLine(
  { name, from, to }: SubstituteCardSource['current'][number],
  today: string,
  wording: Wording,
) {
  const days = daysText(from, to, wording);
  return {
    name,
    days: from <= today ? `${days} · ${wording.text('substitute.now')}` : days,
    tooltip: `${wording.text('substitute.remove')}: ${name}, ${days}`,
    data: { from },
  };
}

function daysText(from: string, to: string, wording: Wording): string {
  // No line break between a date's weekday and its day.
  const [first, last] = [from, to].map((day) => wording.day(day).replaceAll(' ', '\u00a0'));
  return from === to ? first! : `${first} – ${last}`;
}
