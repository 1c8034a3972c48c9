import { existingRegister } from '../../../src/goals/register';
import { RefusedError } from '../../../src/errors';
import { loadKnownChannels, subscribeChannel, unsubscribeChannel } from '../../../src/goals/channels';
import { type Locale } from '../../../src/goals/schema';
import { type CliContext } from '../parts/cli-command';
import { table } from '../parts/table';

export interface ChannelOptions {
  readonly programme: string;
  readonly channel: string;
  readonly lang?: Locale;
}

/** Lists the channels that get the programme's digest, then the others that the bot has seen. */
export async function channelsCommand(
  { store, output }: CliContext,
  { programme: id }: Pick<ChannelOptions, 'programme'>,
): Promise<void> {
  const { programme } = await existingRegister(store, id);
  const known = new Map((await loadKnownChannels(store)).map((each) => [each.id, each.name]));
  const subscribed = programme.channels.map(({ channel, language }) => ({
    ...{ channel, name: known.get(channel) ?? '', language, known: known.has(channel) },
  }));
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
    ],
  );
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
