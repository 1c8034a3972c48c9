/** The cards with a form: hand over, snooze, substitute, proposal. */
import { describe, expect, it } from '@jest/globals';
import { wordingFor } from '../../bot/views/wording';
import { handOverCardData, type HandOverCardSource } from '../../cards/hand-over/data';
import { proposalCardData, type ProposalCardSource, proposalSummary } from '../../cards/proposal/data';
import { type Card, render } from '../../cards/render';
import { snoozeCardData } from '../../cards/snooze/data';
import { substituteCardData, type SubstituteCardSource } from '../../cards/substitute/data';
import { type Wording } from '../../cards/parts/wording';
import { locales } from '../../src/goals/schema';
import { type Round } from '../../src/rounds/round';
import { neverRefused, nodesOf, wrongWith } from '../helpers/card-faults';
import { faultsIn, isInputValue, sharedNames, writtenElsewhere } from '../helpers/faults-in-cards';
import { deadline, goalWith, name, opens, programmeWith } from '../helpers/fixtures';

const marker = '**[click](https://evil.example)** ${title} <at>all</at>';
const long = `${marker} ${'x'.repeat(5_000)}`;
const banner = { text: marker, style: 'attention' } as const;

const programme = programmeWith();
const goal = goalWith('a', { title: { fi: marker } });
const round: Round = {
  ...name,
  opens: opens.toISOString(),
  deadline: deadline.toISOString(),
  status: 'open',
  events: [],
};
const candidates = Array.from({ length: 5 }, (_, index) => ({
  id: `aino.virtanen${index}@example.org`,
  name: 'Aino Virtanen',
}));

const handOverStates: Record<string, HandOverCardSource> = {
  'at first': { programme, period: name.period, goal, mayBeForGood: false },
  'of one’s own goal': { programme, period: name.period, goal, mayBeForGood: true, candidates: [] },
  'turned down': {
    programme,
    period: name.period,
    goal,
    mayBeForGood: true,
    typed: { person: long, scope: 'for-good' },
    problem: marker,
    candidates,
    banner,
  },
};

const week = { from: '2026-10-12', to: '2026-10-18' };
const substituteStates: Record<string, SubstituteCardSource> = {
  'at first': { current: [], today: '2026-10-14' },
  'with one now and one coming': {
    current: [
      { name: 'Bo Ek', ...week },
      { name: 'Aino Virtanen', from: '2026-12-21', to: '2026-12-21' },
    ],
    today: '2026-10-14',
  },
  'that the bot asks for': {
    ...{ current: [], today: '2026-10-14', away: week },
    proposed: { id: 'bo@example.org', name: marker },
  },
  'that the bot asks for, without an end': {
    ...{ current: [{ name: 'Bo Ek', ...week }], today: '2026-10-20', away: { from: week.from } },
  },
  'turned down': {
    current: Array.from({ length: 40 }, (_, index) => ({ name: `${index} ${'n'.repeat(110)}`, ...week })),
    today: '2026-10-14',
    typed: { person: long, ...week },
    problems: [marker, 'x'.repeat(200)],
    candidates,
    banner,
  },
};

const proposed: ProposalCardSource = {
  programme,
  period: name.period,
  goal,
  fromName: 'Bo Ek',
  toName: 'Aino Virtanen',
  byName: 'Bo Ek',
  status: 'waiting',
  from: 'bo@example.org',
};
const proposalStates: Record<string, ProposalCardSource> = {
  'that waits': proposed,
  'made by somebody else': { ...proposed, byName: 'Anna Aho', banner },
  'that was accepted': { ...proposed, status: 'accepted' },
  'that was declined': { ...proposed, status: 'declined' },
  'that was withdrawn': { ...proposed, status: 'withdrawn' },
};

const handOver = (state: string, wording: Wording) =>
  render('hand-over', handOverCardData(handOverStates[state]!, wording));
const substitute = (state: string, wording: Wording) =>
  render('substitute', substituteCardData(substituteStates[state]!, wording));
const proposal = (state: string, wording: Wording) =>
  render('proposal', proposalCardData(proposalStates[state]!, wording));
const snooze = (days: readonly string[], wording: Wording) =>
  render('snooze', snoozeCardData({ programme, round, dueAt: round.deadline, days, banner }, wording));

const ofType = (card: Card, type: string) =>
  nodesOf(card).flatMap(([, node]) => (node['type'] === type ? [node] : []));
const input = (card: Card, id: string) => nodesOf(card).find(([, node]) => node['id'] === id)?.[1];
const verbs = (card: Card) => ofType(card, 'Action.Execute').map(({ verb }) => verb);
const shown = (card: Card) => ofType(card, 'TextRun').map(({ text }) => text);

describe.each(locales)('the form cards in %s', (locale) => {
  const wording = wordingFor(locale);
  const cards: (readonly [string, Card])[] = [
    ...Object.keys(handOverStates).map((state) => [`hand-over ${state}`, handOver(state, wording)] as const),
    ...Object.keys(substituteStates).map(
      (state) => [`substitute ${state}`, substitute(state, wording)] as const,
    ),
    ...Object.keys(proposalStates).map((state) => [`proposal ${state}`, proposal(state, wording)] as const),
    ['snooze', snooze(['2026-10-13', '2026-10-14', '2026-10-15'], wording)],
  ];

  it('are cards that Teams takes, with labelled inputs and known actions', () => {
    const faults = faultsIn(cards, (card) =>
      wrongWith(card, neverRefused).filter((fault) => !fault.includes(marker)),
    );
    expect(faults).toEqual([]);
  });

  it('show what was typed in text runs and input values only', () => {
    expect(faultsIn(cards, (card) => writtenElsewhere(card, isInputValue))).toEqual([]);
  });

  it('have a name of its own for every button and input', () => {
    expect(faultsIn(cards, sharedNames)).toEqual([]);
  });
});

describe('the card to hand a goal over', () => {
  const wording = wordingFor('fi');

  it('offers the persons of the organisation and a line to type into', () => {
    const card = handOver('at first', wording);
    expect(input(card, 'person_picked')).toMatchObject({
      choices: [],
      'choices.data': { type: 'Data.Query', dataset: 'graph.microsoft.com/users' },
    });
    expect(input(card, 'person_typed')).toMatchObject({ type: 'Input.Text', value: '' });
    expect(input(card, 'person_candidate')).toBeUndefined();
    expect(input(handOver('of one’s own goal', wording), 'person_candidate')).toBeUndefined();
  });

  it('asks for how long only where it can be for good, and for this round unless told otherwise', () => {
    expect(input(handOver('at first', wording), 'scope')).toBeUndefined();
    expect(input(handOver('of one’s own goal', wording), 'scope')).toMatchObject({ value: 'round' });
    expect(input(handOver('turned down', wording), 'scope')).toMatchObject({ value: 'for-good' });
  });

  it('keeps what was typed and lets choose among those it fits, with their addresses', () => {
    const card = handOver('turned down', wording);
    expect(String(input(card, 'person_typed')!['value'])).toContain(marker);
    expect(input(card, 'person_candidate')!['choices']).toHaveLength(5);
    expect(input(card, 'person_candidate')!['choices']).toContainEqual({
      title: 'Aino Virtanen (aino.virtanen3@example.org)',
      value: 'aino.virtanen3@example.org',
    });
    expect(shown(card)).toContain(marker);
  });

  it('leads back to the goal without its inputs', () => {
    const data = { programmeId: programme.id, period: name.period, goalId: goal.id };
    expect(ofType(handOver('at first', wording), 'Action.Execute')).toMatchObject([
      { verb: 'hand-over-to', style: 'positive', data },
      { verb: 'goal', associatedInputs: 'none', data },
    ]);
  });
});

describe('the card to be reminded later', () => {
  const days = ['2026-10-14', '2026-10-15'];

  it.each([
    ['fi', ['ke 14.10.2026', 'to 15.10.2026']],
    ['sv', ['ons 14.10.2026', 'tors 15.10.2026']],
    ['en', ['Wed 14 Oct 2026', 'Thu 15 Oct 2026']],
  ] as const)('names the days as one does in %s, the first one chosen', (locale, titles) => {
    const card = snooze(days, wordingFor(locale));
    expect(input(card, 'day')).toMatchObject({
      value: '2026-10-14',
      choices: days.map((value, index) => ({ title: titles[index], value })),
    });
  });

  it('says when the deadline is', () => {
    expect(shown(snooze(days, wordingFor('fi'))).join()).toContain('4.11.2026 klo\u00a016.00');
  });

  it('leads back to the request', () => {
    expect(verbs(snooze(days, wordingFor('fi')))).toEqual(['snooze-until', 'overview']);
  });
});

describe('the card of substitutes', () => {
  const wording = wordingFor('fi');

  it('lists each with the days and a button that removes it', () => {
    const card = substitute('with one now and one coming', wording);
    const text = shown(card).map((each) => String(each).replaceAll('\u00a0', ' '));
    expect(text).toEqual(
      expect.arrayContaining([
        'Bo Ek',
        'ma 12.10.2026 – su 18.10.2026 · sijaisena nyt',
        'Aino Virtanen',
        'ma 21.12.2026',
      ]),
    );
    const removing = ofType(card, 'Action.Execute').filter(({ verb }) => verb === 'substitute-remove');
    expect(removing).toMatchObject([
      { tooltip: expect.stringContaining('Bo Ek'), data: { from: '2026-10-12' }, associatedInputs: 'none' },
      { tooltip: expect.stringContaining('Aino Virtanen'), data: { from: '2026-12-21' } },
    ]);
  });

  it('takes days from today on, today unless told otherwise', () => {
    const first = substitute('at first', wording);
    expect(input(first, 'from')).toMatchObject({ min: '2026-10-14', value: '2026-10-14' });
    expect(input(first, 'to')).toMatchObject({ min: '2026-10-14', value: '' });
    const back = substitute('turned down', wording);
    expect([input(back, 'from')!['value'], input(back, 'to')!['value']]).toEqual([week.from, week.to]);
  });

  it('asks on the days of an automatic reply, and lets the last substitute be named again', () => {
    const card = substitute('that the bot asks for', wording);
    expect(String(shown(card)[0]).replaceAll('\u00a0', ' ')).toMatch(
      /^Sähköpostisi automaattinen vastaus on päällä ma 12\.10\.2026 – su 18\.10\.2026\. .*Mikään ei muutu, ellet/,
    );
    expect([input(card, 'from')!['value'], input(card, 'to')!['value']]).toEqual(['2026-10-14', week.to]);
    expect(ofType(card, 'Action.Execute').slice(0, 2)).toMatchObject([
      { verb: 'substitute-set', style: 'positive', data: { person_candidate: 'bo@example.org' } },
      { verb: 'substitute-set', style: 'default', data: {} },
    ]);
    expect(verbs(substitute('at first', wording)).filter((verb) => verb === 'substitute-set')).toHaveLength(
      1,
    );
  });

  it('asks for the last day where the automatic reply has none', () => {
    const card = substitute('that the bot asks for, without an end', wording);
    expect(shown(card)[0]).toMatch(/^Sähköpostisi automaattinen vastaus on päällä\. /);
    expect([input(card, 'from')!['value'], input(card, 'to')!['value']]).toEqual(['2026-10-20', '']);
  });

  it('says how many more substitutes there are than it shows', () => {
    const card = substitute('turned down', wording);
    expect(verbs(card).filter((verb) => verb === 'substitute-remove')).toHaveLength(8);
    expect(shown(card)).toContain('ja 32 muuta');
  });
});

describe('the card of a proposal', () => {
  const wording = wordingFor('en');

  it('asks while it waits, and says who proposes', () => {
    const card = proposal('that waits', wording);
    const data = { programmeId: programme.id, period: name.period, goalId: goal.id, from: 'bo@example.org' };
    expect(ofType(card, 'Action.Execute')).toMatchObject([
      { verb: 'proposal-accept', style: 'positive', data },
      { verb: 'proposal-decline', data },
    ]);
    expect(shown(card)).toContain('Bo Ek proposes that Aino Virtanen becomes the owner of the goal.');
    expect(shown(proposal('made by somebody else', wording)).join()).toContain('Anna Aho proposes');
  });

  it.each([
    ['that was accepted', 'Approved: Aino Virtanen is now the owner of the goal.'],
    ['that was declined', 'Declined: Bo Ek is still the owner.'],
    ['that was withdrawn', 'Withdrawn: Bo Ek is still the owner.'],
  ])('%s says so and has no buttons', (state, outcome) => {
    const card = proposal(state, wording);
    expect(verbs(card)).toEqual([]);
    expect(shown(card)).toContain(outcome);
    expect(proposalSummary(proposalStates[state]!, wording)).toBe(`A · ${outcome}`);
  });

  it('is named in the chat list', () => {
    expect(proposalSummary(proposed, wording)).toBe('Proposal: Aino Virtanen becomes the owner of goal A');
  });
});
