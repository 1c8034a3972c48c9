/** Which channels get a programme's digest. For admins. */
import { languageText } from '../../../cards/parts/language-text';
import { channelsCardData, type ChannelsCardSource, channelText } from '../../../cards/channels/data';
import { type Card, render } from '../../../cards/render';
import { loadKnownChannels, subscribeChannel, unsubscribeChannel } from '../../../src/goals/channels';
import { loadProgrammes } from '../../../src/goals/register';
import { locales } from '../../../src/goals/schema';
import { nameIn } from '../../commands/command';
import { shortNameAmong } from '../../views/find-programme';
import { subscribeNames } from '../../commands/subscribe';
import { type AdminData } from '../schema';
import { type ActionResult, inputText } from '../../views/turn';
import { administeredProgramme, type AdminTurn } from '../../views/admin-turn';

type More = Partial<Pick<ChannelsCardSource, 'typed' | 'problems' | 'banner'>>;

/** @throws RefusedError `admins-only`, `unknown-programme`. */
export async function channelsCard(turn: AdminTurn, programmeId: string, more: More = {}): Promise<Card> {
  const { deps, wording } = turn;
  const { programme } = await administeredProgramme(turn, programmeId);
  const known = await loadKnownChannels(deps.store);
  known.sort((a, b) => (a.name < b.name ? -1 : 1));
  const subscribe = nameIn({ names: subscribeNames }, wording.locale);
  const called = shortNameAmong(programme, await loadProgrammes(deps.store), wording);
  const source = { programme, known, subscribe, called, ...more };
  return render('channels', channelsCardData(source, wording));
}

/** Adding one again changes its language. @throws RefusedError `admins-only`, `unknown-programme`. */
export async function addChannel(turn: AdminTurn, data: AdminData<'channel-add'>): Promise<ActionResult> {
  const { deps, actor, now, wording } = turn;
  const { programmeId } = data;
  await administeredProgramme(turn, programmeId);
  const known = await loadKnownChannels(deps.store);
  const typed = { channel: inputText(data, 'channel'), language: inputText(data, 'language') };
  const channel = known.find(({ id }) => id === typed.channel)?.id;
  const language = locales.find((each) => each === typed.language);
  if (channel === undefined || language === undefined) {
    const problems = [
      ...(channel === undefined ? [wording.text('channels.channelMissing')] : []),
      ...(language === undefined ? [wording.text('channels.languageMissing')] : []),
    ];
    return { card: await channelsCard(turn, programmeId, { typed, problems }), lasting: false };
  }
  await subscribeChannel(deps.store, { programmeId, channel, language }, actor, now);
  const said = { channel: channelText(channel, known), language: languageText(language, wording) };
  const text = wording.text('channels.added', said);
  return { card: await channelsCard(turn, programmeId, { banner: { text, style: 'good' } }), lasting: true };
}

/** @throws RefusedError `admins-only`, `unknown-programme`. */
export async function removeChannel(
  turn: AdminTurn,
  { programmeId, channel }: AdminData<'channel-remove'>,
): Promise<ActionResult> {
  const { deps, actor, now, wording } = turn;
  const { programme } = await administeredProgramme(turn, programmeId);
  const wasThere = programme.channels.some((each) => each.channel === channel);
  await unsubscribeChannel(deps.store, { programmeId, channel }, actor, now);
  const name = channelText(channel, await loadKnownChannels(deps.store));
  const banner = wasThere
    ? { text: wording.text('channels.removed', { channel: name }), style: 'good' as const }
    : { text: wording.text('channels.gone'), style: 'warning' as const };
  return { card: await channelsCard(turn, programmeId, { banner }), lasting: true };
}
