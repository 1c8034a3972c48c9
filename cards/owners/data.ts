/** Who answers for a goal, with a form to change it, as data for `card.json`. Pure. */
import { type Goal, type Owner, type Programme } from '../../src/goals/schema';
import { type Banner, bannerData } from '../parts/banner';
import { type Candidate, personInputs } from '../parts/person-input';
import { shorten } from '../parts/shorten';
import { type Verbs } from '../parts/verbs';
import { type Wording } from '../parts/wording';

export interface OwnersCardSource {
  readonly programme: Programme;
  readonly goal: Goal;
  /** Who answers for the goal and for its parts, a line each. */
  readonly lines: readonly string[];
  /** Every owner of the goal or a part of it: a person with the address, or a role. */
  readonly owners: readonly { readonly owner: Owner; readonly name: string }[];
  /** What was chosen and typed, if the card comes back with problems. */
  readonly typed?: Readonly<Record<'from' | 'person', string>>;
  readonly problems?: readonly string[];
  /** Persons whose names match what was typed. */
  readonly candidates?: readonly Candidate[];
  /** The owner whose removal has to be confirmed, and the lines of that question. */
  readonly asked?: { readonly owner: Owner; readonly lines: readonly string[] };
  readonly banner?: Banner;
}

/** The choice that adds an owner and replaces nobody; no owner has this value. */
export const addOwner = 'add';

/** With more owners, a drop-down takes less room than buttons. */
const mostButtons = 6;
/** More owners would not fit, and no goal has that many. */
const mostOwners = 40;
const longestName = 80;
const longestLine = 300;
const longestAsked = 1000;

export function ownersCardData(source: OwnersCardSource, wording: Wording) {
  const { programme, goal, lines, typed, problems = [], asked, banner } = source;
  const data = { programmeId: programme.id, goalId: goal.id };
  return {
    verbs: { change: 'owner-change', back: 'programme' } satisfies Verbs,
    ...bannerData(banner),
    context: wording.of(programme.name),
    title: wording.text('owners.title'),
    code: goal.code,
    goal: wording.of(goal.title),
    lines: lines.map((line) => shorten(line, longestLine)),
    newTitle: wording.text('owners.new'),
    explain: wording.text('owners.explain'),
    from: fromInput(source, wording),
    person: personInputs(typed?.person, source.candidates, wording),
    problems,
    change: wording.text('owners.change'),
    ...(asked && { asked: asked.lines.map((line) => shorten(line, longestAsked)) }),
    remove: wording.text(asked ? 'owners.removeSure' : 'owners.remove'),
    back: wording.text('form.back'),
    data: { ...data, remove: false },
    removeData: { ...data, remove: true, ...(asked && { sure: asked.owner }) },
    backData: { programmeId: programme.id },
  };
}

function fromInput({ owners, typed }: OwnersCardSource, wording: Wording) {
  const choices = owners.slice(0, mostOwners).map(({ owner, name }) => ({
    title: shorten(name, longestName),
    value: owner,
  }));
  return {
    label: wording.text('owners.from'),
    placeholder: wording.text('field.choose'),
    style: choices.length < mostButtons ? 'expanded' : 'compact',
    value: typed?.from ?? '',
    choices: [...choices, { title: wording.text('owners.add'), value: addOwner }],
  };
}
