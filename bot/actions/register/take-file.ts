/** Keeps a register's file that was dropped into the chat, and asks which programme it belongs to. */
import { importFileData } from '../../../cards/import/data';
import { isStringKey } from '../../../cards/parts/strings';
import { type Card, render } from '../../../cards/render';
import { RefusedError } from '../../../src/errors';
import { loadGoals, loadProgrammes } from '../../../src/goals/register';
import { type Programme } from '../../../src/goals/schema';
import { keepFile, type KeptFile } from '../../../src/import/kept-file';
import { matchGoals } from '../../../src/import/plan/match-goals';
import { type ImportedRegister } from '../../../src/import/table/imported';
import { type AdminTurn, requireAdmin } from '../../views/admin-turn';

/** @throws RefusedError `admins-only`, `file-not-understood`. */
export async function takeFile(turn: AdminTurn, file: KeptFile): Promise<Card> {
  requireAdmin(turn);
  const { store } = turn.deps;
  const register = await readRegisterFile(turn, file);
  const programmes = await loadProgrammes(store);
  const guess = await guessOf(turn, programmes, register);
  const id = await keepFile(store, turn.person.id, file, turn.now);
  const { fileName } = file;
  const source = { ...{ file: id, fileName, programmes }, goals: register.goals.length };
  return render('import', importFileData({ ...source, ...(guess !== undefined && { guess }) }, turn.wording));
}

/** @throws RefusedError `file-not-understood`, or the reader's code if there is a text for it. */
export async function readRegisterFile(
  { deps }: AdminTurn,
  { bytes, fileName }: KeptFile,
): Promise<ImportedRegister> {
  try {
    const register = await deps.readRegister(bytes, fileName);
    if (register.goals.length > 0) return register;
  } catch (error) {
    if (!(error instanceof RefusedError) || isStringKey(`refused.${error.code}`)) throw error;
  }
  throw new RefusedError('file-not-understood');
}

/** The programme that has most of the file's goals or, if all are new, the one with the file's layout. */
async function guessOf(
  { deps }: AdminTurn,
  programmes: readonly Programme[],
  { goals, layout }: ImportedRegister,
): Promise<string | undefined> {
  const scored = await Promise.all(
    programmes.map(async (programme) => {
      const known = (await loadGoals(deps.store, programme.id)).map((goal, order) => ({ goal, order }));
      const { stored } = matchGoals(goals, known, { locale: programme.languages[0]!, chosen: new Map() });
      const found = stored.filter((each) => each !== undefined).length;
      return { id: programme.id, score: found + (programme.layout === layout ? 0.5 : 0) };
    }),
  );
  const [best, second] = scored.toSorted((a, b) => b.score - a.score);
  return best && best.score > 0 && best.score > (second?.score ?? 0) ? best.id : undefined;
}
