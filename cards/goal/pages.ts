/** Splits the fields of one goal into pages, so that each page's card is small enough, whatever is typed. Pure. */
import { languageSets, neededAlternatives } from '../../src/goals/answers/alternatives';
import { type FieldKindRules, fieldKindRules } from '../../src/goals/field-kinds';
import { type Field, type Goal, type LocalizedText, type Programme } from '../../src/goals/schema';
import { tasksOf } from '../../src/goals/tasks';
import {
  bytesOf,
  excess,
  largestCard,
  longestNumber,
  longestShown,
  longestText,
  othersShown,
} from '../parts/limits';
import { type KeptByName, keptByName, keptWith } from '../../src/kept';
import { runsBy } from '../parts/runs-by';
import { hasOwnButton, isFilledTogether } from './no-figure';
import { isTable } from './table';

/**
 * The pages of a person's fields: at least one field each, every field once, in order. They depend on the form alone,
 * never on the answers or the language, so that a page number always means the same fields.
 * Table rows are never split; groups are kept whole if they fit on a page.
 */
export function goalPages(goal: Goal, fields: readonly Field[], programme: Programme): Pages {
  const asked = fields.map(({ id }) => id).join(' ');
  return keptPages(goal)(programme)(asked, () => split(goal, fields, programme));
}

type Pages = readonly (readonly Field[])[];

/** The persons who share a goal are asked different fields. */
const partsKept = 20;
const keptPages = keptWith<Goal, (programme: Programme) => KeptByName<Pages>>(() =>
  keptWith(() => keptByName(partsKept)),
);

function split(goal: Goal, fields: readonly Field[], programme: Programme): Pages {
  const room = largestCard - frameWeight(goal, fields, programme);
  const fits = (page: readonly Field[]) => pageWeight(page, goal, programme) <= room;
  // So it is for most goals, and a page grows heavier with each field.
  if (fields.length > 0 && fits(fields)) return [[...fields]];
  const pages: Field[][] = [];
  for (const group of runsBy(fields, ({ group, id }) => group ?? `field ${id}`)) {
    const parts = fits(group) ? [group] : runsBy(group, ({ row, id }) => row ?? `field ${id}`);
    for (const part of parts) {
      const last = pages.at(-1);
      if (last && fits([...last, ...part])) last.push(...part);
      else pages.push([...part]);
    }
  }
  return pages;
}

/*
 * Bytes of the card's JSON in its largest state and longest language. A typed line break, quotation mark or ä takes
 * two, so a page of nothing else would exceed 28 KB, but never what Teams accepts.
 */
const weights = {
  /** The card without its inputs, buttons and the form's texts, with banner, author, lateness and on whose behalf. */
  card: 1850,
  /** The number of buttons, the bytes of one without its ids, and the mark of one that sends no inputs. */
  actions: 8,
  action: 155,
  sendsNothing: 26,
  /** What a button carries of the reply that tasks were filled in from; the line that says so above a task's inputs. */
  filledFrom: 45,
  filled: 170,
  /** What a button carries of a stage and of a draft; what the card says about them. */
  ofStage: 32,
  stages: 500,
  /** A text of the form on a line of its own. */
  line: 110,
  /** The title above a list, and the line saying that a submitted answer is locked. */
  title: 150,
  /** The coordinator's comment with its JSON; the line saying that the question was corrected. */
  comment: 950,
  corrected: 220,
  section: 125,
  /** Who answered the cells of a table. */
  authors: 360,
  /** What helps to fill a table; lines that were not understood take the place of warnings, which come on saving. */
  table: 1300,
  /** An input with the lines under it, without their text; the client's check; its place in a row. */
  input: 420,
  check: 75,
  column: 65,
  choice: 24,
  /** The condition on which it is asked, and the mark that it is voluntary. */
  condition: 370,
  /** The note that one of several fields needs an answer, or that a translation is missing. */
  alternative: 200,
  /** The button that says that there is no figure, beside an input, without its ids. */
  noFigure: 560,
  /** What is wrong or odd with a figure. */
  warning: 210,
  /** The JSON around another person's answer; who answered and when. */
  conflict: 75,
  author: 160,
  /** The JSON around a target or baseline. */
  figure: 18,
  /** Factor for typed figures and texts, which hold letters such as ä, line breaks and quotation marks. */
  typed: 1.15,
} as const;

/** Bytes left on a card with these sections, for what is shown only if there is room. */
export function roomBeside(
  sections: readonly object[],
  more: object,
  { goal, fields, programme }: { goal: Goal; fields: readonly Field[]; programme: Programme },
): number {
  const shown = bytesOf(sections) + sections.length * weights.section + bytesOf(more);
  return largestCard - frameWeight(goal, fields, programme) - shown - spare;
}

/** Not to be filled up to the last byte: the frame's weight is an estimate. */
const spare = 500;

function frameWeight(goal: Goal, fields: readonly Field[], programme: Programme): number {
  const isShared = fields.length < goal.fields.length;
  const isTogether = fields.some((field) => isFilledTogether(field, goal));
  return keptFrames(goal)(programme)(`${isShared} ${isTogether}`, () =>
    weightOfFrame(goal, programme, { isShared, isTogether }),
  );
}

const keptFrames = keptWith<Goal, (programme: Programme) => KeptByName<number>>(() =>
  keptWith(() => keptByName(4)),
);

/** @param fields whether the goal has other persons' fields too, and whether some are filled in together */
function weightOfFrame(
  goal: Goal,
  { id, name, policy, calendar }: Programme,
  fields: { readonly isShared: boolean; readonly isTogether: boolean },
): number {
  const hasTasks = tasksOf(goal).length > 0;
  const marks =
    (policy.drafts ? 0 : weights.sendsNothing) +
    (hasTasks ? weights.filledFrom : 0) +
    (calendar.stage ? weights.ofStage : 0);
  const action = weights.action + id.length + goal.id.length + marks;
  return sum([
    weights.card + (weights.actions + Number(fields.isTogether)) * action,
    ...[name, goal.title, goal.description, ...goal.headings].map(lengthOf),
    ...goal.actions.map((text) => weights.line + lengthOf(text)),
    goal.actions.length > 0 ? weights.title : 0,
    fields.isShared ? weights.title + othersShown.lines * (weights.line + othersShown.length) : 0,
    calendar.stage ? weights.stages : 0,
    policy.lockOnSubmit ? weights.title : 0,
    policy.oneCoordinatedAnswer ? weights.comment : 0,
    goal.changedIn === undefined ? 0 : weights.corrected,
  ]);
}

function pageWeight(page: readonly Field[], goal: Goal, programme: Programme): number {
  const groupOf = (id: string | undefined) => goal.groups.find((group) => group.id === id);
  const sections = runsBy(page, ({ group }) => group).map(([first]) => {
    const group = groupOf(first!.group);
    const authors = first!.row === undefined ? 0 : weights.authors;
    const texts = [group?.label, group?.description].filter((text) => text !== undefined);
    return sum([
      weights.section,
      authors,
      isTable(group) ? weights.table : 0,
      group?.kind === 'task' ? weights.filled : 0,
      ...texts.map((text) => weights.line + lengthOf(text)),
    ]);
  });
  const rows = runsBy(page, ({ row, id }) => row ?? `field ${id}`).map(([first]) => {
    const row = groupOf(first!.group)?.rows?.find(({ id }) => id === first!.row);
    return row ? weights.line + lengthOf(row.label) : 0;
  });
  const sets = [...languageSets(goal.fields), ...neededAlternatives(goal.fields)];
  const alternatives = new Set(sets.flatMap(({ fields }) => fields.map(({ id }) => id)));
  return sum([
    ...sections,
    ...rows,
    ...page.map((field) => fieldWeight(field, alternatives.has(field.id), programme)),
    noFigureWeight(page, goal, programme),
  ]);
}

/** The buttons beside figures. */
function noFigureWeight(page: readonly Field[], goal: Goal, programme: Programme): number {
  const ids = programme.id.length + goal.id.length;
  const figures = programme.policy.drafts ? page.filter((field) => hasOwnButton(field, goal)) : [];
  return sum(figures.map((field) => weights.noFigure + ids + field.id.length));
}

function fieldWeight(field: Field, isAlternative: boolean, { workStates, policy }: Programme): number {
  const rules = fieldKindRules[field.kind];
  const options = rules.choices === 'work-states' ? workStates : (field.options ?? []);
  const chosen = options.map(({ label }) => lengthOf(label));
  const figures = [...field.targets, ...(field.baseline ? [field.baseline] : [])];
  const longest = rules.answeredBy === 'words' ? longestText(field) + excess : longestNumber;
  const typed = options.length > 0 ? 0 : longest;
  const shown = rules.isMultiple ? sum(chosen) : Math.max(typed, ...chosen);
  return sum([
    weights.input + field.id.length + lengthOf(field.label) + lengthOf(field.hint),
    policy.drafts ? 0 : weights.check,
    field.row === undefined ? 0 : weights.column,
    field.askedWhen ? weights.condition : 0,
    weights.alternative * Number(isAlternative),
    Math.ceil(typed * weights.typed),
    ...options.map(({ id, label }) => weights.choice + id.length + lengthOf(label)),
    rules.isMultiple ? sum(options.map(({ id }) => id.length + 1)) : 0,
    ...figures.map((figure) => weights.figure + figure.raw.length + lengthOf(field.unit)),
    ...field.targets.map(({ label }) => lengthOf(label)),
    Math.min(shown, longestShown.previous),
    alertWeight(field, rules, shown),
  ]);
}

/** Problems, warnings or another's answer; otherwise who answered, which a table says once for all its cells. */
function alertWeight({ row }: Field, { isChecked }: FieldKindRules, shown: number): number {
  const conflict = weights.conflict + Math.min(shown, longestShown.conflict);
  return Math.max(isChecked ? weights.warning : 0, row === undefined ? weights.author : 0, conflict);
}

/** Length of the longest translation, as JSON. */
function lengthOf(text: LocalizedText | undefined): number {
  return Math.max(0, ...Object.values(text ?? {}).map((each) => bytesOf(each) - 2));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
