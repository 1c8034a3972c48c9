/** The confirmations of opening, closing and reopening a round and moving its deadline, even at full size. */
import { describe, expect, it } from '@jest/globals';
import { wordingFor } from '../../bot/views/wording';
import { confirmCardData, type ConfirmCardSource } from '../../cards/confirm/data';
import { type Card, render } from '../../cards/render';
import {
  closingLines,
  type ClosingLinesSource,
  deadlineInputs,
  movingLines,
  openingLines,
  type OpeningLinesSource,
  reasonInput,
  reopeningLines,
} from '../../cards/confirm/round-act-lines';
import { type Verb } from '../../cards/parts/verbs';
import { type Wording } from '../../cards/parts/wording';
import { locales } from '../../src/goals/schema';
import { type Round } from '../../src/rounds/round';
import { neverRefused, nodesOf, wrongWith } from '../helpers/card-faults';
import { faultsIn, isInputValue, writtenElsewhere } from '../helpers/faults-in-cards';
import { deadline, during, goalWith, name, opens, programmeWith } from '../helpers/fixtures';

const marker = '**[click](https://evil.example)** ${title} <at>all</at>';
const long = `${marker} ${'ä'.repeat(5_000)}`;
const closes = '2026-11-09T14:00:00.000Z';
const programme = programmeWith({ name: { fi: long } });
const round: Round = {
  ...name,
  status: 'open',
  opens: opens.toISOString(),
  deadline: deadline.toISOString(),
  closes,
  events: [{ what: 'opened', by: 'schedule', at: opens.toISOString() }],
};
const closed: Round = {
  ...round,
  status: 'closed',
  events: [...round.events, { what: 'closed', by: 'schedule', at: closes }],
};
const many = (count: number, text: string) => Array.from({ length: count }, (_, index) => `${text}${index}`);

const onTime: OpeningLinesSource = {
  ...{ programme, period: name.period, persons: 12, goals: 57, messages: 13 },
  ...{ substitutes: ['Bo Ek'], unreachable: ['Cia Dahl'], unasked: [goalWith('a')] },
  times: { deadline: deadline.toISOString(), closes },
  reminders: ['2026-10-28T07:00:00.000Z', '2026-11-03T07:00:00.000Z'],
  now: during.toISOString(),
};
const opening = { ...onTime, early: '2026-10-14T05:00:00.000Z' };
const full: OpeningLinesSource = {
  ...{ ...opening, persons: 10_000, goals: 1_000, messages: 12_000 },
  ...{ substitutes: many(2_000, long), unreachable: many(10_000, long) },
  unasked: many(1_000, 'c').map((id) => goalWith(id, { code: 'C'.repeat(40) })),
  reminders: Array<string>(10).fill('2026-10-28T07:00:00.000Z'),
};
const closing: ClosingLinesSource = {
  ...{ programme, round, missing: { goals: 23, persons: 1 }, drafts: { drafts: 3, persons: 2 } },
  closing: closes,
};
const data = { programmeId: name.programmeId, period: name.period };
const reopening = { programme, round: closed, recipients: 12, lateAfter: deadline.toISOString() };
const back = { verb: 'programme' as const, data: { programmeId: name.programmeId } };

const sources = (wording: Wording): Record<string, ConfirmCardSource> => {
  const card = (verb: Verb, lines: string[], more: Partial<ConfirmCardSource> = {}): ConfirmCardSource => ({
    ...{ title: wording.text('openRound.title', { period: wording.period(name.period) }), lines },
    ...{ confirm: { title: wording.text('programme.open'), verb, data }, back, ...more },
  });
  const problems = { day: wording.text('deadline.past'), reason: wording.text('reopenRound.reasonMissing') };
  const typed = { day: '2026-11-18', time: '16:00', reason: long, problems };
  return {
    'to open': card('open', openingLines(opening, wording)),
    'to open, at full size': card('open', openingLines(full, wording)),
    'to close': card('close', closingLines(closing, wording)),
    'to reopen': card('reopen', reopeningLines(reopening, wording), {
      inputs: [reasonInput(typed, wording), ...deadlineInputs(typed, wording)],
    }),
    'to move the deadline': card(
      'move-deadline',
      movingLines(programme, round, during.toISOString(), wording),
      { inputs: deadlineInputs(typed, wording), banner: { text: long, style: 'warning' } },
    ),
  };
};

describe.each(locales)('the card that asks in %s', (locale) => {
  const wording = wordingFor(locale);
  const cards = Object.entries(sources(wording)).map(
    ([state, source]) => [state, render('confirm', confirmCardData(source, wording))] as const,
  );

  it('are cards that Teams takes', () => {
    const faults = faultsIn(cards, (card) =>
      wrongWith(card, neverRefused).filter((fault) => !fault.includes('evil.example')),
    );
    expect(faults).toEqual([]);
  });

  it('show names and what was typed in text runs and input values only', () => {
    expect(faultsIn(cards, (card) => writtenElsewhere(card, isInputValue))).toEqual([]);
  });
});

describe('the lines', () => {
  const wording = wordingFor('fi');
  const said = (lines: readonly string[]) => lines.slice(1).map((line) => line.replaceAll('\u00a0', ' '));

  it('of an opening say who is asked, who is not reached, what nobody answers for, and when', () => {
    expect(said(openingLines(opening, wording))).toEqual([
      'Pyynnön saa 12 vastuuhenkilöä. Tavoitteita on 57.',
      'Myös sijaiset saavat pyynnön: Bo Ek.',
      'Näille henkilöille ei voi lähettää viestiä, koska heidän Teams-tunnuksensa puuttuu henkilöluettelosta: Cia Dahl.',
      'Näillä tavoitteilla tai niiden osilla ei ole henkilöluettelossa vastuuhenkilöä: A.',
      'Kierros avataan heti, kun vahvistat. Aikataulun mukaan se avautuisi vasta ke 14.10.2026 klo 8.00.',
      'Määräaika 4.11.2026 klo 16.00. Myöhässä voi vastata 9.11.2026 klo 16.00 asti.',
      'Seuraavat muistutukset: ke 28.10.2026 klo 9.00, ti 3.11.2026 klo 9.00.',
      'Lähtee 13 viestiä.',
    ]);
  });

  it('of an opening leave out what does not apply', () => {
    const plain = { ...onTime, substitutes: [], unreachable: [], unasked: [], reminders: [] };
    const times = { deadline: deadline.toISOString() };
    expect(said(openingLines({ ...plain, times }, wording))).toEqual([
      'Pyynnön saa 12 vastuuhenkilöä. Tavoitteita on 57.',
      'Kierros avataan heti, kun vahvistat.',
      'Määräaika 4.11.2026 klo 16.00.',
      'Muistutuksia ei ole tulossa.',
      'Lähtee 13 viestiä.',
    ]);
  });

  it('of an opening cut long lists and say how many more there are', () => {
    const lines = openingLines({ ...opening, unreachable: many(9, 'Nimi ') }, wording);
    expect(lines.join('\n')).toContain('Nimi 4, Nimi 5 ja 3 muuta.');
  });

  it('of a closing say what is missing and that drafts do not count', () => {
    expect(said(closingLines(closing, wording))).toEqual([
      'Vastaamatta on 23 tavoitetta, ja vastaus puuttuu 1 vastuuhenkilöltä.',
      '2 henkilöllä on 3 luonnosta, joita ei ole tallennettu vastauksiksi. Luonnokset eivät ole vastauksia, eikä niitä lasketa.',
      'Muuten kierros sulkeutuisi ma 9.11.2026 klo 16.00.',
      'Sulkemisen jälkeen vastauksia ei enää oteta vastaan, ja luvut jäävät sellaisiksi kuin ne ovat. Kierroksen voi avata uudelleen.',
      'Loppukooste lähtee 1 kanavalle.',
    ]);
  });

  it('of a closing in which all is answered say so', () => {
    const done = { ...closing, missing: { goals: 0, persons: 0 }, drafts: { drafts: 0, persons: 0 } };
    expect(said(closingLines(done, wording))[0]).toBe('Kaikki ovat vastanneet.');
  });

  it('of a reopening say from when on replies are late, and who hears of it', () => {
    expect(said(reopeningLines({ ...reopening, recipients: 0 }, wording))).toEqual([
      'Q3/2026: suljettu 9.11.2026 klo 16.00',
      'Vastaukset, jotka annetaan määräajan 4.11.2026 klo 16.00 jälkeen, merkitään myöhässä annetuiksi.',
      'Kaikkeen on vastattu, joten kukaan ei saa viestiä.',
    ]);
    expect(said(reopeningLines({ programme, round: closed, recipients: 0 }, wording))).toHaveLength(2);
  });
});

it('a turned down form keeps what was typed, with the problem under its input', () => {
  const wording = wordingFor('en');
  const card: Card = render('confirm', confirmCardData(sources(wording)['to reopen']!, wording));
  const inputs = nodesOf(card).flatMap(([, node]) =>
    String(node['type']).startsWith('Input.') ? [node] : [],
  );
  expect(inputs.map(({ id, value }) => [id, String(value).slice(0, 20)])).toEqual([
    ['reason', marker.slice(0, 20)],
    ['deadline_day', '2026-11-18'],
    ['deadline_time', '16:00'],
  ]);
  expect(inputs.map(({ errorMessage }) => errorMessage)).toEqual([
    wording.text('reopenRound.reasonMissing'),
    wording.text('deadline.dayMissing'),
    wording.text('deadline.timeMissing'),
  ]);
  const problems = nodesOf(card).flatMap(([, { color, text }]) => (color === 'Attention' ? [text] : []));
  expect(problems).toEqual([wording.text('reopenRound.reasonMissing'), wording.text('deadline.past')]);
});
