/** The survey's form, compared question by question with the ministry's document, and the years that it asks for. */
import path from 'node:path';
import { readSeed, seedsDirectory } from '../../seeds/read';
import { asideOf, questionsOf } from '../../src/goals/answers/asked-fields';
import { goalInPeriod } from '../../src/goals/in-period';
import { type Field, type Goal } from '../../src/goals/schema';

const { programme, goals: all, replies } = readSeed(path.join(seedsDirectory, 'county-survey'));
const goals = questionsOf(all);
const fields = goals.flatMap((goal) => goal.fields);
const goal = (id: string): Goal => all.find((one) => one.id === id)!;
const field = (goalId: string, id: string): Field => goal(goalId).fields.find((one) => one.id === id)!;
const answers = (id: string) => replies.replies.find((reply) => reply.goal === id)?.answers ?? {};
/** As it reads in the round of one year. */
const asked = (id: string, period: string) => goalInPeriod(goal(id), period);

const times = (count: number, ...kinds: readonly string[]) =>
  Array.from({ length: count }, () => kinds).flat();
const rated = ['choice of 5', 'comment'];
const oneText = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index): [number, string[]] => [from + index, ['text']]);

/**
 * The form, copied by hand from the ministry's document: what each question asks for, in order. A comment is asked for
 * "if you wish", a text is not. Q11 d asks "has … been arranged? If so, describe how": a yes or no, and a text after yes.
 */
const form: readonly (readonly [question: number, asks: readonly string[]])[] = [
  [1, ['choice of 6', 'comment']],
  [2, rated],
  [3, rated],
  [4, rated],
  [5, rated],
  [6, ['choice of 5', 'text']],
  [7, [...times(25, 'choice of 2'), 'comment']],
  [8, [...times(10, 'percent', 'number', 'choice of 2'), 'comment']],
  [9, ['number', 'number', 'choice of 2', 'comment']],
  [10, ['number', 'number', 'choice of 2', 'comment']],
  [11, ['choice of 3', 'comment', 'choice of 3', 'comment', 'text', 'yes-no', 'text if so']],
  [12, [...times(5, 'percent', 'percent', 'percent', 'text'), ...times(3, 'percent', 'percent', 'text')]],
  [13, [...times(10, 'percent'), 'comment']],
  [14, [...times(10, 'number', 'percent', 'number'), 'comment']],
  [15, ['percent']],
  [16, ['any of 10', 'text']],
  ...oneText(17, 19),
  [20, ['yes-no', 'comment']],
  ...oneText(21, 26),
  [27, ['choice of 5', 'text']],
  [28, ['yes-no', 'comment']],
  [29, ['yes-no', 'text']],
  [30, ['yes-no', 'text']],
  ...oneText(31, 33),
  [34, times(8, 'choice of 5', 'text')],
  [35, ['text']],
  // The three most important measures: one box in the document, a text for each here.
  [36, ['text', 'text', 'text']],
  [37, ['yes-no', 'text']],
  [38, ['text']],
  [39, ['yes-no', 'text']],
  [40, ['text']],
  [41, ['comment']],
  [42, ['comment']],
];

function asks({ kind, options = [], required, askedWhen }: Field): string {
  if (kind === 'single-choice') return `choice of ${options.length}`;
  if (kind === 'multiple-choice') return `any of ${options.length}`;
  if (kind !== 'text') return kind;
  return askedWhen ? 'text if so' : required ? 'text' : 'comment';
}

describe('the form as the document has it', () => {
  test.each(form)('Q%i asks for %j', (question, wanted) => {
    expect(goal(`q${question}`).fields.map(asks)).toEqual(wanted);
  });

  test('has 42 questions with 207 answer fields, and 4 contact fields', () => {
    expect(form).toHaveLength(42);
    expect(goals.map(({ id }) => id)).toEqual(form.map(([question]) => `q${question}`));
    // The yes or no of Q11 d decides whether its text is asked for: to the document both are one field.
    const deciding = goals.flatMap((one) =>
      one.fields.flatMap((f) => (f.askedWhen ? [f.askedWhen.field] : [])),
    );
    expect(deciding).toEqual(['partners-arranged']);
    expect(form.flatMap(([, wanted]) => wanted)).toHaveLength(207 + 1);
    expect(goal('contact').fields.map((f) => f.label.fi)).toEqual([
      ...['Hyvinvointialueen nimi', 'Yhteyshenkilön nimi', 'Puhelinnumero', 'Sähköposti'],
    ]);
  });

  test('asks for the contact details once, of whoever sends the answer, as the first thing and outside every count', () => {
    const [contact] = all;
    expect(contact).toMatchObject({ id: 'contact', contact: true, owners: [programme.coordinator] });
    expect(contact!.code).not.toMatch(/^Q/);
    expect(contact!.fields.every((f) => f.required && f.kind === 'text')).toBe(true);
    expect(asideOf(contact!)).toBe('contact');
    expect(all).toHaveLength(43);
  });

  test('asks how digital support was arranged together only where it was', () => {
    expect(field('q11', 'partners').askedWhen).toEqual({ field: 'partners-arranged', is: ['1'] });
    // What the county wrote there says how.
    expect(answers('q11')['partners-arranged']).toBe('1');
  });

  test('asks for the decision, its date and its section with every text', () => {
    const silent = fields.filter(
      (f) => f.kind === 'text' && !/toimielimen päätös, päivä ja pykälä/.test(f.hint?.fi ?? ''),
    );
    expect(silent).toEqual([]);
  });

  test.each([
    ['q1', 'level', 0, ['linjauksia', 'kuvauksia', 'sopimuksia', 'kehitteillä']],
    [
      'q1',
      'level',
      1,
      ['Ammattilaisten ja organisaatioiden välillä', 'tiedostettu', 'virallisia suunnitelmia'],
    ],
    ['q1', 'level', 2, ['Joitakin yhteensovitettuja', 'kehitetty ja kuvattu', 'eri puolilla organisaatiota']],
    ['q1', 'level', 3, ['suunnitelmallista', 'useilla alueilla tai sektoreilla', 'ulkoistetun ja oman']],
    [
      'q1',
      'level',
      4,
      ['suurimmassa osassa alueita tai sektoreita', 'ulkoistetun ja oman', 'suunnitelmallisesti'],
    ],
    ['q1', 'level', 5, ['koko hyvinvointialueella', 'eri sektoreiden ja palveluntuottajien välillä']],
    ['q11', 'residents-support', 0, ['Yhtenäisiä', 'ei ole otettu käyttöön']],
    ['q11', 'limited-support', 1, ['osittain tai tietyille asiakasryhmille']],
    ['q11', 'limited-support', 2, ['Yhtenäisiä', 'on otettu käyttöön']],
    ['q16', 'services', 7, ['päihde- ja riippuvuustyön erityiset']],
    ['q27', 'importance', 2, ['Ei tärkeänä', 'ei merkityksettömänä']],
  ])('%s %s, option %i means what the document says', (id, name, index, words) => {
    const label = field(id, name).options![index]!.label.fi!;
    expect(words.filter((word) => !label.includes(word))).toEqual([]);
  });

  test('says of Q7 q that it is no AURA service, and of Q8 g and i what they include', () => {
    const rowOf = (id: string, row: string) =>
      goal(id).groups[0]!.rows!.find((each) => each.id === row)!.label.fi;
    expect(rowOf('q7', 'under-23-substance-abuse')).toMatch(/alle 23-vuotiaille .*ei ole AURA/);
    for (const row of ['g', 'i'])
      expect(rowOf('q8', row)).toMatch(
        /sisältää AURA-luokituksen mukaisesti yhteisöllisen ja tuetun asumisen/,
      );
  });

  test('has only part V left to the respondent', () => {
    expect(goals.filter((one) => asideOf(one) === 'voluntary').map(({ id }) => id)).toEqual(['q41', 'q42']);
  });
});

describe('the years', () => {
  const said = (id: string, period: string) => asked(id, period).description!.fi!;
  test('are in no text of the register but those of the recommendations of Q35, which hold for 2023–2026', () => {
    const named = goals.filter((one) => /\b20\d\d\b/.test(JSON.stringify(one)));
    expect(named.map(({ id }) => id)).toEqual(['q35']);
  });

  test.each([
    ['q8', '1.7.–31.12.2024', '1.7.–31.12.2025'],
    ['q8', '1.10.2024–31.3.2025', '1.10.2025–31.3.2026'],
    ['q9', 'vuonna 2024', 'vuonna 2025'],
    ['q10', 'vuonna 2024', 'vuonna 2025'],
    ['q13', '1.1.–31.12.2024', '1.1.–31.12.2025'],
    ['q14', 'maaliskuun 2025', 'maaliskuun 2026'],
    ['q34', 'vuonna 2024', 'vuonna 2025'],
    ['q37', 'vuonna 2025', 'vuonna 2026'],
    ['q39', 'vuosina 2025, 2026 ja 2027', 'vuosina 2026, 2027 ja 2028'],
    ['q40', 'joulukuussa 2025', 'joulukuussa 2026'],
    ['q40', '2027–2030', '2028–2031'],
  ])('of %s are %s in the round for 2024 and %s in the next one', (id, first, next) => {
    expect(said(id, '2024')).toContain(first);
    expect(said(id, '2025')).toContain(next);
    expect(said(id, '2025')).not.toContain(first);
  });

  test('are filled in everywhere, in both languages', () => {
    expect(JSON.stringify(goals.map((one) => goalInPeriod(one, '2024')))).not.toContain('{year');
    expect(asked('q14', '2025').groups[0]!.label).toEqual({
      fi: 'Henkilöstövaje, maaliskuu 2026',
      en: 'Staff shortage, March 2026',
    });
  });
});
