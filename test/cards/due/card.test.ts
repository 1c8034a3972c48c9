/** The card of everything that is due: its order, its words, its size and its number of actions. */
import { describe, expect, it } from '@jest/globals';
import { wordingFor } from '../../../bot/views/wording';
import { dueCardData, type DueSection, dueSummary } from '../../../cards/due/data';
import { render } from '../../../cards/render';
import { readSeed, seedFolders } from '../../../seeds/read';
import { locales, type Locale, type Register } from '../../../src/goals/schema';
import { type AskedGoal, type AskedRound } from '../../../src/replies/asked-goals';
import { type Round } from '../../../src/rounds/round';
import { neverRefused, nodesOf, wrongWith } from '../../helpers/card-faults';
import { faultsIn, type NamedCards, writtenElsewhere } from '../../helpers/faults-in-cards';

const seeds = seedFolders().map(readSeed);
const marker = '**[click](https://evil.example)** <at>all</at>'.repeat(20);

interface Shown {
  readonly register?: Register;
  readonly deadline?: string;
  readonly done?: boolean;
  readonly goals?: number;
}

function section(locale: Locale, { register = seeds[0]!, deadline, done, goals = 3 }: Shown): DueSection {
  const round: Round = {
    programmeId: register.programme.id,
    period: '2026-Q3',
    status: 'open',
    opens: '2026-10-01T06:00:00Z',
    deadline: deadline ?? '2026-10-15T13:00:00Z',
    events: [],
  };
  const asked = register.goals.slice(0, goals).map((goal): AskedGoal => ({
    ...{ goal, fields: goal.fields, onBehalfOf: new Map(), isHeld: true, isVoluntary: false },
    rows: {},
    completeness: done ? 'answered' : 'unanswered',
  }));
  const whole: AskedRound = {
    ...{ programme: register.programme, round, goals: asked, handedOn: [], hasRequest: true },
  };
  return { asked: whole, open: true, principals: [], wording: wordingFor(locale) };
}

/** The buttons' verbs and programmes. */
function buttonsOf(sections: readonly DueSection[], page?: number): string[] {
  const card = render(
    'due',
    dueCardData({ sections, ...(page !== undefined && { page }) }, wordingFor('fi')),
  );
  return nodesOf(card).flatMap(([, { verb, title, data }]) =>
    typeof verb === 'string'
      ? [`${verb} ${String(title)} ${String((data as { programmeId?: string }).programmeId ?? '')}`.trim()]
      : [],
  );
}

const ids = seeds.map(({ programme }) => programme.id);

describe('what is due', () => {
  it('has a button for each round; what is done comes last, and is shown', () => {
    const [first, ...rest] = seeds.map((register) => section('fi', { register }));
    const done = { ...first!, asked: section('fi', { register: seeds[0]!, done: true }).asked };
    expect(buttonsOf([done, ...rest])).toEqual([
      ...ids.slice(1).map((id) => `overview Vastaa ${id}`),
      `overview Näytä ${ids[0]}`,
    ]);
  });

  it('says in how many programmes how many answers wait, and until when at the earliest', () => {
    const sections = seeds.slice(0, 2).map((register) => section('fi', { register }));
    expect(dueSummary(sections, wordingFor('fi')).replaceAll('\u00a0', ' ')).toBe(
      'Sinulta odotetaan 6 vastausta 2 ohjelmassa. Lähin määräaika on 15.10.2026 klo 16.00.',
    );
    const done = seeds.map((register) => section('en', { register, done: true }));
    expect(dueSummary(done, wordingFor('en'))).toBe(
      'Thank you, everything is done. You can still change your answers.',
    );
  });

  it('names the deadline that has passed, and the person who is substituted for', () => {
    const late = { deadline: '2026-10-15T13:00:00Z', closing: '2026-10-20T13:00:00Z' };
    const shown = { ...section('fi', {}), late, principals: ['Anna Virtanen', 'Bo Berg'] };
    const { until, notes } = dueCardData({ sections: [shown] }, wordingFor('fi')).sections[0]!;
    expect(until.replaceAll('\u00a0', ' ')).toBe(
      'Q3/2026, määräaika oli 15.10.2026 klo 16.00; voit vielä vastata 20.10.2026 klo 16.00 asti',
    );
    expect(notes).toEqual(['Vastaat sijaisena: Anna Virtanen, Bo Berg.']);
  });

  it('counts translations after the answers, and leads straight to them where nothing else is asked', () => {
    const due = { count: 2, first: { goalId: 'a', fieldId: 'fi' } };
    const both = { ...section('en', {}), translations: due };
    const nothing = section('en', { register: seeds[1]!, goals: 0 });
    const only = { ...nothing, translations: due };
    expect(buttonsOf([only, both])).toEqual([
      `translation Translate (2) ${ids[1]}`,
      `overview Answer ${ids[0]}`,
    ]);
    const deadline = wordingFor('en').moment('2026-10-15T13:00:00Z');
    const said = `2 translations are due from you by ${deadline}.`;
    const [first, second] = dueCardData({ sections: [only, both] }, wordingFor('en')).sections;
    expect([first!.progress, first!.notes, second!.notes]).toEqual([said, [], [said]]);
    const done = { ...section('en', { register: seeds[2]!, done: true }), translations: due };
    expect(dueSummary([only, done], wordingFor('en'))).toBe(said.replace('2', '4'));
    expect(buttonsOf([{ ...only, open: false }, done])[0]).toBe(`overview Continue ${ids[2]}`);
    const late = { deadline: '2026-10-15T13:00:00Z', closing: '2026-10-20T13:00:00Z' };
    const [shown] = dueCardData({ sections: [{ ...only, late }] }, wordingFor('en')).sections;
    expect(shown!.progress).toContain(wordingFor('en').moment(late.closing));
  });

  it('says what the person asked to be reminded of, instead of when', () => {
    const { asked, ...rest } = section('fi', {});
    const snoozed = { ...rest, asked: { ...asked, snoozedUntil: '2026-10-08T06:00:00Z' } };
    const notesOf = (shown: DueSection) =>
      dueCardData({ sections: [shown] }, wordingFor('fi')).sections[0]!.notes;
    expect(notesOf({ ...snoozed, wanted: true })).toEqual(['Pyysit muistutusta tälle päivälle.']);
    expect(notesOf(snoozed)).toEqual([expect.stringMatching(/^Saat muistutuksen 8\.10\.2026/)]);
  });

  it('names the nearest deadline that is still to come, if there is one', () => {
    const late = { deadline: '2026-10-15T13:00:00Z', closing: '2026-10-20T13:00:00Z' };
    const over = { ...section('fi', {}), late };
    const other = section('fi', { register: seeds[1]!, deadline: '2026-11-04T14:00:00Z' });
    expect(dueSummary([over, other], wordingFor('fi'))).toMatch(/ Lähin määräaika on 4\.11\.2026/);
  });

  it('is turned through in pages if there are more rounds than a card may have actions', () => {
    const many = Array.from({ length: 9 }, () => section('fi', {}));
    expect(buttonsOf(many.slice(0, 6))).toHaveLength(6);
    expect([0, 1, 2, 9].map((page) => buttonsOf(many, page).length)).toEqual([5, 6, 2, 2]);
    expect(buttonsOf(many, 1).slice(-2)).toEqual(['my-goals Edelliset', 'my-goals Seuraavat']);
  });

  it('offers the deadlines as a calendar file if that is possible, and a sixth button is free', () => {
    const others = (count: number, offersCalendar: boolean) => {
      const sections = Array.from({ length: count }, () => section('fi', {}));
      return dueCardData({ sections, offersCalendar }, wordingFor('fi')).others;
    };
    expect(others(5, true)).toEqual([
      { verb: 'command', title: 'Kalenteriin', data: { command: 'calendar' } },
    ]);
    expect([others(5, false), others(6, true)]).toEqual([[], []]);
  });
});

const register = seeds[0]!;
const evil = { ...register, programme: { ...register.programme, name: { fi: marker } } };
const cards: NamedCards = locales.flatMap((locale) =>
  [1, 5, 6, 30].map((count) => {
    const worst: DueSection = {
      ...section(locale, { register: evil, goals: 60 }),
      ...{ principals: Array<string>(20).fill(marker), wanted: true },
      translations: { count: 60, first: { goalId: 'a'.repeat(100), fieldId: 'b'.repeat(100) } },
    };
    const sections = Array.from({ length: count }, () => worst);
    const banner = { text: marker, style: 'warning' as const };
    return [
      `${locale} ${count}`,
      render('due', dueCardData({ sections, page: 1, banner, offersCalendar: true }, wordingFor(locale))),
    ] as const;
  }),
);

it('are cards that Teams shows, with at most six actions and a heading', () => {
  expect(faultsIn(cards, (card) => wrongWith(card, neverRefused))).toEqual([]);
  const faults = faultsIn(cards, (card) => {
    const nodes = nodesOf(card).map(([, node]) => node);
    const actions = nodes.filter(({ type }) => type === 'Action.Execute').length;
    const headings = nodes.filter(({ style }) => style === 'heading').length;
    return actions <= 6 && headings === 1 ? [] : [`${actions} actions, ${headings} headings`];
  });
  expect(faults).toEqual([]);
});

it('interpret nothing that people wrote', () => {
  const inTooltip = (place: string) => place.endsWith('.tooltip');
  expect(faultsIn(cards, (card) => writtenElsewhere(card, inTooltip))).toEqual([]);
});
