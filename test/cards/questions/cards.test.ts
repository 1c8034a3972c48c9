/** The cards of a question in their states: valid, labelled, small, and people's texts only where they are not interpreted. */
import { wordingFor } from '../../../bot/views/wording';
import { askCardData, type AskCardSource } from '../../../cards/ask/data';
import { askedCardData, type AskedCardSource } from '../../../cards/asked/data';
import { type CardButton } from '../../../cards/parts/buttons/card-button';
import { type Card, render } from '../../../cards/render';
import { textsOf } from '../../../deploy/local/scripted-user';
import { omit } from '../../../src/omit';
import { locales } from '../../../src/goals/schema';
import { longestQuestion, longestResponse, mostResponses } from '../../../src/questions/question';
import { type GoalRecord } from '../../../src/replies/goal-history';
import { neverRefused, wrongWith } from '../../helpers/card-faults';
import { faultsIn, isInputValue, writtenElsewhere } from '../../helpers/faults-in-cards';
import { anna, bo, deadline, during, estimate, goalWith, programmeWith } from '../../helpers/fixtures';
import { question as named } from '../../questions/setting';

const marker = '**[click](https://evil.example)** <at>all</at>';
const long = (length: number) =>
  `${marker}\n${'Työ etenee ”suunnitelman” mukaan.\n'.repeat(200)}`.slice(0, length);
const tasks = Array.from({ length: 15 }, (_, at) => `t${at}`);
const programme = programmeWith({ name: { fi: marker } });
const goal = goalWith('a', {
  title: { fi: marker },
  groups: tasks.map((id) => ({ id, kind: 'task', label: { fi: `${marker} ${id}` } })),
  fields: [estimate('value'), ...tasks.map((id) => estimate(`p-${id}`, { group: id, role: 'progress' }))],
});
const round = { period: '2026-Q3', deadline: deadline.toISOString(), status: 'open', events: [] } as const;
const closed = { ...round, status: 'closed' } as const;
const banner = { text: marker, style: 'attention' } as const;
const at = during.toISOString();
const given = { raw: '30', value: 30, by: anna, version: 1, at };
const record: GoalRecord = {
  ...{ programme, goal, period: '2026-Q3', status: 'open', completeness: 'answered' },
  judged: { light: 'red', computed: 'red', differs: false, by: 'confidence', reason: marker },
  answers: Object.fromEntries(goal.fields.map(({ id }) => [id, given])),
  ...{ isLate: false, by: anna, at },
};
const button = (verb: CardButton['verb'], more: Partial<CardButton> = {}): CardButton => ({
  ...{ verb, title: verb, data: { ...named, seen: 0, language: 'fi' } },
  ...more,
});
const buttons = [button('respond', { sends: true }), button('goal'), button('ask'), button('history')];

const about = {
  ...{ programme, round, goal, due: '2026-10-19', names: Array.from({ length: 40 }, () => marker) },
  days: { first: '2026-10-13', last: '2027-01-10' },
};
const asking: Readonly<Record<string, AskCardSource>> = {
  'at first': { about, buttons },
  'about a task, with a problem': {
    about: { ...about, part: 't3' },
    ...{ typed: long(5000), problem: marker, banner, buttons },
  },
  'about a closed round': { about: { ...about, round: closed }, buttons },
  'not allowed': { typed: long(2000), banner, buttons: [] },
};
const response = { text: long(longestResponse), by: bo, onBehalfOf: anna, at };
const question = {
  ...{ id: named.questionId, goalId: 'a', part: 't1', text: long(longestQuestion), by: bo, at },
  ...{ due: '2026-10-19', to: [anna], responses: [] },
};
const base: AskedCardSource = {
  ...{ programme, round, goal, question, record, today: '2026-10-12', buttons },
  names: new Map([anna, bo].map((id) => [id, marker])),
};
const asked: Readonly<Record<string, AskedCardSource>> = {
  'to respond to': { ...base, responding: {} },
  'late, as a substitute, with a problem': {
    ...{ ...base, responding: { owner: marker }, today: '2026-10-20' },
    ...{ typed: long(5000), problem: marker, banner },
  },
  'without figures, of a retired goal': { ...omit(base, 'record'), isRetired: true, round: closed },
  'with all responses': {
    ...base,
    question: {
      ...question,
      published: true,
      responses: Array.from({ length: mostResponses }, () => response),
    },
    typed: long(2000),
  },
};

describe.each(locales)('the cards of a question in %s', (locale) => {
  const wording = wordingFor(locale);
  const cards: [string, Card][] = [
    ...Object.entries(asking).map(
      ([state, source]) => [`ask ${state}`, render('ask', askCardData(source, wording))] as [string, Card],
    ),
    ...Object.entries(asked).map(
      ([state, source]) =>
        [`asked ${state}`, render('asked', askedCardData(source, wording))] as [string, Card],
    ),
  ];

  it('are valid, labelled and smaller than Teams accepts', () => {
    expect(faultsIn(cards, (card) => wrongWith(card, neverRefused))).toEqual([]);
  });

  it('show people’s texts only where nothing in them is interpreted', () => {
    const harmless = (place: string, node: Parameters<typeof isInputValue>[1]) =>
      isInputValue(place, node) || place.includes('.choices');
    expect(faultsIn(cards, (card) => writtenElsewhere(card, harmless))).toEqual([]);
  });
});

it('says in Finnish who asked what until when, how the goal stands, and that the figures do not change', () => {
  const source = { ...base, question: omit(question, 'part'), responding: {} };
  const text = textsOf(render('asked', askedCardData(source, wordingFor('fi')))).replaceAll(/\s+/g, ' ');
  for (const part of [
    'Kysymys tavoitteesta',
    '■ punainen',
    'vastaus viimeistään ma 19.10.2026',
    'ja 10 muuta',
  ])
    expect(text).toContain(part);
  expect(text).toContain('Vastaus ei muuta tavoitteen lukuja.');
});
