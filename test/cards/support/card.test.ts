/** The card of a request for support in its states: valid, small, and people's texts only where they are not interpreted. */
import { wordingFor } from '../../../bot/views/wording';
import { type CardButton } from '../../../cards/parts/buttons/card-button';
import { type Card, render } from '../../../cards/render';
import { supportCardData, type SupportCardSource } from '../../../cards/support/data';
import { textsOf } from '../../../deploy/local/scripted-user';
import { locales } from '../../../src/goals/schema';
import { longestDecision, mostVersions } from '../../../src/support/request';
import { neverRefused, wrongWith } from '../../helpers/card-faults';
import { faultsIn, isInputValue, writtenElsewhere } from '../../helpers/faults-in-cards';
import { anna, bo, during, estimate, goalWith, name, programmeWith } from '../../helpers/fixtures';

const marker = '**[click](https://evil.example)** <at>all</at>';
const long = (length: number) => `${marker} ${'Työ ei etene. '.repeat(500)}`.slice(0, length);
const programme = programmeWith({ name: { fi: marker } });
const goal = goalWith('a', {
  title: { fi: marker },
  groups: [{ id: 't1', kind: 'task', label: { fi: `${marker} t1` } }],
  fields: [estimate('value'), estimate('p1', { group: 't1', role: 'progress' })],
});
const at = during.toISOString();
const version = (text?: string) => ({ by: bo, at, ...(text !== undefined && { text }) });
const about = { ...name, goalId: 'a', fieldId: 'state', askedAt: at };
const button = (verb: CardButton['verb'], more: Partial<CardButton> = {}): CardButton => ({
  ...{ verb, title: verb, data: { ...about, seen: 0, language: 'fi' } },
  ...more,
});
const request = {
  ...{ programme, round: { period: '2026-Q3' }, goal, task: 't1', by: anna, askedAt: at, since: at },
  ...{ wanted: [long(300)], isWithdrawn: false, versions: [] },
};
const base: SupportCardSource = {
  request,
  names: new Map([anna, bo].map((id) => [id, marker])),
  buttons: [button('support-decide', { sends: true }), button('history')],
};
const all = Array.from({ length: mostVersions }, (_, index) =>
  version(index % 3 === 2 ? undefined : long(longestDecision)),
);
const sources: Readonly<Record<string, SupportCardSource>> = {
  'to be decided': { ...base, deciding: { told: [marker], text: '' } },
  'older than its round, without words': {
    ...{ ...base, request: { ...request, wanted: [], since: '2026-07-01T08:00:00.000Z' } },
    deciding: { told: [], text: '' },
  },
  'changed as often as it can be': {
    ...{ ...base, request: { ...request, versions: all } },
    deciding: { told: Array.from({ length: 40 }, () => marker), text: long(5000) },
    ...{ problem: marker, banner: { text: marker, style: 'attention' } },
    buttons: [
      ...[...base.buttons, button('support'), button('goal'), button('ask')],
      button('support-undo', { isRare: true }),
    ],
  },
  'withdrawn, for its owner': {
    ...base,
    request: { ...request, isWithdrawn: true, versions: [version('Kaksi vakanssia')] },
  },
  'not allowed': {
    names: new Map(),
    typed: long(2000),
    banner: { text: marker, style: 'attention' },
    buttons: [],
  },
};
const cards = (): [string, Card][] =>
  locales.flatMap((locale) =>
    Object.entries(sources).map(([state, source]): [string, Card] => [
      `${state}, ${locale}`,
      render('support', supportCardData(source, wordingFor(locale))),
    ]),
  );

it('is valid, labelled, and small enough for Teams', () => {
  expect(faultsIn(cards(), (card) => wrongWith(card, neverRefused))).toEqual([]);
});

it('has people’s texts only where they are not interpreted', () => {
  expect(faultsIn(cards(), (card) => writtenElsewhere(card, isInputValue))).toEqual([]);
});

it('says what was decided, corrected and taken back, in this order', () => {
  const versions = [version('Kaksi'), version('Yksi'), version(), version('Ei yhtään')];
  const data = supportCardData({ ...base, request: { ...request, versions } }, wordingFor('fi'));
  const said = textsOf(render('support', data));
  const order = ['Päätetty', 'Kaksi', 'Päätöstä korjattu', 'Yksi', 'Päätös peruttu', 'Päätetty', 'Ei yhtään'];
  let from = 0;
  for (const each of order) {
    expect(said.slice(from)).toContain(each);
    from = said.indexOf(each, from) + each.length;
  }
});
