import { loadProgramme } from '../../../src/goals/register';
import { undoImport } from '../../../src/import/undo-import';
import { readUndoable, type Undoable, undoCounts } from '../../../src/import/undoable';
import { sendableFrom } from '../../../src/periods/quiet-hours';
import { CliFailure, type CliContext, isAgreed } from '../parts/cli-command';

export interface UndoImportOptions {
  readonly programme: string;
  readonly dryRun?: boolean;
  readonly yes?: boolean;
}

/** @throws CliFailure if it is not confirmed: nothing was changed then */
export async function undoImportCommand(context: CliContext, options: UndoImportOptions): Promise<void> {
  const { store, clock, holidays, actor, output, say, ask } = context;
  const { programme: programmeId, dryRun = false, yes = false } = options;
  const before = await readUndoable(store, programmeId);
  const lines = undoLines(before);
  if (dryRun) return output(undoDocument(before, false), [...lines, 'nothing was undone']);
  if (!yes) {
    for (const line of lines) say(line);
    if (!ask) throw new CliFailure('error: see what it would do with --dry-run, and do it with --yes');
    if (!(await isAgreed(ask, 'Undo the import?'))) throw new CliFailure('error: nothing was undone');
  }
  const now = clock.now();
  const programme = await loadProgramme(store, programmeId);
  const sendFrom = programme && { sendFrom: sendableFrom(now, programme, holidays) };
  const undone = await undoImport(store, { programmeId, name: before.name, ...sendFrom }, actor, now);
  output(undoDocument(undone, true), [`the import into ${programmeId} was undone`, ...undoLines(undone)]);
}

function undoDocument(undoable: Undoable, undone: boolean) {
  const { programmeId: programme, head, changedSince, settings } = undoable;
  const { by, at, answers } = head.value;
  const changed = changedSince.map(({ id }) => id);
  return {
    programme,
    undone,
    imported: { by, at },
    ...undoCounts(undoable.parts),
    settings,
    changedSince: changed,
    ...(answers !== undefined && { answers }),
  };
}

const settingsLines = {
  kept: [],
  restored: ['the programme’s settings become what they were'],
  'changed-since': [
    'the programme’s settings become what they were before the import, although they were changed since',
  ],
  removed: ['the programme is removed, since the import made it'],
} as const;

function undoLines(undoable: Undoable): string[] {
  const { head, changedSince, settings } = undoable;
  const { by, at, answers } = head.value;
  const { restored, removed } = undoCounts(undoable.parts);
  return [
    `import of ${at} by ${by}: ${restored} goals become what they were, ${removed} added goals are removed`,
    ...settingsLines[settings],
    ...(changedSince.length > 0
      ? [`changed since the import, and undone too: ${changedSince.map(({ code }) => code).join(', ')}`]
      : []),
    ...(answers === undefined ? [] : [`the answers of ${answers} are removed`]),
  ];
}
