/** Digest, card and reports say the same of a round, and what a count by hand says. */
import path from 'node:path';
import readXlsxFile from 'read-excel-file/node';
import { answerReader } from '../../cards/parts/answer-reader';
import { wordingFor } from '../../bot/views/wording';
import { digestText } from '../../cards/digest/text';
import { seedsDirectory } from '../../seeds/read';
import { computeDigest, type Digest, type DigestSource } from '../../src/digest/digest';
import { parseAnswer } from '../../src/goals/answers/answer';
import { askedGoals } from '../../src/goals/answers/asked-fields';
import { type Field, lights, type Programme } from '../../src/goals/schema';
import { nextVersion, type Reply } from '../../src/replies/reply';
import { csvText } from '../../src/report/csv/csv';
import { longForm, longFormColumns } from '../../src/report/content/long-form';
import { slidesOf } from '../../src/report/pptx/slides';
import { workbookOf } from '../../src/report/xlsx/workbook';
import {
  changesByHand,
  countsByHand,
  type GoalByHand,
  goalsByHand,
  nameOf,
  partsByHand,
  rawSeed,
} from '../helpers/figures-by-hand';
import { seededRandom } from '../helpers/seeded-random';
import { slideParagraphs } from './office-parts';
import { options, seedProgrammes, seedSources } from './seed-sources';

const seeds = seedSources();
const deadline = '2026-11-04T14:00:00.000Z';
const [inTime, late] = ['2026-11-01T09:00:00.000Z', '2026-11-05T09:00:00.000Z'];
const figures = [
  '0',
  '0,9',
  '95',
  '−51',
  '1827',
  '1 000,5',
  '<3',
  'ei mittaria',
  'N/A',
  '6/6',
  '42',
  '98,5',
  '60 %',
];

interface Round {
  readonly source: DigestSource;
  readonly now: readonly GoalByHand[];
  readonly before: readonly GoalByHand[];
  /** Ids of goals that were answered late. */
  readonly late: ReadonlySet<string>;
}

/** The published round, and after it an open and a closed one with odd answers. */
const rounds: Readonly<Record<string, (programme: string) => Promise<Round>>> = {
  'the round as published': async (programme) => {
    const raw = rawSeed(path.join(seedsDirectory, programme));
    const source = await seeds.of(programme);
    return {
      source,
      now: goalsByHand(raw, raw.typed, { isClosed: true, isPublished: true, period: source.round.period }),
      before: raw.before
        ? goalsByHand(raw, raw.before.typed, { isClosed: true, isPublished: true, period: raw.before.period })
        : [],
      late: new Set(),
    };
  },
  'an open round with odd answers': (programme) => oddRound(programme, 'open', 7),
  'a closed round with odd answers': (programme) => oddRound(programme, 'closed', 8),
};

async function oddRound(programmeId: string, status: 'open' | 'closed', seed: number): Promise<Round> {
  const raw = rawSeed(path.join(seedsDirectory, programmeId));
  const published = await seeds.of(programmeId);
  const { form } = published;
  const random = seededRandom(seed);
  const typed = new Map<string, ReadonlyMap<string, string>>();
  const replies = new Map<string, Reply>();
  const lateGoals = new Set<string>();
  for (const goal of askedGoals(form)) {
    const share = [0, 0.5, 1, 1][Math.floor(random() * 4)]!;
    const texts = new Map<string, string>();
    const given = goal.fields.flatMap((field) => {
      const text = random() < share ? oddAnswer(field, form.programme, random) : undefined;
      const result = text === undefined ? undefined : parseAnswer(field, form.programme, text, 'fi');
      if (!result?.ok || !result.answer) return [];
      texts.set(field.id, text!);
      return [[field.id, result.answer] as const];
    });
    if (given.length === 0) continue;
    const at = random() < 0.3 ? late : inTime;
    if (at === late) lateGoals.add(goal.id);
    typed.set(goal.id, texts);
    replies.set(
      goal.id,
      nextVersion(undefined, goal, new Map(given), { by: 'anna@example.org', at, formVersion: 1 }),
    );
  }
  const round = { ...published.round, period: '2026-Q3', status, deadline, closes: late };
  const previous = { period: published.round.period, form, replies: published.replies };
  return {
    source: { ...published, round, replies, previous },
    now: goalsByHand(raw, typed, { isClosed: status === 'closed', period: '2026-Q3' }),
    before: goalsByHand(raw, raw.typed, {
      isClosed: true,
      isPublished: true,
      period: published.round.period,
    }),
    late: lateGoals,
  };
}

function oddAnswer(field: Field, { workStates }: Programme, random: () => number): string {
  const oneOf = (texts: readonly string[]) => texts[Math.floor(random() * texts.length)]!;
  if (field.options) return oneOf(field.options.map(({ id }) => id));
  if (field.kind === 'work-state') return oneOf(workStates.map(({ id }) => id));
  if (field.kind === 'yes-no') return oneOf(['kyllä', 'ei', '0,75', 'ei mittaria']);
  if (field.kind === 'scale') return oneOf(['0', '1', '2', 'N/A']);
  return field.kind === 'text' ? 'Työ etenee.' : oneOf(figures);
}

const cases = Object.keys(rounds).flatMap((round) =>
  seedProgrammes.map((programme) => [round, programme] as const),
);

describe.each(cases)('%s of %s', (which, programme) => {
  let round: Round;
  let digest: Digest;
  beforeAll(async () => {
    round = await rounds[which]!(programme);
    digest = computeDigest(round.source, options.asOf);
  });
  const lightsByHand = () => new Map(round.now.map(({ id, light }) => [id, light]));
  const isState = (state: GoalByHand['state']) => (goal: GoalByHand) => goal.state === state;

  it('has a digest with the figures counted by hand', () => {
    const { now: all, before } = round;
    const now = all.filter(({ isCounted }) => isCounted);
    expect(digest).toMatchObject({
      asked: now.length,
      answered: now.filter(isState('answered')).length,
      partly: now.filter(isState('partly')).length,
      late: now.filter(({ id }) => round.late.has(id)).length,
      askSupport: now.filter(({ asks }) => asks).length,
      lights: countsByHand(now),
    });
    const changed = changesByHand(before, now);
    for (const what of ['worse', 'better', 'newlyRed'] as const)
      expect(digest[what].map(({ id }) => id)).toEqual(changed[what]);
    expect(digest.divisions.map(({ division, lights }) => [nameOf(division), lights])).toEqual(
      [...partsByHand(withoutContact(all), 'division')].map(([name, own]) => [name, countsByHand(own)]),
    );
    const units = new Map(digest.units.map(({ unit, ...own }) => [nameOf(unit), own]));
    const byHand = partsByHand(now, 'unit');
    expect([...units.keys()].sort()).toEqual([...byHand.keys()].sort());
    for (const [name, own] of byHand)
      expect(units.get(name)).toMatchObject({
        asked: own.length,
        answered: own.filter(isState('answered')).length,
        partly: own.filter(isState('partly')).length,
        lights: countsByHand(own),
      });
  });

  it('has the same light of every goal in the long form, as JSON, CSV and sheet', async () => {
    const rows = longForm(round.source, answerReader('fi'));
    expect(new Map(rows.map(({ goal_id, goal_light }) => [goal_id, goal_light]))).toEqual(lightsByHand());
    const lateRows = rows.filter((row) => row.late === 1).map(({ goal_id }) => goal_id);
    expect(new Set(lateRows)).toEqual(round.late);
    const [head, ...csv] = linesOf(csvText([longFormColumns, ...rows.map((row) => Object.values(row))]));
    expect(lightsIn(head!, csv)).toEqual(lightsByHand());
    const sheets = await readXlsxFile(await workbookOf(round.source, options));
    const [columns, ...cells] = sheets.at(-1)!.data;
    expect(lightsIn(columns!, cells)).toEqual(lightsByHand());
  });

  it('has the same sums on the digest’s card and in the slides', async () => {
    const sums = `${digest.answered}/${digest.asked}`;
    const wording = wordingFor('fi');
    const lines = digestText(digest, { names: new Map() }, wording).map((line) =>
      line.replaceAll('\u00a0', ' '),
    );
    const counted = round.now.filter(({ isCounted }) => isCounted);
    const counts = countsByHand(round.now);
    expect(sums).toBe(`${counted.filter(isState('answered')).length}/${counted.length}`);
    expect(lines.some((line) => line.includes(sums))).toBe(true);
    if (digest.judged)
      for (const light of lights.filter((each) => counts[each]! > 0))
        expect(
          lines.some((line) => line.includes(`${wording.text(`light.${light}`)} ${counts[light]}`)),
        ).toBe(true);
    const paragraphs = slideParagraphs(await slidesOf(round.source, { ...options, earlier: [] })).flat();
    const total = paragraphs.indexOf('Yhteensä');
    // The board's page; not every programme publishes its lights.
    const { publishes = 'lights' } = round.source.form.programme;
    if (publishes === 'states') return;
    const colours = lights.filter((light, index) => index < 3 || digest.lights[light] > 0);
    const shown =
      digest.judged && publishes === 'lights'
        ? colours.map((light) => String(counts[light]))
        : [String(digest.answered), String(digest.asked)];
    const row = paragraphs.slice(total + 1, total + 1 + shown.length);
    expect(row.map((text) => text.replace(/ \(.*$/, ''))).toEqual(shown);
  });
});

/** They are no division of the survey. */
function withoutContact(goals: readonly GoalByHand[]): GoalByHand[] {
  return goals.filter(({ id }) => id !== 'contact');
}

function lightsIn(head: readonly unknown[], rows: readonly (readonly unknown[])[]): Map<unknown, unknown> {
  const [id, light] = [head.indexOf('goal_id'), head.indexOf('goal_light')];
  return new Map(rows.map((row) => [row[id], row[light]]));
}

/** RFC 4180, read by hand. */
function linesOf(csv: string): string[][] {
  const lines: string[][] = [[]];
  for (const [, cell, end] of csv.slice(1).matchAll(/("(?:[^"]|"")*"|[^",\r\n]*)(,|\r\n)/g)) {
    lines.at(-1)!.push(cell!.startsWith('"') ? cell!.slice(1, -1).replaceAll('""', '"') : cell!);
    if (end !== ',') lines.push([]);
  }
  return lines.slice(0, -1);
}
