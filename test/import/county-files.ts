/** The seed programmes as files that counties send: the documents' columns and manners, the seeds' words and figures. */
import path from 'node:path';
import { readSeed, type Seed, seedsDirectory } from '../../seeds/read';
import { type Field, type Goal, type Locale, type LocalizedText } from '../../src/goals/schema';
import { type FileRow } from './workbook-file';

export type CountySheets = Record<string, FileRow[]>;

export function seed(folder: string): Seed {
  return readSeed(path.join(seedsDirectory, folder));
}

const fi = (text: LocalizedText | undefined) => text?.fi ?? '';

/** What the document reports of a field, as it was printed. */
export function reported({ replies }: Seed, goal: Goal, field: Field): string | undefined {
  const answer = replies.replies.find((reply) => reply.goal === goal.id)?.answers[field.id];
  return answer === undefined || typeof answer === 'string' ? answer : answer.join(', ');
}

/** One row a key result; what the seeds know of its target stands in its text, as in the document. */
export function keyResultSheets(source: Seed): CountySheets {
  const rows = source.goals.map((goal): FileRow => {
    const raws = goal.fields.flatMap((field) => [
      ...(field.baseline ? [field.baseline.raw] : []),
      ...field.targets.map(({ raw }) => raw),
    ]);
    const unsaid = raws.filter((raw) => !fi(goal.title).includes(raw));
    const mark = goal.fields[0]!.kind === 'yes-no' ? ' (Kyllä/Ei)' : '';
    const said = unsaid.length > 0 ? ` (${unsaid.join(', ')})` : '';
    const [figure] = goal.fields.flatMap((field) => reported(source, goal, field) ?? []);
    const typed = figure === undefined ? null : Number(figure.replace(',', '.'));
    return [...goal.headings.map(fi), `${fi(goal.title)}${said}${mark}`, typed];
  });
  return {
    Avaintulokset: [
      ['Tuottavuus turvaa palvelut'],
      [],
      ['Toimiala', 'Tulosalue', 'Tavoite', 'Avaintulos', 'Luottavaisuusarvio'],
      ...rows,
    ],
  };
}

const capital = (text: string) => text[0]!.toUpperCase() + text.slice(1);

/** Two sheets: goals by focus, and their tasks with owners as names. */
export function strategicSheets(source: Seed): CountySheets {
  const goals = source.goals.map((goal): FileRow => {
    const [focus, ...subs] = goal.headings.map(fi);
    const stated = goal.fields.flatMap(({ role, label, targets }) =>
      role === 'measure' && targets.length > 0
        ? [`${fi(label)} ${targets.map(({ raw }) => raw).join(', ')}`]
        : [],
    );
    const told = goal.fields.flatMap(({ role, label }) =>
      role === undefined ? [capital(fi(label).replace('Mittarin tilanne: ', ''))] : [],
    );
    const indicators = [...stated, ...(told.length > 0 ? told : ['Asiakaskokemus'])];
    return [
      [focus, ...subs.map((sub) => `- ${sub}`)].join('\n'),
      fi(goal.title),
      indicators.join('\n'),
      fi(goal.unit),
    ];
  });
  const tasks = source.goals.flatMap((goal) =>
    goal.groups.map((group, index): FileRow => {
      const progress = goal.fields.find((field) => field.group === group.id && field.role === 'progress');
      return [
        index === 0 ? fi(goal.title) : null,
        fi(group.label),
        group.owners.join(', '),
        fi(group.description) || null,
        (progress && reported(source, goal, progress)) ?? 'Ei mittaria',
      ];
    }),
  );
  return {
    'Autamme sopivalle polulle': [
      [
        'Strateginen painopiste',
        'Tavoite\n(valtuustotason sitova) 2024',
        'KPI-mittari¹',
        'Vastuutaho\n(toimialataso)',
      ],
      ...goals,
    ],
    Tehtävät: [['Tavoite', 'Päätehtävät', 'Vastuuhenkilö', 'Kuvaus', 'Tilanne'], ...tasks],
  };
}

/** Spearheads and targets stand once, in cells that are blank below; measures are counted with letters. */
export function productivitySheets(source: Seed): CountySheets {
  const state = (id: string | undefined) =>
    fi(source.programme.workStates.find((each) => each.id === id)?.label).replace(' (', '\n(') || null;
  let above: readonly string[] = [];
  const rows = source.goals.map((goal): FileRow => {
    const headings = goal.headings.map(fi);
    const shown = headings.map((text, level) =>
      headings.slice(0, level + 1).every((each, index) => each === above[index]) ? null : text,
    );
    above = headings;
    const [, letter = ''] = goal.code.split(' ');
    const actions = goal.actions.map((action) => `• ${fi(action)}`);
    const [status, description] = goal.fields;
    return [
      ...shown,
      [`${letter}) ${fi(goal.title)}`, ...actions].join('\n'),
      state(reported(source, goal, status!)),
      reported(source, goal, description!) ?? null,
    ];
  });
  return {
    Tuottavuusohjelma: [
      [
        ...['Tuottavuuskärki', 'Tuottavuuskohde', 'Tuottavuusmekanismi ja konkreettiset\ntoimenpiteet'],
        ...['Projektin tila', 'Sanallinen kuvaus'],
      ],
      ...rows,
    ],
  };
}

const halfYearWords = {
  sv: { head: ['Mål', 'Mätare', 'Åtgärder', 'Uppföljning 1-6/24'], from: 'Utgångsläge', to: 'Mål' },
  fi: { head: ['Tavoite', 'Mittarit', 'Toimenpiteet', 'Seuranta 1-6/2024'], from: 'Lähtö', to: 'Tavoite' },
} as const;

/** A sheet a unit and language, Swedish first. */
export function halfYearSheets(source: Seed): CountySheets {
  const units = [...new Set(source.goals.map((goal) => goal.unit!.sv!))];
  const sheets = units.flatMap((unit) =>
    (['sv', 'fi'] as const).map((language): [string, FileRow[]] => {
      const goals = source.goals.filter((goal) => goal.unit!.sv === unit);
      const name = goals[0]!.unit![language]!;
      return [
        `${name} ${language}`,
        [[...halfYearWords[language].head], ...goals.map((goal) => halfYearRow(source, goal, language))],
      ];
    }),
  );
  return Object.fromEntries(sheets);
}

function halfYearRow(source: Seed, goal: Goal, language: 'sv' | 'fi'): FileRow {
  const measures = goal.fields.filter(({ role }) => role === 'measure');
  const text = goal.fields.find((field) => field.language === language)!;
  return [
    goal.title[language]!,
    measures.map((field) => measureText(field, language)).join('\n\n'),
    goal.actions.map((action) => action[language]!).join('\n\n') || null,
    reported(source, goal, text) ?? null,
  ];
}

function measureText(
  { label, kind, unit, baseline, targets, min, max }: Field,
  language: 'sv' | 'fi',
): string {
  const { from, to } = halfYearWords[language];
  const shown = {
    percent: '%',
    scale: `${min} = ei, ${max} = kyllä`,
    'yes-no': language === 'sv' ? 'ja/nej' : 'kyllä/ei',
  } as Readonly<Record<string, string>>;
  const named = shown[kind] ?? unit?.[language as Locale];
  const start = baseline ? `\n${from} ${baseline.raw},` : '';
  return `${label[language]}${named ? ` (${named})` : ''}:${start}\n${to} ${targets[0]!.raw}`;
}
