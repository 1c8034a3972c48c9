/** The units of a programme that a person may follow, as data for `card.json`. Pure. */
import { type LocalizedText, type Programme } from '../../src/goals/schema';
import { type AtOnce } from '../../src/people/follows';
import { type Banner, bannerData } from '../parts/banner';
import { shorten } from '../parts/shorten';
import { type Verbs } from '../parts/verbs';
import { type Wording } from '../parts/wording';

export interface FollowCardSource {
  readonly programme: Pick<Programme, 'id' | 'name'>;
  /** The units that the person may read, in the register's order; `value` identifies one in the choice. */
  readonly units: readonly FollowableUnit[];
  /** Names of followed units that can no longer be followed. */
  readonly gone: readonly string[];
  /** Whether the person may follow units of other programmes too. */
  readonly several: boolean;
  /** Of which units the person wants to hear the same day; missing if of none. */
  readonly atOnce?: AtOnce;
  readonly banner?: Banner;
}

export interface FollowableUnit {
  readonly name: LocalizedText;
  /** Without commas. */
  readonly value: string;
  readonly followed: boolean;
}

/** A programme has up to about thirty units; those beyond this limit are only counted. */
const mostUnits = 100;
/** A list with more choices is a drop-down. */
const mostInSight = 10;
const longestName = 80;
const longestLine = 300;

export function followCardData(source: FollowCardSource, wording: Wording) {
  const { programme, units, gone, several, atOnce, banner } = source;
  const rest = units.length - mostUnits;
  const isFollowing = atOnce !== undefined || gone.length > 0 || units.some(({ followed }) => followed);
  const data = { programmeId: programme.id };
  return {
    verbs: { save: 'follow-save', stop: 'follow-stop', back: 'follows' } satisfies Verbs,
    ...bannerData(banner),
    context: shorten(wording.of(programme.name), 2 * longestName),
    title: wording.text('follow.title'),
    explain: wording.text('follow.explain'),
    followed: followedText(units, wording),
    units: choiceOf(units.slice(0, mostUnits), wording),
    atOnce: atOnceChoice(atOnce, wording),
    notes: [
      ...(rest > 0 ? [wording.text('digest.more', { count: rest })] : []),
      ...(gone.length > 0 ? [wording.text('follow.gone', { units: listed(gone) })] : []),
    ],
    save: wording.text('follow.save'),
    ...(isFollowing && { stop: wording.text('follow.stop') }),
    ...(several && { back: wording.text('form.back') }),
    data,
  };
}

/** The units that the person follows now, on one line. */
export function followedText(units: readonly FollowableUnit[], wording: Wording): string {
  const names = units.filter(({ followed }) => followed).map(({ name }) => wording.of(name));
  if (names.length === 0) return wording.text('follow.none');
  return wording.text('follow.followed', { units: listed(names) });
}

function listed(names: readonly string[]): string {
  return shorten(names.map((name) => shorten(name, longestName)).join(', '), longestLine);
}

function choiceOf(units: readonly FollowableUnit[], wording: Wording) {
  const followed = units.filter((unit) => unit.followed);
  return {
    label: wording.text('follow.units'),
    placeholder: wording.text('field.choose'),
    style: units.length > mostInSight ? 'compact' : 'expanded',
    value: followed.map(({ value }) => value).join(','),
    choices: units.map(({ name, value }) => ({ title: shorten(wording.of(name), longestName), value })),
  };
}

/** The value of hearing of nothing at once. */
export const notAtOnce = 'no';

function atOnceChoice(atOnce: AtOnce | undefined, wording: Wording) {
  return {
    label: wording.text('follow.atOnce'),
    value: atOnce ?? notAtOnce,
    choices: [
      { title: wording.text('follow.atOnceNo'), value: notAtOnce },
      { title: wording.text('follow.atOnceFollowed'), value: 'followed' satisfies AtOnce },
      { title: wording.text('follow.atOnceAll'), value: 'all' satisfies AtOnce },
    ],
  };
}
