/** Two hundred messages in three languages: each leads somewhere, and none stores anything. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { namedCommands } from '../../../cards/parts/buttons/command-button';
import { type PlainKey, text } from '../../../cards/parts/strings';
import { type Card } from '../../../cards/render';
import { type TeamsUser, textsOf } from '../../../deploy/local/scripted-user';
import { locales, type Locale } from '../../../src/locales';
import { loadPerson, savePeople } from '../../../src/people/directory';
import { type BotUnderTest, dumpOf, personAt, startBotUnderTest } from '../../helpers/bot-under-test';
import { wrongWith } from '../../helpers/card-faults';
import { buttonsOf, valuesOf } from '../../helpers/pressing';
import { bannerOf, nodesOf } from '../../helpers/read-card';
import { sayIn } from '../../helpers/saying';
import { messages } from './messages';

/** Asked about several goals of one figure in one programme. */
const personId = 'okr-housing-manager@example.org';

let running: BotUnderTest;
let user: TeamsUser;

beforeAll(async () => {
  running = await startBotUnderTest();
  await running.bot.work();
});
afterAll(() => running.stop());

async function speaking(language: Locale): Promise<void> {
  const person = (await loadPerson(running.store, personId))!;
  await savePeople(running.store, { persons: [{ ...person, language }], roles: [] });
  user = await personAt(running, personId);
  await sayIn(running, user, 'status');
}

/** The keys of answers that are known by their heading. */
const headings: readonly (readonly [PlainKey, string])[] = [
  ['talk.greeting', 'greeting'],
  ['talk.thanks', 'thanks'],
  ['talk.ok', 'ok'],
  ['talk.unknown', 'unknown'],
  ['talk.near', 'guess'],
  ['talk.coordinators', 'coordinator'],
  ['talk.feedback', 'feedback'],
  ['talk.notMine', 'not mine'],
  ['command.help.title', 'help'],
  ['status.title', 'status'],
];
const doubts: readonly (readonly [PlainKey, string])[] = [
  ['talk.dayUnclear', '?unclear'],
  ['talk.dayPast', '?past'],
  ['talk.dayMissing', '?missing'],
  ['talk.absenceUnclear', '?unclear'],
  ['talk.absencePast', '?past'],
  ['talk.absenceMissing', '?missing'],
];

/** The buttons of a request and of a goal. Those that save are pressed on a card, to which the words lead. */
const plainButtons = [
  ...(['prompt.start', 'prompt.continue', 'prompt.snooze', 'prompt.next', 'prompt.takeBack'] as const),
  ...(['goal.answer', 'goal.edit', 'goal.save', 'goal.saveAndGoOn', 'goal.saveConfirmed'] as const),
  ...(['goal.saveOwn', 'goal.keepTheirs', 'goal.prefill', 'goal.keep', 'goal.discard'] as const),
  ...(['goal.discardSure', 'goal.skip', 'goal.handOver', 'goal.overview', 'goal.overviewSurvey'] as const),
  ...(['snooze.send', 'form.back', 'substitute.set'] as const),
] as const;

const repeating = (language: Locale) => [
  text(language, 'goal.unchanged', { period: 'Q3/2025' }),
  text(language, 'goal.unchangedValue', { value: '97,3 %' }),
  text(language, 'goal.unchangedLocked', { period: 'Q3/2025' }),
];

function leadOf(card: Card, language: Locale): string {
  const lines = textsOf(card).split('\n');
  const [, heading] = headings.find(([key]) => lines[0] === text(language, key)) ?? [];
  if (heading === 'guess') return `guess ${lines[1]}`;
  if (heading !== undefined) return heading;
  const values = valuesOf(card);
  const banner = bannerOf(card)?.text;
  const [, doubt] = doubts.find(([key]) => banner === text(language, key)) ?? [];
  if (buttonsOf(card, 'snooze-until').length > 0)
    return ['remind', doubt ?? (banner ? (bannerOf(card)!.style === 'good' ? values['day'] : '?not') : '')]
      .join(' ')
      .trim();
  if (buttonsOf(card, 'substitute-set').length > 0)
    return ['substitute', doubt ?? (banner ? `${values['from']} ${values['to']}` : '')].join(' ').trim();
  if (buttonsOf(card, 'save').length > 0) return goalLead(card, banner);
  if (buttonsOf(card, 'start').length > 0) return 'my goals';
  if (buttonsOf(card, 'goal').length > 1) return 'which goal';
  return `something else: ${lines.slice(0, 3).join(' | ')}`;
}

/** The first goal that waits is `next`; another one was named. */
function goalLead(card: Card, banner: string | undefined): string {
  const { goalId } = buttonsOf(card, 'save')[0]!.data as { goalId: string };
  const code = goalId.toUpperCase();
  if (code !== 'ASU-3') return 'next';
  const [value = ''] = Object.values(valuesOf(card));
  return ['goal', code, banner === undefined ? '' : value].join(' ').trim();
}

it('has at least two hundred messages: 90 in Finnish, 60 in Swedish, 50 in English', () => {
  expect(locales.map((locale) => messages[locale].length >= { fi: 90, sv: 60, en: 50 }[locale])).toEqual([
    true,
    true,
    true,
  ]);
});

describe.each(locales)('in %s', (language) => {
  it('each message leads where it should, with a card that Teams takes, and stores nothing', async () => {
    await speaking(language);
    const before = dumpOf(running);
    const wrong: string[] = [];
    for (const [typed, lead] of messages[language]) {
      const [card, ...more] = await sayIn(running, user, typed);
      if (!card || more.length > 0) wrong.push(`${typed}: ${more.length + 1} cards`);
      const led = leadOf(card!, language);
      if (led !== lead) wrong.push(`${typed}: ${led}, not ${lead}`);
      wrong.push(...wrongWith(card!).map((fault) => `${typed}: ${fault}`));
      if (nodesOf(card).filter(({ type }) => type === 'Action.Execute').length === 0 && led !== 'status')
        wrong.push(`${typed}: nothing to press`);
    }
    expect(wrong).toEqual([]);
    expect(dumpOf(running) === before).toBe(true);
  });

  it('what a button says can be typed', async () => {
    await speaking(language);
    const [card] = await sayIn(running, user, 'öylöj');
    const [help] = await sayIn(running, user, '?');
    const buttons = [...buttonsOf(card!, 'command'), ...buttonsOf(help!, 'command')];
    expect(new Set(buttons.map(({ data }) => data['command']))).toEqual(new Set(namedCommands));
    const titles = [...new Set(buttons.map(({ title }) => title))];
    const others = [...plainButtons.map((key) => text(language, key)), ...repeating(language)];
    const unknown: string[] = [];
    for (const title of [...titles, ...others]) {
      const [answer] = await sayIn(running, user, title);
      if (leadOf(answer!, language) === 'unknown') unknown.push(title);
    }
    expect(unknown).toEqual([]);
  });
});
