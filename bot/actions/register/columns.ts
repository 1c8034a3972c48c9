/** What the columns of a dropped file hold, if it fits no layout: chosen on a card, page by page. */
import { z } from 'zod';
import { columnInput, pageOfColumn } from '../../../cards/columns/data';
import { RefusedError } from '../../../src/errors';
import { keepChoices, noDecisions } from '../../../src/import/kept-file';
import {
  checkMeanings,
  choicesFor,
  type ChosenMeanings,
  meaningsOf,
} from '../../../src/import/mapped/chosen';
import { columnMeanings, type MappedColumn } from '../../../src/import/table/imported';
import { type AdminTurn } from '../../views/admin-turn';
import { type ActionResult } from '../../views/turn';
import { admins } from '../may/running';
import { action } from '../parts/action';
import { anyInput, pageNumber } from '../parts/data';
import { shown, shownOnce } from '../parts/results';
import { columnsCard, ended, fileCard } from './file-card';
import { openFile, type OpenedFile, readRegisterFile } from './read-file';

/** `to`: the page that comes next, or `done` if the choices are accepted. */
const chosen = z
  .object({ file: z.uuid(), page: pageNumber, to: z.union([pageNumber, z.literal('done')]) })
  .catchall(anyInput);

/** Each press keeps the choices of its page. */
export const importColumns = action('import-columns', chosen, admins, async (turn, data) => {
  const { file: id, page, to, ...inputs } = data;
  const opened = await openFile(turn, id);
  if (!opened) return ended(turn, 'import.gone', 'warning');
  const { columns = [] } = opened.register;
  const picked = { ...opened.file.columns, ...pickedIn(inputs, columns) };
  if (!(await keepChoices(turn.deps.store, turn.person.id, id, { columns: picked })))
    return ended(turn, 'import.gone', 'warning');
  const meanings = meaningsOf(columns, picked);
  return to === 'done'
    ? accepted(turn, opened, { meanings, page })
    : shown(columnsCard(turn, opened, { page: to, meanings }));
});

function pickedIn(
  inputs: Readonly<Record<string, unknown>>,
  columns: readonly MappedColumn[],
): ChosenMeanings {
  return Object.fromEntries(
    columns.flatMap(({ column }) => {
      const meaning = columnMeanings.find((each) => each === inputs[columnInput + column]);
      return meaning ? [[column, meaning] as const] : [];
    }),
  );
}

interface Picked {
  readonly meanings: ChosenMeanings;
  readonly page: number;
}

async function accepted(
  turn: AdminTurn,
  opened: OpenedFile,
  { meanings, page }: Picked,
): Promise<ActionResult> {
  const { wording } = turn;
  const { columns = [] } = opened.register;
  const { twice, hasGoals } = checkMeanings(meanings);
  const again = (text: string, at: number) =>
    shownOnce(columnsCard(turn, opened, { page: at, meanings, twice, banner: { text, style: 'attention' } }));
  if (twice.length > 0)
    return again(
      wording.text('columns.problems', { count: twice.length }),
      pageOfColumn(columns, twice[0]!, wording),
    );
  if (!hasGoals) return again(wording.text('columns.goalMissing'), page);
  const mapping = choicesFor(columns, meanings);
  const file = { ...opened.file, columns: meanings, mapping };
  const register = await readRegisterFile(turn, file).catch((error: unknown) => {
    if (error instanceof RefusedError && error.code === 'file-not-understood') return undefined;
    throw error;
  });
  if (!register || register.goals.length === 0) return again(wording.text('columns.noGoals'), page);
  const kept = { columns: meanings, mapping, ...noDecisions };
  if (!(await keepChoices(turn.deps.store, turn.person.id, opened.id, kept)))
    return ended(turn, 'import.gone', 'warning');
  return shown(await fileCard(turn, { ...opened, file, register }));
}
