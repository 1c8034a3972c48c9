/** The cards of roles, channels and owners are valid in Teams, even at full size. */
import { describe, expect, it } from '@jest/globals';
import { wordingFor } from '../../bot/views/wording';
import { channelsCardData, type ChannelsCardSource } from '../../cards/channels/data';
import { grantsCardData, type GrantsCardSource, grantsShown } from '../../cards/grants/data';
import { bytesOf, largestCard } from '../../cards/parts/limits';
import { ownersCardData, type OwnersCardSource } from '../../cards/owners/data';
import { type Card, render } from '../../cards/render';
import { type Wording } from '../../cards/parts/wording';
import { type LocalizedText, locales } from '../../src/goals/schema';
import { type Grant } from '../../src/people/grants';
import { neverRefused, nodesOf, wrongWith } from '../helpers/card-faults';
import { faultsIn, isInputValue, sharedNames, writtenElsewhere } from '../helpers/faults-in-cards';
import { goalWith, programmeWith } from '../helpers/fixtures';

const marker = '**[click](https://evil.example)** ${title} <at>all</at>';
const long = `${marker} ${'x'.repeat(5_000)}`;
const banner = { text: long, style: 'attention' } as const;
const candidates = Array.from({ length: 5 }, (_, index) => ({
  id: `${'a'.repeat(240)}${index}@example.org`,
  name: 'N'.repeat(120),
}));

const units = (count: number): Map<string, LocalizedText> =>
  new Map(
    Array.from({ length: count }, (_, index) => {
      const name = `Yksikkö ${index} ${'y'.repeat(100)}`;
      return [name, { fi: name, sv: `Enhet ${index}` }];
    }),
  );
const programme = (index: number, unitCount: number) => ({
  programme: { id: `programme-${index}`, name: { fi: `Ohjelma ${index} ${'p'.repeat(100)}` } },
  units: units(unitCount),
});
const person = (index: number) => ({
  personId: `person${index}@example.org`,
  name: `Henkilö ${index} ${'h'.repeat(100)}`,
});

/** Grants of every role in every programme, with one head per unit. */
function everyRole(programmes: GrantsCardSource['programmes']): GrantsCardSource['grants'] {
  const grants = programmes.flatMap(({ programme: { id }, units: known }): Omit<Grant, 'personId'>[] => [
    { role: 'coordinator', programmeId: id },
    { role: 'reader', programmeId: id },
    ...[...known.keys()].map((unit) => ({ role: 'unit-head' as const, programmeId: id, unit })),
  ]);
  return grants.map((grant, index) => {
    const { personId, name } = person(index);
    return { grant: { personId, ...grant }, name };
  });
}

const small: GrantsCardSource = {
  grants: [
    { grant: { personId: 'anna@example.org', role: 'admin' }, name: 'Anna', namedIn: 'configuration' },
    { grant: { personId: 'bo@example.org', role: 'admin' }, name: 'Bo' },
    { grant: { personId: 'eva@example.org', role: 'reader', programmeId: 'gone' }, name: 'Eva' },
    ...everyRole([programme(0, 2)]),
    {
      grant: { personId: 'carl@example.org', role: 'coordinator', programmeId: 'programme-0' },
      name: 'Carl',
      namedIn: 'register',
    },
  ],
  programmes: [programme(0, 2)],
};
const many = Array.from({ length: 30 }, (_, index) => programme(index, 12));
const full: GrantsCardSource = { grants: everyRole(many), programmes: many, banner };
const typed = {
  role: 'unit-head',
  programme: 'programme-3',
  unit: '',
  unitTyped: long.slice(0, 400),
  person: long,
};
const asked: Grant = { personId: 'bo@example.org', role: 'admin' };

const grantsStates: Record<string, GrantsCardSource> = {
  'with no programme': { grants: [], programmes: [] },
  'of one programme': small,
  'asked about one': { ...small, asked },
  'at full size': full,
  'after giving at full size': { ...full, given: true },
  'asked at full size': { ...full, asked: full.grants[200]!.grant },
  'turned down at full size': {
    ...full,
    ...{ typed, candidates, problems: [marker, 'x'.repeat(200), 'y'.repeat(200)] },
    unitCandidates: [...many[3]!.units.keys()].slice(0, 8).map((unit) => `programme-3|${unit}`),
  },
};

const channel = (index: number) => `19:${String(index).padStart(60, 'c')}@thread.tacv2`;
const known = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ id: channel(index), name: `Tiimi › ${index} ${marker}` }));
const subscribed = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ channel: channel(index), language: 'sv' as const }));
const channelsStates: Record<string, ChannelsCardSource> = {
  'with none at all': {
    programme: programmeWith({ channels: [] }),
    known: [],
    subscribe: 'tilaa',
    called: 'Ohjelma',
  },
  'with one that nobody knows': {
    programme: programmeWith({ channels: subscribed(1) }),
    known: [],
    subscribe: 'tilaa',
    called: 'Ohjelma',
  },
  'at full size': {
    programme: programmeWith({ channels: subscribed(50) }),
    known: known(200),
    lost: subscribed(50).map(({ channel }) => ({
      ...{ channel, why: 'refused' as const, since: '2026-10-12T05:00:00.000Z' },
      unposted: [{ programmeId: 'prog', period: '2026-Q3' }],
    })),
    removed: channel(60),
    subscribe: 'prenumerera',
    called: 'Programmet',
    typed: { channel: channel(3), language: 'en' },
    problems: [marker],
    banner,
  },
};

const persons = (count: number) => Array.from({ length: count }, (_, index) => `p${index}@example.org`);
const goal = goalWith('a', { title: { fi: marker }, owners: persons(60) });
const ownersStates: Record<string, OwnersCardSource> = {
  'of one owner': {
    programme: programmeWith(),
    goal,
    lines: ['Vastuuhenkilöt: Anna'],
    owners: [{ owner: 'anna@example.org', name: 'Anna (anna@example.org)' }],
  },
  'at full size': {
    ...{ programme: programmeWith(), goal, candidates, banner },
    lines: Array.from({ length: 22 }, (_, index) => `${index} ${'l'.repeat(1000)}`),
    owners: persons(60).map((owner) => ({ owner, name: `${'n'.repeat(120)} (${owner})` })),
    typed: { from: 'add', person: long },
    problems: [marker, 'x'.repeat(200)],
    asked: { owner: persons(1)[0]!, lines: [marker, 'x'.repeat(1000)] },
  },
};

/** Drawn as by the bot, with as many roles as fit. */
function grants(state: string, wording: Wording): Card {
  const drawn = (shown: number) => render('grants', grantsCardData(grantsStates[state]!, shown, wording));
  return drawn(grantsShown.find((shown) => bytesOf(drawn(shown)) < largestCard) ?? grantsShown.at(-1)!);
}
const channels = (state: string, wording: Wording) =>
  render('channels', channelsCardData(channelsStates[state]!, wording));
const owners = (state: string, wording: Wording) =>
  render('owners', ownersCardData(ownersStates[state]!, wording));

const ofType = (card: Card, type: string) =>
  nodesOf(card).flatMap(([, node]) => (node['type'] === type ? [node] : []));
const input = (card: Card, id: string) => nodesOf(card).find(([, node]) => node['id'] === id)?.[1];
const choicesOf = (card: Card, id: string) => (input(card, id)!['choices'] as { value: string }[]).length;
const shown = (card: Card) => ofType(card, 'TextRun').map(({ text }) => String(text));
const buttons = (card: Card, verb: string) =>
  ofType(card, 'Action.Execute').filter((button) => button['verb'] === verb);

describe.each(locales)('the cards of roles, channels and owners in %s', (locale) => {
  const wording = wordingFor(locale);
  const cards: (readonly [string, Card])[] = [
    ...Object.keys(grantsStates).map((state) => [`roles ${state}`, grants(state, wording)] as const),
    ...Object.keys(channelsStates).map((state) => [`channels ${state}`, channels(state, wording)] as const),
    ...Object.keys(ownersStates).map((state) => [`owners ${state}`, owners(state, wording)] as const),
  ];

  it('are cards that Teams takes, with labelled inputs and known actions', () => {
    const faults = faultsIn(cards, (card) =>
      wrongWith(card, neverRefused).filter((fault) => !fault.includes('${title}')),
    );
    expect(faults).toEqual([]);
  });

  it('show what people wrote in text runs, values and closed lists only', () => {
    // Drop-downs show plain text, and so do tooltips.
    const isPlain = (place: string) => /choices\[\d+\]\.title$|\.tooltip$/.test(place);
    const faults = faultsIn(cards, (card) =>
      writtenElsewhere(card, (place, node) => isInputValue(place, node) || isPlain(place)),
    );
    expect(faults).toEqual([]);
  });

  it('have a name of its own for every button and input', () => {
    expect(faultsIn(cards, sharedNames)).toEqual([]);
  });
});

describe('the card of roles', () => {
  const wording = wordingFor('fi');

  it('has a button for what was granted, and says where the rest comes from', () => {
    const card = grants('of one programme', wording);
    expect(buttons(card, 'revoke').map(({ data }) => (data as Grant).personId)).toEqual([
      'bo@example.org',
      ...['person0@example.org', 'person1@example.org', 'person2@example.org', 'person3@example.org'],
      'eva@example.org',
    ]);
    expect(shown(card)).toContain(' · pääkäyttäjä, nimetty botin asetuksissa');
    expect(shown(card)).toContain(' · koordinaattori, nimetty ohjelman tiedoissa');
    expect(shown(card).filter((text) => text === 'Kaikki ohjelmat')).toHaveLength(1);
  });

  it('puts the programme that was acted on first', () => {
    const first = grantsCardData({ ...full, first: 'programme-20' }, 5, wording);
    expect(first.rows.map(({ remove }) => remove?.data.programmeId)).toEqual(Array(5).fill('programme-20'));
    expect(first.more).toBe(`ja ${30 * 14 - 5} muuta`);
  });

  it('asks in the role’s own row, with a button that says what it does', () => {
    const [bo, ...rest] = buttons(grants('asked about one', wording), 'revoke');
    expect(bo).toMatchObject({
      title: 'Kyllä, poista rooli',
      style: 'destructive',
      data: { ...asked, sure: true },
    });
    expect(rest.map(({ title }) => title)).toEqual(Array(rest.length).fill('Poista'));
    const role: Grant = full.grants[200]!.grant;
    const far = grantsCardData({ ...full, asked: role, first: 'programme-20' }, 9, wording);
    expect(far.rows).toHaveLength(9);
    expect(far.rows[8]!.ask).toContain(role.personId);
    expect(far.rows[8]!.remove?.data).toEqual({ ...role, sure: true, first: 'programme-20' });
  });

  it('says also above the form that a role was given', () => {
    const said = { text: 'Rooli on annettu.', style: 'good' as const };
    const card = render('grants', grantsCardData({ ...small, banner: said, given: true }, 40, wording));
    const texts = shown(card);
    expect(texts.filter((text) => text === said.text)).toHaveLength(2);
    expect(texts.lastIndexOf(said.text)).toBe(texts.indexOf('Uusi rooli') - 1);
  });

  it('lets choose among the units, and type one where there are too many', () => {
    expect(choicesOf(grants('of one programme', wording), 'unit')).toBe(3);
    const back = grants('turned down at full size', wording);
    expect(choicesOf(back, 'unit')).toBe(9);
    expect(String(input(back, 'unit_typed')!['value'])).toContain('evil.example');
    expect(input(grants('at full size', wording), 'unit')).toBeUndefined();
  });
});

describe('the card of channels', () => {
  const wording = wordingFor('fi');

  it('says what to type in a channel that is not known', () => {
    const card = channels('with one that nobody knows', wording);
    expect(shown(card).join()).toContain('”@Seuranta tilaa Ohjelma”');
    expect(shown(card)).not.toContain(wording.text('channels.noneKnown'));
    expect(shown(channels('with none at all', wording))).toContain(wording.text('channels.noneKnown'));
    expect(shown(card)).toContain(channel(0));
    expect(input(card, 'channel')).toBeUndefined();
    expect(buttons(card, 'channel-add')).toEqual([]);
  });

  it('cuts long lists and says how much', () => {
    const card = channels('at full size', wording);
    expect(buttons(card, 'channel-remove')).toHaveLength(12);
    expect(shown(card)).toEqual(expect.arrayContaining(['ja 38 muuta', 'ja 160 muuta']));
    expect(input(card, 'channel')!['value']).toBe(channel(3));
  });
});

describe('the card of owners', () => {
  it('lets choose whose place is taken, or nobody’s', () => {
    const card = owners('of one owner', wordingFor('fi'));
    expect(input(card, 'from')!['choices']).toEqual([
      { title: 'Anna (anna@example.org)', value: 'anna@example.org' },
      { title: 'Ei ketään: lisätään uusi', value: 'add' },
    ]);
    expect(buttons(card, 'owner-change').map(({ data }) => data)).toEqual([
      { programmeId: 'prog', goalId: 'a', remove: false },
      { programmeId: 'prog', goalId: 'a', remove: true },
    ]);
  });
});
