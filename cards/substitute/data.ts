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
  const { current, today, typed, banner } = source;
  const rest = current.length - mostShown;
  return {
    verbs: { remove: 'substitute-remove', set: 'substitute-set' } satisfies Verbs,
    ...(banner && { banner }),
    title: wording.text('substitute.title'),
    explain: wording.text('substitute.explain'),
    current: current.slice(0, mostShown).map((each) => substituteLine(each, today, wording)),
    ...(rest > 0 && { more: wording.text('digest.more', { count: rest }) }),
    remove: wording.text('substitute.remove'),
    newTitle: wording.text('substitute.new'),
    person: personInputs(typed?.person, source.candidates, wording),
    today,
    from: { label: wording.text('substitute.from'), value: typed?.from ?? today },
    to: { label: wording.text('substitute.to'), value: typed?.to ?? '' },
    dayRequired: wording.text('substitute.dayRequired'),
    problems: source.problems ?? [],
    set: wording.text('substitute.set'),
    others: (['my goals', 'remind me later'] as const).map((command) => commandButton(command, wording)),
  };
}

function substituteLine(
  { name, from, to }: SubstituteCardSource['current'][number],
  today: string,
  wording: Wording,
) {
  // No line break between a date's weekday and its day.
  const [first, last] = [from, to].map((day) => wording.day(day).replaceAll(' ', '\u00a0'));
  const days = from === to ? first! : `${first} – ${last}`;
  return {
    name,
    days: from <= today ? `${days} · ${wording.text('substitute.now')}` : days,
    tooltip: `${wording.text('substitute.remove')}: ${name}, ${days}`,
    data: { from },
  };
}
