/** The translator's card in its states: valid, labelled, small, and people's texts only where they are not interpreted. */
import { wordingFor } from '../../../bot/views/wording';
import { type Card, render } from '../../../cards/render';
import { translationCardData, type TranslationCardSource } from '../../../cards/translation/data';
import { textsOf } from '../../../deploy/local/scripted-user';
import { locales } from '../../../src/goals/schema';
import { neverRefused, wrongWith } from '../../helpers/card-faults';
import { faultsIn, isInputValue, writtenElsewhere } from '../../helpers/faults-in-cards';
import { anna, bo, deadline, during, goalWith, programmeWith, text } from '../../helpers/fixtures';
import { buttonsOf } from '../../helpers/pressing';

const marker = '**[click](https://evil.example)** ${title} <at>all</at>';
const long = `${marker}\n${'Työ etenee ”suunnitelman” mukaan.\n'.repeat(200)}`.slice(0, 5000);
const told = { label: { fi: 'Seuranta', sv: 'Uppföljning', en: 'Follow-up' }, required: true };
const goal = goalWith('a', {
  title: { fi: marker },
  fields: [text('sv', { ...told, language: 'sv' }), text('fi', { ...told, language: 'fi' })],
});
const [sv, fi] = goal.fields;
const given = (raw: string, by: string, version: number) => ({
  ...{ raw, value: raw, by, version },
  at: during.toISOString(),
});
const task = {
  ...{ goal, field: fi!, asker: marker },
  source: { field: sv!, answer: given(long, anna, 3), author: marker },
};
const base: TranslationCardSource = {
  programme: programmeWith(),
  round: { period: '2026-Q3', deadline: deadline.toISOString(), status: 'open', events: [] },
  open: true,
  task,
};
const banner = { text: marker, style: 'attention' } as const;
const theirs = { answer: given(marker, bo, 4), author: marker, own: false };
const states: Readonly<Record<string, TranslationCardSource>> = {
  'at first': base,
  'with a problem': { ...base, typed: long, problem: marker, banner },
  'with another’s text': { ...base, typed: long, banner, task: { ...task, current: theirs } },
  'with one’s own': { ...base, task: { ...task, current: { ...theirs, own: true } } },
  'by a substitute, of an older text': {
    ...base,
    task: {
      ...{ ...task, onBehalfOf: marker },
      current: { ...theirs, owner: marker, answer: { ...theirs.answer, translatedFrom: 2 } },
    },
  },
  'of one’s own text': { ...base, task: { goal, field: fi!, source: task.source } },
  'that is shown in a closed round': { ...base, open: false, isClosed: true },
  'with another to do': { ...base, next: { goalId: 'b', fieldId: 'fi', count: 2 } },
  'without a source': { ...base, typed: long, banner, task: { goal, field: fi!, asker: marker } },
  'of a closed round': { ...base, open: false, typed: long, banner },
  'no longer one’s own': { programme: base.programme, round: base.round, open: false, typed: long, banner },
};

const verbsIn = (card: Card) => buttonsOf(card).map(({ verb, data }) => [verb, data['source'], data['seen']]);

describe.each(locales)('the card of a translation in %s', (locale) => {
  const cards = Object.entries(states).map(
    ([state, source]) =>
      [state, render('translation', translationCardData(source, wordingFor(locale)))] as const,
  );

  it('is one that Teams takes, in every state', () => {
    const wrong = (card: Card) => wrongWith(card, neverRefused).filter((fault) => !fault.includes(marker));
    expect(faultsIn(cards, wrong)).toEqual([]);
  });

  it('shows what people wrote in text runs and the input only', () => {
    expect(faultsIn(cards, (card) => writtenElsewhere(card, isInputValue))).toEqual([]);
  });
});

it('saves with the versions that it showed, and only where something can be saved', () => {
  const drawn = Object.entries(states).map(([state, source]) => [
    state,
    verbsIn(render('translation', translationCardData(source, wordingFor('fi')))),
  ]);
  expect(Object.fromEntries(drawn)).toEqual({
    'at first': [['translation-save', 3, 0]],
    'with a problem': [['translation-save', 3, 0]],
    'with another’s text': [['translation-save', 3, 4]],
    'with one’s own': [['translation-save', 3, 4]],
    'by a substitute, of an older text': [['translation-save', 3, 4]],
    'of one’s own text': [['translation-save', 3, 0]],
    'that is shown in a closed round': [],
    'with another to do': [
      ['translation-save', 3, 0],
      ['translation', undefined, undefined],
    ],
    'without a source': [],
    'of a closed round': [],
    'no longer one’s own': [],
  });
});

it('says for whom it is written, that the text is of an older one, and when the round was closed', () => {
  const said = (state: string) =>
    textsOf(render('translation', translationCardData(states[state]!, wordingFor('en'))));
  expect(said('by a substitute, of an older text')).toContain('You translate as a substitute for');
  expect(said('by a substitute, of an older text')).toContain('The source text has changed since');
  expect(said('of one’s own text')).not.toContain('Requested by');
  expect(said('that is shown in a closed round')).toContain('The round was closed on');
  expect(said('at first')).not.toMatch(/substitute|has changed|was closed/);
});
