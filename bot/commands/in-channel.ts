/** The commands that work in a channel: its digest and its subscription. All others work only in the bot's own chat. */
import { reportedRounds } from '../views/programmes/report';
import { type DrawnCard } from '../../cards/render';
import { buildDigest } from '../../src/digest/build-digest';
import { loadProgrammes } from '../../src/goals/register';
import { type Locale, locales, type Programme } from '../../src/goals/schema';
import { takesReplies } from '../../src/rounds/round';
import { drawDigest } from '../views/draw-cards';
import { drawFront, listedNow } from '../views/draw-front';
import { notice } from '../views/notice';
import { wordingFor } from '../views/wording';
import { type CommandTurn, nameIn } from '../views/command-turn';
import { digest } from './digest';
import { isCalled, wordsIn } from '../views/find-goal';
import { commands } from './index';
import { parseCommand } from './typed/parse-command';
import { subscribe, subscribeHere } from './subscribe';

/**
 * Shows the whole channel nothing but the digest, which it gets anyway: never a person's figures or cards.
 * @param channel `undefined` in a group chat, which is not a channel of a team
 * @throws RefusedError `admins-only`.
 */
export async function runInChannel(
  typed: string,
  turn: CommandTurn,
  channel: string | undefined,
): Promise<DrawnCard[]> {
  const parsed = parseCommand(typed, commands);
  if (channel !== undefined && 'command' in parsed) {
    if (parsed.command === subscribe) return subscribeHere(turn, channel, parsed.rest);
    if (parsed.command === digest) return digestsOf(turn, channel, parsed.rest);
  }
  const { wording } = turn;
  const why = wording.text('channel.onlyInChatWhy', {
    digest: nameIn(digest, wording.locale),
    subscribe: nameIn(subscribe, wording.locale),
  });
  return [notice(wording.text('channel.onlyInChat'), [why])];
}

/** The digests that the channel subscribes to, on one card a language, or only that of a named programme. */
async function digestsOf(turn: CommandTurn, channel: string, rest: string): Promise<DrawnCard[]> {
  const { wording } = turn;
  const subscribed = (await loadProgrammes(turn.store)).flatMap((programme) =>
    programme.channels
      .filter((each) => each.channel === channel)
      .map(({ language }) => ({ programme, language })),
  );
  const words = wordsIn(rest);
  const named = subscribed.filter(({ programme }) => words.length > 0 && isCalled(programme, words));
  if (named.length > 0)
    return Promise.all(named.map(({ programme, language }) => latestDigest(turn, programme, language)));
  const byLanguage = locales.flatMap((language) => {
    const own = subscribed.filter((each) => each.language === language);
    return own.length > 0 ? [{ language, programmes: own.map(({ programme }) => programme) }] : [];
  });
  if (byLanguage.length > 0)
    return Promise.all(byLanguage.map(({ language, programmes }) => digestIn(turn, programmes, language)));
  const command = nameIn(subscribe, wording.locale);
  return [notice(wording.text('channel.notSubscribed', { command }))];
}

/** Of several programmes the front card, of one its digest. */
async function digestIn(
  turn: CommandTurn,
  programmes: readonly Programme[],
  language: Locale,
): Promise<DrawnCard> {
  const [only, ...more] = programmes;
  if (only && more.length === 0) return latestDigest(turn, only, language);
  const drawn = await drawFront(turn, await listedNow(turn, programmes), { language });
  return drawn ?? notice(turn.wording.text('channel.noRounds'));
}

/** The digest of the open round, else of the last one, in the language in which the channel gets it. */
async function latestDigest(
  { store, clock, wording }: CommandTurn,
  programme: Programme,
  language: Locale,
): Promise<DrawnCard> {
  const held = await reportedRounds(store, programme.id);
  const round = held.find(takesReplies) ?? held[0];
  if (!round) return notice(wording.text('channel.noRound', { programme: wording.of(programme.name) }));
  const digest = await buildDigest(store, round, clock.now());
  return drawDigest(store, digest, wordingFor(language, programme.timeZone));
}
