/** What the goal's card says and offers in each situation. */
import { describe, expect, it } from '@jest/globals';
import { wordingFor } from '../../../bot/views/wording';
import { goalCardData, type GoalCardSource } from '../../../cards/goal/data';
import { render } from '../../../cards/render';
import { readSeed, seedFolders } from '../../../seeds/read';
import { type Locale, type Programme } from '../../../src/goals/schema';
import { withSupportLines } from '../../../src/goals/judging/support-lines';
import { type GivenAnswer, noAnswers } from '../../../src/replies/reply';
import { nodesOf } from '../../helpers/card-faults';
import { goalWith } from '../../helpers/fixtures';

const seedOf = (id: string) =>
  seedFolders()
    .map(readSeed)
    .find(({ programme }) => programme.id === id)!;
const strategy = seedOf('strategic-goals');
const survey = seedOf('county-survey');
const wording = wordingFor('fi');
const [aino, matti] = ['aino@example.org', 'matti@example.org'];
const names = new Map([
  [aino, 'Aino Virtanen'],
  [matti, 'Matti Meikäläinen'],
]);

const goal = strategy.goals.find(({ id }) => id === 'path-4')!;
const task1 = goal.fields.filter(({ group }) => group === 'task1');

const given = (raw: string, more: Partial<GivenAnswer> = {}): GivenAnswer => ({
  raw,
  value: raw,
  by: aino,
  at: '2026-10-03T06:15:00Z',
  version: 1,
  ...more,
});

function sourceOf(more: Partial<GoalCardSource> = {}): GoalCardSource {
  return {
    programme: strategy.programme,
    period: '2026-Q3',
    goal,
    fields: task1,
    number: 2,
    count: 7,
    deadline: '2026-10-14T13:15:00Z',
    version: 3,
    answers: noAnswers,
    reader: matti,
    names,
    canRepeat: false,
    mayHandOver: true,
    ...more,
  };
}

function drawn(more: Partial<GoalCardSource> = {}) {
  const nodes = nodesOf(render('goal', goalCardData(sourceOf(more), wording))).map(([, node]) => node);
  // Without the buttons beside inputs, which are tested in test/bot/no-figure.test.ts.
  const actions = nodes.filter(
    ({ type, data }) => type === 'Action.Execute' && !('field' in (data as object)),
  );
  return {
    texts: nodes.flatMap(({ type, text }) => (type === 'TextRun' ? [String(text)] : [])),
    headings: nodes.flatMap(({ type, text }) => (type === 'TextBlock' ? [String(text)] : [])),
    inputs: nodes.filter(({ type }) => String(type).startsWith('Input.')),
    actions,
    titles: actions.map(({ verb, title }) => `${String(verb)}: ${String(title)}`),
    action: (verb: string) => actions.find((each) => each['verb'] === verb)!,
  };
}

const leadingElsewhere = [
  'skip: Vastaan myöhemmin',
  'hand-over: Pyydä kollegaa',
  'overview: Kaikki tavoitteeni',
];
const previous = { period: '2026-Q2', answers: { 'task1-progress': given('60') } };
const withPolicy = (policy: Partial<Programme['policy']>): Programme => ({
  ...strategy.programme,
  policy: { ...strategy.programme.policy, ...policy },
});

describe("the goal's card", () => {
  it('offers to save, and in the overflow to go elsewhere', () => {
    const { titles, actions } = drawn();
    expect(titles).toEqual(['save: Tallenna ja jatka', ...leadingElsewhere]);
    expect(actions.map(({ mode }) => mode)).toEqual([undefined, 'secondary', 'secondary', 'secondary']);
    expect(drawn({ isLast: true }).titles[0]).toBe('save: Tallenna');
    for (const { data, associatedInputs } of actions) {
      expect(data).toEqual({
        programmeId: 'strategic-goals',
        period: '2026-Q3',
        goalId: 'path-4',
        version: 3,
        page: 0,
      });
      expect(associatedInputs).toBeUndefined();
    }
  });

  it('offers "no change" and last period\'s answers to start from, until something is answered or typed', () => {
    const repeat = ['unchanged: Ennallaan: 60', 'prefill: Täytä edelliset vastaukset'];
    expect(drawn({ previous, canRepeat: true }).titles).toEqual(expect.arrayContaining(repeat));
    const answered = drawn({ previous, answers: { 'task1-progress': given('61') } });
    const typed = drawn({ previous, typed: { 'task1-progress': '61', 'task1-state': '' } });
    for (const { titles } of [answered, typed]) expect(titles.join()).not.toMatch(/unchanged|prefill/);
  });

  it('writes last period’s figure with its unit, and as it was typed where the form was another one', () => {
    const progress = { 'task1-progress': given('60', { value: 60 }) };
    const before = { period: '2026-Q2', answers: progress };
    const noted = (more: object) => drawn({ previous: { ...before, ...more } }).texts.join('\n');
    expect(noted({})).toContain('edellinen (Q2/2026): 60\u00a0%');
    expect(noted({ isOfOtherForm: true })).toMatch(/edellinen \(Q2\/2026\): 60(?!\u00a0%)/);
  });

  it('asks to confirm what looks odd, and sends the confirmation with the save only', () => {
    const { titles, texts, actions } = drawn({
      typed: { 'task1-progress': '600' },
      warnings: new Map([
        ['task1-progress', [{ code: 'ten-times', details: { value: '600', previous: '60' } }]],
      ]),
      confirm: 'token',
    });
    expect(titles[0]).toBe('save: Oikein, tallenna');
    expect(texts.join('\n')).toMatch(/^⚠ 600 on vähintään kymmenkertainen/m);
    expect(actions.filter(({ data }) => 'confirm' in (data as object)).map(({ verb }) => verb)).toEqual([
      'save',
    ]);
  });

  it("shows another's answer beside what was typed and lets the person choose", () => {
    const { titles, texts, inputs, action } = drawn({
      answers: { 'task1-state': given('as-planned') },
      typed: { 'task1-progress': '', 'task1-state': 'challenges' },
      conflicts: new Set(['task1-state']),
    });
    expect(texts).toContain('⚠ Aino Virtanen vastasi tällä välin: Työ edistyy suunnitellusti');
    expect(inputs[1]).toMatchObject({ value: 'challenges' });
    expect(titles.slice(0, 2)).toEqual(['save: Tallenna oma vastaukseni', 'discard: Pidä nykyinen vastaus']);
    expect(action('discard')['associatedInputs']).toBe('none');
    expect(drawn({ conflicts: new Set(['task1-state']) }).texts).toContain(
      '⚠ Joku muu poisti vastauksen tällä välin.',
    );
  });

  it('says who answered, on whose behalf, when, and that nothing changed; not to the one who did', () => {
    const more = { onBehalfOf: matti, unchangedFrom: '2026-Q2' };
    const answers = {
      'task1-progress': given('60', more),
      'task1-state': given('as-planned', { by: matti }),
    };
    const { texts } = drawn({ answers, previous });
    expect(texts.join('\n')).toContain(
      'edellinen (Q2/2026): 60 · ei muutosta · Vastannut Aino Virtanen henkilön Matti Meikäläinen puolesta 3.10.2026 klo\u00a09.15',
    );
    expect(texts.join('\n').match(/Vastannut/g)).toHaveLength(1);
  });

  it('says on whose behalf one answers: at the top, and at the field where own ones stand beside it', () => {
    const all = drawn({ onBehalfOf: new Map(task1.map(({ id }) => [id, aino])) }).texts;
    expect(all).toContain('Vastaat henkilön Aino Virtanen puolesta.');
    expect(all.filter((text) => text.includes('henkilön Aino Virtanen puolesta'))).toHaveLength(1);
    const one = drawn({ onBehalfOf: new Map([['task1-state', aino]]) }).texts;
    expect(one.filter((text) => text.includes('henkilön Aino Virtanen puolesta'))).toHaveLength(2);
  });

  it('shows what others answered to the fields that one is not asked for', () => {
    const { texts } = drawn({ answers: { 'task2-progress': given('80'), 'task1-progress': given('1') } });
    expect(texts.slice(texts.indexOf('Muiden vastaukset'))).toEqual([
      'Muiden vastaukset',
      '2. Etenemä (%): 80 (Aino Virtanen)',
    ]);
  });

  it('numbers the labels of a task like its heading, and the cells of a table like their row', () => {
    const { texts, inputs } = drawn();
    expect(texts).toContain('1. Kiireellisen hoidon yhtenäiset kriteerit');
    expect(inputs.map(({ label }) => label)).toEqual(['1. Etenemä (%) (vapaaehtoinen)', '1. Työn tilanne']);
    const table = survey.goals.find(({ id }) => id === 'q14')!;
    const shown = drawn({ programme: survey.programme, goal: table, fields: table.fields.slice(0, 6) });
    expect(shown.texts).toContain('2. Lääkärit');
    expect(shown.inputs[4]).toMatchObject({ label: '2. Puuttuvan henkilöstön määrä (%)' });
  });

  it('leads from part to part of a long goal, and stays within them', () => {
    const q12 = survey.goals.find(({ id }) => id === 'q12')!;
    const long = { programme: survey.programme, goal: q12, fields: q12.fields };
    const { headings, actions } = drawn({ ...long, page: 1 });
    expect(headings).toEqual(['Kysymys 2/7 · osa 2/4']);
    const turns = actions.filter(({ verb }) => verb === 'page');
    expect(turns.map(({ title, data }) => [title, (data as { to: number }).to])).toEqual([
      ['Edellinen osa', 0],
      ['Seuraava osa', 2],
    ]);
    expect(drawn({ ...long, page: 99 }).headings[0]).toMatch(/ · osa 4\/4$/);
  });

  it('lets the person choose between two answers on the page that shows them', () => {
    const q12 = survey.goals.find(({ id }) => id === 'q12')!;
    const long = { programme: survey.programme, goal: q12, fields: q12.fields };
    const conflicts = new Set([q12.fields.at(-1)!.id]);
    const verbsOn = (page: number) => drawn({ ...long, conflicts, page }).actions.map(({ verb }) => verb);
    expect(verbsOn(0)).not.toContain('discard');
    expect(verbsOn(3)).toContain('discard');
  });

  it('says once at the top who answered, where one person answered all', () => {
    const answers = { 'task1-progress': given('60'), 'task1-state': given('as-planned') };
    const { texts } = drawn({ answers });
    expect(texts.join('\n').match(/Vastannut/g)).toHaveLength(1);
    expect(texts).toContain('Vastannut Aino Virtanen 3.10.2026 klo\u00a09.15');
  });

  it('says that a sent answer is locked, where it is', () => {
    const { titles, texts } = drawn({ programme: withPolicy({ lockOnSubmit: true }) });
    expect(titles[0]).toBe('save: Lähetä ja lukitse');
    expect(texts).toContain('Lähetettyä vastausta ei voi enää muuttaa.');
    expect(drawn({ programme: withPolicy({ lockOnSubmit: true }), lock: 'token' }).titles[0]).toBe(
      'save: Oikein, lähetä ja lukitse',
    );
  });

  it('checks in the client and sends no inputs when leaving, only where there are no drafts', () => {
    const { inputs, actions, titles } = drawn({ programme: withPolicy({ drafts: false }) });
    expect(inputs.map(({ isRequired }) => isRequired)).toEqual([undefined, true]);
    expect(inputs[1]).toMatchObject({ errorMessage: 'Tähän tarvitaan vastaus.' });
    expect(titles).toEqual(['save: Tallenna ja jatka', ...leadingElsewhere]);
    expect(actions.map(({ associatedInputs }) => associatedInputs)).toEqual([
      undefined,
      'none',
      'none',
      'none',
    ]);
    expect(drawn().inputs.map(({ isRequired }) => isRequired)).toEqual([undefined, undefined]);
  });
});

describe('a field that is asked only after another answer', () => {
  const label = { fi: 'Uusia toimia on valmistelussa' };
  const conditional = goalWith('q', {
    fields: [
      { id: 'yes', kind: 'yes-no', label },
      { id: 'effect', kind: 'text', label: { fi: 'Vaikutus' }, askedWhen: { field: 'yes', is: ['1'] } },
    ],
  });
  const nodes = nodesOf(
    render(
      'goal',
      goalCardData(
        sourceOf({
          programme: { ...survey.programme, policy: { ...survey.programme.policy, drafts: false } },
          goal: conditional,
          fields: conditional.fields,
        }),
        wording,
      ),
    ),
  ).map(([, node]) => node);

  it('says so, names the answer, and does not keep the client from sending', () => {
    const input = nodes.find(({ id }) => id === 'field_effect')!;
    expect(input['label']).toBe('Vaikutus (tarvittaessa)');
    expect(input['isRequired']).toBeUndefined();
    expect(nodes.map(({ text }) => text)).toContain(
      'Vastaa, jos kohdan ”Uusia toimia on valmistelussa” vastaus on Kyllä.',
    );
  });
});

describe('a task of a programme that collects what support is needed', () => {
  const asked = withSupportLines(goal, strategy.programme);
  const fields = asked.fields.filter(({ group }) => group === 'task1');
  const line = 'field_task1-state-support';
  const drawnIn = (locale: Locale, more: Partial<GoalCardSource> = {}) =>
    nodesOf(render('goal', goalCardData(sourceOf({ goal: asked, fields, ...more }), wordingFor(locale)))).map(
      ([, node]) => node,
    );

  it.each([
    ['fi', '1. Tarvittava tuki, jos työ ei etene: mitä, keneltä ja mihin mennessä? (vapaaehtoinen)'],
    ['sv', '1. Stöd som behövs om arbetet inte framskrider: vad, av vem och senast när? (frivilligt)'],
    ['en', '1. Support needed if the work does not proceed: what, from whom, by when? (optional)'],
  ] as const)('asks for it in one line right under the state, in %s', (locale, label) => {
    const inputs = drawnIn(locale).filter(({ type }) => String(type).startsWith('Input.'));
    const at = inputs.findIndex(({ id }) => id === line);
    expect(inputs[at - 1]!['id']).toBe('field_task1-state');
    expect(inputs[at]).toMatchObject({ type: 'Input.Text', label });
    expect(inputs[at]!['isMultiline']).toBeUndefined();
    expect(inputs[at]!['isRequired']).toBeUndefined();
  });

  it('says beside it what was needed last period, and nothing else', () => {
    const notes = (more: Partial<GoalCardSource>) => {
      const nodes = drawnIn('fi', more);
      const after = nodes.slice(nodes.findIndex(({ id }) => id === line) + 1);
      return after.find(({ type }) => type === 'TextRun' || type === 'ActionSet')!['text'];
    };
    expect(notes({})).toBeUndefined();
    const answers = { 'task1-state-support': given('Kaksi hoitajaa') };
    expect(notes({ previous: { period: '2026-Q2', answers } })).toBe('edellinen (Q2/2026): Kaksi hoitajaa');
  });
});
