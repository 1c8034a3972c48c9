/** The slide show that is downloaded, opened again: what stands on which slide. */
import JSZip from 'jszip';
import { reportWords } from '../../../cards/report/words';
import { answerReader } from '../../../cards/parts/answer-reader';
import { loadDigestSource } from '../../../src/digest/build-digest';
import { computeDigest, type DigestSource } from '../../../src/digest/digest';
import { askedGoals } from '../../../src/goals/answers/asked-fields';
import { type Locale, type LocalizedText } from '../../../src/goals/schema';
import { longForm } from '../../../src/report/content/long-form';
import { slidesOf } from '../../../src/report/pptx/slides';
import { type Reply } from '../../../src/replies/reply';
import { listRounds } from '../../../src/rounds/round-store';
import { openTempStore, type TempStore } from '../../helpers/fixtures';

let stored: TempStore;
beforeAll(async () => {
  stored = await openTempStore({ seeded: true });
});
afterAll(() => stored.remove());

const strategic = () => loadDigestSource(stored.store, { programmeId: 'strategic-goals', period: '2024-Q4' });
const halfYear = () =>
  loadDigestSource(stored.store, { programmeId: 'half-year-follow-up', period: '2024-H1' });
const asOf = new Date('2025-02-13T14:00:00.000Z');
const options = (locale: Locale) => ({
  ...{ locale, words: reportWords },
  names: new Map<string, string>(),
  timeZone: 'Europe/Helsinki',
  edition: 'full' as const,
  asOf,
});

interface Show {
  /** Each slide's paragraphs. */
  readonly slides: readonly (readonly string[])[];
  readonly zip: JSZip;
}

async function opened(file: Buffer): Promise<Show> {
  const zip = await JSZip.loadAsync(file);
  const names = Object.keys(zip.files).filter((each) => /^ppt\/slides\/slide\d+\.xml$/.test(each));
  const number = (each: string) => Number(/\d+/.exec(each)![0]);
  const xmls = await Promise.all(
    names.sort((a, b) => number(a) - number(b)).map((each) => zip.file(each)!.async('string')),
  );
  return { zip, slides: xmls.map(paragraphsOf) };
}

function paragraphsOf(xml: string): string[] {
  return xml.split('</a:p>').flatMap((paragraph) => {
    const text = [...paragraph.matchAll(/<a:t>([^<]*)<\/a:t>/g)].map(([, each]) => each).join('');
    return text === '' ? [] : [unescaped(text)];
  });
}

function unescaped(text: string): string {
  const entities: Record<string, string> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };
  return text.replace(/&(lt|gt|quot|apos|amp|#39);/g, (_, entity: string) => entities[entity] ?? "'");
}

const make = async (
  source: DigestSource,
  locale: Locale,
  earlier: readonly { period: string; source: DigestSource }[] = [],
) => opened(await slidesOf(source, { ...options(locale), earlier }));

const plainSpaces = (text: string) => text.replaceAll('\u00a0', ' ');
const bare = (text: string) => text.replace(/\s+/g, '');
/** Without white space: where a text is broken does not matter. */
const allOf = ({ slides }: Show) => bare(slides.flat().join(''));
const titlesOf = ({ slides }: Show) =>
  slides.map((texts) => texts.slice(0, 2).map((text) => text.replace(/ \(\d+\/\d+\)$/, '')));
/** Without those that continue. */
const firstsOf = (titles: readonly (string | undefined)[]) =>
  titles.filter((title, index) => title !== titles[index - 1]);

function answering(
  source: DigestSource,
  goalId: string,
  fieldId: string,
  raw: string,
  value: string | number,
): DigestSource {
  const before = source.replies.get(goalId);
  const answer = { raw, value, by: 'anna@example.org', at: '2024-07-01T00:00:00.000Z', version: 1 };
  const reply: Reply = {
    ...{ goalId, version: 1, formVersion: 1, by: answer.by, at: answer.at, ...before },
    answers: { ...before?.answers, [fieldId]: answer },
  };
  return { ...source, replies: new Map([...source.replies, [goalId, reply]]) };
}

/** Its beginning on one slide, its end on the next. */
function isContinued(text: string, all: string): boolean {
  const ends = Array.from(text, (_, index) => index);
  return ends.some((end) => all.includes(text.slice(0, end)) && all.includes(text.slice(end)));
}

function expectEveryAnswer(source: DigestSource, show: Show, locale: Locale): void {
  const all = allOf(show);
  const isThere = (text: string) => all.includes(text) || isContinued(text, all);
  const given = longForm(source, answerReader(locale)).filter(
    ({ answer, kind }) => answer !== '' && kind !== 'yes-no',
  );
  expect(given.length).toBeGreaterThan(20);
  expect(given.filter(({ answer }) => !isThere(bare(String(answer))))).toEqual([]);
}

describe('slides of the strategic goals', () => {
  it('are a title, the board’s page, rules, the strategy, a divider a focus, a goal after the other, and all lights', async () => {
    const source = await strategic();
    const show = await make(source, 'fi');
    const { goals } = source.form;
    const expected = goals.flatMap((goal, index) => {
      const focus = goal.headings[0]!.fi!;
      const isNew = focus !== goals[index - 1]?.headings[0]?.fi;
      return [...(isNew ? [focus] : []), `${goal.code} ${goal.title.fi}`];
    });
    const firsts = titlesOf(show)
      .slice(1)
      .map(([first, second]) => (/ › | · |^Valtuustoon/.test(first!) ? second : first));
    expect(firstsOf(firsts)).toEqual([
      'Valtuustoon nähden sitovat strategiset tavoitteet Q4/2024',
      'Arvioinnin perusteet ja merkinnät',
      'Strategian painopisteet ja tavoitteet',
      ...[...expected, 'Yhteenveto'],
    ]);
    expect(expected).toHaveLength(26);
    expect(titlesOf(show)[0]![0]).toBe('Valtuustoon nähden sitovat strategiset tavoitteet');
  });

  it('have every answer of the long form, and the tasks, owners and descriptions of the register', async () => {
    const source = await strategic();
    const show = await make(source, 'fi');
    expectEveryAnswer(source, show, 'fi');
    const all = allOf(show);
    for (const goal of source.form.goals) {
      expect(all).toContain(bare(goal.description!.fi!));
      for (const task of goal.groups) {
        expect(all).toContain(bare(task.label.fi!));
        for (const owner of task.owners.filter((each) => !each.startsWith('role:')))
          expect(all).toContain(owner);
      }
    }
  });

  it('have the digest’s lights, in all, of each goal and in the table', async () => {
    const source = await strategic();
    const show = await make(source, 'fi');
    const { lights, answered, asked, partly } = computeDigest(source, asOf);
    expect([answered, asked, partly]).toEqual([22, 22, 0]);
    expect(show.slides[0]).toEqual(
      expect.arrayContaining([
        'Q4/2024 · Tilanne 13.2.2025',
        `vihreä ${lights.green} · keltainen ${lights.yellow} · punainen ${lights.red}`,
      ]),
    );
    // How much was answered is no news of a closed round.
    expect(show.slides[0]!.filter((each) => each.startsWith('Vastattu'))).toEqual([]);
    const table = show.slides.filter(([first]) => first!.startsWith('Yhteenveto')).flat();
    const count = (text: string) =>
      table.filter((each) => each === text || each.startsWith(`${text}, `)).length;
    expect([count('● vihreä'), count('▲ keltainen'), count('■ punainen')]).toEqual([
      lights.green,
      lights.yellow,
      lights.red,
    ]);
  });

  it('number their pages and say the period and the day', async () => {
    const { slides } = await make(await strategic(), 'en');
    expect(slides[2]!.slice(-2)).toEqual([
      'Council-binding strategic goals · Q4/2024 · As of 13 Feb 2025',
      '3',
    ]);
  });

  it('show the rounds of the year, and a chart where a measure has two values in one unit', async () => {
    const source = await strategic();
    const first = answering(source, 'path-2', 'chat-delay', '4,2 min', 4.2);
    const earlier = [
      { period: '2024-Q1', source: { ...first, round: { ...first.round, period: '2024-Q1' } } },
    ];
    const show = await make(source, 'fi', earlier);
    const texts = show.slides.find((slide) => slide[1]?.startsWith('1.2 '))!;
    const row = texts.slice(texts.indexOf('Chatin vastausviive (kaikkien palveluiden keskiarvo)') + 1);
    expect(row.slice(0, 4).map(plainSpaces)).toEqual(['4,2 min', '–', '–', '1,5 min']);
    expect(texts).toEqual(expect.arrayContaining(['Q1/2024', 'Q2/2024', 'Q3/2024', 'Q4/2024']));
    const charts = (each: Show) =>
      Object.keys(each.zip.files).filter((path) => /charts\/chart\d+\.xml$/.test(path));
    expect(charts(show).length).toBeGreaterThan(0);
    expect(charts(await make(source, 'fi'))).toEqual([]);
    const inSeconds = { ...earlier[0]!.source, form: measuredIn({ fi: 's' }, source.form) };
    const other = await make(source, 'fi', [{ period: '2024-Q1', source: inSeconds }]);
    expect(charts(other)).toHaveLength(charts(show).length - 1);
  });
});

/** The form with this unit of the chat's delay. */
function measuredIn(unit: LocalizedText, form: DigestSource['form']): DigestSource['form'] {
  const goals = form.goals.map((goal) => ({
    ...goal,
    fields: goal.fields.map((field) => (field.id === 'chat-delay' ? { ...field, unit } : field)),
  }));
  return { ...form, goals };
}

describe('slides of a goal', () => {
  it('have no chart where it would need another slide for it', async () => {
    const source = await strategic();
    const ids = ['callback-share', 'chat-delay', 'resolution-rate'];
    const given = ids.reduce((all, id) => answering(all, 'path-2', id, '50', 50), source);
    const earlier = [
      { period: '2024-Q3', source: { ...given, round: { ...given.round, period: '2024-Q3' } } },
    ];
    const show = await make(given, 'fi', earlier);
    const ofGoal = show.slides.filter(([, title]) => title?.startsWith('1.2 '));
    const without = (await make(given, 'fi')).slides.filter(([, title]) => title?.startsWith('1.2 '));
    expect(ofGoal).toHaveLength(without.length);
    const row = ofGoal[0]!.slice(ofGoal[0]!.indexOf('Takaisinsoittojen osuus ensilinjassa') + 1);
    expect(row.slice(0, 4).map(plainSpaces)).toEqual(['–', '–', '50 %', '50 %']);
  });

  it('write figures as the reader does, and break none from what it is', async () => {
    const { slides } = await make(await halfYear(), 'sv');
    const texts = slides.flat();
    expect(texts).toEqual(expect.arrayContaining(['Läge 48,4\u00a0%', 'Läge 1\u00a0181', 'Läge 470 (-30)']));
    expect(texts).toContain('Utgångsläge\u00a040\u00a0pers. · Mål\u00a0100\u00a0pers.');
  });
});

describe('slides of the half-year follow-up', () => {
  it('are a divider a unit, and each goal first in Swedish, then in Finnish', async () => {
    const source = await halfYear();
    const show = await make(source, 'sv');
    const seconds = titlesOf(show).map(([, second]) => second);
    const expected = source.form.goals.flatMap(({ code, title }) => [
      `${code} ${title.sv}`,
      `${code} ${title.fi}`,
    ]);
    expect(firstsOf(seconds.filter((title) => title && expected.includes(title)))).toEqual(expected);
    expect(titlesOf(show)[2]).toEqual(['Kund- och resurscenter – Asiakas- ja resurssikeskus']);
    const units = new Set(source.form.goals.map(({ unit }) => unit!.sv));
    const pages = show.slides.map(([, second]) => Number(/ \((\d+)\/\d+\)$/.exec(second ?? '')?.[1] ?? 1));
    const continued = pages.filter((page) => page > 1).length;
    // The title and the board's page come before the units.
    expect(show.slides).toHaveLength(2 + units.size + expected.length + continued);
  });

  it('have every answer, action, baseline and target', async () => {
    const source = await halfYear();
    const show = await make(source, 'sv');
    expectEveryAnswer(source, show, 'sv');
    const all = allOf(show);
    for (const { actions } of source.form.goals)
      for (const action of actions) {
        expect(all).toContain(bare(action.sv!));
        expect(all).toContain(bare(action.fi!));
      }
    expect(all).toContain(bare('Utgångsläge 40 pers. · Mål 100 pers.'));
    expect(all).toContain(bare('Lähtö 40 hlö · Tavoite 100 hlö'));
  });

  it.each([1185, 5000])('lose no word of a text of %i characters', async (length) => {
    const words: string[] = [];
    while (words.join(' ').length < length - 8) words.push(`ord${words.length}å`);
    const source = answering(await halfYear(), 'customer-1', 'followup-sv', words.join(' '), words.join(' '));
    const show = await make(source, 'sv');
    const found = show.slides.flat().flatMap((text) => text.match(/\bord\d+å/g) ?? []);
    expect(found).toEqual(words);
    const ofGoal = show.slides.filter(([, title]) => title?.startsWith('1.1 Digitala verktyg'));
    expect(ofGoal.length > 1).toBe(length === 5000);
    const { length: count } = ofGoal;
    if (count > 1)
      expect(ofGoal.map(([, title]) => /\(.*\)$/.exec(title!)?.[0])).toEqual(
        ofGoal.map((_, index) => `(${index + 1}/${count})`),
      );
  });
});

describe('slides of any other layout', () => {
  const of = async (programmeId: string) => {
    const { periods } = await seedPeriods();
    return loadDigestSource(stored.store, { programmeId, period: periods.get(programmeId)! });
  };
  const heads = ({ slides }: Show, title: string) =>
    slides.filter(([first]) => first!.replace(/ \(.*$/, '') === title).map((texts) => texts.slice(1));

  it.each(['productivity-key-results', 'productivity-programme', 'county-survey'])(
    'of %s have every answer and every goal',
    async (programmeId) => {
      const source = await of(programmeId);
      const show = await make(source, 'fi');
      expectEveryAnswer(source, show, 'fi');
      for (const goal of askedGoals(source.form)) expect(allOf(show)).toContain(bare(goal.title.fi!));
    },
  );

  it.each([
    ['productivity-key-results', ['Toimiala', 'Tulosalue', 'Tavoite', 'Avaintulos', 'Luottavaisuusarvio']],
    [
      'productivity-programme',
      [
        ...['Tuottavuuskärki', 'Tuottavuuskohde', 'Tuottavuusmekanismi ja konkreettiset toimenpiteet'],
        ...['Projektin tila', 'Sanallinen kuvaus'],
      ],
    ],
  ])('of %s have the columns of the document on each slide, and no light', async (programmeId, columns) => {
    const show = await make(await of(programmeId), 'fi');
    const tables = heads(show, 'Tavoitteet');
    expect(tables.length).toBeGreaterThan(5);
    for (const texts of tables) expect(texts.slice(0, 5)).toEqual(columns);
    expect(show.slides.flat().filter((text) => /^[●▲■◊○]/.test(text))).toEqual([]);
  });

  it('of the key results have 57 rows, with the text of each result and its figures', async () => {
    const show = await make(await of('productivity-key-results'), 'fi');
    const codes = new Set(show.slides.flat().flatMap((text) => /^[A-Z]{3}-\d+(?= )/.exec(text)?.[0] ?? []));
    expect(codes.size).toBe(57);
    const at = show.slides.flat().indexOf('ASU-1 Asumispalvelujen peittävyys 6 %');
    expect(
      show.slides
        .flat()
        .slice(at, at + 4)
        .map((text) => text.replaceAll('\u00a0', ' ')),
    ).toEqual([
      ...['ASU-1 Asumispalvelujen peittävyys 6 %', 'Tavoitetasolla ollaan vuoden 2025 loppuun mennessä.'],
      ...['6,76 %', 'Tavoite ≤6 %'],
    ]);
  });

  it('of the productivity programme say the state in its own words', async () => {
    const show = await make(await of('productivity-programme'), 'fi');
    const states = heads(show, 'Tavoitteet').flat();
    expect(states.filter((text) => text === 'Ei prio 1 (ei käynnistetty vielä)')).toHaveLength(38);
  });

  it('of a survey have each question once as a heading, and a question mark is followed by no colon', async () => {
    const survey = await make(await of('county-survey'), 'fi');
    expect(survey.slides[2]!.slice(0, 3)).toEqual(['Vastaukset (1/23)', 'Kysymys', 'Vastaukset']);
    const texts = survey.slides.flat();
    expect(texts.filter((text) => text.startsWith('Q1 '))).toHaveLength(1);
    expect(texts.filter((text) => text.includes('?:'))).toEqual([]);
  });

  it('of a survey never cut an answer within a sentence', async () => {
    const source = await of('county-survey');
    const sentence = 'Palveluja kehitetään yhdessä kuntien ja järjestöjen kanssa vuoden aikana.';
    const typed = Array.from({ length: 60 }, () => sentence).join(' ');
    const show = await make(answering(source, 'q1', 'comment', typed, typed), 'fi');
    const parts = show.slides.flat().filter((text) => text.includes(sentence));
    expect(parts.length).toBeGreaterThan(1);
    expect(parts.filter((text) => !text.trim().endsWith('.'))).toEqual([]);
    expect(parts.join(' ').split(sentence)).toHaveLength(61);
  });

  it('of the plain layout have the lights by unit in the order of publication', async () => {
    const published = await of('productivity-programme');
    const programme = { ...published.form.programme, layout: 'plain' as const, publishes: 'lights' as const };
    const source = { ...published, form: { ...published.form, programme } };
    const [summary] = heads(await make(source, 'fi'), 'Yhteenveto');
    expect(summary!.flatMap((cell) => /^(\d)\. /.exec(cell)?.[1] ?? [])).toEqual([
      '1',
      '2',
      '3',
      '4',
      '5',
      '6',
      '7',
    ]);
    const digest = computeDigest(source, asOf);
    const total = summary!.indexOf('Yhteensä');
    expect(summary!.slice(total + 1, total + 7)).toEqual([
      `${digest.answered}/${digest.asked}`,
      ...Object.values(digest.lights).map(String),
    ]);
  });
});

async function seedPeriods(): Promise<{ periods: Map<string, string> }> {
  const rounds = await listRounds(stored.store);
  return { periods: new Map(rounds.map(({ programmeId, period }) => [programmeId, period])) };
}

it('nothing that people typed becomes a link, a formula or markup', async () => {
  const typed = '=HYPERLINK("http://x.example") <b>&amp;</b> https://x.example/?a=1&b=2 {{x}}';
  const source = answering(await halfYear(), 'customer-1', 'followup-sv', typed, typed);
  const show = await make(source, 'sv');
  expect(allOf(show)).toContain(bare(typed));
  for (const path of Object.keys(show.zip.files).filter((each) => each.endsWith('.rels')))
    expect(await show.zip.file(path)!.async('string')).not.toMatch(/hyperlink|x\.example/);
});
