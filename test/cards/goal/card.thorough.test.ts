/** The goal's card in every state that the five programmes lead to: valid, labelled, small, and safe to draw. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { wordingFor } from '../../../bot/views/wording';
import { goalCardData, type GoalCardSource } from '../../../cards/goal/data';
import { goalPages } from '../../../cards/goal/pages';
import { pastePrefix } from '../../../cards/goal/table';
import { longestNumber, longestText } from '../../../cards/parts/limits';
import { type Card, render } from '../../../cards/render';
import { type Wording } from '../../../cards/parts/wording';
import { readSeed, seedFolders } from '../../../seeds/read';
import { type AnswerProblem } from '../../../src/goals/answers/answer-result';
import { type Field, type Goal, locales } from '../../../src/goals/schema';
import { type AnswerWarning } from '../../../src/goals/judging/warnings';
import { type Directory, loadDirectory, ownersFor } from '../../../src/people/directory';
import { nextPeriod } from '../../../src/periods/period';
import { type GivenAnswer, noAnswers } from '../../../src/replies/reply';
import { longestComment } from '../../../src/replies/review';
import { fieldsAskedOf } from '../../../src/rounds/asked';
import { neverRefused, nodesOf, stringsOf, tooLarge, wrongWith } from '../../helpers/card-faults';
import { openTempStore, type TempStore } from '../../helpers/fixtures';

const seeds = seedFolders().map(readSeed);
const reader = 'anna-maria.esimerkki@example.org';
const other = 'matti.meikalainen@example.org';
const names = new Map([
  [reader, 'Anna-Maria Esimerkki-Virtanen'],
  [other, 'Matti-Johannes von Meikäläinen'],
]);

let temp: TempStore;
let directory: Directory;

beforeAll(async () => {
  temp = await openTempStore({ seeded: true });
  directory = await loadDirectory(temp.store);
}, 60_000);

afterAll(() => temp.remove());

/** The sets of fields that people are asked about: each person's, and the whole goal. */
function selectionsOf(goal: Goal): Field[][] {
  const own = [...directory.persons.keys()].map((personId) =>
    fieldsAskedOf(ownersFor(directory.roles.values(), personId), goal),
  );
  const byIds = new Map(
    [goal.fields, ...own].map((fields) => [fields.map((field) => field.id).join(), fields]),
  );
  return [...byIds.values()].filter((fields) => fields.length > 0);
}

/** As long as the field accepts, with paragraphs and quotations as people write them. */
function longestOf(field: Field): string | string[] {
  if (field.kind === 'multiple-choice') return field.options!.map(({ id }) => id);
  if (field.options) return field.options[0]!.id;
  const length = field.kind === 'text' ? longestText(field) : longestNumber;
  const paragraph = `${'Työ etenee ”suunnitelman” mukaan, ja seuraavista vaiheista on sovittu. '.repeat(4)}\n`;
  return paragraph.repeat(Math.ceil(length / paragraph.length)).slice(0, length);
}

const given = (field: Field, more: Partial<GivenAnswer> = {}): GivenAnswer => ({
  raw: longestOf(field),
  value: longestOf(field),
  by: other,
  at: '2026-10-03T06:15:00Z',
  version: 3,
  ...more,
});

const forEach = <T>(fields: readonly Field[], make: (field: Field) => T) =>
  Object.fromEntries(fields.map((field) => [field.id, make(field)]));

function problemAt(field: Field): AnswerProblem {
  if (field.kind === 'text') return { code: 'text-too-long', details: { length: '5 999', maximum: '5 000' } };
  if (field.options) return { code: 'unknown-option', details: { option: 'no-such-option' } };
  return { code: 'number-unreadable', details: { text: String(longestOf(field)) } };
}

function warningsAt({ kind }: Field): readonly AnswerWarning[] {
  if (!['number', 'money', 'percent'].includes(kind)) return [];
  return [
    { code: 'ten-times', details: { value: '1 827 000,25', previous: '18 270,25' } },
    { code: 'ambiguous', details: { text: '1.827.000', value: '1 827 000' } },
  ];
}

/** Every state of a goal's card, by name. */
function statesOf(base: GoalCardSource): Record<string, GoalCardSource> {
  const { fields, goal } = base;
  const previous = { period: '2026-Q2', answers: forEach(goal.fields, given) };
  const typed = forEach(fields, longestOf);
  const banner = { text: 'Kaksi kohtaa pitää korjata. '.repeat(8), style: 'attention' } as const;
  const late = {
    late: { deadline: '2026-11-04T14:00:00Z', closing: '2026-11-19T14:00:00Z' },
    lateFields: new Set(goal.fields.map(({ id }) => id)),
  };
  const othersOnly = forEach(
    goal.fields.filter((field) => !fields.includes(field)),
    given,
  );
  return {
    empty: base,
    'with pasted lines that were not understood': {
      ...base,
      typed,
      banner,
      unread: new Map(goal.groups.map(({ id }) => [id, Array.from({ length: 40 }, () => 'Työ '.repeat(60))])),
    },
    late: { ...base, ...late, previous, answers: forEach(goal.fields, given) },
    'with previous answers': { ...base, previous, canRepeat: true, answers: othersOnly },
    'filled in from the period before': {
      ...base,
      ...filledIn(base, fields.length),
      previous,
      canRepeat: true,
    },
    'filled in and half of it changed': {
      ...{ ...base, ...late, ...filledIn(base, Math.ceil(fields.length / 2)) },
      ...{ previous, typed, banner, answers: othersOnly },
    },
    'turned down': {
      ...{ ...base, ...late },
      previous,
      typed,
      banner,
      answers: othersOnly,
      problems: new Map(fields.map((field) => [field.id, problemAt(field)])),
    },
    'with warnings': {
      ...{ ...base, ...late },
      previous,
      typed,
      banner,
      answers: othersOnly,
      confirm: '0123456789abcdef',
      warnings: new Map(fields.map((field) => [field.id, warningsAt(field)])),
    },
    'with conflicts': {
      ...{ ...base, ...late },
      version: 12,
      previous,
      typed,
      banner,
      answers: forEach(goal.fields, given),
      conflicts: new Set(fields.map(({ id }) => id)),
    },
    ...(base.programme.policy.oneCoordinatedAnswer && {
      'commented on': {
        ...{ ...base, ...late },
        version: 12,
        previous,
        typed,
        banner,
        answers: forEach(goal.fields, given),
        isCorrected: goal.changedIn !== undefined,
        comment: {
          by: other,
          at: '2026-02-03T09:05:00.000Z',
          text: 'Mikä on lähde? '.repeat(30).slice(0, longestComment),
        },
      },
    }),
    'answered for another': {
      ...{ ...base, ...late },
      version: 12,
      previous,
      banner,
      answers: forEach(goal.fields, (field) => given(field, { onBehalfOf: other, unchangedFrom: '2026-Q2' })),
      onBehalfOf: new Map(fields.map(({ id }) => [id, other])),
    },
  };
}

/** As if the first of the fields were tasks' states and percentages. */
function filledIn({ goal, fields }: GoalCardSource, count: number): Pick<GoalCardSource, 'filled'> {
  const tasks = goal.groups.filter(({ kind }) => kind === 'task').map(({ id }) => id);
  const values = forEach(
    fields.slice(0, count).filter(({ group }) => group !== undefined && tasks.includes(group)),
    longestOf,
  );
  return Object.keys(values).length > 0 ? { filled: { period: '2026-Q2', version: 12, values } } : {};
}

/** Teams shows six buttons per set, and a phone three columns. */
function crowdedIn(card: Card): string[] {
  return nodesOf(card).flatMap(([place, { actions, columns }]) => [
    ...(Array.isArray(actions) && actions.length > 6 ? [`${place} has ${actions.length} buttons`] : []),
    ...(Array.isArray(columns) && columns.length > 3 ? [`${place} has ${columns.length} columns`] : []),
  ]);
}

const faultsOf = (card: Card) => [...wrongWith(card, neverRefused), ...crowdedIn(card)];

const inputsOf = (card: Card) =>
  nodesOf(card).flatMap(([, node]) => (String(node['type']).startsWith('Input.') ? [node] : []));

describe.each(seeds)('$programme.id', ({ programme, goals, replies }) => {
  const baseOf = (goal: Goal, fields: readonly Field[]): GoalCardSource => ({
    programme,
    period: nextPeriod(replies.period),
    goal,
    fields,
    number: goals.indexOf(goal) + 1,
    count: goals.length,
    deadline: '2026-10-14T13:15:00Z',
    version: 0,
    answers: noAnswers,
    reader,
    names,
    mayHandOver: true,
    canRepeat: false,
  });

  /** All pages of a card with a name for the failure message. */
  function drawn(source: GoalCardSource, wording: Wording): Card[] {
    return goalPages(source.goal, source.fields, programme).map((_, page) =>
      render('goal', goalCardData({ ...source, page }, wording)),
    );
  }

  describe.each(locales)('in %s', (locale) => {
    const wording = wordingFor(locale);

    it('asks every goal on cards that Teams always takes, in every state', () => {
      const wrong = goals.flatMap((goal) =>
        // Who is asked about what is the same in every language.
        (locale === 'fi' ? selectionsOf(goal) : [goal.fields]).flatMap((fields) =>
          Object.entries(statesOf(baseOf(goal, fields))).flatMap(([state, source]) =>
            drawn(source, wording).flatMap((card, page) =>
              // Parsing a card takes longer than drawing it, so all states are parsed only for whole goals.
              (fields === goal.fields || state === 'empty' ? faultsOf(card) : tooLarge(card)).map(
                (fault) => `${goal.id} (${fields.length} fields) ${state}, page ${page + 1}: ${fault}`,
              ),
            ),
          ),
        ),
      );
      expect(wrong).toEqual([]);
    });

    it('has one input for every field over all pages, and no two labels alike', () => {
      for (const goal of goals) {
        const inputs = drawn(baseOf(goal, goal.fields), wording)
          .flatMap(inputsOf)
          .filter(({ id }) => !String(id).startsWith(pastePrefix));
        // A text that is asked in several languages comes in the reader's first.
        const isOwn = ({ language }: Field) => Number(language === locale);
        const inOrder = goal.fields.toSorted((a, b) => (a.language && b.language ? isOwn(b) - isOwn(a) : 0));
        expect(inputs.map(({ id }) => id)).toEqual(inOrder.map((field) => `field_${field.id}`));
        const labels = inputs.map(({ label }) => label);
        expect(labels.filter((label, index) => labels.indexOf(label) !== index)).toEqual([]);
      }
    });
  });

  it('shows what was typed in text runs and input values only', () => {
    const wording = wordingFor('fi');
    const marker = '**[x](https://evil.example)** ${title} <at>all</at>';
    const answer: GivenAnswer = {
      raw: marker,
      value: marker,
      by: other,
      at: '2026-10-03T06:15:00Z',
      version: 1,
    };
    for (const goal of goals) {
      const given = forEach(goal.fields, () => answer);
      const base = { ...baseOf(goal, goal.fields), typed: forEach(goal.fields, () => marker) };
      const states: GoalCardSource[] = [
        {
          ...base,
          answers: given,
          previous: { period: replies.period, answers: given },
          problems: new Map(
            goal.fields.map(({ id }) => [id, { code: 'number-unreadable', details: { text: marker } }]),
          ),
          banner: { text: marker, style: 'attention' },
        },
        { ...base, answers: given, conflicts: new Set(goal.fields.map(({ id }) => id)) },
        { ...base, fields: goal.fields.slice(0, 1), answers: given, names: new Map([[other, marker]]) },
      ];
      const shown = states.flatMap((source) =>
        drawn(source, wording).flatMap((card) =>
          stringsOf(card).filter(([, text]) => text.includes('evil.example')),
        ),
      );
      expect(shown.length).toBeGreaterThanOrEqual(5 * goal.fields.length + 1);
      const elsewhere = shown.filter(
        ([place, text, { type }]) =>
          !(type === 'TextRun' && place.endsWith('.text')) &&
          !(String(type).startsWith('Input.') && place.endsWith('.value') && text === marker),
      );
      expect(elsewhere).toEqual([]);
    }
  });
});
