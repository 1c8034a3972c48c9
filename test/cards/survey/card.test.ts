/** The cards of a survey's coordinator: valid in Teams, whatever was answered, and what they say. */
import { describe, expect, it } from '@jest/globals';
import { wordingFor } from '../../../bot/views/wording';
import { assignCardData } from '../../../cards/assign/data';
import { questionCardData, type QuestionCardSource } from '../../../cards/question/data';
import { type Card, render } from '../../../cards/render';
import { surveyCardData, type SurveyCardSource } from '../../../cards/survey/data';
import { type Wording } from '../../../cards/parts/wording';
import { readSeed, seedFolders } from '../../../seeds/read';
import { type Field, type Goal, locales } from '../../../src/goals/schema';
import { type GivenAnswers, type Reply } from '../../../src/replies/reply';
import { longestComment } from '../../../src/replies/review';
import { type ReviewedGoal } from '../../../src/replies/survey/send-answer';
import { neverRefused, nodesOf, stringsOf, wrongWith } from '../../helpers/card-faults';
import { anna, deadline, during, goalWith, name, opens, programmeWith } from '../../helpers/fixtures';

const { programme, goals } = seedFolders()
  .map(readSeed)
  .find((seed) => seed.programme.id === 'county-survey')!;
const at = during.toISOString();
const marker = '**[click](https://evil.example)** ${title} <at>all</at>';

/** As long as the field accepts, of characters that take four bytes each on the wire. */
function longestOf(field: Field): string | string[] {
  if (field.kind === 'multiple-choice') return field.options!.map(({ id }) => id);
  if (field.options) return field.options.at(-1)!.id;
  return field.kind === 'text' ? '🚑'.repeat(field.maxLength ?? 5000) : '1 234 567,89 (arvio)';
}

function replyOf(goal: Goal): Reply {
  const answers: GivenAnswers = Object.fromEntries(
    goal.fields.map((field) => {
      const raw = longestOf(field);
      return [field.id, { raw, value: raw, by: anna, at, version: 3 }];
    }),
  );
  return { goalId: goal.id, version: 3, formVersion: 1, by: anna, at, answers };
}

const question = (goal: Goal, more: Partial<QuestionCardSource> = {}): QuestionCardSource => ({
  ...{
    programme,
    period: '2026',
    form: goal,
    goal,
    state: 'commented',
    reply: replyOf(goal),
    longestComment,
  },
  review: {
    ...{ goalId: goal.id, status: 'commented', version: 3, formVersion: 2, by: anna, at },
    text: 'ä'.repeat(longestComment),
  },
  ...{ isCorrected: true, isVoluntary: true, open: true, next: 'q42' },
  owners: Array.from({ length: 30 }, (_, index) => `Vastuuhenkilö ${index}`),
  names: new Map([[anna, 'Anna '.repeat(40)]]),
  typed: 'ö'.repeat(5000),
  banner: { text: 'x'.repeat(1000), style: 'attention' },
  ...more,
});

/** Turns the pages with the card's buttons. */
function pagesOf(source: QuestionCardSource, wording: Wording): Card[] {
  const cards: Card[] = [];
  for (let page = 0; cards.length === page; page++) {
    const card = render('question', questionCardData({ ...source, page }, wording));
    cards.push(card);
    const onwards = nodesOf(card).some(
      ([, { verb, data, title }]) =>
        verb === 'question' &&
        title === wording.text('goal.nextPage') &&
        (data as { page: number }).page === page + 1,
    );
    if (!onwards) break;
  }
  return cards;
}

describe.each(locales)('in %s', (locale) => {
  const wording = wordingFor(locale);

  it('every question can be read in full on cards that Teams always takes', () => {
    for (const goal of goals) {
      const cards = pagesOf(question(goal), wording);
      expect([goal.id, cards.flatMap((card) => wrongWith(card, neverRefused))]).toEqual([goal.id, []]);
      const texts = cards.flatMap((card) => stringsOf(card)).map(([, value]) => value);
      const long = goal.fields.filter(({ kind }) => kind === 'text');
      expect(texts.filter((value) => value.startsWith('🚑'))).toEqual(long.map(longestOf));
    }
  });

  it('the answer so far is shown by part and theme, with a button for each theme', () => {
    const states = ['unanswered', 'partly', 'answered', 'commented', 'accepted'] as const;
    const reviewed = goals.map((goal, index): ReviewedGoal => ({ goal, state: states[index % 5]! }));
    const card = render('survey', surveyCardData(source({ goals: reviewed }), wording));
    expect(wrongWith(card, neverRefused)).toEqual([]);
    const buttons = nodesOf(card).filter(([, { verb }]) => verb === 'survey-theme');
    expect(new Set(buttons.map(([, { tooltip }]) => tooltip)).size).toBe(16);
  });

  it('the form that asks to whom questions are given is one that Teams always takes', () => {
    const data = { programmeId: 'county-survey', period: '2026', goalId: 'q1', whole: true };
    const long = 'Anna Virtanen (anna.virtanen@example.org) – 4, '.repeat(40);
    const lines = [long, long, long];
    const candidates = Array.from({ length: 5 }, (_, index) => ({
      id: `a${index}@example.org`,
      name: 'N'.repeat(120),
    }));
    const card = render(
      'assign',
      assignCardData(
        { context: long, lines, data, typed: 'x'.repeat(400), problem: long, candidates },
        wording,
      ),
    );
    expect(wrongWith(card, neverRefused)).toEqual([]);
  });
});

const source = (changes: Partial<SurveyCardSource>): SurveyCardSource => ({
  round: {
    ...name,
    status: 'open',
    opens: opens.toISOString(),
    deadline: deadline.toISOString(),
    events: [],
  },
  form: { programme, goals, roles: [] },
  goals: [],
  now: at,
  open: true,
  unassigned: new Set(),
  notAsked: [],
  ...changes,
});

describe('what the cards say', () => {
  const wording = wordingFor('fi');
  const textsOf = (card: Card) =>
    nodesOf(card).flatMap(([, { type, text }]) => (type === 'TextRun' ? [String(text)] : []));

  const question41 = goals.find(({ id }) => id === 'q41')!;
  const contact = goals.find(({ id }) => id === 'contact')!;
  const [, q1] = goals;

  it('contact details are no question, and an unanswered voluntary question is counted apart', () => {
    const reviewed = (state: ReviewedGoal['state'], ...some: readonly Goal[]) =>
      some.map((goal): ReviewedGoal => ({ goal, state }));
    const counts = (some: readonly ReviewedGoal[]) =>
      textsOf(render('survey', surveyCardData(source({ goals: some }), wording))).filter((line) =>
        /kysymys|kysymystä|vastaamatta|hyväksytty/.test(line),
      );
    const all = reviewed('unanswered', contact, q1!, question41);
    expect(counts(all)).toEqual([
      '2 kysymystä · vastaamatta\u00a01 · vapaaehtoisia vastaamatta\u00a01',
      'vastaamatta\u00a01',
      '1 kysymys · vastaamatta\u00a01',
      '1 kysymys · vapaaehtoisia vastaamatta\u00a01',
    ]);
    expect(counts(reviewed('accepted', contact, q1!, question41))[0]).toBe('2 kysymystä · hyväksytty\u00a02');
  });

  it('reminding is offered while something is missing, and not for what is voluntary', () => {
    const verbsOf = (some: readonly ReviewedGoal[]) =>
      nodesOf(render('survey', surveyCardData(source({ goals: some }), wording))).map(([, { verb }]) => verb);
    const [accepted, left] = [
      { goal: q1!, state: 'accepted' as const },
      { goal: question41, state: 'unanswered' as const },
    ];
    expect(verbsOf([accepted, left])).not.toContain('remind-ask');
    expect(verbsOf([accepted, left, { goal: contact, state: 'unanswered' }])).toContain('remind-ask');
  });

  it('many themes are turned page by page, each shown once', () => {
    const many = Array.from({ length: 50 }, (_, index): ReviewedGoal => ({
      goal: goalWith(`q${index}`, { headings: [{ fi: 'Osa' }, { fi: `Teema ${index} ${'t'.repeat(300)}` }] }),
      state: 'answered',
    }));
    const cards = [0, 1, 2, 3].map((page) =>
      render('survey', surveyCardData(source({ goals: many, page }), wording)),
    );
    expect(cards.flatMap((card) => wrongWith(card, neverRefused))).toEqual([]);
    const shown = cards.flatMap((card) => nodesOf(card).filter(([, { verb }]) => verb === 'survey-theme'));
    expect(shown).toHaveLength(50);
  });

  it('a table’s row is read as one, under its name', () => {
    const goal = goals.find(({ id }) => id === 'q14')!;
    const [card] = pagesOf(question(goal, { reply: { ...replyOf(goal), answers: {} } }), wording);
    const texts = textsOf(card!);
    expect(texts[texts.indexOf('2. Lääkärit') + 1]).toMatch(
      /^Henkilö.*: ei vastausta · .*: ei vastausta · .*: ei vastausta$/,
    );
  });

  it('an answer to a field that the form no longer has is shown', () => {
    const goal = goalWith('q1');
    const answers = { old: { raw: 'Vanha tieto', value: 'Vanha tieto', by: anna, at, version: 1 } };
    const [card] = pagesOf(question(goal, { reply: { ...replyOf(goal), answers } }), wording);
    const texts = textsOf(card!);
    expect(texts[texts.indexOf('Lomakkeelta poistettu kohta (old)') + 1]).toBe('Vanha tieto');
  });

  it('nothing can be said of a question that is not answered, or in a closed round', () => {
    const goal = goalWith('q1');
    const { reply, ...unanswered } = question(goal, { state: 'unanswered' });
    const verbsOf = (shown: QuestionCardSource) =>
      nodesOf(render('question', questionCardData(shown, wording))).flatMap(([, { verb }]) =>
        verb === undefined ? [] : [verb],
      );
    expect(verbsOf(unanswered)).not.toEqual(expect.arrayContaining(['comment']));
    expect(verbsOf({ ...unanswered, ...(reply && { reply }), state: 'answered', open: false })).not.toEqual(
      expect.arrayContaining(['accept']),
    );
    expect(verbsOf({ ...unanswered, ...(reply && { reply }), state: 'answered' })).toEqual(
      expect.arrayContaining(['accept', 'comment']),
    );
  });

  it('what people typed is shown as it is', () => {
    const goal = goalWith('q1', { fields: [{ id: 'a', kind: 'text', label: { fi: 'Vastaus' } }] });
    const answers = { a: { raw: marker, value: marker, by: anna, at, version: 1 } };
    const [card] = pagesOf(
      question(goal, { programme: programmeWith(), reply: { ...replyOf(goal), answers } }),
      wording,
    );
    expect(textsOf(card!)).toContain(marker);
  });
});
