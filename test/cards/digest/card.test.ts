/** The digest in a channel: its first line, its size, and how it wraps on a phone. */
import { describe, expect, it } from '@jest/globals';
import { wordingFor } from '../../../bot/views/wording';
import { digestCardData } from '../../../cards/digest/data';
import { digestText } from '../../../cards/digest/text';
import { render } from '../../../cards/render';
import { computeDigest, type Digest } from '../../../src/digest/digest';
import { type Goal, locales } from '../../../src/goals/schema';
import { type Raws, sourceOf } from '../../digest/fixtures';
import { neverRefused, nodesOf, stringsOf, withoutCharts, wrongWith } from '../../helpers/card-faults';
import { during, estimate, goalWith } from '../../helpers/fixtures';

const long = (start: string) => `${start} ${'ääkkösiä ja väliaikaisjärjestelyjä '.repeat(6)}`.trim();
const state = { id: 'state', kind: 'light', label: { fi: 's' }, role: 'state', required: false } as const;
const task = { ...state, id: 'task', group: 'task' } as const;
const goal = (id: string, unit = 'Yksikkö', title = `Tavoite ${id}`): Goal =>
  goalWith(id, {
    title: { fi: title },
    headings: [{ fi: unit }],
    groups: [{ id: 'task', kind: 'task', label: { fi: 'Tehtävä' } }],
    fields: [estimate('value'), state, task, estimate('more', { role: 'narrative' })],
  });
const full = (value: string, own?: string) => ({ value, more: '1', ...(own && { state: own }) });
/** One task, which proceeds or does not. */
const asking = (value: string, said: 'red' | 'green' = 'red') => ({ value, more: '1', task: said });

/** 200 goals in 30 units with long names, so that every list is longer than what is shown. */
function large(): Digest {
  const goals = Array.from({ length: 200 }, (_, index) =>
    goal(`g${index}`, long(`Yksikkö ${index % 30}`), long(`Tavoite ${index}`)),
  );
  const values = ['95', '60', '10'];
  const raws = (shift: number): Raws =>
    Object.fromEntries(
      goals.map(({ id }, index) => {
        const value = values[Math.floor(index / 3 ** shift) % 3]!;
        if (index % 7 === 1) return [id, asking(value)];
        return [id, shift === 0 && index % 4 === 0 ? { value } : full(value, index % 5 ? undefined : 'red')];
      }),
    );
  return computeDigest(
    sourceOf({ goals, raws: raws(0), previous: { goals: goals.slice(20), raws: raws(1) } }),
    during,
  );
}

const goals = ['a', 'b', 'c', 'd', 'e', 'f'].map((id) => goal(id));
const earlier = {
  ...{ a: full('95'), b: full('20'), c: full('20'), d: full('95') },
  f: asking('95', 'green'),
};
const now = {
  ...{ a: full('20'), b: full('95'), c: full('20'), d: full('95', 'red'), e: full('30') },
  f: asking('85'),
};
const small = (then?: Raws, previous = true): Digest =>
  computeDigest(
    sourceOf({
      goals,
      raws: now,
      ...(then && { then }),
      ...(previous && { previous: { goals, raws: earlier } }),
    }),
    during,
  );
const fi = wordingFor('fi');

describe('the first line', () => {
  const lead = (digest: Digest) => digestCardData(digest, fi).lead;

  it('says what changed since the last digest and what needs help', () => {
    expect(lead(small({ c: full('20') }))).toBe(
      'Viime koosteen jälkeen vastattu 5 tavoitteeseen. 1 tavoite kääntyi punaiseksi. 1 vihreä tavoite muuttui keltaiseksi. 1 punainen tavoite parani. 1 tavoite pyytää tukea.',
    );
  });

  it('says when nothing has changed', () => {
    expect(lead(small(now))).toBe(
      'Viime koosteen jälkeen ei ole tullut uusia vastauksia. 1 tavoite pyytää tukea.',
    );
  });

  it('of the first digest of a round compares with the period before, if there is one', () => {
    const rate = fi.text('digest.lead', { answered: 6, asked: 6, percent: fi.percent(100) });
    expect(lead(small())).toBe(
      `${rate} Edelliseen jaksoon (${fi.period('2026-Q2')}) verrattuna: 1 tavoite kääntyi punaiseksi. 1 vihreä tavoite muuttui keltaiseksi. 1 punainen tavoite parani. 1 tavoite pyytää tukea.`,
    );
    expect(lead(small(undefined, false))).toBe(`${rate} 1 tavoite pyytää tukea.`);
  });

  it('of a survey speaks of replies only', () => {
    const question = goalWith('q', { fields: [{ id: 'value', kind: 'text', label: { fi: 'q' } }] });
    const source = sourceOf({ goals: [question], raws: { q: { value: 'x' } }, then: {} });
    expect(lead(computeDigest(source, during))).toBe('Viime koosteen jälkeen on tullut 1 uusi vastaus.');
  });

  it('never says 100 % while something is missing', () => {
    const many = Array.from({ length: 400 }, (_, index) => goal(`g${index}`));
    const raws = Object.fromEntries(many.slice(1).map(({ id }) => [id, full('95')]));
    const digest = computeDigest(sourceOf({ goals: many, raws }), during);
    expect(lead(digest)).toContain(fi.percent(99));
  });
});

it('the lists compare light with light and name every fall; who asks for support has a list of their own', () => {
  const lists = digestCardData(small(), fi).lists.map(({ title, lines }) => [title, ...lines]);
  expect(lists).toEqual([
    ['Punaiseksi kääntyneet edellisen jakson jälkeen (1)', 'A Tavoite a: 🟢\u00a0vihreä → 🔴\u00a0punainen'],
    ['Vihreästä keltaiseksi edellisestä jaksosta (1)', 'F Tavoite f: 🟢\u00a0vihreä → 🟡\u00a0keltainen'],
    ['Punaisia, ei arviota edellisellä jaksolla (1)', 'E Tavoite e: 🔴\u00a0punainen'],
    ['Punaisia kaksi jaksoa peräkkäin (1)', 'C Tavoite c: 🔴\u00a0punainen'],
    ['Pyytää tukea (1)', 'F Tavoite f: ✋ 1/1 tehtävä ei etene'],
    ['Taas vihreät edellisen jakson jälkeen (1)', 'B Tavoite b: 🔴\u00a0punainen → 🟢\u00a0vihreä'],
    ['Laskettu arvio → poikkeava oma arvio (1)', 'D Tavoite d: 🟢\u00a0vihreä → 🔴\u00a0punainen'],
  ]);
});

it('units come worst first; what is answered in part is not missing, and who is done is counted', () => {
  const three = [goal('a', 'A'), goal('b', 'B'), goal('b2', 'B'), goal('b3', 'B'), goal('c', 'C')];
  const raws = { a: full('95'), b: { value: '50' }, b2: full('95'), c: {} };
  const { units } = digestCardData(computeDigest(sourceOf({ goals: three, raws }), during), fi);
  expect(units).toEqual([
    { name: 'B: ', value: '1/3 vastattu, 1 puuttuu, 1 osittain' },
    { name: 'C: ', value: '0/1 vastattu, 1 puuttuu' },
    { name: '', value: '1 muu yksikkö on vastannut kaikkeen.' },
  ]);
});

describe.each(locales)('in %s', (locale) => {
  const wording = wordingFor(locale);
  const card = render('digest', digestCardData(large(), wording));

  it('a digest of 200 goals and 30 units stays below the size that is never refused, with and without charts', () => {
    expect(wrongWith(card, neverRefused)).toEqual([]);
    expect(wrongWith(withoutCharts(card), neverRefused)).toEqual([]);
  });

  it('says what it left out and where it is to be had, and the text leaves nothing out', () => {
    const digest = large();
    const said = stringsOf(card).map(([, text]) => text);
    expect(said).toContain(wording.text('digest.shortened'));
    expect(said).toContain(wording.text('digest.more', { count: digest.stillRed.length - 5 }));
    const text = digestText(digest, wording).join('\n');
    for (const { title } of [...digest.newlyRed, ...digest.firstRed, ...digest.stillRed, ...digest.differing])
      expect(text).toContain(wording.of(title));
    for (const { unit } of digest.units) expect(text).toContain(wording.of(unit));
    expect(text).not.toContain('…');
    expect(digestCardData(small(), wording).notes).toEqual([]);
  });

  it('keeps a light with its word, puts no words into columns that are narrower than them, and has no empty text', () => {
    const texts = stringsOf(render('digest', digestCardData(small(), wording))).map(([, text]) => text);
    expect(texts.filter((each) => /[🟢🟡🔴⚪◌]/u.test(each)).length).toBeGreaterThan(5);
    expect(texts.filter((each) => /[🟢🟡🔴⚪◌](?!\u00a0\S)/u.test(each))).toEqual([]);
    const nodes = nodesOf(card);
    const widths = nodes.flatMap(([, { type, width }]) => (type === 'Column' ? [width] : []));
    expect(new Set(widths)).toEqual(new Set(['auto', 'stretch']));
    const runs = nodes.filter(([, { type }]) => type === 'TextRun');
    expect(runs.filter(([, { text }]) => String(text).trim() === '')).toEqual([]);
  });
});
