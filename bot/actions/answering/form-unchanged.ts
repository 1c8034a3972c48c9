/** "Nothing has changed in these": last period's answers again for the rows that the button counted. */
import { z } from 'zod';
import { idSchema } from '../../../src/goals/schema';
import { repeatRows, touchedRows } from '../../../src/replies/form/record-rows';
import { formCard } from '../../views/form-card';
import { type ShownRow, typedRows } from '../parts/typed-rows';
import { type ActionResult, readAgain, type Turn } from '../../views/turn';
import { theAsked } from '../may/asked';
import { action } from '../parts/action';
import { anyInput, roundData } from '../parts/data';
import { keepRows } from '../parts/kept';
import { shown } from '../parts/results';
import { afterRows, refuseForm } from './form-save';
import { rowsNotKept } from './leave';

const repeatData = roundData.extend({ at: idSchema, goals: z.array(idSchema).max(50) }).catchall(anyInput);

/** What was typed since is kept as a draft, and the button then counts only the other rows. */
export const formUnchanged = action('form-unchanged', repeatData, theAsked, async (turn, data) => {
  const { asked, deps, person, now } = turn;
  refuseForm(turn);
  const rows = typedRows(data);
  const typed = rows.map((row) => ({ ...row, seenVersion: row.version }));
  const touched = (await touchedRows(deps.store, asked.round, typed)).filter(({ goalId }) =>
    data.goals.includes(goalId),
  );
  if (touched.length > 0) return typedSince(turn, rows, touched.length, data.at);
  const outcomes = await repeatRows(deps.store, { ...asked.round, by: person.id }, data.goals, now);
  return afterRows({ ...turn, inForm: true }, rows, outcomes, { at: data.at, key: 'form.unchangedSaved' });
});

async function typedSince(
  turn: Turn,
  rows: readonly ShownRow[],
  count: number,
  at: string,
): Promise<ActionResult> {
  if (!(await keepRows(turn, rows))) return rowsNotKept(turn, rows);
  const banner = { text: turn.wording.text('form.typedNew', { count }), style: 'warning' as const };
  return shown(await formCard(await readAgain(turn), { banner, at }));
}
