import { flowColumns } from '../../../src/report/pptx/page/paginate';
import { breaksInGrid, gridWidths } from '../../../src/report/pptx/page/grid';
import {
  body,
  bodySize,
  type Grid,
  heading,
  headRow,
  type Item,
  strong,
  withNext,
} from '../../../src/report/pptx/page/slide';
import { tableSlides } from '../../../src/report/pptx/page/table';
import { breaksWord } from '../../../src/report/office/text-fit';

const words = (count: number) => Array.from({ length: count }, (_, index) => `sana${index}`).join(' ');

describe('columns', () => {
  const textsOf = (slides: ReturnType<typeof flowColumns>) =>
    slides
      .flat()
      .flatMap(({ placed }) => placed.flatMap(({ item }) => (item.kind === 'text' ? [item.text] : [])));

  it('stand on one slide where everything fits', () => {
    const [slide, ...more] = flowColumns(
      [[heading('A'), body('lyhyt')], [body(words(150))]],
      [[1, 1]],
      'jatkuu',
    );
    expect(more).toEqual([]);
    expect(slide).toHaveLength(2);
  });

  it('go on to further slides under their headings, within their frames and without losing a word', () => {
    const text = words(2000);
    const slides = flowColumns([[heading('Seuranta'), body(text)], [body('lyhyt')]], [[1, 1]], 'jatkuu');
    expect(slides.length).toBeGreaterThan(1);
    const texts = textsOf(slides);
    expect(texts.filter((each) => each === 'Seuranta (jatkuu)')).not.toEqual([]);
    const flowed = texts.filter((each) => each.startsWith('sana')).join(' ');
    expect(flowed).toBe(text);
    for (const { frame, placed } of slides.flat())
      for (const { y, height } of placed) expect(y + height).toBeLessThanOrEqual(frame.height + 1e-6);
  });

  it('take the shares that need the fewest slides, the first ones where those are as good', () => {
    const columns = [[body('lyhyt')], [body(words(240))]];
    const widthsOf = (layouts: Parameters<typeof flowColumns>[1], all = columns) =>
      flowColumns(all, layouts, 'jatkuu')[0]!.map(({ frame }) => frame.width);
    const [left, right] = widthsOf([
      [2, 1],
      [1, 2],
    ]);
    expect(left).toBeLessThan(right!);
    const short = [[body('lyhyt')], [body('lyhyt')]];
    const [usual, other] = widthsOf(
      [
        [2, 1],
        [1, 2],
      ],
      short,
    );
    expect(usual).toBeGreaterThan(other!);
  });

  it('are set in other shares rather than break a word', () => {
    const word = 'verksamhetsområdesprocesser';
    const layouts = [
      [1, 4, 4],
      [4, 2, 2],
    ] as const;
    const [column] = flowColumns(
      [[strong(word)], [body('lyhyt')], [body('lyhyt')]],
      layouts,
      'fortsätter',
    )[0]!;
    expect(breaksWord(word, column!.frame.width, { size: bodySize, bold: true })).toBe(false);
  });

  it('break what is longer than any line', () => {
    const [column] = flowColumns([[body('x'.repeat(400))]], [[1]], 'jatkuu')[0]!;
    expect(column!.placed).toHaveLength(1);
  });

  it('continue a table by its rows under its head, and a task stays with its bar', () => {
    const rows = Array.from({ length: 40 }, (_, index) => [{ text: `T${index}` }, { text: '1' }]);
    const grid: Item = { kind: 'grid', head: ['Mittari', 'Q1'], rows, shares: [2, 1] };
    const slides = flowColumns([[heading('Vuosi'), grid]], [[1]], 'jatkuu');
    const grids = slides
      .flat()
      .flatMap(({ placed }) => placed.flatMap(({ item }) => (item.kind === 'grid' ? [item] : [])));
    expect(grids.length).toBeGreaterThan(1);
    expect(grids.every(({ head }) => head[0] === 'Mittari')).toBe(true);
    expect(grids.flatMap((each) => each.rows)).toEqual(rows);
    const task = [
      strong('Tehtävä'),
      withNext(body('Etenemä: 90 %')),
      { kind: 'bar', share: 90, light: 'green', text: 'Etenemä: 90 %' } as const,
    ];
    for (const { placed } of flowColumns(
      [Array.from({ length: 30 }, () => task).flat()],
      [[1]],
      'jatkuu',
    ).flat())
      expect(placed.at(-1)!.item.kind).toBe('bar');
  });

  it('divide no text of a few lines', () => {
    const texts = Array.from({ length: 60 }, (_, index) => words(6 + (index % 20)));
    expect(textsOf(flowColumns([texts.map(body)], [[1, 2]], 'jatkuu'))).toEqual(texts);
  });

  it('give a table’s column its longest word’s width', () => {
    const grid: Grid = {
      ...{ kind: 'grid', head: ['Mittari', 'Q1', 'Q2'], shares: [6, 1, 1] },
      rows: [[{ text: 'Vastausviive keskimäärin' }, { text: '–' }, { text: '1,52\u00a0min\u00a0↑' }]],
    };
    expect(breaksInGrid(grid, 3.5)).toBe(false);
    const widths = gridWidths(grid, 3.5);
    expect(widths.reduce((sum, width) => sum + width, 0)).toBeCloseTo(3.5);
    expect(gridWidths(grid, 1)).toEqual([0.75, 0.125, 0.125]);
  });

  it('end a table’s part with no heading of rows', () => {
    const rows = Array.from({ length: 60 }, (_, index) =>
      index % 3 === 0 ? headRow('Tehtävät', 2) : [{ text: `T${index}` }, { text: '1' }],
    );
    const grid: Item = { kind: 'grid', head: ['Mittari', 'Q1'], rows, shares: [2, 1] };
    for (let before = 0; before < 6; before++) {
      const columns = [[...Array.from({ length: before }, () => body('rivi')), grid]];
      const parts = flowColumns(columns, [[1]], 'jatkuu').flatMap(([column]) => column!.placed);
      const last = parts.flatMap(({ item }) => (item.kind === 'grid' ? [item.rows.at(-1)!] : []));
      expect(last.every(([first]) => !first!.heads)).toBe(true);
    }
  });

  it('end with no heading', () => {
    const sections = Array.from({ length: 60 }, (_, index) => [
      heading(`H${index}`),
      body(words(9 + (index % 40))),
    ]);
    for (const { placed } of flowColumns([sections.flat()], [[1]], 'jatkuu').flat()) {
      const last = placed.at(-1)?.item;
      expect(last?.kind === 'text' && last.style).toBe('body');
    }
  });
});

describe('a table', () => {
  const table = (texts: readonly string[]) =>
    tableSlides({
      ...{ title: 'Tavoitteet', continued: 'jatkuu', widths: [3, 9], head: ['Tavoite', 'Vastaukset'] },
      rows: texts.map((text, index) => [{ text: `T${index}` }, { text }]),
    }).flatMap((slide) => (slide.kind === 'table' ? [slide] : []));

  it('goes on to the next slide with its head, and no row is cut that fits a slide', () => {
    const slides = table(Array.from({ length: 40 }, () => words(60)));
    expect(slides.length).toBeGreaterThan(1);
    expect(slides.map(({ title }) => title)).toEqual([
      ...slides.map((_, index) => `Tavoitteet (${index + 1}/${slides.length})`),
    ]);
    expect(slides.flatMap(({ rows }) => rows.map(({ cells }) => cells[0]!.text))).toEqual(
      Array.from({ length: 40 }, (_, index) => `T${index}`),
    );
  });

  it('says nothing of its number on a slide of its own', () => {
    const [slide, ...more] = table(['lyhyt', 'lyhyt']);
    expect([slide!.title, more]).toEqual(['Tavoitteet', []]);
  });

  it('never ends a slide with a heading, and its headings go across it', () => {
    const slides = tableSlides({
      ...{ title: 'Tavoitteet', continued: 'jatkuu', widths: [3, 9], head: ['Tavoite', 'Vastaukset'] },
      rows: Array.from({ length: 40 }, (_, index) => [
        ...['Osa', 'Kysymys'].map((text) => [text, ''].map((each) => ({ text: each, heads: true }))),
        [{ text: `T${index}` }, { text: words(30) }],
      ]).flat(),
    }).flatMap((slide) => (slide.kind === 'table' ? [slide] : []));
    expect(slides.length).toBeGreaterThan(2);
    expect(slides.filter(({ rows }) => rows.at(-1)!.cells[0]!.heads)).toEqual([]);
  });

  it('continues a row that is higher than a slide, naming it again', () => {
    const slides = table(['lyhyt', words(5000), 'loppu']);
    const rows = slides.flatMap((slide) => slide.rows.map(({ cells }) => cells.map(({ text }) => text)));
    expect(
      rows
        .filter(([name]) => name!.startsWith('T1'))
        .map(([, text]) => text)
        .join(' '),
    ).toBe(words(5000));
    expect(rows.some(([name]) => name === 'T1 (jatkuu)')).toBe(true);
    expect(rows.at(-1)).toEqual(['T2', 'loppu']);
    for (const { rows: drawn } of slides)
      expect(drawn.reduce((sum, { height }) => sum + height, 0)).toBeLessThanOrEqual(5.8);
  });
});
