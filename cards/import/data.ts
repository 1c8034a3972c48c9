/** The cards of a register's file that was dropped into the chat, as data for `card.json`. Pure. */
import { type Programme } from '../../src/goals/schema';
import { type ImportPlan } from '../../src/import/plan/plan';
import { type ImportCounts } from '../../src/import/register-before';
import { type MappedColumn } from '../../src/import/table/imported';
import { type Banner, bannerData } from '../parts/banner';
import { bytesOf } from '../parts/limits';
import { pagesOf, pageWithin } from '../parts/pages';
import { shorten } from '../parts/shorten';
import { type Wording } from '../parts/wording';
import { button, type ButtonStyle } from './button';
import { matchButtons } from './matches';
import { importRows } from './rows';

export interface ImportFileSource {
  /** The kept file's id. */
  readonly file: string;
  readonly fileName: string;
  readonly goals: number;
  readonly programmes: readonly Pick<Programme, 'id' | 'name'>[];
  /** The programme that the file seems to belong to. */
  readonly guess?: string;
  /** Whether some goal of the file is in a programme already. */
  readonly isKnown: boolean;
  /** How the columns are read, if the file fits no layout. */
  readonly columns?: readonly MappedColumn[];
  readonly banner?: Banner;
}

const longestName = 120;
/** Organisations have a handful of programmes; if there are more, the rest are imported on the command line. */
const mostProgrammes = 50;

/** Asks which programme the file belongs to; a new one is offered first if no programme has any of its goals. */
export function importFileData(source: ImportFileSource, wording: Wording) {
  const { file, fileName, goals, programmes, isKnown, guess = '', columns, banner } = source;
  const data = { file };
  const others = programmes.length > 0;
  const toPlan = (style: ButtonStyle) =>
    button('import-plan', wording.text('import.show'), data, style, 'auto');
  const toNew = (style: ButtonStyle) => button('import-new', wording.text('import.new'), data, style);
  const toOthers = others ? [toPlan(isKnown ? 'positive' : 'default')] : [];
  return {
    ...bannerData(banner),
    context: shorten(fileName, longestName),
    title: wording.text('import.title'),
    lines: [
      isKnown
        ? wording.text('import.found', { count: goals })
        : wording.text(others ? 'import.foundNewOr' : 'import.foundNew', { count: goals }),
      ...(columns ? [wording.text('import.columnsRead', { columns: columnsText(columns, wording) })] : []),
    ],
    ...(others && {
      programme: {
        label: wording.text('import.programme'),
        missing: wording.text('import.programmeMissing'),
        value: guess,
        choices: programmes
          .slice(0, mostProgrammes)
          .map(({ id, name }) => ({ title: shorten(wording.of(name), longestName), value: id })),
      },
    }),
    rows: [],
    buttons: [
      ...(isKnown ? [...toOthers, toNew('default')] : [toNew('positive'), ...toOthers]),
      ...(columns
        ? [button('import-columns', wording.text('import.columns'), { ...data, page: 0, to: 0 })]
        : []),
      button('import-cancel', wording.text('import.cancel'), data),
    ],
  };
}

/** "Sitova tavoite – tavoite; Vastaava – vastuuhenkilö", without those that are not used. */
function columnsText(columns: readonly MappedColumn[], wording: Wording): string {
  const read = columns.flatMap(({ text, meaning }) =>
    meaning && meaning !== 'ignore'
      ? [`${shorten(text, 40)} – ${wording.text(`columns.meaning.${meaning}`)}`]
      : [],
  );
  return shorten(read.join('; '), longestColumns);
}

const longestColumns = 900;

/** What is said about a programme that the import would make. */
export interface MadeProgramme {
  /** The name of its coordinator. */
  readonly coordinator: string;
  /** Persons and roles that own a goal or a part of one. */
  readonly owners: number;
  /** Its first round; absent if its calendar has none. `opens` (ISO 8601, UTC) is missing if its time has come already. */
  readonly first?: { readonly period: string; readonly opens?: string };
}

export interface ImportPlanSource {
  readonly file: string;
  readonly fileName: string;
  readonly plan: ImportPlan;
  /** Names the plan, so that this card cannot import another one. */
  readonly name: string;
  readonly counts: ImportCounts;
  /** Whether importing would write anything. */
  readonly changes: boolean;
  /** 0-based; clamped to the pages there are. */
  readonly page?: number;
  /** Only if it would make the programme. */
  readonly made?: MadeProgramme;
  readonly banner?: Banner;
}

/** Bytes for all rows, and of the JSON around each row. */
const frame = { rows: 21_000, row: 170 } as const;
const mostRows = 60;

export function importPlanData(source: ImportPlanSource, wording: Wording) {
  const { file, fileName, plan, name, changes, page = 0, made, banner } = source;
  const pages = pagesOf(
    importRows(plan, made !== undefined, wording),
    ({ text }) => bytesOf(text) + frame.row,
    {
      bytes: frame.rows,
      items: mostRows,
    },
  );
  const shown = pageWithin(page, pages.length);
  const data = { file, programmeId: plan.programme.id, ...(made && { isNew: true }) };
  const open = openMatches(plan);
  // A goal's targets can be decided once it is certain which goal it is; a card has at most six buttons.
  const asksSides = shown === 0 && open === 0;
  const asksMatches = shown === 0 && (open > 0 || plan.bareTargets.length === 0);
  const turn = (to: number, title: string) => button('import-plan', title, { ...data, page: to });
  return {
    ...bannerData(banner),
    context: shorten(`${wording.of(plan.programme.name)} · ${fileName}`, 2 * longestName),
    title: wording.text(made ? 'import.newTitle' : 'import.title'),
    lines: made ? newLines(plan, made, wording) : changeLines(source, wording),
    ...(asksSides && sidesIn(plan, wording)),
    rows: pages[shown] ?? [],
    ...(pages.length > 1 && {
      pageOf: wording.text('import.pageOf', { page: shown + 1, pages: pages.length }),
    }),
    buttons: [
      ...(changes ? [applyButton(plan, { ...data, plan: name }, made !== undefined, wording)] : []),
      ...(asksSides ? sideButtons(plan, data, wording) : []),
      ...(asksMatches ? matchButtons(plan, data, wording) : []),
      ...(shown > 0 ? [turn(shown - 1, wording.text('import.back'))] : []),
      ...(shown < pages.length - 1 ? [turn(shown + 1, wording.text('import.more'))] : []),
      // The form has the button that cancels.
      made
        ? button('import-new', wording.text('form.back'), { file })
        : button('import-cancel', wording.text('import.cancel'), { file }),
    ],
  };
}

/** Goals that wait for a decision whether they are others of the register. */
function openMatches({ nearMatches }: ImportPlan): number {
  return nearMatches.filter(({ decided }) => !decided).length;
}

function changeLines(source: ImportPlanSource, wording: Wording): string[] {
  const open = openMatches(source.plan);
  return [
    wording.text('import.counts', countValues(source)),
    ...(open > 0 ? [wording.text('import.matchesOpen', { count: open })] : []),
    ...source.plan.losses.map(({ what, lost, of }) => wording.text(lossKeys[what], { lost, of })),
    wording.text(source.changes ? 'import.notYet' : 'import.nothing'),
  ];
}

function newLines(
  { programme, goals, problems }: ImportPlan,
  { owners, coordinator, first }: MadeProgramme,
  wording: Wording,
): string[] {
  const held = problems.filter(({ severity }) => severity === 'error').length;
  const rhythm = wording.text(`schedule.rhythm.${programme.rhythm}`);
  return [
    wording.text('import.newCounts', { goals: goals.length, owners, held }).trim(),
    wording.text('import.newSettings', { coordinator: shorten(coordinator, longestName), rhythm }),
    first ? firstText(first, wording) : wording.text('import.noRound'),
    wording.text('import.newNotYet'),
  ];
}

function firstText({ period, opens }: NonNullable<MadeProgramme['first']>, wording: Wording): string {
  const shown = wording.period(period);
  return opens === undefined
    ? wording.text('import.firstRoundAtOnce', { period: shown })
    : wording.text('import.firstRound', { period: shown, opens: wording.moment(opens) });
}

const lossKeys = {
  goals: 'import.loss.goals',
  parts: 'import.loss.parts',
  owners: 'import.loss.owners',
} as const;

/** If the import would remove a lot, the button says so. */
function applyButton({ losses }: ImportPlan, data: object, isNew: boolean, wording: Wording) {
  const title = wording.text(isNew ? 'import.newApply' : 'import.apply');
  if (losses.length === 0) return button('import-apply', title, data, 'positive');
  const agreed = { ...data, retireMany: true };
  return button('import-apply', wording.text('import.applyLosses'), agreed, 'destructive');
}

/** Prefix of a target's input, before the target's key. */
export const sideInput = 'side:';

/** Most targets with their own input; others are decided all together, or on the command line. */
const mostSides = 12;

function sidesIn({ bareTargets }: ImportPlan, wording: Wording) {
  if (bareTargets.length === 0) return {};
  const rest = bareTargets.length - mostSides;
  return {
    sides: {
      title: wording.text('import.sides', { count: bareTargets.length }),
      more: rest > 0 ? [wording.text('import.sidesMore', { count: rest })] : [],
      placeholder: wording.text('import.side.undecided'),
      choices: (['at-least', 'at-most', 'exactly'] as const).map((side) => ({
        title: wording.text(`import.side.${side}`),
        value: side,
      })),
      inputs: bareTargets.slice(0, mostSides).map(({ key, code, label, raw, decided = '' }) => ({
        id: sideInput + key,
        label: shorten(`${code} ${label}: ${raw}`, longestName),
        value: decided,
      })),
    },
  };
}

function sideButtons({ bareTargets }: ImportPlan, data: object, wording: Wording) {
  if (bareTargets.length === 0) return [];
  const all = (side: 'at-least' | 'at-most') =>
    button('import-sides', wording.text(`import.all.${side}`), { ...data, all: side });
  return [
    ...(bareTargets.length > 1 ? [all('at-least'), all('at-most')] : []),
    button('import-sides', wording.text('import.sidesSave'), data, 'default', 'auto'),
  ];
}

function countValues({ counts, plan }: Pick<ImportPlanSource, 'counts' | 'plan'>) {
  const unchanged = plan.goals.filter(({ what }) => what === 'unchanged').length;
  return { ...counts, unchanged, held: plan.held.length };
}

/** How the import ended. */
export interface ImportDoneSource {
  readonly fileName?: string;
  readonly banner: Banner;
  readonly lines: readonly string[];
  /** The programme whose import can be undone. */
  readonly programmeId?: string;
  /** The import made it, so its schedule comes next. */
  readonly isNew?: boolean;
}

export function importDoneData(source: ImportDoneSource, wording: Wording) {
  const { fileName, banner, lines, programmeId, isNew = false } = source;
  return {
    ...bannerData(banner),
    ...(fileName !== undefined && { context: shorten(fileName, longestName) }),
    title: wording.text(isNew ? 'import.newTitle' : 'import.title'),
    lines: lines.map((line) => shorten(line, 400)),
    rows: [],
    buttons:
      programmeId === undefined
        ? []
        : [
            ...(isNew
              ? [button('schedule', wording.text('import.newSchedule'), { programmeId }, 'positive')]
              : []),
            button('import-undo-ask', wording.text('import.undo'), { programmeId }),
          ],
  };
}
