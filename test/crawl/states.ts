/** The states of a programme one after the other; in each, everybody asks for their cards and presses what is on them. */
import { commands } from '../../bot/commands';
import { text } from '../../cards/parts/strings';
import { type Verb } from '../../cards/parts/verbs';
import { schedule } from '../../src/audit/audit';
import { pause } from '../../src/brake/pauses';
import { locales } from '../../src/locales';
import { roundNameOf } from '../../src/rounds/round-name';
import { readRound } from '../../src/rounds/round-store';
import { allDue, firstDigest } from '../helpers/bot-under-test';
import { answerAll, answerInOneLanguage } from './answers';
import { Crawl } from './crawl';
import { type Life, registerFile, waitForStart, withGrace } from './programme-life';

/** What each person asks for in every state, by role; `#`: of the programme, or of one of its goals. */
const asked: Readonly<Record<string, readonly string[]>> = {
  owner: ['my goals', 'next', 'status', 'substitute', 'remind me later', 'who #', 'coordinator'],
  colleague: ['my goals'],
  substitute: ['my goals'],
  coordinator: ['programmes #', 'missing #', 'report #', 'survey #', 'deliveries', 'year #', 'status'],
  admin: ['programmes', 'schedule #', 'channels #', 'roles', 'digest', 'owners #'],
  leader: ['digest', 'follow', 'history #', 'year #'],
  head: ['missing #', 'status'],
  outsider: ['my goals', 'help'],
  channel: ['digest', 'channels #'],
};
const ofGoal = ['who', 'owners', 'history'];

/** Pressed before the round opens. */
const preparing: readonly Verb[] = [
  ...(['programme-start', 'schedule-save', 'channel-add', 'channel-remove', 'grant', 'revoke'] as const),
  'channel-restore',
  ...(['substitute-set', 'substitute-remove', 'follow-stop', 'open'] as const),
];
const ending: readonly Verb[] = ['close', 'reopen', 'discard-round'];

type MayBePressed = (verb: Verb) => boolean;
const only =
  (...named: readonly Verb[]): MayBePressed =>
  (verb) =>
    named.includes(verb);
/** What would undo what others have to answer first, or change the language of the cards. */
const undoing: readonly Verb[] = ['take-back', 'translation-take-back', 'language'];
const untilTold: MayBePressed = (verb) => whileOpen(verb) && !undoing.includes(verb);
const whileOpen: MayBePressed = (verb) =>
  !ending.includes(verb) && !preparing.includes(verb) && verb !== 'language';

export async function crawlLife(life: Life): Promise<Crawl> {
  const never = (['refused.malformed', 'refused.unexpected'] as const).flatMap((key) =>
    locales.map((locale) => text(locale, key)),
  );
  const crawl = new Crawl({ running: life, never, programmeId: life.setting.programmeId });
  await beforeAndWhileOpen(life, crawl);
  if (life.setting.ends === 'closed') await untilClosed(life, crawl);
  else await inState(life, crawl, 'taken back', only('discard-round', 'language'));
  crawl.enter('old cards');
  await crawl.pressOld();
  return crawl;
}

async function beforeAndWhileOpen(life: Life, crawl: Crawl): Promise<void> {
  await waitForStart(life);
  await inState(life, crawl, 'nothing open', only(...preparing));
  life.clock.set(allDue);
  await crawl.drop(life.pressers.admin, registerFile(life));
  await inState(life, crawl, 'open', untilTold);
  const half = await answerInOneLanguage(life);
  const arrived = 'messages arrived';
  crawl.enter(arrived);
  if (half) await openGoal(life, crawl, half.id);
  await inState(life, crawl, arrived, untilTold);
  await inState(life, crawl, 'answers to them arrived', whileOpen);
}

async function untilClosed(life: Life, crawl: Crawl): Promise<void> {
  const { store, clock, setting } = life;
  clock.set(firstDigest);
  await pause(store, { programmeId: setting.programmeId }, schedule, clock.now());
  await inState(life, crawl, 'paused', only('resume'));
  await answerAll(life);
  await inState(life, crawl, 'answered', only('accept-all', 'send-answer'));
  await withGrace(life);
  clock.set(daysAfter(await deadlineOf(life), 1));
  await inState(life, crawl, 'late', only('close'));
  await inState(life, crawl, 'closed', only('reopen'));
  await inState(life, crawl, 'reopened', only('language'));
  clock.set(daysAfter(await deadlineOf(life), 60));
  await life.bot.tick();
}

const deadlineOf = async ({ store, setting }: Life) => (await readRound(store, setting))!.value.deadline;
const daysAfter = (moment: string, days: number) =>
  new Date(new Date(moment).getTime() + days * 24 * 3600 * 1000).toISOString();

function openGoal({ pressers, setting }: Life, crawl: Crawl, goalId: string): Promise<void> {
  return crawl.open(pressers.owner, 'goal', { ...roundNameOf(setting), goalId });
}

async function inState(life: Life, crawl: Crawl, name: string, mayBePressed: MayBePressed): Promise<void> {
  crawl.enter(name);
  await life.bot.tick();
  crawl.seePosted(Object.values(life.pressers), life.inChannel);
  await ask(life, crawl);
  await crawl.pressAll(mayBePressed);
}

async function ask({ setting, code, pressers, inChannel }: Life, crawl: Crawl): Promise<void> {
  for (const by of [...Object.values(pressers), inChannel])
    for (const each of asked[by.role] ?? []) {
      const [command, subject] = each.split(' #') as [string, string?];
      const of = ofGoal.includes(command) ? `${setting.programmeId} ${code}` : setting.programmeId;
      await crawl.say(by, named(command, setting) + (subject === undefined ? '' : ` ${of}`));
    }
}

function named(command: string, { locale }: Life['setting']): string {
  return commands.find(({ shown }) => shown.en === command)!.shown[locale];
}
