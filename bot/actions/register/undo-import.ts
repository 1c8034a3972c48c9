/** Undoes the latest import into a programme: first what it would do, then the undoing. */
import { z } from 'zod';
import { importDoneData } from '../../../cards/import/data';
import { type Banner } from '../../../cards/parts/banner';
import { render } from '../../../cards/render';
import { RefusedError } from '../../../src/errors';
import { undoImport } from '../../../src/import/undo-import';
import { readUndoable, type Undoable, undoCounts } from '../../../src/import/undoable';
import { administeredProgramme, type AdminTurn } from '../../views/admin-turn';
import { sendFromOf } from '../../views/sending';
import { type ActionResult } from '../../views/turn';
import { admins } from '../may/running';
import { action } from '../parts/action';
import { programmeData } from '../parts/data';
import { confirmation, shown } from '../parts/results';

export const importUndoAsk = action(
  'import-undo-ask',
  programmeData,
  admins,
  async (turn, { programmeId }) => {
    await administeredProgramme(turn, programmeId);
    return ask(turn, programmeId);
  },
);

/** `seen` is the name of what the card showed. */
const undone = programmeData.extend({ seen: z.string().max(64) });

/** Undoes only what the card showed; if something has changed since, asks again. */
export const importUndo = action('import-undo', undone, admins, async (turn, { programmeId, seen }) => {
  const { deps, actor, now, wording } = turn;
  const sendFrom = sendFromOf(turn, await administeredProgramme(turn, programmeId));
  try {
    await undoImport(deps.store, { programmeId, name: seen, sendFrom }, actor, now);
    const banner: Banner = { text: wording.text('import.undone'), style: 'good' };
    return shown(render('import', importDoneData({ banner, lines: [] }, wording)));
  } catch (error) {
    if (!(error instanceof RefusedError) || error.code !== 'plan-changed') throw error;
    return ask(turn, programmeId, { text: wording.text('import.undoNew'), style: 'warning' });
  }
});

async function ask(turn: AdminTurn, programmeId: string, banner?: Banner): Promise<ActionResult> {
  const undoable = await readUndoable(turn.deps.store, programmeId);
  return confirmation(
    {
      ...(banner && { banner }),
      title: turn.wording.text('import.undoTitle'),
      lines: linesOf(undoable, turn),
      confirm: {
        title: turn.wording.text('import.undoApply'),
        ...{ verb: 'import-undo', data: { programmeId, seen: undoable.name }, style: 'destructive' },
      },
      back: { verb: 'programme', data: { programmeId } },
    },
    turn.wording,
  );
}

const settingsKeys = {
  kept: [],
  restored: ['import.undoSettings'],
  'changed-since': ['import.undoSettings', 'import.undoChangedSettings'],
  removed: ['import.undoProgramme'],
} as const;

function linesOf({ parts, changedSince, settings, head }: Undoable, { wording }: AdminTurn): string[] {
  const counts = undoCounts(parts);
  const { answers } = head.value;
  return [
    ...(counts.restored + counts.removed > 0 ? [wording.text('import.undoCounts', counts).trim()] : []),
    ...settingsKeys[settings].map((key) => wording.text(key)),
    ...(changedSince.length > 0
      ? [wording.text('import.undoChanged', { goals: changedSince.map(({ code }) => code).join(', ') })]
      : []),
    ...(answers === undefined
      ? []
      : [wording.text('import.undoAnswers', { period: wording.period(answers) })]),
  ];
}
