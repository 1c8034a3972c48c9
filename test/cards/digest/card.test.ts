/** The digest in a channel: what it says first, its shapes, its buttons and its size. */
import { describe, expect, it } from '@jest/globals';
import { wordingFor } from '../../../bot/views/wording';
import { digestCardData } from '../../../cards/digest/data';
import { render } from '../../../cards/render';
import { computeDigest, type Digest } from '../../../src/digest/digest';
import { locales } from '../../../src/goals/schema';
import { type Raws, sourceOf } from '../../digest/fixtures';
import { neverRefused, nodesOf, wrongWith } from '../../helpers/card-faults';
import { during, estimate, goalWith } from '../../helpers/fixtures';
import { asking, full, goal, now, small } from './fixtures';

const long = (start: string) => `${start} ${'ääkkösiä ja väliaikaisjärjestelyjä '.repeat(6)}`.trim();

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

const fi = wordingFor('fi');

const noNames = { names: new Map([['anna@example.org', 'Anna Aho']]) };
const drawn = (digest: Digest, wording = fi) => digestCardData(digest, noNames, wording);
const joined = (runs: readonly { readonly text: string }[]) =>
  runs.map(({ text }) => text.replaceAll('\u00a0', ' ')).join('');

/** Every text of the card from top to bottom; a goal is one line with what is said about it. */
function linesOf(digest: Digest): string[] {
  const { title, subtitle, lights, notes, blocks } = drawn(digest);
  return [
    ...[title, subtitle, joined(lights)],
    ...notes,
    ...blocks.flatMap((block) => [
      ...(block.title === undefined ? [] : [block.title]),
      ...block.entries.map((entry) =>
        `${entry.title} ${joined(entry.runs)} | ${entry.said}`.replaceAll('\u00a0', ' '),
      ),
      ...block.lines.map(({ runs }) => joined(runs)),
    ]),
  ];
}

describe('the card', () => {
  it('says who asks for support, then what changed, worse first and with values, then what is still red', () => {
    expect(linesOf(small())).toEqual([
      'Ohjelma · Q3/2026',
      '12.10. · vastattu 6/6 · määräaika 4.11.',
      '● 2 (−1)   ▲ 1 (+1)   ■ 3',
      '✋ Pyytää tukea: 1 tavoite',
      'F Tavoite f ▲ 1/1 tehtävä ei etene | Tehtävä · Anna Aho',
      'Muutokset jaksoon Q2/2026 verrattuna',
      '↓ 2 heikkeni: A ■ 95 → 20 %, F ▲ 95 → 85 %',
      '↑ 1 parani: B ● 20 → 95 %',
      '■ Punaisena edelleen: 1 · C 20 %',
      '■ Punaisia ensimmäisellä arviolla: 1 · E 30 %',
    ]);
  });

  it('names the goals that turned red if nobody asks for support, and names them once', () => {
    const digest = computeDigest(
      sourceOf({
        goals: [goal('a'), goal('b')],
        raws: { a: full('49'), b: full('60') },
        previous: { goals: [goal('a'), goal('b')], raws: { a: full('50'), b: full('95') } },
      }),
      during,
    );
    expect(linesOf(digest).slice(3)).toEqual([
      '↓ Kääntyi punaiseksi: 1 tavoite',
      'A Tavoite a ■ 50 → 49 % | raja 50 % · Anna Aho',
      'Muutokset jaksoon Q2/2026 verrattuna',
      '↓ 1 heikkeni: B ▲ 95 → 60 %',
    ]);
    expect(drawn(digest).buttons.map(({ title, mode }) => [title, mode])).toEqual([
      ['Punaiset (1)', 'primary'],
      ['Muutokset (2)', 'primary'],
      ['Kaikki tavoitteet', 'primary'],
      ['Jaottelu: toimiala', 'secondary'],
      ['Aiemmat jaksot', 'secondary'],
    ]);
  });

  it('says before the changes since last period what came since the last digest, and nothing if nothing came', () => {
    const since = (then: Raws) => drawn(small(then)).notes;
    expect(since({ c: full('20') })).toEqual([
      '7.10. jälkeen: +5 vastausta, 1 uusi ✋, 1 kääntyi punaiseksi, 1 muuttui vihreästä keltaiseksi, 1 nousi punaisesta',
    ]);
    expect(since(now)).toEqual([]);
  });

  it('of a quiet week has four lines', () => {
    const calm = { goals: [goal('a')], raws: { a: asking('95', 'green') } };
    const digest = computeDigest(sourceOf({ ...calm, previous: calm, then: calm.raws }), during);
    expect(linesOf(digest)).toEqual([
      ...['Ohjelma · Q3/2026', '12.10. · vastattu 1/1 · määräaika 4.11.', '● 1   ▲ 0   ■ 0'],
      'Ei muutoksia, kukaan ei pyydä tukea.',
    ]);
  });

  it('compares nothing if most goals had no light last period, and says so', () => {
    const three = [goal('a'), goal('b'), goal('c')];
    const raws = { a: full('95'), b: full('60'), c: full('95') };
    const digest = computeDigest(
      sourceOf({ goals: three, raws, previous: { goals: three, raws: { a: full('95') } } }),
      during,
    );
    expect(linesOf(digest).slice(2, 4)).toEqual([
      '● 2   ▲ 1   ■ 0',
      'Ensimmäinen arvio 2 tavoitteesta: muutosta ei voi verrata.',
    ]);
  });

  it('names up to three goals that are not answered, and only counts more', () => {
    const many = ['a', 'b', 'c', 'd', 'e'].map((id) => goal(id));
    const subtitle = (raws: Raws) => drawn(computeDigest(sourceOf({ goals: many, raws }), during)).subtitle;
    expect(subtitle({ a: full('1'), b: full('1') })).toBe(
      '12.10. · vastattu 2/5 (puuttuu C, D, E) · määräaika 4.11.',
    );
    expect(subtitle({ a: full('1'), b: { value: '1' } })).toBe(
      '12.10. · vastattu 1/5 · osittain 1 · määräaika 4.11.',
    );
  });

  it('of a survey says what is answered, and where the most is left', () => {
    const question = (id: string, part: string) =>
      goalWith(id, {
        headings: [{ fi: part }],
        fields: [
          { id: 'value', kind: 'text', label: { fi: 'q' } },
          { id: 'more', kind: 'text', label: { fi: 'm' } },
        ],
      });
    const questions = [question('q1', 'Osa I'), question('q2', 'Osa II'), question('q3', 'Osa II')];
    const source = sourceOf({
      goals: questions,
      raws: { q1: { value: 'x', more: 'y' }, q2: { value: 'x' } },
      then: {},
    });
    const digest = computeDigest(source, during);
    expect(linesOf(digest)).toEqual([
      'Ohjelma · Q3/2026',
      '12.10. · vastattu 1/3 (puuttuu Q2, Q3) · määräaika 4.11.',
      '✓ vastattu 1   ◐ vastattu osittain 1   ○ ei vastattu 1',
      '7.10. jälkeen: +1 vastaus',
      'Vastaamatta eniten',
      'Osa II 0/2',
    ]);
    expect(drawn(digest).buttons.map(({ verb }) => verb)).toEqual(['divisions', 'goals', 'year', 'missing']);
  });

  it('tells apart figures that are equal when rounded', () => {
    const two = (id: string) =>
      goalWith(id, { fields: [estimate('one'), estimate('two')], headings: [{ fi: 'Yksikkö' }] });
    const source = sourceOf({
      goals: [two('a')],
      raws: { a: { one: '50', two: '49,2' } },
      previous: { goals: [two('a')], raws: { a: { one: '50', two: '50' } } },
    });
    expect(linesOf(computeDigest(source, during))).toContain('A Tavoite a ■ 50 → 49,6 % | Anna Aho');
  });
});

describe.each(locales)('in %s', (locale) => {
  const wording = wordingFor(locale);
  const card = render('digest', drawn(large(), wording));

  it('a digest of 200 goals and 30 units stays below the size that is never refused', () => {
    expect(wrongWith(card, neverRefused)).toEqual([]);
  });

  it('has six actions at most, three of them in sight, and names three goals of a kind at most', () => {
    const digest = large();
    const { buttons, blocks } = drawn(digest, wording);
    expect(digest.askSupport).toBeGreaterThan(3);
    expect(buttons.map(({ mode }) => mode)).toEqual([
      ...Array.from({ length: 3 }, () => 'primary'),
      ...Array.from({ length: 3 }, () => 'secondary'),
    ]);
    expect(blocks.map(({ entries }) => entries.length)).toEqual([3, 0]);
  });

  it('has our own text only in its headings, and the colour of each light beside its shape', () => {
    const nodes = nodesOf(card).map(([, node]) => node);
    const headings = nodes.filter(({ type }) => type === 'TextBlock');
    expect(headings.map(({ style }) => style)).toEqual(['heading', 'heading', 'heading']);
    expect(headings.filter(({ text }) => /Tavoite g?\d|Yksikkö/.test(String(text)))).toEqual([]);
    const runs = nodes.filter(({ type }) => type === 'TextRun');
    expect(runs.filter(({ text }) => text === '')).toEqual([]);
    const colours = new Map(
      runs.flatMap(({ text, color }) => (/^[●▲■]$/.test(String(text)) ? [[text, color] as const] : [])),
    );
    expect(colours).toEqual(
      new Map([
        ['●', 'good'],
        ['▲', 'warning'],
        ['■', 'attention'],
      ]),
    );
  });
});
