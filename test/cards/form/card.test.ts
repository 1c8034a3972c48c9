/** The form of many goals: what a row shows, its pages, and its size at the worst, in every language. */
import { describe, expect, it } from '@jest/globals';
import { wordingFor } from '../../../bot/views/wording';
import { formCardData, type FormCardSource, type FormRow } from '../../../cards/form/data';
import { readRowInputId, rowInputId } from '../../../cards/form/row-input';
import { type Card, render } from '../../../cards/render';
import { readSeed, seedFolders } from '../../../seeds/read';
import { type Goal, locales } from '../../../src/goals/schema';
import { type AskedGoal } from '../../../src/replies/asked-goals';
import { fitsRow, hasForm } from '../../../src/replies/form/form-goals';
import { type Reply } from '../../../src/replies/reply';
import { type Round } from '../../../src/rounds/round';
import { neverRefused, nodesOf, wrongWith } from '../../helpers/card-faults';
import {
  faultsIn,
  isInputValue,
  type NamedCards,
  sharedNames,
  writtenElsewhere,
} from '../../helpers/faults-in-cards';

const seedOf = (id: string) =>
  seedFolders()
    .map(readSeed)
    .find(({ programme }) => programme.id === id)!;
const keyResults = seedOf('productivity-key-results');
const reform = seedOf('productivity-programme');
const matti = 'matti@example.org';

const round: Round = {
  programmeId: keyResults.programme.id,
  period: '2026-Q3',
  status: 'open',
  opens: '2026-10-01T06:00:00Z',
  deadline: '2026-10-15T13:00:00Z',
  events: [],
};

const askedGoal = (goal: Goal, more: Partial<AskedGoal> = {}): AskedGoal => ({
  goal,
  fields: goal.fields,
  isHeld: true,
  rows: {},
  onBehalfOf: new Map(),
  completeness: 'unanswered',
  isVoluntary: false,
  ...more,
});

const row = (goal: Goal, more: Partial<FormRow> = {}, asked: Partial<AskedGoal> = {}): FormRow => ({
  asked: askedGoal(goal, asked),
  state: 'open',
  canRepeat: false,
  ...more,
});

const source = (rows: readonly FormRow[], more: Partial<FormCardSource> = {}): FormCardSource => ({
  programme: keyResults.programme,
  round,
  rows,
  before: '2026-Q2',
  names: new Map([[matti, 'Matti Meikäläinen']]),
  ...more,
});

function replyTo(goal: Goal, raw: string, value: number | string): Reply {
  const at = '2026-07-02T06:00:00Z';
  const answers = goal.fields.map(({ id }) => [id, { raw, value, by: matti, at, version: 1 }] as const);
  return {
    ...{ goalId: goal.id, version: 1, formVersion: 1, by: matti, at },
    answers: Object.fromEntries(answers),
  };
}

const draftOf = (goal: Goal, text: string) => ({
  draft: {
    ...{ goalId: goal.id, personId: 'a@example.org', seenVersion: 0, at: '2026-10-02T06:00:00Z' },
    typed: Object.fromEntries(goal.fields.map(({ id }) => [id, text])),
  },
});

const draw = (shown: FormCardSource, locale: (typeof locales)[number] = 'fi'): Card =>
  render('form', formCardData(shown, wordingFor(locale)));
const nodesIn = (card: Card) => nodesOf(card).map(([, node]) => node);
const textsIn = (card: Card) =>
  nodesIn(card).flatMap(({ text }) => (typeof text === 'string' ? [text.replaceAll('\u00a0', ' ')] : []));
const goalsOn = (card: Card) =>
  nodesIn(card).flatMap(({ id }) => readRowInputId(typeof id === 'string' ? id : '')?.goalId ?? []);
/** The actions at the end of the card. */
const actionsOf = (card: Card) =>
  ((card['body'] as readonly Record<string, unknown>[]).at(-1)!['actions'] as Record<string, unknown>[]).map(
    ({ verb, title, data, mode }) => ({ verb, title, data: data as Record<string, unknown>, mode }),
  );

describe('a row', () => {
  const goal = keyResults.goals.find(({ fields }) => fields[0]!.targets.length > 0)!;

  it('shows the last value with its light and the target, and has the last value only as a placeholder', () => {
    const card = draw(source([row(goal, { previous: replyTo(goal, '97,3', 97.3), canRepeat: true })]));
    const [input] = nodesIn(card).filter(({ type }) => type === 'Input.Text');
    expect(input).toMatchObject({ value: '', placeholder: 'viimeksi 97,3\u00a0%' });
    expect(String(input!['label'])).toContain(goal.code);
    expect(textsIn(card).join('\n')).toMatch(/edellinen \(Q2\/2026\): 97,3 %, ■ punainen · tavoitearvo/);
  });

  it('does not judge the last value by a form that has changed since', () => {
    const previous = replyTo(goal, '97,3', 97.3);
    const card = draw(source([row(goal, { previous, isOfOtherForm: true, canRepeat: false })]));
    expect(textsIn(card).join('\n')).toMatch(/edellinen \(Q2\/2026\): 97,3 · tavoitearvo/);
  });

  it('shows the draft, else the answer, and says which version it shows', () => {
    const reply = { ...replyTo(goal, '50', 50), version: 3 };
    const answered = draw(source([row(goal, {}, { reply, completeness: 'answered' })]));
    const [input] = nodesIn(answered).filter(({ type }) => type === 'Input.Text');
    expect(input).toMatchObject({ value: '50' });
    const fieldId = goal.fields[0]!.id;
    expect(readRowInputId(String(input!['id']))).toEqual({
      ...{ goalId: goal.id, fieldId, version: 3, draft: false },
    });
    expect(textsIn(answered).join('\n')).toMatch(/✓ vastattu: 50 %, . /u);
    const kept = draw(source([row(goal, {}, draftOf(goal, 'noin 7'))]));
    const [typed] = nodesIn(kept).filter(({ type }) => type === 'Input.Text');
    expect(typed).toMatchObject({ value: 'noin 7' });
    expect(readRowInputId(String(typed!['id']))).toMatchObject({ version: 0, draft: true });
    expect(textsIn(kept)).toContain('✎ luonnos');
  });

  it.each([
    ['locked', 'history'],
    ['conflict', 'goal'],
    ['own-card', 'goal'],
  ] as const)('that is %s has no input, but a button: %s', (state, verb) => {
    const reply = { ...replyTo(goal, '50', 50), version: 3 };
    const own = { ...draftOf(goal, '51'), reply, completeness: 'answered' } as const;
    const card = draw(source([row(goal, { state }, own), row(keyResults.goals[1]!)]));
    expect(goalsOn(card)).toEqual([keyResults.goals[1]!.id]);
    const button = nodesIn(card).find(({ data }) => (data as { goalId?: string })?.goalId === goal.id);
    expect(button?.['verb']).toBe(verb);
    if (state === 'conflict')
      expect(textsIn(card).join('\n')).toContain('Matti Meikäläinen vastasi tällä välin: 50 %');
  });

  it('with a long text leads to the goal’s own card, and keeps its other input', () => {
    const two = reform.goals[0]!;
    const text = 'Pitkä kuvaus. '.repeat(100);
    const card = draw(
      source([row(two, {}, draftOf(two, text)), row(reform.goals[1]!)], { programme: reform.programme }),
    );
    const inputs = nodesIn(card).flatMap(({ id }) => readRowInputId(typeof id === 'string' ? id : '') ?? []);
    expect(inputs.filter(({ goalId }) => goalId === two.id).map(({ fieldId }) => fieldId)).toEqual([
      'status',
    ]);
    expect(textsIn(card)).toContain('Teksti on pitkä: avaa tavoite, jos haluat muuttaa sitä.');
  });
});

describe('“nothing has changed”', () => {
  const rows = keyResults.goals.slice(0, 5).map((goal, index) => {
    const canRepeat = index < 3;
    const alerts = index === 2 ? { alerts: { typed: { [goal.fields[0]!.id]: '1' } } } : {};
    return row(goal, { previous: replyTo(goal, '97,3', 97.3), canRepeat, ...alerts });
  });

  it('counts exactly the rows that it names', () => {
    const button = actionsOf(draw(source(rows))).find(({ verb }) => verb === 'form-unchanged');
    expect(button).toMatchObject({
      title: 'Nämä 2 ennallaan',
      data: { goals: rows.slice(0, 2).map(({ asked }) => asked.goal.id) },
    });
  });

  it('of one row says which and its value; of none there is no button', () => {
    const titleOf = (shown: readonly FormRow[]) =>
      actionsOf(draw(source(shown))).find(({ verb }) => verb === 'form-unchanged')?.title;
    expect(titleOf(rows.slice(1))).toBe(`Ennallaan: ${rows[1]!.asked.goal.code}: 97,3\u00a0%`);
    expect(titleOf(rows.slice(3))).toBeUndefined();
  });
});

describe('the pages', () => {
  it('have twelve rows, every goal once, and are named by their first goal', () => {
    const rows = keyResults.goals.slice(0, 30).map((goal) => row(goal));
    const seen: string[] = [];
    let at: string | undefined = rows[0]!.asked.goal.id;
    while (at !== undefined) {
      const card: Card = draw(source(rows, { at }));
      expect(goalsOn(card).length).toBeLessThanOrEqual(12);
      seen.push(...goalsOn(card));
      const later = actionsOf(card).find(({ title }) => title === 'Seuraavat');
      at = later?.data['at'] as string | undefined;
    }
    expect(seen).toEqual(rows.map(({ asked }) => asked.goal.id));
  });

  it('begin with the one that has the first goal that waits', () => {
    const rows = keyResults.goals
      .slice(0, 30)
      .map((goal, index) => row(goal, {}, { completeness: index < 14 ? 'answered' : 'unanswered' }));
    expect(textsIn(draw(source(rows)))).toContain('Tavoitteet 13–24/30');
    expect(textsIn(draw(source(rows, { at: 'no-such-goal' })))).toContain('Tavoitteet 1–12/30');
  });
});

describe('at its worst', () => {
  const marker = '**[click](https://evil.example)** ”ä”';
  const long = `${marker} ${'漢”ä '.repeat(200)}`;
  const worst = (goals: readonly Goal[]): FormRow[] =>
    goals.map((each, index) => {
      const goal = { ...each, id: `${'g'.repeat(76)}${index}`, code: `${'C'.repeat(38)}${index}` };
      const titled = { ...goal, title: { fi: long, sv: long, en: long } };
      const [first] = goal.fields;
      const problems = new Map([
        [first!.id, { code: 'number-unreadable' as const, details: { text: long } }],
      ]);
      return row(
        titled,
        {
          previous: replyTo(goal, long.slice(0, 150), long.slice(0, 150)),
          canRepeat: index % 2 === 0,
          alerts: {
            typed: Object.fromEntries(goal.fields.map(({ id }) => [id, '”ä'.repeat(240)])),
            ...(index % 3 === 0 ? { problems } : { confirm: 'x'.repeat(40), said: long }),
          },
        },
        { onBehalfOf: new Map([[first!.id, matti]]), ...draftOf(goal, 'x') },
      );
    });
  const more = (programme: FormCardSource['programme']): Partial<FormCardSource> => ({
    programme: { ...programme, id: 'p'.repeat(80), name: { fi: long.slice(0, 200) } },
    names: new Map([[matti, 'Matti '.repeat(30)]]),
    late: { deadline: '2026-10-15T13:00:00Z', closing: '2026-10-22T13:00:00Z' },
    banner: { text: long, style: 'attention' },
  });

  /** Every page of the form in every language. */
  const cards: NamedCards = [keyResults, reform].flatMap(({ programme, goals }) => {
    const rows = worst(goals.slice(0, 24));
    return locales.flatMap((locale) =>
      [0, 6, 12, 23].map((index): [string, Card] => [
        `${programme.id} ${locale} ${index}`,
        draw(source(rows, { ...more(programme), at: rows[index]!.asked.goal.id }), locale),
      ]),
    );
  });

  it('is valid and below 28 KB', () => {
    expect(faultsIn(cards, (card) => wrongWith(card, neverRefused))).toEqual([]);
  });

  it('has a heading, at most six actions, and a name of its own for every button and input', () => {
    expect(
      faultsIn(cards, (card) => [
        ...(actionsOf(card).length <= 6 ? [] : [`${actionsOf(card).length} actions`]),
        ...(nodesIn(card).some(({ style }) => style === 'heading') ? [] : ['no heading']),
        ...sharedNames(card),
      ]),
    ).toEqual([]);
  });

  it('shows what people wrote as it is', () => {
    const written = (card: Card) =>
      writtenElsewhere(
        card,
        (place, node) => isInputValue(place, node) || /placeholder|tooltip|title/.test(place),
      );
    expect(faultsIn(cards, written)).toEqual([]);
  });

  it('has at most six actions, and so has every page of the five programmes’ goals', () => {
    const plain: NamedCards = locales.flatMap((locale) =>
      [keyResults, reform].map(({ programme, goals }): [string, Card] => [
        `${programme.id} ${locale}`,
        draw(
          source(
            goals.map((goal) => row(goal, { previous: replyTo(goal, '97,3', 97.3), canRepeat: true })),
            { programme, at: goals[20]!.id },
          ),
          locale,
        ),
      ]),
    );
    expect(plain.map(([, card]) => actionsOf(card).length)).toEqual(plain.map(() => 6));
    expect(faultsIn(plain, (card) => wrongWith(card, neverRefused))).toEqual([]);
    expect(plain.map(([, card]) => new Set(goalsOn(card)).size)).toEqual(plain.map(() => 12));
  });
});

describe('which goals fit on a row', () => {
  const fits = (id: string) =>
    seedOf(id).goals.filter((goal) => fitsRow({ goal, fields: goal.fields })).length;

  it('all key results, all of the productivity programme, none with tasks, and no question', () => {
    expect(fits('productivity-key-results')).toBe(keyResults.goals.length);
    expect(fits('productivity-programme')).toBe(reform.goals.length);
    expect([fits('strategic-goals'), fits('county-survey'), fits('half-year-follow-up')]).toEqual([0, 0, 0]);
  });

  it('a form is for several goals, with drafts, and where nothing locks', () => {
    const goals = keyResults.goals.slice(0, 2).map((goal) => askedGoal(goal));
    const { programme } = keyResults;
    const asked = (policy: Partial<typeof programme.policy>) => ({
      programme: { ...programme, policy: { ...programme.policy, ...policy } },
      goals,
    });
    expect(hasForm(asked({}))).toBe(true);
    expect(hasForm({ ...asked({}), goals: goals.slice(1) })).toBe(false);
    expect(hasForm(asked({ drafts: false }))).toBe(false);
    expect(hasForm(asked({ lockOnSubmit: true }))).toBe(false);
    const done = goals.map((each) => ({ ...each, completeness: 'answered' as const }));
    expect(hasForm({ ...asked({}), goals: done })).toBe(false);
  });
});

it.each(['row:a:0', 'row:a:x:b', 'row:a:1:b:c', 'row::0:b', 'row:A:0:b', 'row:a:-1:b', 'field_a'])(
  '%s is no row’s input',
  (id) => {
    expect(readRowInputId(id)).toBeUndefined();
    const own = { goalId: 'a.b_c', fieldId: 'd-e', version: 12, draft: true };
    expect(readRowInputId(rowInputId(own))).toEqual(own);
  },
);
