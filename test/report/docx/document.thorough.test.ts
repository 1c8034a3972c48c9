import { answerReader } from '../../../cards/parts/answer-reader';
import { type DigestSource } from '../../../src/digest/digest';
import { type Goal, type Locale, locales } from '../../../src/goals/schema';
import { documentOf } from '../../../src/report/docx/document';
import { longForm, type LongFormRow } from '../../../src/report/content/long-form';
import { type Raws, sourceOf } from '../../digest/fixtures';
import { type FieldInput, goalWith, text } from '../../helpers/fixtures';
import { readDocx } from '../docx-text';
import { boxed, expectInOrder } from '../document-in-order';
import { options, seedProgrammes, seedSources } from '../seed-sources';

const seeds = seedSources();
const made = async (source: DigestSource, changes = {}) =>
  readDocx(await documentOf(source, { ...options, ...changes }));
const ofGoals = (goals: readonly Goal[], raws: Raws = {}) => made(sourceOf({ goals, raws }));

/** A survey has everything that was asked; a follow-up omits what was left open of a task and beside its figures. */
function isShown({ raw, role, group_id }: LongFormRow, programme: string): boolean {
  return raw !== '' || programme === 'county-survey' || (role !== '' && group_id === '');
}

it('says of no open state or text that it is not answered in the published edition, and of a survey’s questions does', async () => {
  const { document } = options.words('fi');
  const openIn = async (programme: string, edition: 'published' | 'full') => {
    const { paragraphs } = await made(await seeds.of(programme), { edition });
    return paragraphs.filter(({ text }) => text === document.notAnswered).length;
  };
  expect(await openIn('productivity-programme', 'published')).toBe(0);
  expect(await openIn('productivity-programme', 'full')).toBe(70);
  expect(await openIn('county-survey', 'published')).toBe(10);
});

describe.each(seedProgrammes)('of %s', (programme) => {
  it('has every answer, and what is not answered, in the order of the form', async () => {
    const source = await seeds.of(programme);
    const rows = longForm(source, answerReader('fi')).filter((row) => isShown(row, programme));
    expectInOrder(await made(source), rows);
    expect(rows.length).toBeGreaterThan(20);
  });

  it('has every option with a box, and as many crosses as options were chosen', async () => {
    const source = await seeds.of(programme);
    const { xml } = await made(source);
    const { workStates } = source.form.programme;
    const options = { 'yes-no': 2, light: 4, 'work-state': workStates.length };
    const shown = longForm(source, answerReader('fi')).filter((row) => isShown(row, programme));
    const names = new Set(shown.map(({ goal_id, field_id }) => `${goal_id} ${field_id}`));
    const fields = source.form.goals.flatMap(({ id, fields: own }) =>
      own.filter((field) => names.has(`${id} ${field.id}`)),
    );
    const all = fields.map(({ kind, options: own }) => own?.length ?? options[kind as 'light'] ?? 0);
    const chosen = longForm(source, answerReader('fi')).map(({ kind, raw, value }) => {
      if (kind === 'yes-no') return Number(value === 0 || value === 1);
      return boxed.includes(String(kind)) && raw !== '' ? String(raw).split('; ').length : 0;
    });
    const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0);
    expect(xml.match(/☒/g) ?? []).toHaveLength(sum(chosen));
    expect(xml.match(/[☐☒]/g) ?? []).toHaveLength(sum(all));
  });

  it('has the headings of parts and goals in Word’s own styles, each goal once and in order', async () => {
    const { form } = await seeds.of(programme);
    const { paragraphs, xml } = await made(await seeds.of(programme));
    // One below the goal's own headings; contact details come before them, in a block of their own.
    const goals = form.goals
      .filter(({ contact }) => !contact)
      .map(({ code, title, headings }) => ({
        ...{ style: `Heading${headings.filter((each) => each.fi).length + 1}` },
        text: `${code} ${title.fi ?? title.sv}`,
      }));
    const isGoal = (text: string) => goals.some((goal) => goal.text === text);
    const headed = paragraphs.filter(({ style }) => /^Heading\d/.test(style));
    expect(headed.filter(({ text }) => isGoal(text))).toEqual(goals);
    const contents = paragraphs.filter(({ style }) => style.startsWith('TOC')).map((each) => each.text);
    const deepest = form.programme.headings.length;
    const headings = headed.filter(({ style, text }) => Number(style.at(-1)) <= deepest && !isGoal(text));
    expect(contents).toEqual(headings.map((heading) => heading.text));
    const leadsTo = [...xml.matchAll(/w:anchor="([^"]+)"/g)].map((match) => match[1]);
    expect([...xml.matchAll(/<w:bookmarkStart[^>]*w:name="([^"]+)"/g)].map((match) => match[1])).toEqual(
      leadsTo,
    );
  });

  it('says the same whenever it is made', async () => {
    const first = await made(await seeds.of(programme));
    const second = await made(await seeds.of(programme));
    expect(second.xml).toBe(first.xml);
  });

  it.each(locales)('can be made in %s', async (locale) => {
    const { part } = await made(await seeds.of(programme), { locale });
    const language = { fi: 'fi-FI', sv: 'sv-FI', en: 'en-GB' }[locale];
    expect(await part('styles')).toContain(`<w:lang w:val="${language}"/>`);
  });
});

describe('the survey', () => {
  it('names organisation and period, who asks, by which law and by when, and says that it is one answer', async () => {
    const { paragraphs, part } = await made(await seeds.of('county-survey'));
    expect(paragraphs.slice(0, 8).map((paragraph) => paragraph.text.replaceAll('\u00a0', ' '))).toEqual([
      ...['Kanta-Hämeen hyvinvointialue', 'Hyvinvointialueen selvitys', '2024'],
      'Kyselyn tekijä: Sosiaali- ja terveysministeriö',
      'Säädösperusta: Laki sosiaali- ja terveydenhuollon järjestämisestä (612/2021), 29 §:n 2 momentti',
      ...['Määräaika: 2.5.2025 klo 16.15', 'Tilanne: 12.10.2026', 'Yksi koordinoitu vastaus'],
    ]);
    expect(await part('header1')).toContain('Kanta-Hämeen hyvinvointialue · Hyvinvointialueen selvitys 2024');
    expect(await part('footer1')).toMatch(/Yksi koordinoitu vastaus.*PAGE.* \/ .*NUMPAGES/s);
  });

  it('begins with the four contact fields of the form, which name the contact person', async () => {
    const { paragraphs } = await made(await seeds.of('county-survey'));
    const lines = paragraphs.map((paragraph) => paragraph.text);
    const at = lines.indexOf('Y Vastaajan yhteystiedot');
    expect(lines.slice(at - 1, at + 12)).toEqual([
      ...[
        'Yksi koordinoitu vastaus',
        'Y Vastaajan yhteystiedot',
        // The head of the block, which a screen reader names the columns by.
        ...['Kohta', 'Vastaus'],
        'Hyvinvointialueen nimi',
        'Kanta-Hämeen hyvinvointialue',
      ],
      ...['Yhteyshenkilön nimi', 'Selvityksen koordinaattori', 'Puhelinnumero', '040 000 0000'],
      ...['Sähköposti', 'survey-coordinator@example.org'],
      'Sisällys',
    ]);
    expect(lines.filter((line) => line.startsWith('Yhteyshenkilö:'))).toEqual([]);
  });

  it('says in the question what Q8, Q37 and Q39 ask for, and which period Q8 had before', async () => {
    const { paragraphs } = await made(await seeds.of('county-survey'));
    const below = (title: RegExp) =>
      paragraphs[paragraphs.findIndex((paragraph) => title.test(paragraph.text)) + 1]!.text;
    expect(below(/^Q8 /)).toContain('1.7.–31.12.2024, ja aiemmin ilmoitettu oli 1.10.2024–31.3.2025');
    expect(below(/^Q37 /)).toContain('kokous ja asiakohta, tai linkki');
    expect(below(/^Q39 /)).toContain('kustannusvaikutus toimilla on vuosina 2025, 2026 ja 2027');
  });

  it('says which questions are voluntary', async () => {
    const { paragraphs } = await made(await seeds.of('county-survey'));
    const lines = paragraphs.map((paragraph) => paragraph.text);
    const voluntary = lines.flatMap((line, index) =>
      line === 'Vapaaehtoinen kysymys' ? [lines[index - 2]!] : [],
    );
    expect(voluntary.map((line) => line.split(' ')[0])).toEqual(['Q41', 'Q42']);
  });

  it('has tables as wide as the text, their header on every page', async () => {
    const { xml } = await made(await seeds.of('county-survey'));
    // The first one is the block of contact details, which has no header.
    const [, ...tables] = [...xml.matchAll(/<w:tbl>.*?<\/w:tbl>/gs)].map(([table]) => table);
    expect(tables).toHaveLength(4);
    for (const table of tables) {
      const widths = [...table.matchAll(/<w:gridCol w:w="(\d+)"/g)].map((match) => Number(match[1]));
      expect(widths.reduce((sum, width) => sum + width)).toBe(11906 - 2 * 1134);
      expect(table.match(/<w:tblHeader/g)).toHaveLength(1);
    }
  });
});

const long = (start: string) =>
  `${start}\n\n”Lainaus” "quoted" & <b>x</b> ]]> &amp; 👩‍👩‍👧 `.padEnd(5000, 'pitkä sana\n');

describe('what people typed', () => {
  it('stands as it was typed: 5,000 characters, line breaks, quotes, markup, emoji', async () => {
    const typed = long('Alku');
    const goal = goalWith('a', { fields: [text('note', { maxLength: 5000 })] });
    const { paragraphs } = await ofGoals([goal], { a: { note: typed } });
    const found = paragraphs.map((paragraph) => paragraph.text).join('\n');
    const lines = typed
      .trim()
      .split('\n')
      .filter((line) => line.trim() !== '');
    expect(found).toContain(lines.slice(1).join('\n'));
    expect(found).toContain('Alku\n');
  });

  it('is read from right to left where it begins so', async () => {
    const goal = goalWith('a', { fields: [text('note'), text('other')] });
    const { xml } = await ofGoals([goal], { a: { note: '1. שלום עולם', other: 'Suomea, שלום' } });
    expect(xml.match(/<w:bidi\/>/g)).toHaveLength(1);
    expect(xml).toContain('1. שלום עולם');
  });

  it('is never a link, a field or a heading', async () => {
    const goal = goalWith('a', { fields: [text('note')] });
    const plain = await ofGoals([goal], { a: { note: 'x' } });
    const { xml } = await ofGoals([goal], {
      a: { note: 'https://example.org =SUM(A1) { TOC \\o } # Otsikko' },
    });
    for (const tag of ['<w:hyperlink', '<w:instrText', '"Heading'])
      expect(xml.split(tag)).toHaveLength(plain.xml.split(tag).length);
  });

  it('leaves out what a file cannot hold', async () => {
    const { xml } = await ofGoals([goalWith('a', { title: { fi: 'Otsi\u0001kko \ud83d!' } })]);
    expect(xml).toContain('A Otsikko !');
  });

  it('writes figures as the reader does, with unit, baseline, target and their sides', async () => {
    const field = { kind: 'number', unit: { fi: 'hlö' }, role: 'measure' } as const;
    const target = {
      baseline: { raw: '1000.5', value: 1000.5 },
      targets: [{ raw: '900.0', value: 900, comparator: 'below' as const }],
    };
    const fields = ['a', 'b', 'c'].map((id) => ({ ...field, ...target, id, label: { fi: `Luku ${id}` } }));
    const { paragraphs } = await ofGoals([goalWith('a', { fields })], { a: { a: '-1234,5', b: '<3' } });
    expect(paragraphs.map((paragraph) => paragraph.text.replaceAll('\u00a0', ' '))).toEqual(
      expect.arrayContaining([
        ...['Luku a: −1 234,5 hlö', 'Luku b: <3 hlö', 'Luku c: ei vastattu'],
        'Lähtötaso: 1 000,5 hlö · Tavoitearvo: <900 hlö',
      ]),
    );
  });

  it('shows days in the manner of the language, and lights and yes or no with boxes', async () => {
    const kinds = ['date', 'light', 'yes-no'] as const;
    const fields = kinds.map((kind) => ({ id: kind, kind, label: { fi: kind } }));
    const source = sourceOf({
      goals: [goalWith('a', { fields })],
      raws: { a: { date: '5.3.2026', light: 'red', 'yes-no': 'ei' } },
    });
    const texts = async (locale: Locale) =>
      (await made(source, { locale })).paragraphs.map((each) => each.text);
    for (const [locale, day, no] of [
      ['fi', '5.3.2026', '☐\u00a0Kyllä\u2003 ☒\u00a0Ei'],
      ['sv', '5.3.2026', '☐\u00a0Ja\u2003 ☒\u00a0Nej'],
      ['en', '5 Mar 2026', '☐\u00a0Yes\u2003 ☒\u00a0No'],
    ] as const)
      expect(await texts(locale)).toEqual(expect.arrayContaining([`date: ${day}`, no]));
    expect(await texts('fi')).toContainEqual(expect.stringContaining('☒\u00a0punainen'));
  });

  it('keeps a small row of a table on one page and lets a long one go over', async () => {
    const cells = ['small', 'large'].map((row) =>
      text(row, { group: 't', row, column: 'c', maxLength: 5000 }),
    );
    const options = (ids: readonly string[]) => ids.map((id) => ({ id, label: { fi: id } }));
    const group = { id: 't', kind: 'table', label: { fi: 'Taulu' } } as const;
    const table = { ...group, rows: options(['small', 'large']), columns: options(['c']) };
    const goal = goalWith('a', { groups: [table], fields: cells });
    const { xml: whole } = await ofGoals([goal], { a: { small: 'lyhyt', large: long('x') } });
    const xml = whole.slice(whole.lastIndexOf('<w:tbl>'));
    const rows = [...xml.matchAll(/<w:tr>.*?<\/w:tr>/gs)].map(([row]) => row.includes('<w:cantSplit/>'));
    expect(rows).toEqual([true, true, false]);
  });
});

async function textsOf(programme: string, changes = {}): Promise<string[]> {
  const { paragraphs } = await made(await seeds.of(programme), changes);
  return paragraphs.map(({ text }) => text);
}

it('says of texts asked for in several languages which one they are in', async () => {
  const paragraphs = await textsOf('half-year-follow-up', { locale: 'sv' });
  const goals = (await seeds.of('half-year-follow-up')).form.goals.length;
  for (const label of ['Uppföljning (på svenska)', 'Uppföljning (på finska)'])
    expect(paragraphs.filter((each) => each === label)).toHaveLength(goals);
  expect(paragraphs).not.toContain('Uppföljning');
  const survey = await textsOf('county-survey');
  expect(survey.filter((each) => each.endsWith('(suomeksi)'))).toEqual([]);
});

it('keeps the first and the last two actions of a goal with what stands beside them, and boxes with what is said of them', async () => {
  const actions = ['yksi', 'kaksi', 'kolme', 'neljä', 'viisi'].map((fi) => ({ fi }));
  const fields: FieldInput[] = [{ id: 'yes', kind: 'yes-no', label: { fi: 'Onko tehty' } }];
  const { xml } = await ofGoals([goalWith('a', { actions, fields })]);
  const isKept = (told: string) =>
    xml
      .split('</w:p>')
      .find((each) => each.includes(`>${told}<`))!
      .includes('<w:keepNext/>');
  expect(actions.map(({ fi }) => isKept(fi))).toEqual([true, false, false, true, true]);
  expect(isKept('☐\u00a0Kyllä\u2003 ☐\u00a0Ei')).toBe(true);
});

it('never breaks a state at the end of a line', async () => {
  const source = await seeds.of('strategic-goals');
  const layout = 'plain' as const;
  const form = { ...source.form, programme: { ...source.form.programme, layout } };
  const paragraphs = (await made({ ...source, form })).paragraphs.map(({ text: each }) => each);
  const states = paragraphs.filter((each) => /[☐☒].*\u2003/.test(each));
  expect(states.length).toBeGreaterThan(20);
  expect(states.filter((each) => / (?![☐☒])/.test(each))).toEqual([]);
  expect(states[0]).toContain('Työ\u00a0ei\u00a0etene,\u00a0tarvitaan\u00a0tukea');
});
