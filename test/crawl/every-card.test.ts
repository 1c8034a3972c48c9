/** Every card that any programme and state can make keeps the rules for cards: whatever can be pressed is pressed. */
import { expect, it } from '@jest/globals';
import { type Verb, verbs } from '../../cards/parts/verbs';
import { locales } from '../../src/locales';
import { type Setting, startLife } from './programme-life';
import { crawlLife } from './states';

const of = (programmeId: string, period: string, owner: string, coordinator: string): Setting => ({
  ...{ programmeId, period, locale: 'fi', ends: 'closed' },
  ...{ owner: `${owner}@example.org`, coordinator: `${coordinator}@example.org` },
});
const bilingual = of('half-year-follow-up', '2025-H2', 'followup-finance-director', 'followup-planner');
const settings: readonly Setting[] = [
  of('productivity-key-results', '2025-Q4', 'okr-investment-director', 'okr-controller'),
  of('strategic-goals', '2025-Q4', 'strategy-development-director', 'planning'),
  of('productivity-programme', '2025-H2', 'reform-information-director', 'reform-programme-manager'),
  of('county-survey', '2025', 'survey-impact-manager', 'survey-coordinator'),
  bilingual,
  ...locales
    .filter((locale) => locale !== 'fi')
    .map((locale) => ({ ...bilingual, locale, ends: 'discarded' as const })),
];

const pressed = new Set<Verb>();

it.each(settings)(
  'of $programmeId in $locale, from nothing open until it is $ends',
  async (setting) => {
    const life = await startLife(setting);
    try {
      const crawl = await crawlLife(life);
      for (const verb of crawl.pressed) pressed.add(verb);
      expect(crawl.faults).toEqual([]);
      // Fewer would mean that a way to many cards was lost.
      expect(crawl.cards).toBeGreaterThan(300);
    } finally {
      await life.stop();
    }
  },
  300_000,
);

/** Buttons that the crawl may not come to, as they need more than one person's acts in a certain order, and their test. */
const elsewhere: Partial<Record<Verb, string>> = {
  form: 'leads back to the form from a goal that was opened there: test/bot/form',
  language: 'would change the language of all later cards: test/bot/welcome',
  'my-goals': 'turns the page of a person with more programmes than there are: test/bot/stale-cards',
  translation: 'a translation that was handed over: test/bot/translations',
  'translation-save': 'as translation',
  'translation-take-back': 'as translation',
  'translator-remove': 'a translation that a coordinator gave to somebody: test/bot/translators',
  'channel-restore': 'on the receipt of a removal: test/bot/channels',
  'import-file': 'a file whose goals no programme has: test/bot/new-programme',
  'import-new': 'as import-file',
  'import-new-plan': 'as import-file',
  'import-columns': 'a table that fits no layout: test/bot/own-tables',
  'import-matches': 'a file of the next year: test/bot/next-year',
  'import-match': 'as import-matches',
  'import-undo-ask': 'after an import that was applied: test/bot/import',
  'import-undo': 'as import-undo-ask',
  unresolved: 'an imported owner whom nobody knows: test/bot/import',
  'report-words-save': 'words for the report of a closed round: test/bot/reports, test/cards/report-words',
  'proposal-accept': 'a goal that was handed over for good: test/bot/hand-over-for-good',
  'proposal-decline': 'as proposal-accept',
  assign: 'after a preview: test/bot/survey',
  'send-answer': 'a survey that is answered in full: test/bot/survey',
  asked: 'a question that somebody asked: test/questions/in-chat',
  respond: 'as asked',
  support: 'a task that does not proceed: test/support/in-chat',
  'support-decide': 'as support',
  'support-undo': 'as support',
  questions: 'as asked: test/bot/permissions-matrix',
  'question-publish': 'as questions',
  'unit-comment-save': 'a comment on a unit: test/comments/in-chat',
  'schedule-save': 'after a valid preview: test/bot/schedule',
  'schedule-discard': 'as schedule-save',
};

it('every verb was pressed, or is by another test', () => {
  expect(verbs.filter((verb) => !pressed.has(verb) && elsewhere[verb] === undefined)).toEqual([]);
});
