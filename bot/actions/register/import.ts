/** Imports a register's file that was dropped into the chat: first a preview of the changes, then the import. */
import { z } from 'zod';
import { type Banner } from '../../../cards/parts/banner';
import { importDoneData, sideInput } from '../../../cards/import/data';
import { type Card, render } from '../../../cards/render';
import { RefusedError } from '../../../src/errors';
import { loadProgramme } from '../../../src/goals/register';
import { importRegister, type ImportOutcome } from '../../../src/import/import-register';
import { forgetFile, keepChoices, readKeptFile } from '../../../src/import/kept-file';
import { type SideChoice, sideChoices, type SideDecisions } from '../../../src/import/plan/bare-targets';
import { readUndo } from '../../../src/import/undo-rows';
import { administeredProgramme, type AdminTurn } from '../../views/admin-turn';
import { sendFromOf } from '../../views/sending';
import { type ActionResult } from '../../views/turn';
import { admins } from '../may/running';
import { action } from '../parts/action';
import { anyInput, pageNumber, programmeData } from '../parts/data';
import { shown, shownOnce } from '../parts/results';
import { ended, firstCard } from './file-card';
import { newProgrammeId, takenMeanwhile } from './new-programme';
import { type ImportedInto, planCard, requestOf } from './plan-card';
import { openFile, type OpenedFile } from './read-file';

/** `isNew`: the file makes the programme. */
const ofFile = programmeData.extend({ file: z.uuid(), isNew: z.boolean().default(false) });
export const planned = ofFile.extend({ page: pageNumber.default(0) });
/** The programme is chosen on the file's card; a client may send the form without a choice. */
const choosing = planned.extend({ programmeId: planned.shape.programmeId.or(z.literal('')).default('') });

/** What the import would change. */
export const importPlan = action('import-plan', choosing, admins, async (turn, data) => {
  if (data.programmeId !== '') return showPlan(turn, data);
  const opened = await openFile(turn, data.file);
  if (!opened) return ended(turn, 'import.gone', 'warning');
  const text = turn.wording.text('import.programmeMissing');
  return shownOnce(await firstCard(turn, opened, { text, style: 'attention' }));
});

export async function showPlan(turn: AdminTurn, data: z.infer<typeof planned>): Promise<ActionResult> {
  const { file: id, page, ...into } = data;
  const opened = await openFile(turn, id);
  if (!opened) return ended(turn, 'import.gone', 'warning');
  if (!into.isNew) await administeredProgramme(turn, into.programmeId);
  return replanned(turn, opened, into, () => planCard(turn, opened, { ...into, page }));
}

/** `plan` is the hash of what the card showed. */
const applied = ofFile.extend({
  plan: z.string().max(64),
  /** The card, and its button, said how much would be removed. */
  retireMany: z.boolean().default(false),
});

const outdated: ReadonlySet<string> = new Set([
  ...['plan-changed', 'retires-many', 'choice-unknown', 'choice-twice'],
]);

/** Imports only what the card showed; if the register has changed since, shows the new plan. */
export const importApply = action('import-apply', applied, admins, async (turn, data) => {
  const { deps, actor, now, wording } = turn;
  const { file: id, plan: planName, retireMany, ...into } = data;
  const opened = await openFile(turn, id);
  if (!opened)
    return (into.isNew && (await madeAlready(turn, into))) || ended(turn, 'import.gone', 'warning');
  const request = { ...requestOf(turn, opened, into), planName, retireMany };
  return replanned(turn, opened, into, async () => {
    try {
      const sendFrom = into.isNew
        ? {}
        : { sendFrom: sendFromOf(turn, await administeredProgramme(turn, into.programmeId)) };
      const outcome = await importRegister(deps.store, { ...request, ...sendFrom }, actor, now);
      await forgetFile(deps.store, id);
      return importedCard(turn, opened, into, outcome);
    } catch (error) {
      if (!(error instanceof RefusedError) || !outdated.has(error.code)) throw error;
      const banner: Banner = { text: wording.text('import.newPlan'), style: 'warning' };
      return planCard(turn, opened, { ...into, banner });
    }
  });
});

/** If somebody else has made a programme with this id meanwhile, the name or the id is chosen again. */
async function replanned(
  turn: AdminTurn,
  opened: OpenedFile,
  into: ImportedInto,
  draw: () => Promise<Card>,
): Promise<ActionResult> {
  try {
    return shown(await draw());
  } catch (error) {
    if (!into.isNew || !(error instanceof RefusedError) || error.code !== 'programme-exists') throw error;
    const made = await madeAlready(turn, into);
    if (made) return made;
    const form = await takenMeanwhile(turn, opened);
    if (form) return shownOnce(form);
    const programmeId = await newProgrammeId(turn, opened);
    const banner: Banner = { text: turn.wording.text('import.newPlan'), style: 'warning' };
    return shown(await planCard(turn, opened, { programmeId, isNew: true, banner }));
  }
}

/** One choice for all targets, or one for each by its input. */
const decided = ofFile.extend({ all: z.enum(sideChoices).optional() }).catchall(anyInput);

/** An earlier choice for all still applies to the targets for which the card has no inputs. */
export const importSides = action('import-sides', decided, admins, async (turn, data) => {
  const { file: id, programmeId, isNew, all, ...inputs } = data;
  const chosen = Object.entries(inputs).flatMap(([input, value]): [string, SideChoice][] => {
    const side = sideChoices.find((choice) => choice === value);
    return input.startsWith(sideInput) && side ? [[input.slice(sideInput.length), side]] : [];
  });
  const file = await readKeptFile(turn.deps.store, turn.person.id, id, turn.now);
  const forAll = all ?? file?.sides?.all;
  const sides: SideDecisions = { ...(forAll && { all: forAll }), ...(!all && { each: new Map(chosen) }) };
  if (!file || !(await keepChoices(turn.deps.store, turn.person.id, id, { sides })))
    return ended(turn, 'import.gone', 'warning');
  return showPlan(turn, { file: id, programmeId, isNew, page: 0 });
});

export const importCancel = action(
  'import-cancel',
  z.object({ file: z.uuid() }),
  admins,
  async (turn, data) => {
    const { file: id } = data;
    const file = await readKeptFile(turn.deps.store, turn.person.id, id, turn.now);
    if (!file) return ended(turn, 'import.gone', 'warning');
    await forgetFile(turn.deps.store, id);
    return ended(turn, 'import.cancelled', 'good');
  },
);

function importedCard(
  { wording }: AdminTurn,
  { file: { fileName } }: OpenedFile,
  { isNew }: ImportedInto,
  { plan, counts }: ImportOutcome,
): Card {
  const unknown = plan.goals.reduce((sum, { entries }) => sum + entries.length, 0);
  const { id: programmeId, name } = plan.programme;
  const unchanged = plan.goals.filter(({ what }) => what === 'unchanged').length;
  const done = isNew
    ? wording.text('import.newDone', { name: wording.of(name) })
    : wording.text('import.done');
  const lines = [
    isNew
      ? wording.text('import.newGoals', { count: plan.goals.length })
      : wording.text('import.counts', { ...counts, unchanged, held: plan.held.length }),
    ...(unknown > 0 ? [wording.text('import.worklist', { count: unknown })] : []),
    ...(isNew ? [wording.text('import.newNext')] : []),
  ];
  const banner: Banner = { text: done, style: 'good' };
  return render('import', importDoneData({ fileName, banner, lines, programmeId, isNew }, wording));
}

/** For a second press, and one after a crash: the person's first one has made the programme. */
async function madeAlready(
  { deps, person, wording }: AdminTurn,
  { programmeId }: ImportedInto,
): Promise<ActionResult | undefined> {
  const programme = await loadProgramme(deps.store, programmeId);
  const { head } = await readUndo(deps.store, programmeId);
  const isOwn = head?.value.by === person.id && !head.value.programme;
  if (!programme?.awaitsStart || !isOwn) return undefined;
  const text = wording.text('import.newThere', { name: wording.of(programme.name) });
  const source = { banner: { text, style: 'good' as const }, programmeId, isNew: true };
  return shown(
    render('import', importDoneData({ ...source, lines: [wording.text('import.newNext')] }, wording)),
  );
}
