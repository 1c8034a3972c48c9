/** Subscribes the channel in which it is typed to a programme's digest. For admins. */
import { named } from '../views/command-turn';
import { type DrawnCard } from '../../cards/render';
import { languageText } from '../../cards/parts/language-text';
import { type Wording } from '../../cards/parts/wording';
import { programmesIn, subscribeChannel } from '../../src/goals/channels';
import { loadProgrammes } from '../../src/goals/register';
import { type Programme } from '../../src/goals/schema';
import { readAdminTurn, requireAdmin } from '../views/admin-turn';
import { notice } from '../views/notice';
import { type CommandTurn, nameIn } from '../views/command-turn';
import { type Command } from './command';
import { findProgrammes, shortNameAmong } from '../views/find-programme';
import { subscribeNames } from '../views/programmes/channels';
import { languageCalled } from './language';

export const channelsNames = named({ fi: 'kanavat', sv: 'kanaler', en: 'channels' });

/** More programmes are not listed: the person has to say more. */
const longestList = 15;

/** In the bot's own chat there is no channel to subscribe, so it says where to type the command. */
export const subscribe: Command = {
  ...subscribeNames,
  run: ({ wording }) =>
    Promise.resolve([
      notice(
        wording.text('channel.onlyInChannel', {
          command: nameIn(subscribeNames, wording.locale),
          channels: nameIn(channelsNames, wording.locale),
        }),
      ),
    ]),
};

/** @throws RefusedError `admins-only`. */
export async function subscribeHere(turn: CommandTurn, channel: string, rest: string): Promise<DrawnCard[]> {
  const { store, wording } = turn;
  const admin = await readAdminTurn(turn, turn.person, 'command');
  requireAdmin(admin);
  const { actor, now } = admin;
  const { text, language } = lastLanguage(rest);
  const found = await findProgrammes(turn, text);
  const [programme, ...more] = found;
  if (!programme || more.length > 0) return [whichProgramme(wording, found, await loadProgrammes(store))];
  const subscription = { programmeId: programme.id, channel, language: language ?? programme.languages[0]! };
  const isSame = programme.channels.some(
    (each) => each.channel === channel && each.language === subscription.language,
  );
  await subscribeChannel(store, subscription, actor, now);
  const values = {
    programme: wording.of(programme.name),
    language: languageText(subscription.language, wording),
  };
  const said = wording.text(isSame ? 'channel.subscribedAlready' : 'channel.subscribed', values);
  const shared = programmesIn(await loadProgrammes(store), { channel, language: subscription.language });
  const howToEnd = wording.text('channel.howToEnd', {
    channels: nameIn(channelsNames, wording.locale),
  });
  const lines = [...(shared.length > 1 ? [wording.text('channel.shared')] : []), howToEnd];
  return [notice(said, lines)];
}

/** Says what to type for each programme that may be meant. */
function whichProgramme(
  wording: Wording,
  programmes: readonly Programme[],
  all: readonly Programme[],
): DrawnCard {
  const command = nameIn(subscribeNames, wording.locale);
  const rest = programmes.length - longestList;
  const lines = programmes.slice(0, longestList).map((programme) => {
    const [short, name] = [shortNameAmong(programme, all, wording), wording.of(programme.name)];
    return `${command} ${short}${short === name ? '' : ` – ${name}`}`;
  });
  return notice(wording.text('channel.subscribeWhich'), [
    ...lines,
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
