/** Which channels get a programme's digest. For admins. */
import { z } from 'zod';
import { channelText } from '../../../cards/channels/data';
import { languageText } from '../../../cards/parts/language-text';
import { RefusedError } from '../../../src/errors';
import { restoreChannel, subscribeChannel, unsubscribeChannel } from '../../../src/goals/channels';
import { loadKnownChannels } from '../../../src/goals/known-channels';
import { locales } from '../../../src/goals/schema';
import { channelsCard, drawChannels } from '../../views/programmes/channels';
import { inputText } from '../../views/turn';
import { programmeAdmins } from '../may/running';
import { action } from '../parts/action';
import { anyInput, programmeData } from '../parts/data';
import { confirmation, shown, shownOnce } from '../parts/results';

export const channels = action('channels', programmeData, programmeAdmins, async (turn) =>
  shown(await drawChannels(turn, turn.programme)),
);

/** Adding one again changes its language. */
export const channelAdd = action(
  'channel-add',
  programmeData.catchall(anyInput),
  programmeAdmins,
  async (turn, data) => {
    const { deps, actor, now, wording, programme } = turn;
    const { programmeId } = data;
    const known = await loadKnownChannels(deps.store);
    const typed = { channel: inputText(data, 'channel'), language: inputText(data, 'language') };
    const channel = known.find(({ id }) => id === typed.channel)?.id;
    const language = locales.find((each) => each === typed.language);
    if (channel === undefined || language === undefined) {
      const problems = [
        ...(channel === undefined ? [wording.text('channels.channelMissing')] : []),
        ...(language === undefined ? [wording.text('channels.languageMissing')] : []),
      ];
      return shownOnce(await drawChannels(turn, programme, { typed, problems }));
    }
    await subscribeChannel(deps.store, { programmeId, channel, language }, actor, now);
    const said = { channel: channelText(channel, known), language: languageText(language, wording) };
    const text = wording.text('channels.added', said);
    return shown(await channelsCard(turn, programmeId, { banner: { text, style: 'good' } }));
  },
);

const removed = programmeData.extend({
  channel: z.string().min(1).max(300),
  /** The person has said yes to the question. */
  sure: z.literal(true).optional(),
});

export const channelRemove = action('channel-remove', removed, programmeAdmins, async (turn, data) => {
  const { deps, actor, now, wording, programme } = turn;
  const { programmeId, channel, sure } = data;
  const name = channelText(channel, await loadKnownChannels(deps.store));
  const wasThere = programme.channels.some((each) => each.channel === channel);
  if (wasThere && !sure)
    return confirmation(
      {
        title: wording.text('channels.removeAsk', { channel: name }),
        lines: [wording.of(programme.name), wording.text('channels.removeExplain')],
        confirm: {
          title: wording.text('channels.removeSure'),
          ...{ verb: 'channel-remove', data: { programmeId, channel, sure: true }, style: 'destructive' },
        },
        back: { verb: 'channels', data: { programmeId } },
      },
      wording,
    );
  await unsubscribeChannel(deps.store, { programmeId, channel }, actor, now);
  const banner = wasThere
    ? { text: wording.text('channels.removed', { channel: name }), style: 'good' as const }
    : { text: wording.text('channels.gone'), style: 'warning' as const };
  return shown(await channelsCard(turn, programmeId, { banner, ...(wasThere && { removed: channel }) }));
});

const ofChannel = removed.pick({ programmeId: true, channel: true });

/** Undoes a removal, until the channel is added again otherwise. */
export const channelRestore = action('channel-restore', ofChannel, programmeAdmins, async (turn, data) => {
  const { deps, actor, now, wording } = turn;
  const { programmeId, channel } = data;
  const name = channelText(channel, await loadKnownChannels(deps.store));
  const language = await restoreChannel(deps.store, { programmeId, channel }, actor, now).catch(unlessUndone);
  const said = language && { channel: name, language: languageText(language, wording) };
  const banner = said
    ? { text: wording.text('channels.restored', said), style: 'good' as const }
    : { text: wording.text('channels.restoredAlready'), style: 'warning' as const };
  return shown(await channelsCard(turn, programmeId, { banner }));
});

/** @throws whatever it was, unless there is nothing to undo any more */
function unlessUndone(error: unknown): undefined {
  if (!(error instanceof RefusedError) || error.code !== 'channel-not-removed') throw error;
  return undefined;
}
