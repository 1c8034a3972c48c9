/** An answer has the same text wherever it is read: on cards, in every report, in every layout and language. */
import { parse } from 'csv-parse/sync';
import { answerReader } from '../../cards/parts/answer-reader';
import { reportWords } from '../../cards/report/words';
import { wordingFor } from '../../bot/views/wording';
import { goalCardData, type GoalCardSource } from '../../cards/goal/data';
import { goalPages } from '../../cards/goal/pages';
import { historyCardData, historyDetails } from '../../cards/history/data';
import { inputPrefix } from '../../cards/parts/goals/field-elements';
import { questionCardData } from '../../cards/question/data';
import { render } from '../../cards/render';
import { shorten } from '../../cards/parts/shorten';
import { type DigestSource } from '../../src/digest/digest';
import { parseAnswer } from '../../src/goals/answers/answer';
import { labelledChoices } from '../../src/goals/answers/choices';
import {
  type Goal,
  type Layout,
  layouts,
  type Locale,
  locales,
  type Programme,
} from '../../src/goals/schema';
import { nextVersion, type Reply } from '../../src/replies/reply';
import { documentOf } from '../../src/report/docx/document';
import { longFormCsv } from '../../src/report/csv/long-form-csv';
import { slidesOf } from '../../src/report/pptx/slides';
import { workbookOf } from '../../src/report/xlsx/workbook';
import { sourceOf } from '../digest/fixtures';
import { plainSpaces, workStates, type WrittenAnswer, writtenAnswers } from '../goals/written-answers';
import { goalWith, programmeWith } from '../helpers/fixtures';
import { nodesOf } from '../helpers/read-card';
import { readDocx } from './docx-text';
import { slideParagraphs } from './office-parts';
import { options } from './seed-sources';
import { type ShownSheet, shownSheets } from './shown-cells';

const anna = 'anna@example.org';
const at = '2026-10-12T09:00:00.000Z';
const labelOf = (index: number) => `k${index}x`;

const goal: Goal = goalWith('a', {
  fields: writtenAnswers.map(({ field }, index) => ({
    id: `f${index}`,
    label: { fi: labelOf(index) },
    ...field,
  })),
});

function programmeIn(layout: Layout): Programme {
  return { ...programmeWith({ layout }), workStates: [...workStates] };
}

const reply: Reply = nextVersion(undefined, goal, new Map(writtenAnswers.map(stored)), {
  ...{ by: anna, at, formVersion: 1 },
});

function stored({ typed, typedIn }: WrittenAnswer, index: number) {
  const field = goal.fields[index]!;
  const result = parseAnswer(field, programmeIn('plain'), typed, typedIn);
  if (!result.ok) throw new Error(`${typed} is no answer`);
  return [field.id, result.answer] as const;
}

function sourceIn(layout: Layout): DigestSource {
  const source = sourceOf({ goals: [goal], raws: {} });
  return {
    ...source,
    form: { ...source.form, programme: programmeIn(layout) },
    replies: new Map([[goal.id, reply]]),
  };
}

interface Wanted {
  readonly id: string;
  readonly label: string;
  /** With ordinary spaces. */
  readonly text: string;
}

const wantedIn = (locale: Locale): Wanted[] =>
  writtenAnswers.map(({ written }, index) => ({
    ...{ id: `f${index}`, label: labelOf(index), text: plainSpaces(written[locale]) },
  }));

/** Programs write a minus of their own. */
const sameMinus = (text: string) => plainSpaces(text).replaceAll('−', '-');
const bare = (text: string) => text.replace(/\s+/g, '');

/** Of each answer what was found instead of its text: empty when all is well. */
function others(wanted: readonly Wanted[], found: (wanted: Wanted) => string | undefined): unknown[] {
  return wanted.flatMap((each) => {
    const text = found(each);
    return text === each.text ? [] : [{ ...each, found: text }];
  });
}

describe.each(locales)('in %s an answer has its one text', (locale) => {
  const wanted = wantedIn(locale);
  const wording = wordingFor(locale);
  const programme = programmeIn('plain');
  const names = new Map([[anna, 'Anna Virtanen']]);

  it('on the history card', () => {
    const record = {
      programme,
      goal,
      period: '2026-Q3',
      status: 'closed',
      completeness: 'answered',
    } as const;
    const records = [{ ...record, answers: reply.answers, isLate: false, by: anna, at }];
    const data = historyCardData({ programme, goal, records, names }, historyDetails[0]!, wording);
    const lines = new Map(data.rounds[0]!.lines.map(({ name, value }) => [name, plainSpaces(value)]));
    const short = wanted.map((each) => ({ ...each, text: shorten(each.text, historyDetails[0]!.text) }));
    expect(others(short, ({ label }) => lines.get(label))).toEqual([]);
  });

  it('on the goal’s card, where last period’s answer stands under its input', () => {
    const source: GoalCardSource = {
      ...{ programme, period: '2026-Q4', goal, fields: goal.fields, number: 1, count: 1, version: 0 },
      deadline: '2026-10-14T13:15:00Z',
      ...{ answers: {}, previous: { period: '2026-Q3', answers: reply.answers } },
      ...{ reader: anna, names, canRepeat: false, mayHandOver: true },
    };
    const pages = goalPages(goal, goal.fields, programme);
    const nodes = pages.flatMap((_, page) =>
      nodesOf(render('goal', goalCardData({ ...source, page }, wording))),
    );
    const before = wording.text('field.previous', { period: wording.period('2026-Q3'), value: '' });
    const under = ({ id }: Wanted) => {
      const input = nodes.findIndex((node) => node['id'] === inputPrefix + id);
      const note = nodes.slice(input).find(({ text }) => typeof text === 'string' && text.includes(before));
      return plainSpaces(String(note?.['text'])).split(plainSpaces(before)).at(-1);
    };
    const short = wanted.map((each) => ({ ...each, text: shorten(each.text, 300) }));
    expect(others(short, under)).toEqual([]);
  });

  it('on the question’s card', () => {
    const source = {
      ...{ programme, period: '2026', form: goal, goal, reply, owners: [], names, longestComment: 400 },
      ...{ state: 'answered' as const, isCorrected: false, isVoluntary: false, open: true },
    };
    const cards = Array.from({ length: 9 }, (_, page) => questionCardData({ ...source, page }, wording));
    const blocks = new Map(
      cards.flatMap((card) =>
        card.blocks.map(({ label, text }) => [label.split(' ')[0]!, plainSpaces(text)]),
      ),
    );
    expect(others(wanted, ({ label }) => blocks.get(label))).toEqual([]);
  });

  it('as CSV, beside what was typed', () => {
    const rows = parse<Record<string, string>>(
      longFormCsv([sourceIn('plain')], answerReader(locale), { edition: 'full', separator: ',' }),
      {
        bom: true,
        columns: true,
      },
    );
    const harmless = (text: string) => text.replace(/^'(?=[=+\-@])/, '');
    const byId = new Map(rows.map((row) => [row['field_id'], row]));
    expect(others(wanted, ({ id }) => plainSpaces(harmless(byId.get(id)!['answer']!)))).toEqual([]);
    expect(rows.map((row) => harmless(row['raw']!).replaceAll('; ', ','))).toEqual(
      writtenAnswers.map(({ typed }) => typed),
    );
  });

  it.each(layouts)('in the workbook of the layout %s, a number with its format or a text', async (layout) => {
    const file = await workbookOf(sourceIn(layout), { ...options, locale });
    const sheets = await shownSheets(file, locale);
    const last = sheets.at(-1)!;
    const [id, answer] = ['field_id', 'answer'].map((name) => last.rows[0]!.indexOf(name));
    const answers = new Map(last.rows.map((row) => [row[id!], plainSpaces(row[answer!] ?? '')]));
    expect(others(wanted, (each) => answers.get(each.id))).toEqual([]);
    const own = sheets.slice(0, -1);
    expect(wanted.filter((each) => !isShown(each, own))).toEqual([]);
  });

  it.each(layouts)('on the slides of the layout %s', async (layout) => {
    const paragraphs = slideParagraphs(await slidesOf(sourceIn(layout), { ...options, locale }));
    const all = bare(paragraphs.flat().join(''));
    const { yes, no, slides } = reportWords(locale);
    const { value, baseline, target } = slides;
    const fromTo = `${baseline} ${no} · ${target} ${yes}`;
    const isThere = ({ label, text }: Wanted) => {
      const places = [`${label}:`, label, `${label}${value}`, `${label}(${fromTo}):`, label + fromTo + value];
      if (places.some((place) => all.includes(bare(place + text)))) return true;
      return text.length > 500 && isContinued(bare(text), all);
    };
    expect(wanted.filter((each) => !isThere(each))).toEqual([]);
  });

  it('in the document, what is chosen with a crossed box', async () => {
    const { paragraphs } = await readDocx(await documentOf(sourceIn('survey'), { ...options, locale }));
    const all = bare(paragraphs.map(({ text }) => text).join(''));
    const starts = wanted.map(({ label }) => all.indexOf(label));
    const isThere = ({ label, text }: Wanted, index: number) => {
      const own = all.slice(starts[index]! + label.length, starts[index + 1]).replace(/^:/, '');
      const choices = labelledChoices(goal.fields[index]!, programme, answerReader(locale)).map((each) =>
        bare(each.text),
      );
      if (choices.length === 0) return own === bare(text);
      const crossed = choices.filter((choice) => own.includes(`☒${choice}`));
      const beside = choices.reduce((rest, choice) => rest.replace(`☐${choice}`, ''), own);
      if (crossed.length === 0) return beside.startsWith(bare(text));
      return crossed.join() === choices.filter((choice) => bare(text).includes(choice)).join();
    };
    expect(wanted.filter((each, index) => !isThere(each, index))).toEqual([]);
  });
});

/** In a column or a row that is named after the field; a long text goes on in the rows below. */
function isShown({ label, text }: Wanted, sheets: readonly ShownSheet[]): boolean {
  const wanted = sameMinus(text);
  return sheets.some(({ rows: [head = [], ...rows] }) => {
    const column = head.indexOf(label);
    if (column >= 0) return sameMinus(rows.map((row) => row[column] ?? '').join('')) === wanted;
    const named = rows.filter((row) => row.some((cell) => new RegExp(`\\b${label}\\b`).test(cell)));
    const cells = head.map((_, index) => sameMinus(named.map((row) => row[index] ?? '').join('')));
    if (cells.includes(wanted)) return true;
    const columns = head.map((_, index) => sameMinus(rows.map((row) => row[index] ?? '').join('')));
    return [...cells, ...columns].some((cell) => cell.includes(`${label}: ${wanted}`));
  });
}

/** Its beginning on one slide, its end on the next. */
function isContinued(text: string, all: string): boolean {
  return Array.from(text, (_, index) => index).some(
    (end) => all.includes(text.slice(0, end)) && all.includes(text.slice(end)),
  );
}
