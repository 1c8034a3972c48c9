/** A goal has one light, wherever it is read: digest, drill-down, history, year, workbook, slides, document and CSV. */
import { parse } from 'csv-parse/sync';
import readXlsxFile from 'read-excel-file/node';
import { answerReader } from '../../cards/parts/answer-reader';
import { wordingFor } from '../../bot/views/wording';
import { goalRow } from '../../cards/drill-down/rows';
import { historyCardData, historyDetails } from '../../cards/history/data';
import { shownLight } from '../../cards/parts/light-marks';
import { loadDigestSource } from '../../src/digest/build-digest';
import { computeDigest, type DigestSource } from '../../src/digest/digest';
import { goalStandings } from '../../src/digest/goal-standings';
import { loadYearView } from '../../src/digest/load-year-view';
import { type Answer, parseAnswer } from '../../src/goals/answers/answer';
import { askedGoals, asideOf } from '../../src/goals/answers/asked-fields';
import { goalLight } from '../../src/goals/judging/light';
import { type Field, type Goal, type Light, lights, type Programme } from '../../src/goals/schema';
import { textIn } from '../../src/goals/text';
import { nextPeriod } from '../../src/periods/period';
import { loadGoalHistory } from '../../src/replies/goal-history';
import { pastReply, writePastRound } from '../../src/replies/past-round';
import { documentOf } from '../../src/report/docx/document';
import { longFormCsv } from '../../src/report/csv/long-form-csv';
import { slidesOf } from '../../src/report/pptx/slides';
import { workbookOf } from '../../src/report/xlsx/workbook';
import { listRounds } from '../../src/rounds/round-store';
import { openTempStore, type TempStore } from '../helpers/fixtures';
import { seededRandom } from '../helpers/seeded-random';
import { readDocx } from './docx-text';
import { slideText, slideXmls } from './office-parts';
import { options, seedProgrammes } from './seed-sources';

const wording = wordingFor('fi');
const reader = answerReader('fi');
const words = reader.words.lights;
let stored: TempStore;

/** Beside the round of the document a later one with odd answers to everything that is asked. */
beforeAll(async () => {
  stored = await openTempStore({ seeded: true });
  for (const programmeId of seedProgrammes) {
    const source = await sourceOf(programmeId, -1);
    const period = nextPeriod(source.round.period);
    const random = seededRandom(11);
    const replies = askedGoals(source.form).map((goal) => {
      const given = new Map(goal.fields.map((field) => [field.id, oddAnswer(field, source, random)]));
      return pastReply(goal, given, { programme: source.form.programme, period, by: 'anna@example.org' });
    });
    await writePastRound(stored.store, { ...source.form, period, replies, by: 'test' });
  }
}, 60_000);
afterAll(() => stored.remove());

async function sourceOf(programmeId: string, at: number): Promise<DigestSource> {
  const rounds = (await listRounds(stored.store)).filter((round) => round.programmeId === programmeId);
  return loadDigestSource(stored.store, rounds.at(at)!);
}

const figures = ['0', '0,9', '95', '-51', '1827', '<3', 'ei mittaria', '42', '98,5', '60', '100'];

function oddAnswer(field: Field, { form }: DigestSource, random: () => number): Answer | undefined {
  const oneOf = (texts: readonly string[]) => texts[Math.floor(random() * texts.length)]!;
  const states = form.programme.workStates.map(({ id }) => id);
  const typed = {
    ...{ text: 'Työ etenee.', 'yes-no': oneOf(['kyllä', 'ei', '0,75']), scale: oneOf(['0', '1', '2']) },
    'work-state': states.length > 0 ? oneOf(states) : '',
  }[field.kind as string];
  const raw = field.options ? oneOf(field.options.map(({ id }) => id)) : (typed ?? oneOf(figures));
  const result = parseAnswer({ ...field, required: false }, form.programme, raw, 'fi');
  return result.ok ? result.answer : undefined;
}

const publishing = (source: DigestSource, publishes: Programme['publishes']): DigestSource => ({
  ...source,
  form: { ...source.form, programme: { ...source.form.programme, publishes } },
});

/** The light of each goal from its form, its answers and its period alone. */
function lightsOf({ form, replies, round }: DigestSource): Map<string, Light> {
  return new Map(
    askedGoals(form).map((goal) => {
      const answers = replies.get(goal.id)?.answers ?? {};
      return [goal.id, goalLight(goal, form.programme, answers, round.period).light];
    }),
  );
}

const nameOf = ({ code, title }: Goal) => `${code} ${textIn(title, 'fi')}`;
const plain = (text: string) => text.replaceAll('\u00a0', ' ');
/** The light's word at the start of a text that may say more beside it. */
const lightIn = (text: string | undefined): Light | undefined =>
  lights.find((light) =>
    new RegExp(`^(?:[●▲■◊○◆◌⬤✕–-]\\s)?${words[light]}(?:,|$)`).test(plain(text ?? '').trim()),
  );

const cases = seedProgrammes.flatMap((programme) => [-2, -1].map((at) => [programme, at] as const));

describe.each(cases)('%s, round %d from the last', (programmeId, at) => {
  let source: DigestSource;
  let expected: Map<string, Light>;
  let goals: readonly Goal[];
  let isJudged: boolean;
  beforeAll(async () => {
    source = await sourceOf(programmeId, at);
    expected = lightsOf(source);
    goals = askedGoals(source.form);
    isJudged = computeDigest(source, options.asOf).judged;
  });
  const found = (lightOf: (goal: Goal) => Light | undefined) =>
    new Map(goals.map((goal) => [goal.id, lightOf(goal)]));

  it('is the same in the digest, the drill-down, the history and the year', async () => {
    const digest = computeDigest(source, options.asOf);
    // Contact details and voluntary questions are in no count.
    const counted = goals.filter((goal) => !asideOf(goal)).map(({ id }) => expected.get(id));
    const count = (light: Light) => counted.filter((each) => each === light).length;
    expect(digest.lights).toEqual(Object.fromEntries(lights.map((light) => [light, count(light)])));
    const { store } = stored;
    const year = await loadYearView(store, source.round, new Date(source.round.events.at(-1)!.at));
    // The year names questions to other respondents too, without a light, and no contact details.
    const asked = year.goals.filter(({ id }) => expected.has(id));
    const shown = new Map(
      [...expected].filter(([id]) => goals.every((goal) => goal.id !== id || !goal.contact)),
    );
    expect(new Map(asked.map(({ id, lights: all }) => [id, all.at(-1)]))).toEqual(shown);
    if (!isJudged) return;
    const place = { programmeId, period: source.round.period, language: 'fi' } as const;
    const row = {
      ...{ programme: source.form.programme, place, digest, goals: [], isPart: false },
      ...{ names: new Map(), facts: new Map() },
    };
    for (const standing of goalStandings(source)) {
      const [line] = goalRow(standing, row, wording).lines;
      const state = line?.runs.map(({ text }) => text).join('');
      const shown = shownLight(expected.get(standing.id)!, wording);
      expect([standing.id, state!.includes(shown) && standing.light === expected.get(standing.id)]).toEqual([
        standing.id,
        true,
      ]);
    }
    for (const goal of goals) {
      const records = await loadGoalHistory(store, programmeId, goal.id);
      const { rounds } = historyCardData(
        { programme: source.form.programme, goal, records, names: new Map() },
        historyDetails[0]!,
        wording,
      );
      const own = rounds.find(({ period }) => period === wording.period(source.round.period));
      if (source.replies.has(goal.id)) expect(own!.state).toBe(shownLight(expected.get(goal.id)!, wording));
      else expect(own).toBeUndefined();
    }
  });

  it('is the same in workbook, slides and document where the programme publishes lights', async () => {
    if (!isJudged) return;
    const published = publishing(source, 'lights');
    const report = { ...options, locale: 'fi' as const };
    expect(found(await workbookLights(published))).toEqual(expected);
    expect(found(slideLights(await slidesOf(published, report)))).toEqual(expected);
    expect(found(await documentLights(await documentOf(published, report)))).toEqual(expected);
  });

  it('is in none of them where it does not', async () => {
    const unpublished = publishing(source, 'none');
    const workbook = await readXlsxFile(await workbookOf(unpublished, options));
    const texts = [
      ...workbook.slice(0, -1).flatMap(({ data }) => data.flat().map(String)),
      ...slideTexts(await slidesOf(unpublished, options)).flat(2),
      ...(await readDocx(await documentOf(unpublished, options))).paragraphs.map(({ text }) => text),
    ].map(plain);
    const named = ['Liikennevalo', ...['green', 'yellow', 'red'].map((light) => words[light as Light])];
    expect(texts.filter((text) => named.some((name) => text.replace(/^\S /, '').startsWith(name)))).toEqual(
      [],
    );
  });

  it('is the same in the CSV, which holds all that is known', () => {
    const rows: Record<string, string>[] = parse(
      longFormCsv([source], reader, { edition: 'full', separator: ',' }),
      { columns: true, bom: true },
    );
    expect(new Map(rows.map(({ goal_id, goal_light }) => [goal_id, goal_light]))).toEqual(expected);
  });
});

async function workbookLights(source: DigestSource) {
  const sheets = await readXlsxFile(await workbookOf(source, { ...options, locale: 'fi' }));
  const byName = new Map<string, Light | undefined>();
  for (const { data } of sheets.slice(0, -1)) {
    const column = data[0]!.findIndex((heading) => plain(String(heading ?? '')) === 'Liikennevalo');
    if (column < 0) continue;
    for (const row of data.slice(1))
      for (const cell of row) {
        const light = lightIn(String(row[column] ?? ''));
        if (typeof cell === 'string' && light) byName.set(plain(cell.split('\n')[0]!), light);
      }
  }
  return (goal: Goal) =>
    byName.get(nameOf(goal)) ?? [...byName].find(([name]) => name.startsWith(`${nameOf(goal)} –`))?.[1];
}

/** Slide by slide, the paragraphs, and the rows of its tables as lists of cells. */
function slideTexts(file: Buffer): string[][][] {
  return slideXmls(file).map((slide) => [
    ...[...slide.matchAll(/<p:sp>.*?<\/p:sp>/gs)].map(([shape]) => [slideText(shape)]),
    ...[...slide.matchAll(/<a:tr .*?<\/a:tr>/gs)].map(([row]) =>
      [...row.matchAll(/<a:tc[ >].*?<\/a:tc>/gs)].map(([cell]) => slideText(cell)),
    ),
  ]);
}

/** Of a goal's own slide its badge, of a table the cell with a light in the goal's row. */
function slideLights(file: Buffer) {
  const byName = new Map<string, Light>();
  for (const slide of slideTexts(file)) {
    const shapes = slide.filter(({ length }) => length === 1).map(([text]) => plain(text!));
    const badge = shapes.map(lightIn).find((light) => light !== undefined);
    if (badge) for (const shape of shapes) if (!byName.has(shape)) byName.set(shape, badge);
    for (const [first, ...cells] of slide.filter(({ length }) => length > 1)) {
      const light = cells.map(lightIn).find((each) => each !== undefined);
      if (!light || first === undefined) continue;
      for (const cell of [first, ...cells]) if (!byName.has(plain(cell))) byName.set(plain(cell), light);
    }
  }
  return (goal: Goal) => {
    // Below the name there may be its description; beside it, which of several slides this is.
    const starts = [...byName.keys()].filter(
      (name) =>
        name.startsWith(nameOf(goal)) ||
        (/…(?: \(\d+\/\d+\))?$/.test(name) && nameOf(goal).startsWith(name.replace(/….*$/, ''))),
    );
    const exact = starts.find((name) => name === nameOf(goal));
    return byName.get(exact ?? starts[0] ?? '');
  };
}

async function documentLights(file: Buffer) {
  const { paragraphs } = await readDocx(file);
  const texts = paragraphs.map(({ text }) => plain(text));
  // A goal stands in the table of contents first.
  return (goal: Goal) => {
    const after = texts.slice(texts.lastIndexOf(nameOf(goal)));
    const line = after.find((text) => text.startsWith('Liikennevalo: '));
    return lightIn(line?.slice('Liikennevalo: '.length));
  };
}
