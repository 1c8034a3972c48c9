/** What will be posted in a channel, when, and how to change that. */
import { type DrawnCard } from '../../../cards/render';
import { valueText } from '../../../cards/parts/schedule-words';
import { type Wording } from '../../../cards/parts/wording';
import { type Subscription } from '../../../src/goals/channels';
import { type Programme } from '../../../src/goals/schema';
import { scheduleTexts } from '../../../src/periods/schedule-form';
import { nameIn } from '../command-turn';
import { notice } from '../notice';
import { digestNames, subscribeNames } from './channels';
import { wordingFor } from '../wording';

/** More programmes are only counted. */
const mostProgrammes = 15;

/** @param where the language is used if the channel gets no digest */
export function introduction(programmes: readonly Programme[], where: Subscription): DrawnCard {
  const posted = programmes.flatMap((programme) =>
    programme.channels
      .filter(({ channel }) => channel === where.channel)
      .map(({ language }) => ({ programme, language })),
  );
  const wording = wordingFor(posted[0]?.language ?? where.language);
  const title = wording.text('intro.title');
  const command = nameIn(subscribeNames, wording.locale);
  if (posted.length === 0) return notice(title, [wording.text('channel.notSubscribed', { command })]);
  const left = posted.length - mostProgrammes;
  return notice(title, [
    wording.text('intro.posts'),
    ...posted.slice(0, mostProgrammes).map(({ programme }) => postText(programme, wording)),
    ...(left > 0 ? [wording.text('digest.more', { count: left })] : []),
    ...(posted.length > 1 ? [wording.text('intro.shared')] : []),
    wording.text('intro.private'),
    wording.text('intro.change', { command, digest: nameIn(digestNames, wording.locale) }),
  ]);
}

/** "• Strategiset tavoitteet: maanantai klo 8.00, …". */
function postText(programme: Programme, wording: Wording): string {
  const texts = scheduleTexts(programme);
  return wording.text('intro.post', {
    programme: wording.of(programme.name),
    day: valueText('digestDay', texts, wording),
    time: valueText('digestAt', texts, wording),
  });
}
