/** A person who writes to the bot, in the chat with it or in a channel of a team. */
import { type Card } from '../../cards/render';
import { type TeamsUser } from '../../deploy/local/scripted-user';
import { type BotUnderTest } from './bot-under-test';
import { postActivity } from './raw-activity';
import { cardShown, offersFile } from './teams-conversations';

/** The cards that the bot answers with in the chat. */
export function sayIn(running: BotUnderTest, user: TeamsUser, typed: string): Promise<Card[]> {
  return answersTo(running, user, { type: 'message', text: typed });
}

/** @param content the activity's properties besides sender and conversation */
export async function answersTo(
  { connector }: BotUnderTest,
  user: TeamsUser,
  content: object,
): Promise<Card[]> {
  const before = connector.sentTo(user.aadObjectId).length;
  await postActivity(user, content);
  // A file that was requested earlier may be offered at the same time.
  const answers = connector
    .sentTo(user.aadObjectId)
    .slice(before)
    .filter((posted) => !offersFile(posted));
  return answers.map(cardShown);
}

/** The one card that the bot answers with. @throws Error if there are none or several */
export async function say(running: BotUnderTest, user: TeamsUser, typed: string): Promise<Card> {
  const [card, ...more] = await sayIn(running, user, typed);
  if (!card || more.length > 0)
    throw new Error(`"${typed}" was answered with ${card ? 'several' : 'no'} cards`);
  return card;
}

export interface Channel {
  readonly id: string;
  readonly name?: string;
  readonly team?: string;
}

/** What Teams says about a channel in an activity. */
export function channelData({ id, name, team }: Channel): object {
  return {
    ...{ teamsChannelId: id, teamsTeamId: '19:team@thread.tacv2' },
    team: { id: '19:team@thread.tacv2', ...(team && { name: team }) },
    channel: { id, ...(name && { name }) },
  };
}

/** The cards that the bot answers with in the thread in which it was mentioned. */
export async function sayInChannel(
  { connector }: BotUnderTest,
  user: TeamsUser,
  channel: Channel,
  typed: string,
): Promise<Card[]> {
  const { thread } = connector.conversations.startThread(channel.id, {});
  const mention = {
    type: 'mention',
    text: '<at>Seuranta</at>',
    mentioned: { id: user.botId, name: 'Seuranta' },
  };
  await postActivity(user, {
    ...{ type: 'message', text: `<at>Seuranta</at> ${typed}`, entities: [mention] },
    conversation: { id: thread.id, conversationType: 'channel', isGroup: true, tenantId: user.tenantId },
    channelData: channelData(channel),
  });
  return thread.activities.slice(1).map(cardShown);
}
