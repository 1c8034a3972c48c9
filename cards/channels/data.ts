/** The channels that get a programme's digest, as data for `card.json`. Pure. */
import { type KnownChannel } from '../../src/goals/known-channels';
import { type LostChannel } from '../../src/channels/lost-channels';
import { locales, type Programme } from '../../src/goals/schema';
import { type Banner, bannerData } from '../parts/banner';
import { languageText } from '../parts/language-text';
import { shorten } from '../parts/shorten';
import { type Verbs } from '../parts/verbs';
import { type Wording } from '../parts/wording';

export interface ChannelsCardSource {
  readonly programme: Pick<Programme, 'id' | 'name' | 'channels' | 'languages'>;
  /** Channels that the app was added to, or that wrote to it. */
  readonly known: readonly KnownChannel[];
  /** The command that subscribes the channel in which it is typed, and the argument that names the programme. */
  readonly subscribe: string;
  readonly called: string;
  /** What was chosen, if the card comes back with problems. */
  readonly typed?: Readonly<Record<'channel' | 'language', string>>;
  readonly problems?: readonly string[];
  /** Those of the programme's channels to which nothing can be posted. */
  readonly lost?: readonly LostChannel[];
  /** A channel that has just been removed, which can be undone. */
  readonly removed?: string;
  readonly banner?: Banner;
}

const mostShown = 12;
/** An id has about sixty characters, so there is no room for more; others subscribe by a command in the channel. */
const mostChoices = 40;
const longestName = 80;

/** A channel's name, or its id if Teams has not told us the name. */
export function channelText(channel: string, known: readonly KnownChannel[]): string {
  return shorten(known.find(({ id }) => id === channel)?.name ?? channel, longestName);
}

/** Why nothing can be posted to a channel, and since when. */
export function outageText({ why, since }: Pick<LostChannel, 'why' | 'since'>, wording: Wording): string {
  const said = { why: wording.text(`channels.why.${why}`), since: wording.moment(since) };
  return wording.text('channels.noPosts', said);
}

/** Why and since when nothing can be posted to a channel, and which digests its readers lack. */
export function lostLines({ unposted, ...outage }: LostChannel, wording: Wording): string[] {
  const rounds = [...new Set(unposted.map(({ period }) => wording.period(period)))].join(', ');
  return [
    outageText(outage, wording),
    ...(rounds === '' ? [] : [wording.text('channels.unposted', { rounds })]),
  ];
}

export function channelsCardData(source: ChannelsCardSource, wording: Wording) {
  const { programme, known, banner, problems = [], removed } = source;
  const data = { programmeId: programme.id };
  const rest = programme.channels.length - mostShown;
  return {
    verbs: {
      ...{ remove: 'channel-remove', restore: 'channel-restore' },
      ...{ add: 'channel-add', back: 'programme' },
    } satisfies Verbs,
    ...bannerData(banner),
    ...(removed !== undefined && {
      restore: { title: wording.text('channels.restore'), data: { ...data, channel: removed } },
    }),
    context: wording.of(programme.name),
    title: wording.text('channels.title'),
    explain: wording.text(programme.channels.length === 0 ? 'channels.none' : 'channels.explain'),
    rows: programme.channels.slice(0, mostShown).map((each) => row(each, source, wording)),
    ...(rest > 0 && { more: wording.text('digest.more', { count: rest }) }),
    newTitle: wording.text('channels.new'),
    ...(known.length > 0 && inputs(source, wording)),
    // A channel that gets the digest has the app, even if Teams has not told us its name.
    ...(known.length === 0 &&
      programme.channels.length === 0 && { noneKnown: wording.text('channels.noneKnown') }),
    how: wording.text(known.length === 0 ? 'channels.howFirst' : 'channels.how', {
      command: source.subscribe,
      programme: source.called,
    }),
    problems,
    add: wording.text('channels.add'),
    back: wording.text('form.back'),
    data,
  };
}

function row(
  { channel, language }: Programme['channels'][number],
  { programme, known, lost = [] }: ChannelsCardSource,
  wording: Wording,
) {
  const name = channelText(channel, known);
  const title = wording.text('form.remove');
  return {
    name,
    detail: wording.text('channels.languageIs', { language: languageText(language, wording) }),
    lost: lost.filter((each) => each.channel === channel).flatMap((each) => lostLines(each, wording)),
    remove: {
      title,
      // Channels of two teams may have the same name.
      tooltip: `${title}: ${name}${name === channel ? '' : ` (${channel})`}`,
      data: { programmeId: programme.id, channel },
    },
  };
}

function inputs({ programme, known, typed }: ChannelsCardSource, wording: Wording) {
  const rest = known.length - mostChoices;
  return {
    channel: {
      label: wording.text('channels.channel'),
      placeholder: wording.text('field.choose'),
      value: typed?.channel ?? '',
      choices: known.slice(0, mostChoices).map(({ id, name }) => ({
        title: shorten(name, longestName),
        value: id,
      })),
    },
    ...(rest > 0 && { moreKnown: wording.text('digest.more', { count: rest }) }),
    language: {
      label: wording.text('channels.language'),
      placeholder: wording.text('field.choose'),
      value: typed?.language ?? programme.languages[0]!,
      choices: locales.map((each) => ({
        title: languageText(each, wording),
        value: each,
      })),
    },
  };
}
