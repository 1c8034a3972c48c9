/** What the cards say about a survey's voluntary part, and that they do not call it missing. */
import { wordingFor } from '../../bot/views/wording';
import { digestCardData } from '../../cards/digest/data';
import { digestText } from '../../cards/digest/text';
import { goalsCardData } from '../../cards/drill-down/data';
import { goalCardData } from '../../cards/goal/data';
import { computeDigest } from '../../src/digest/digest';
import { goalStandings } from '../../src/digest/goal-standings';
import { sourceOf } from '../digest/fixtures';
import { during, goalWith, name, programmeWith, text } from '../helpers/fixtures';

const wording = wordingFor('fi');
const part = (name: string) => ({ headings: [{ fi: name }] });
const goals = [
  goalWith('contact', {
    ...part('Yhteystiedot'),
    contact: true,
    fields: [text('phone', { required: true })],
  }),
  goalWith('q1', { ...part('Osa I'), fields: [text('answer', { required: true })] }),
  ...['q41', 'q42'].map((id) => goalWith(id, { ...part('Osa V'), fields: [text('answer')] })),
];
const source = sourceOf({ goals, raws: { q1: { answer: 'Näin' } } });
const digest = computeDigest(source, during);

it('a digest counts neither contact details nor the voluntary part, and misses nothing of them', () => {
  const said = digestText(digest, { names: new Map() }, wording);
  expect(said.filter((line) => /Osa V|Yhteystiedot|puuttuu/.test(line))).toEqual([]);
  expect(said).toEqual(expect.arrayContaining([expect.stringContaining('1/1')]));
  const { blocks } = digestCardData(digest, { names: new Map() }, wording);
  expect(blocks.map(({ lines }) => lines.map(({ runs }) => runs[0]!.text))).toEqual([
    [wording.text('digest.allAnswered')],
  ]);
});

it('the voluntary part can be opened from the digest, and says what it is', () => {
  const { buttons } = digestCardData(digest, { names: new Map() }, wording);
  expect(buttons.map(({ verb }) => verb)).toEqual(['divisions', 'goals', 'year']);
  const shown = {
    ...{ digest, goals: goalStandings(source), programme: source.form.programme },
    ...{ names: new Map(), facts: new Map() },
    ...{ isPart: false, place: { ...name, language: 'fi' as const } },
  };
  const card = goalsCardData(shown, 'Osa V', 0, wording);
  expect(card.lead).toEqual([{ text: 'vapaaehtoinen', color: 'default' }]);
  const said = card.rows.map(({ lines, notes }) => [
    lines.map(({ runs }) => runs.map((run) => run.text).join('')),
    notes,
  ]);
  expect(said).toEqual([
    [['○ ei vastattu · vapaaehtoinen'], []],
    [['○ ei vastattu · vapaaehtoinen'], []],
  ]);
});

it.each([
  ['q1', 'Tavoite 1/2'],
  ['q41', 'Tavoite 1/2 · vapaaehtoinen'],
])('the card of %s begins with %s', (id, progress) => {
  const goal = goals.find((each) => each.id === id)!;
  const card = {
    ...{ programme: programmeWith(), period: name.period, goal, fields: goal.fields, number: 1, count: 2 },
    ...{
      version: 0,
      deadline: '2026-10-14T13:15:00Z',
      answers: {},
      reader: 'a@example.org',
      names: new Map(),
      canRepeat: false,
      mayHandOver: true,
    },
  };
  expect(goalCardData(card, wording).heading).toBe(progress);
});
