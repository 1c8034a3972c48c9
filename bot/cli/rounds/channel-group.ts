import { type Command, Option } from 'commander';
import { locales } from '../../../src/goals/schema';
import { type Add, group, ofProgramme } from '../parts/cli-command';
import { channelsCommand, restoreCommand, subscribeCommand, unsubscribeCommand } from './channels';

/** Adds the commands for channels that get digests. */
export function addChannels(program: Command, add: Add): void {
  ofProgramme(add(program, 'channels', 'list the channels that get a programme’s digest', channelsCommand));
  const channel = group(program, 'channel', 'start or stop posting a programme’s digest to a channel');
  const channelId = ['--channel <id>', 'channel, as listed by "channels"'] as const;
  ofProgramme(add(channel, 'subscribe', 'post the digest to a channel', subscribeCommand, { acts: 'admin' }))
    .requiredOption(...channelId)
    .addOption(new Option('--lang <language>', 'language; the programme’s by default').choices([...locales]));
  ofProgramme(
    add(channel, 'unsubscribe', 'stop posting the digest to a channel', unsubscribeCommand, {
      acts: 'admin',
    }),
  ).requiredOption(...channelId);
  ofProgramme(
    add(channel, 'restore', 'undo "unsubscribe", in the channel’s language of before', restoreCommand, {
      acts: 'admin',
    }),
  ).requiredOption(...channelId);
}
