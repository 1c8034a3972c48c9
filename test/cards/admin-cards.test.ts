/** The cards of those who run programmes: lists, one programme, who has not answered, and confirmations. */
import { describe, expect, it } from '@jest/globals';
import { wordingFor } from '../../bot/views/wording';
import { confirmCardData, type ConfirmCardSource } from '../../cards/confirm/data';
import { missingCardData, type MissingCardSource } from '../../cards/missing/data';
import { programmeCardData, type ProgrammeCardSource } from '../../cards/programme/data';
import { listCardData, type ListCardSource, programmeRow } from '../../cards/list/data';
import { type Card, render } from '../../cards/render';
import { type Wording } from '../../cards/parts/wording';
import { locales } from '../../src/goals/schema';
import { type MissingUnit } from '../../src/replies/missing';
import { type Round } from '../../src/rounds/round';
import { neverRefused, type Node, nodesOf, wrongWith } from '../helpers/card-faults';
import { faultsIn, isInputValue, repeated, writtenElsewhere } from '../helpers/faults-in-cards';
import { deadline, during, goalWith, name, opens, programmeWith } from '../helpers/fixtures';

const marker = '**[click](https://evil.example)** ${title} <at>all</at>';
const long = `${marker} ${'å'.repeat(5_000)}`;
const banner = { text: long, style: 'attention' } as const;
const now = during.toISOString();

const programme = programmeWith({ id: 'p'.repeat(80), name: { fi: long } });
const round: Round = {
  programmeId: programme.id,
  period: name.period,
  opens: opens.toISOString(),
  deadline: deadline.toISOString(),
  closes: '2026-11-06T14:00:00.000Z',
  status: 'open',
  events: [],
};
const closed: Round = {
  ...round,
  period: '2026-Q2',
  status: 'closed',
  events: [{ what: 'closed', by: 'schedule', at: now }],
};
const state = { asked: 1_200, answered: 34, partly: 2, persons: { asked: 800, done: 12 } };
const manyRounds = Array.from({ length: 9 }, (_, index) => ({ ...round, period: `20${index + 20}-Q1` }));

const list: ListCardSource = { title: 'Ohjelmat', rows: [], empty: 'Ei mitään' };
const lists: Record<string, (wording: Wording) => ListCardSource> = {
  'of nothing': () => list,
  'at full size': (wording) => ({
    ...list,
    banner,
    context: long,
    rows: Array.from({ length: 40 }, (_, index) =>
      programmeRow(
        {
          programme: {
            ...programme,
            id: `${index}-${programme.id}`.slice(0, 80),
            name: { fi: `${index} ${'å'.repeat(300)}` },
          },
          rounds: [
            { round, ...state },
            { round: closed, ...state },
          ],
          next: { period: '2026-Q4', opens: deadline.toISOString() },
        },
        now,
        wording,
      ),
    ),
    buttons: [{ verb: 'programme', title: wording.text('form.back'), data: { programmeId: programme.id } }],
  }),
};

const step = {
  at: deadline,
  period: name.period,
  sentFrom: deadline,
  recipients: 1_200,
  sending: 40,
} as const;
const programmes: Record<string, ProgrammeCardSource> = {
  'without a round': {
    ...{ programme: programmeWith(), now, rounds: [], openable: [], mayAdminister: false },
    unresolved: 0,
    leavers: 0,
    pauses: [],
  },
  'at full size': {
    programme: { ...programme, name: { fi: long } },
    now,
    rounds: [...manyRounds, closed].map((each) => ({
      round: each,
      ...state,
      undelivered: 800,
      differing: 57,
      takesReplies: true,
    })),
    openable: [
      { period: '2026-Q4', opens: deadline.toISOString() },
      { period: '2019-Q4' },
      { period: '2019-Q3' },
    ],
    steps: [
      { ...step, what: 'open' },
      { ...step, what: 'remind', sentFrom: new Date('2026-11-05T06:00:00Z') },
      { ...step, what: 'escalate', to: 'substitute' },
      { ...step, what: 'escalate', to: 'unit-head' },
      { ...step, what: 'escalate', to: 'coordinator' },
      { ...step, what: 'digest' },
      { ...step, what: 'close' },
    ],
    mayAdminister: true,
    unresolved: 120,
    leavers: 1_200,
    pauses: [{ ...name, by: 'planning@example.org', at: now }],
    banner,
  },
};

const goals = Array.from({ length: 30 }, (_, index) =>
  goalWith(`g${index}`, { code: `${index} ${'ä'.repeat(36)}` }),
);
const unitsOf = (units: number, persons: number): MissingUnit[] =>
  Array.from({ length: units }, (_, unit) => {
    const text = `${unit} ${'ö'.repeat(290)}`;
    return {
      name: text,
      unit: { fi: text },
      persons: Array.from({ length: persons }, (__, person) => ({
        personId: `${unit}-${person}-${'p'.repeat(200)}@example.org`,
        goals,
      })),
    };
  });
const missing: MissingCardSource = {
  ...{ programme, round, now, open: true, units: [], heads: new Map(), names: new Map(), coordinates: true },
};
const many = unitsOf(40, 2);
const missingStates: Record<string, MissingCardSource> = {
  'of nobody': missing,
  'of many units': {
    ...missing,
    units: many,
    banner,
    heads: new Map(many.map(({ name: unit }) => [unit, long])),
  },
  'of many persons in a unit': { ...missing, units: unitsOf(1, 500), page: 3 },
  'on its last page': { ...missing, units: unitsOf(3, 300), page: 1_000 },
  'as a message': { ...missing, units: many, isExcerpt: true, banner, coordinates: false },
};

const data = { programmeId: programme.id, period: name.period };
const confirm = { title: 'Sulje', verb: 'close' as const, data };
const back = { verb: 'programme' as const, data: { programmeId: programme.id } };
const confirms: Record<string, ConfirmCardSource> = {
  'of a plain act': { title: 'Suljetaanko?', lines: ['Vastaamatta 3'], confirm, back },
  'with inputs, turned down': {
    banner,
    title: 'Avataanko?',
    lines: Array.from({ length: 10 }, () => long),
    inputs: [
      ...[
        {
          id: 'reason',
          kind: 'text',
          label: 'Syy',
          value: long,
          isRequired: true,
          error: marker,
          multiline: true,
        } as const,
      ],
      ...[{ id: 'day', kind: 'date', label: 'Päivä', value: '2026-10-20', error: 'Mennyt' } as const],
      ...[{ id: 'time', kind: 'time', label: 'Kello' } as const],
    ],
    problems: [long, marker],
    confirm: { ...confirm, verb: 'reopen' as const, style: 'destructive' },
    back,
  },
};

const ofType = (card: Card, type: string) =>
  nodesOf(card).flatMap(([, node]) => (node['type'] === type ? [node] : []));
const verbs = (card: Card) => ofType(card, 'Action.Execute').map(({ verb }) => verb);
const shown = (card: Card) => ofType(card, 'TextRun').map(({ text }) => String(text));
const drawMissing = (source: MissingCardSource, wording: Wording) =>
  render('missing', missingCardData(source, wording));

describe.each(locales)('in %s', (locale) => {
  const wording = wordingFor(locale);
  const cards: (readonly [string, Card])[] = [
    ...Object.entries(lists).map(
      ([which, source]) => [`list ${which}`, render('list', listCardData(source(wording), wording))] as const,
    ),
    ...Object.entries(programmes).map(
      ([which, source]) =>
        [`programme ${which}`, render('programme', programmeCardData(source, wording))] as const,
    ),
    ...Object.entries(missingStates).map(
      ([which, source]) => [`missing ${which}`, drawMissing(source, wording)] as const,
    ),
    ...Object.entries(confirms).map(
      ([which, source]) => [`confirm ${which}`, render('confirm', confirmCardData(source, wording))] as const,
    ),
  ];

  it('are cards that Teams takes, with known actions', () => {
    const faults = faultsIn(cards, (card) =>
      wrongWith(card, neverRefused).filter((fault) => !fault.includes(marker.slice(0, 20))),
    );
    expect(faults).toEqual([]);
  });

  it('show what people wrote in text runs and input values, and to screen readers', () => {
    const isTooltip = (place: string, { type }: Node) =>
      type === 'Action.Execute' && place.endsWith('.tooltip');
    const faults = faultsIn(cards, (card) =>
      writtenElsewhere(card, (place, node) => isInputValue(place, node) || isTooltip(place, node)),
    );
    expect(faults).toEqual([]);
  });

  it('have a name of its own for every button, at most six in a row', () => {
    const faults = faultsIn(cards, (card) => [
      ...repeated(ofType(card, 'Action.Execute').map(({ title, tooltip }) => tooltip ?? title)),
      ...ofType(card, 'ActionSet').filter((set) => (set['actions'] as unknown[]).length > 6),
    ]);
    expect(faults).toEqual([]);
  });
});

describe('the card of who has not answered', () => {
  const wording = wordingFor('fi');
  const turned = (source: MissingCardSource) => {
    const pages: Card[] = [];
    for (let page = 0, last = false; !last; page += 1) {
      const card = drawMissing({ ...source, page }, wording);
      pages.push(card);
      last = !ofType(card, 'Action.Execute').some(
        ({ verb, data: sent }) => verb === 'missing' && (sent as { page: number }).page === page + 1,
      );
    }
    return pages;
  };

  it.each([
    ['many units', many],
    ['many persons in a unit', unitsOf(1, 100)],
    ['one person', unitsOf(1, 1)],
  ])('shows each of %s once over its pages', (_, units) => {
    const pages = turned({ ...missing, units });
    const persons = pages.flatMap((card) => shown(card).filter((text) => text.includes('-p')));
    const wanted = units.flatMap((unit) => unit.persons.map(({ personId }) => personId.slice(0, 6)));
    expect(persons.map((text) => text.slice(0, 6))).toEqual(wanted);
    for (const card of pages) {
      const listed = shown(card).filter((text) => text.includes('-p'));
      expect(listed.length).toBeLessThanOrEqual(20);
      expect(listed.length).toBeGreaterThan(0);
    }
  });

  it('names a unit again on the page where it goes on, with its button', () => {
    for (const card of turned({ ...missing, units: unitsOf(1, 100) }))
      expect(
        ofType(card, 'Action.Execute').filter(
          ({ verb, data: sent }) => verb === 'remind-ask' && 'unit' in (sent as object),
        ),
      ).toHaveLength(1);
  });

  it('says which page of how many, and as a message how many more there are', () => {
    expect(shown(drawMissing({ ...missing, units: unitsOf(1, 50), page: 1 }, wording))).toContain('Sivu 2/3');
    const excerpt = drawMissing({ ...missing, units: unitsOf(1, 50), isExcerpt: true }, wording);
    expect(shown(excerpt)).toContain('ja 30 muuta');
    expect(verbs(excerpt)).toEqual(['remind-ask', 'missing']);
  });

  it('cuts a long list of goals, and never within a code', () => {
    const few = goals.slice(0, 9).map((goal, index) => ({ ...goal, code: `${index} a` }));
    const units = [{ ...unitsOf(1, 1)[0]!, persons: [{ personId: 'anna@example.org', goals: few }] }];
    expect(shown(drawMissing({ ...missing, units }, wording)).at(-1)).toBe(
      '· vastaamatta 9: 0\u00a0a, 1\u00a0a, 2\u00a0a, 3\u00a0a, 4\u00a0a, 5\u00a0a, 6\u00a0a, 7\u00a0a, ja 1 muu',
    );
  });

  it('has no button for a unit whose name no action takes', () => {
    const [unit] = unitsOf(1, 1);
    const card = drawMissing({ ...missing, units: [{ ...unit!, name: 'x'.repeat(301) }] }, wording);
    expect(verbs(card)).toEqual(['remind-ask', 'programme']);
  });
});

describe('the card that asks before it acts', () => {
  const wording = wordingFor('fi');
  const card = render('confirm', confirmCardData(confirms['with inputs, turned down']!, wording));
  const input = (id: string) => nodesOf(card).find(([, node]) => node['id'] === id)?.[1];

  it('keeps what was typed, up to what its input takes, with what was wrong under it', () => {
    expect(String(input('reason')!['value'])).toHaveLength(400);
    expect(input('reason')).toMatchObject({ isRequired: true, isMultiline: true, maxLength: 400 });
    expect(input('day')).toMatchObject({ type: 'Input.Date', value: '2026-10-20', isRequired: false });
    expect(input('time')).toMatchObject({ type: 'Input.Time', value: '' });
    expect(shown(card)).toContain('Mennyt');
  });

  it('sends the inputs only where one goes on', () => {
    expect(ofType(card, 'Action.Execute')).toMatchObject([
      { verb: 'reopen', style: 'destructive', data },
      { verb: 'programme', associatedInputs: 'none', data: back.data },
    ]);
    expect(ofType(card, 'Action.Execute')[0]).not.toHaveProperty('associatedInputs');
  });
});
