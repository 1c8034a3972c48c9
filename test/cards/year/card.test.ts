/** The lights of the last periods as a card: readable as text alone, and small with any number of goals. */
import { wordingFor } from '../../../bot/views/wording';
import { type Card, render } from '../../../cards/render';
import { text } from '../../../cards/parts/strings';
import { yearCardData } from '../../../cards/year/data';
import { stripColumns } from '../../../cards/year/columns';
import { textsOf } from '../../../deploy/local/scripted-user';
import { type YearGoal, type YearView } from '../../../src/digest/year-view';
import { type Light, lights, locales } from '../../../src/goals/schema';
import { neverRefused, nodesOf, wrongWith } from '../../helpers/card-faults';

const quarters = ['2024-Q4', '2025-Q1', '2025-Q2', '2025-Q3', '2025-Q4', '2026-Q1', '2026-Q2', '2026-Q3'];
const none = { green: 0, yellow: 0, red: 0, 'not-assessable': 0, 'not-answered': 0 };

function goalOf(code: string, given: readonly (Light | undefined)[], division = 'Hoiva'): YearGoal {
  const title = { fi: `Tavoite ${code}`, sv: `Målet ${code}` };
  return { id: code, code, title, unit: { fi: division }, division: { fi: division }, lights: given };
}

function viewOf(goals: readonly YearGoal[], changes: Partial<YearView> = {}): YearView {
  return {
    ...{ programmeId: 'prog', name: { fi: 'Ohjelma' }, asOf: '2026-10-12T09:00:00.000Z', judged: true },
    periods: quarters.map((period) => ({ period, status: 'closed', lights: { ...none, green: 2, red: 1 } })),
    ...{ goals, gone: [], ...changes },
  };
}

const draw = (view: YearView, page = 0, locale: 'fi' | 'sv' | 'en' = 'fi'): Card =>
  render('year', yearCardData({ view, isPart: false, page }, wordingFor(locale)));

/** Each goal's strip and name, side by side. */
function rowsOf(card: Card): [strip: string, name: string][] {
  const sets = nodesOf(card).flatMap(([, node]) => (node['type'] === 'ColumnSet' ? [node] : []));
  return sets.slice(1).map((set) => {
    const [strip, name] = (set['columns'] as object[]).map((column) =>
      nodesOf(column)
        .flatMap(([, { type, text: own }]) => (type === 'TextRun' ? [String(own)] : []))
        .join(''),
    );
    return [strip!.replaceAll('\u00a0', ' '), name!.replaceAll('\u00a0', ' ')];
  });
}

it('has a sign for each period beside the goal, told apart without colours', () => {
  const seven: (Light | undefined)[] = [undefined, ...lights, 'green'];
  const view = viewOf([goalOf('1.2', [...seven, undefined])]);
  const periods = view.periods.map((each, index) =>
    index === 7 ? { ...each, status: 'skipped' as const } : each,
  );
  const card = draw({ ...view, periods });
  expect(rowsOf(card)).toEqual([['· ● ▲ ■ ◊ ○ ● − ', '1.2 Tavoite 1.2']]);
  const shown = textsOf(card).replaceAll('\u00a0', ' ');
  for (const word of ['● vihreä', '▲ keltainen', '■ punainen', '◊ ei arvioitavissa', '○ ei vastattu'])
    expect(shown).toContain(word);
  expect(shown).toContain('− kierrosta ei avattu');
  expect(shown).toContain('· ei mukana');
});

it('counts the lights of every period, the newest first, and leaves out those that there are none of', () => {
  const shown = textsOf(draw(viewOf([goalOf('1.1', ['green'])]))).replaceAll('\u00a0', ' ');
  expect(shown).toMatch(/Q3\/2026\s+● 2\s+■ 1\s+Q2\/2026\s+● 2\s+■ 1/);
  expect(shown).toContain('Loka–joulukuu 2024 → heinä–syyskuu 2026');
});

it('shows of a programme that is not judged what was answered', () => {
  const goals = [goalOf('Q1', ['not-assessable', 'not-answered'])];
  const periods = ['2025', '2026'].map((period) => ({ period, status: 'closed' as const, lights: none }));
  const card = draw(viewOf(goals, { judged: false, periods }));
  expect(rowsOf(card)).toEqual([['●  ○  ', 'Q1 Tavoite Q1']]);
  expect(textsOf(card).replaceAll('\u00a0', ' ')).toContain('● vastattu');
  expect(textsOf(card)).not.toContain('punainen');
});

it('lists goals that are no longer there last', () => {
  const card = draw(viewOf([goalOf('1.1', ['green'])], { gone: [goalOf('0.9', ['red'])] }), 0, 'sv');
  expect(rowsOf(card).map(([, name]) => name)).toEqual(['1.1 Målet 1.1', '0.9 Målet 0.9']);
  expect(textsOf(card)).toContain(text('sv', 'year.gone'));
});

it('names the columns: years where they begin, and quarters, half-years or months', () => {
  const head = (periods: readonly string[]) =>
    stripColumns(periods).head.map((line) => line.replaceAll('\u00a0', ' ').trimEnd());
  expect(head(quarters)).toEqual(['  25      26', '4 1 2 3 4 1 2 3']);
  expect(head(['2025-H1', '2025-H2', '2026-H1'])).toEqual(['25  26', '1 2 1']);
  expect(head(['2024', '2025', '2026'])).toEqual(['24 25 26']);
  expect(head(['2026-M09', '2026-M10'])).toEqual(['26', '9  10']);
  // With few periods there is room for the first year too.
  expect(head(['2024-Q4', '2025-Q4'])).toEqual(['24 25', '4  4']);
  // Quarters with a gap: no year is lost.
  expect(head(['2024-Q4', '2025-Q2', '2026-Q1', '2026-Q2'])).toEqual(['24 25 26', '4  2  1  2']);
});

it.each([
  ['fi', quarters, ['vuosi', 'neljännes'], 'Loka–joulukuu 2024 → heinä–syyskuu 2026'],
  ['sv', ['2025-H1', '2025-H2'], ['år', 'halvår'], 'Januari–juni 2025 → juli–december 2025'],
  ['sv', ['2026-M09', '2026-M10'], ['år', 'månad'], 'September 2026 → oktober 2026'],
  ['en', ['2026-T1'], ['year', 'tertial'], 'January–April 2026'],
  ['fi', ['2024', '2025'], ['vuosi'], '2024 → 2025'],
  ['fi', ['2025-Q4', '2026-H1'], ['vuosi', 'jakso'], 'Loka–joulukuu 2025 → tammi–kesäkuu 2026'],
] as const)('says in words in %s what its columns are: %j', (locale, periods, axis, range) => {
  const view = viewOf([goalOf('1.1', [])], {
    periods: periods.map((period) => ({ period, status: 'closed', lights: none })),
  });
  const data = yearCardData({ view, isPart: false, page: 0 }, wordingFor(locale));
  expect([data.axis, data.range]).toEqual([axis, range]);
  expect(data.axis).toHaveLength(data.head.length);
});

describe.each(locales)('of 200 goals over eight periods in %s', (locale) => {
  const goals = Array.from({ length: 200 }, (_, index) => {
    const given = quarters.map((__, at) => lights[(index + at) % lights.length]);
    const row = goalOf(
      `${Math.floor(index / 40)}.${index}`,
      given,
      `Toimiala ${Math.floor(index / 40)} `.repeat(20),
    );
    return { ...row, title: { fi: 'Å"\\'.repeat(200), sv: 'Å"\\'.repeat(200), en: 'Å"\\'.repeat(200) } };
  });
  const view = viewOf(goals);
  const pages = yearCardData({ view, isPart: true, page: 0 }, wordingFor(locale)).place!;
  const count = Number(/\/(\d+)/.exec(pages)![1]);
  const cards = Array.from({ length: count }, (_, page) => draw(view, page, locale));

  it('each page is a card that Teams always takes', () => {
    expect(cards.map((card) => wrongWith(card, neverRefused))).toEqual(cards.map(() => []));
  });

  it('every goal is on one page, in order, and each page says where all of them are', () => {
    const codes = cards.flatMap(rowsOf).map(([, name]) => name.split(' ')[0]);
    expect(codes).toEqual(goals.map(({ code }) => code));
    cards.forEach((card, page) =>
      expect(textsOf(card)).toContain(text(locale, 'year.page', { page: page + 1, pages: count })),
    );
  });

  it('leads from page to page', () => {
    const turnsOf = (card: Card) =>
      nodesOf(card).flatMap(([, { verb, data }]) =>
        verb === 'year' ? [(data as { page: number }).page] : [],
      );
    expect(turnsOf(cards[0]!)).toEqual([1]);
    expect(turnsOf(cards[1]!)).toEqual([0, 2]);
    expect(turnsOf(cards.at(-1)!)).toEqual([count - 2]);
    expect(draw(view, 999, locale)).toEqual(cards.at(-1));
  });
});
