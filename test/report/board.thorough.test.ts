/** The board's page: the same figures as the digest, on one slide and one page, in whole reports and alone. */
import { reportWords } from '../../cards/report/words';
import { loadDigestSource } from '../../src/digest/build-digest';
import { computeDigest, type DigestSource } from '../../src/digest/digest';
import { boardPage } from '../../src/report/content/board';
import { reportContent } from '../../src/report/content/report-content';
import { type ReportSource } from '../../src/report/content/report-source';
import { documentOf } from '../../src/report/docx/document';
import { slidesOf } from '../../src/report/pptx/slides';
import { type Goal } from '../../src/goals/schema';
import { omit } from '../../src/omit';
import { loadDecided } from '../../src/support/goal-support';
import { type Raws, repliesOf, sourceOf } from '../digest/fixtures';
import {
  during,
  eachWithStore,
  type FieldInput,
  goalWith,
  name,
  programmeWith,
  saveOpenRound,
} from '../helpers/fixtures';
import { answer, decide, supportSetting } from '../support/setting';
import { readDocx } from './docx-text';
import { slideXmls } from './office-parts';
import { options, seedProgrammes, seedSources } from './seed-sources';

const seeds = seedSources();
const board = (source: ReportSource) =>
  boardPage(reportContent(source, options), computeDigest(source, options.asOf));

const valued = (value: string) => ({ value });
const measured = (id: string, division: string) => goalWith(id, { headings: [{ fi: division }] });
const goals = ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((id, index) =>
  measured(id, index < 4 ? 'Polku' : 'Talous'),
);

function held(now: Raws, before: Raws, form: readonly Goal[] = goals): DigestSource {
  const source = sourceOf({ goals: [...form], raws: now, status: 'closed' });
  const earlier = sourceOf({ goals: [...form], raws: before, status: 'closed' });
  return { ...source, previous: { period: '2026-Q2', form: earlier.form, replies: earlier.replies } };
}

describe('the page', () => {
  const before = { a: '95', b: '95', c: '70', d: '95', e: '20', f: '70' };
  const now = { a: '20', b: '70', c: '20', d: '95', e: '95', f: '95' };
  const raws = (values: Record<string, string>) =>
    Object.fromEntries(Object.entries(values).map(([id, value]) => [id, valued(value)]));
  const page = () => board(held(raws(now), raws(before)));

  it('counts the lights by division with shapes, words and what changed', () => {
    expect(page().head).toEqual(['Toimiala', '● vihreä', '▲ keltainen', '■ punainen', '○ ei vastattu']);
    expect(page().rows).toEqual([
      ['Polku', '1 (−2)', '1', '2 (+2)', '0'],
      ['Talous', '2 (+2)', '0 (−1)', '0 (−1)', '1'],
      ['Yhteensä', '3', '1 (−1)', '2 (+1)', '1'],
    ]);
  });

  it('compares a division by its goals, also if it was renamed or a goal was moved to it', () => {
    const renamed = goals.map((goal) => ({
      ...goal,
      headings: [{ fi: goal.id < 'd' ? 'Palvelupolku' : 'Talous' }],
    }));
    const source = {
      ...held(raws(before), raws(before)),
      ...omit(held(raws(before), {}, renamed), 'previous'),
    };
    expect(board(source).rows).toEqual([
      ['Palvelupolku', '2', '1', '0', '0'],
      ['Talous', '1', '1', '1', '1'],
      ['Yhteensä', '3', '2', '1', '1'],
    ]);
  });

  it('names the five most important changes, the falls to red first', () => {
    expect(page().changes.lines).toEqual([
      'Heikompia 3 · parempia 2 · ensi kertaa arvioituja 0',
      ...['A Tavoite a: vihreä → ■ punainen', 'C Tavoite c: keltainen → ■ punainen'],
      ...['B Tavoite b: vihreä → ▲ keltainen', 'E Tavoite e: punainen → ● vihreä'],
      'F Tavoite f: keltainen → ● vihreä',
    ]);
  });

  it('says what is missing, and nothing of support that nobody can ask for', () => {
    expect(page().missing).toEqual({ heading: 'Puuttuu 1/7', lines: ['Talous: G'] });
    expect(page().support).toBeUndefined();
  });

  it('says that there is nothing to compare with in a first round', () => {
    const first = omit(held(raws(now), {}), 'previous');
    expect(board(first).changes.lines).toEqual(['Edellistä jaksoa ei ole.']);
  });

  it('names the tasks that do not proceed with who answers for the goal, and every further goal by its code', () => {
    const task = { id: 't', kind: 'task' as const, label: { fi: 'Pulma' } };
    const state: FieldInput = {
      id: 's',
      kind: 'work-state',
      role: 'state',
      group: 't',
      label: { fi: 'Tila' },
    };
    const line: FieldInput = {
      ...{ id: 'w', kind: 'text', role: 'support', required: false, group: 't', label: { fi: 'Tuki' } },
    };
    const stuck = Array.from({ length: 7 }, (_, index) =>
      goalWith(`s${index}`, { groups: [task], fields: [state, line], owners: ['planning@example.org'] }),
    );
    const workStates = [{ id: 'stuck', label: { fi: 'Ei etene' }, light: 'red' as const }];
    const source = held({}, {}, stuck);
    const form = { ...source.form, programme: programmeWith({ workStates }) };
    const raws = Object.fromEntries(
      stuck.map(({ id }, index) => [id, { s: 'stuck', ...(index === 1 && { w: 'Kaksi hoitajaa' }) }]),
    );
    const { support } = board({ ...source, form, replies: repliesOf(form, raws) });
    expect(support!.heading).toBe('Tukea pyytää 7 tavoitetta');
    expect(support!.lines[0]).toBe('S0 Tavoite s0 – Pulma – Paula Suunnittelija');
    expect(support!.lines[1]).toBe('S1 Tavoite s1 – ”Kaksi hoitajaa” – Paula Suunnittelija');
    expect(support!.lines.at(-1)).toBe('Lisäksi: S5, S6');
  });

  it('names a task whose state is a light as one whose state is a work state', () => {
    const task = { id: 't', kind: 'task' as const, label: { fi: 'Pulma' } };
    const state: FieldInput = { id: 's', kind: 'light', role: 'state', group: 't', label: { fi: 'Tila' } };
    const stuck = goalWith('a', { groups: [task], fields: [state], owners: ['planning@example.org'] });
    const { support } = board(held({ a: { s: 'red' } }, {}, [stuck]));
    expect(support!.lines).toEqual(['A Tavoite a – Pulma – Paula Suunnittelija']);
  });

  it('of a programme without lights has the changed figures, those that changed most first', () => {
    const source = held(raws(now), raws(before));
    const programme = programmeWith({ publishes: 'none' });
    const { head, changes } = board({ ...source, form: { ...source.form, programme } });
    expect(head).toEqual(['Toimiala', 'Raportoitu', 'Tavoitteet']);
    expect(changes.lines).toHaveLength(5);
    expect(changes.lines[0]).toBe('E Tavoite e: 20\u00a0% → 95\u00a0% (↑ parempi)');
    expect([head, ...changes.lines].flat().filter((text) => /vihreä|punainen/.test(text))).toEqual([]);
  });
});

/** Where it is in a whole report is in `office-files.test.ts`, which makes them all. */
describe.each(seedProgrammes)('alone, of %s', (programme) => {
  const part = 'board' as const;

  it('is one slide', async () => {
    const alone = slideXmls(await slidesOf(await seeds.of(programme), { ...options, part }));
    expect(alone).toHaveLength(1);
    expect(alone[0]).toContain('Johtoryhmän sivu');
  });

  it('is a page of a document', async () => {
    const { paragraphs } = await readDocx(await documentOf(await seeds.of(programme), { ...options, part }));
    const alone = paragraphs.map(({ text }) => text);
    expect(alone.indexOf('Johtoryhmän sivu')).toBeGreaterThan(0);
    expect(alone).not.toContain(reportWords('fi').document.contents);
  });
});

describe('beside a goal that asks for support', () => {
  const stored = eachWithStore();
  const minutes = (count: number) => new Date(during.getTime() + count * 60_000);
  async function line(): Promise<string> {
    const [source, decisions] = [
      await loadDigestSource(stored.store, name),
      await loadDecided(stored.store, name),
    ];
    return board({ ...source, decisions }).support!.lines[0]!;
  }

  it('stands what was decided on what it asks for now, not on what was withdrawn before', async () => {
    await saveOpenRound(stored.store, supportSetting());
    await answer(stored.store, { s1: 'stuck' });
    await decide(stored.store, { text: 'Yksi vakanssi' }, minutes(1));
    expect(await line()).toMatch(/Päätös: Yksi vakanssi$/);
    await answer(stored.store, { s1: 'as-planned' }, minutes(2));
    await answer(stored.store, { s1: 'stuck' }, minutes(3));
    expect(await line()).not.toContain('Päätös');
    await decide(stored.store, { text: 'Kaksi vakanssia' }, minutes(4));
    expect(await line()).toMatch(/Päätös: Kaksi vakanssia$/);
    expect(await line()).not.toContain('Yksi');
  });
});
