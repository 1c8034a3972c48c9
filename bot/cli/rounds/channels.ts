import { loadLostChannels, type LostChannel } from '../../../src/channels/lost-channels';
import { type OutageReason } from '../../../src/channels/outages';
import { existingRegister } from '../../../src/goals/register';
import { RefusedError } from '../../../src/errors';
import { restoreChannel, subscribeChannel, unsubscribeChannel } from '../../../src/goals/channels';
import { loadKnownChannels } from '../../../src/goals/known-channels';
import { type Locale } from '../../../src/goals/schema';
import { type CliContext } from '../parts/cli-command';
import { localText } from '../parts/moments';
import { table } from '../parts/table';

export interface ChannelOptions {
  readonly programme: string;
  readonly channel: string;
  readonly lang?: Locale;
}

/** Lists the channels that get the programme's digest, and those to which nothing can be posted; then the others. */
export async function channelsCommand(
  { store, clock, output }: CliContext,
  { programme: id }: Pick<ChannelOptions, 'programme'>,
): Promise<void> {
  const { programme } = await existingRegister(store, id);
  const known = new Map((await loadKnownChannels(store)).map((each) => [each.id, each.name]));
  const lost = await loadLostChannels(store, [programme], clock.now());
  const subscribed = programme.channels.map(({ channel, language }) => {
    const outage = lost.find((each) => each.channel === channel);
    return {
      ...{ channel, name: known.get(channel) ?? '', language, known: known.has(channel) },
      ...(outage && { outage: { why: outage.why, since: outage.since, unposted: outage.unposted } }),
    };
  });
  const others = [...known]
    .filter(([channel]) => subscribed.every((each) => each.channel !== channel))
    .map(([channel, name]) => ({ channel, name, language: null, known: true }));
  const rows = [...subscribed, ...others].map(({ channel, name, language }) => [
    ...[channel, name, language ?? 'no digest'],
  ]);
  const unseen = subscribed.filter((each) => !each.known).map(({ channel }) => channel);
  output(
    [...subscribed, ...others],
    [
      ...table([['CHANNEL', 'NAME', 'DIGEST'], ...rows]),
      ...unseen.map((channel) => `the bot has not been seen in ${channel}; add the app to its team`),
      ...lost.map((each) => outageLine(each, programme.timeZone)),
    ],
  );
}

const whyWords: Readonly<Record<OutageReason, string>> = {
  deleted: 'the channel was deleted',
  'team-deleted': 'the team was deleted',
  archived: 'the team was archived',
  removed: 'the app was removed from the team',
  'not-found': 'Teams cannot find it',
  refused: 'Teams does not let the bot write there',
};

/** The next digest is tried all the same, and posting resumes when the channel works again. */
function outageLine({ channel, since, why, unposted }: LostChannel, zone: string): string {
  const periods = [...new Set(unposted.map(({ period }) => period))].join(', ');
  const missing = periods === '' ? '' : `; not posted: ${periods}`;
  return `nothing can be posted to ${channel} since ${localText(since, zone)}: ${whyWords[why]}${missing}`;
}

/** A channel id of Teams. */
const channelId = /^19:[^\s/\\#?|]{1,200}@thread\.[a-z0-9]{1,20}$/i;

export async function subscribeCommand(context: CliContext, options: ChannelOptions): Promise<void> {
  const { store, clock, actor } = context;
  const { programme: programmeId, channel } = options;
  const { programme } = await existingRegister(store, programmeId);
  if (!channelId.test(channel)) throw new RefusedError('channel-unreadable', { channel });
  const language = options.lang ?? programme.languages[0]!;
  await subscribeChannel(store, { programmeId, channel, language }, actor, clock.now());
  await channelsCommand(context, options);
}

export async function unsubscribeCommand(context: CliContext, options: ChannelOptions): Promise<void> {
  const { store, clock, actor } = context;
  const { programme: programmeId, channel } = options;
  const { programme } = await existingRegister(store, programmeId);
  if (programme.channels.every((each) => each.channel !== channel))
    throw new RefusedError('not-subscribed', { programme: programmeId, channel });
  await unsubscribeChannel(store, { programmeId, channel }, actor, clock.now());
  await channelsCommand(context, options);
}

/** Undoes "unsubscribe": the channel gets the digest again, in its language of before. */
export async function restoreCommand(context: CliContext, options: ChannelOptions): Promise<void> {
  const { store, clock, actor } = context;
  const { programme: programmeId, channel } = options;
  await existingRegister(store, programmeId);
  await restoreChannel(store, { programmeId, channel }, actor, clock.now());
  await channelsCommand(context, options);
}
