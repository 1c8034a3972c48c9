/** Subscribes the channel in which it is typed to a programme's digest. For admins. */
import { languageText } from '../../cards/channels-data';
import { type DrawnCard } from '../../cards/render';
import { subscribeChannel } from '../../src/goals/channels';
import { type Programme } from '../../src/goals/schema';
import { readAdminTurn, requireAdmin } from '../actions/admin/admin-turn';
import { notice } from '../notice';
import { type Command, type CommandTurn, nameIn } from './command';
import { findProgrammes } from './find-programme';
import { languageCalled } from './language';

export const subscribeNames = ['tilaa', 'prenumerera', 'subscribe'];
export const channelsNames = ['kanavat', 'kanaler', 'channels'];

/** More programmes are not listed: the person has to say more. */
const longestList = 15;

/** In the bot's own chat there is no channel to subscribe; it says where that is done. */
export const subscribe: Command = {
  names: subscribeNames,
  run: ({ wording }) =>
    Promise.resolve([
      notice(
        wording.text('channel.onlyInChannel', {
          command: nameIn({ names: subscribeNames }, wording.locale),
          channels: nameIn({ names: channelsNames }, wording.locale),
        }),
      ),
    ]),
};

/** @throws RefusedError `admins-only`. */
export async function subscribeHere(turn: CommandTurn, channel: string, rest: string): Promise<DrawnCard[]> {
  const { store, wording } = turn;
  const { actor, now, ...admin } = await readAdminTurn(turn, turn.person, 'command');
  requireAdmin({ ...admin, actor, now });
  const { text, language } = lastLanguage(rest);
  const found = await findProgrammes(turn, text);
  const [programme, ...more] = found;
  if (!programme || more.length > 0)
    return [whichProgramme(turn, wording.text('channel.subscribeWhich'), { names: subscribeNames }, found)];
  const subscription = { programmeId: programme.id, channel, language: language ?? programme.languages[0]! };
  await subscribeChannel(store, subscription, actor, now);
  const values = {
    programme: wording.of(programme.name),
    language: languageText(subscription.language, wording),
  };
  return [notice(wording.text('channel.subscribed', values))];
}

/** Says what to type for each programme that may be meant. */
export function whichProgramme(
  { wording }: Pick<CommandTurn, 'wording'>,
  question: string,
  command: Pick<Command, 'names'>,
  programmes: readonly Programme[],
): DrawnCard {
  const rest = programmes.length - longestList;
  return notice(question, [
    ...programmes
      .slice(0, longestList)
      .map(({ id, name }) => `${nameIn(command, wording.locale)} ${id} – ${wording.of(name)}`),
    ...(rest > 0 ? [wording.text('digest.more', { count: rest })] : []),
  ]);
}

/** The language that the last one or two words name, and the words before it. */
function lastLanguage(typed: string) {
  const words = typed.split(/\s+/).filter(Boolean);
  for (const count of [2, 1]) {
    const language = languageCalled(words.slice(-count).join(' '));
    if (language) return { text: words.slice(0, -count).join(' '), language };
  }
  return { text: words.join(' '), language: undefined };
}
