/** The first card of a dropped file: what its columns hold, if nobody has said it, or which programme it is for. */
import { columnsCardData } from '../../../cards/columns/data';
import { importDoneData, importFileData } from '../../../cards/import/data';
import { type Banner } from '../../../cards/parts/banner';
import { type Card, render } from '../../../cards/render';
import { loadGoals, loadProgrammes } from '../../../src/goals/register';
import { type Programme } from '../../../src/goals/schema';
import { textIn } from '../../../src/goals/text';
import { type ChosenMeanings, meaningsOf } from '../../../src/import/mapped/chosen';
import { matchGoals } from '../../../src/import/plan/match-goals';
import { plainText } from '../../../src/import/plan/same-text';
import { type ImportedRegister } from '../../../src/import/table/imported';
import { type AdminTurn } from '../../views/admin-turn';
import { type ActionResult } from '../../views/turn';
import { shown } from '../parts/results';
import { asksForColumns, type OpenedFile } from './read-file';

export async function firstCard(turn: AdminTurn, opened: OpenedFile, banner?: Banner): Promise<Card> {
  return asksForColumns(opened.register) ? columnsCard(turn, opened) : fileCard(turn, opened, banner);
}

export interface ColumnsShown {
  readonly page?: number;
  readonly meanings?: ChosenMeanings;
  readonly twice?: readonly string[];
  readonly banner?: Banner;
}

export function columnsCard(
  { wording }: AdminTurn,
  { id, file, register }: OpenedFile,
  { page = 0, twice = [], banner, ...chosen }: ColumnsShown = {},
): Card {
  const { columns = [] } = register;
  const meanings = chosen.meanings ?? meaningsOf(columns, file.columns ?? {});
  const source = { file: id, fileName: file.fileName, columns, meanings, twice, page };
  return render('columns', columnsCardData({ ...source, ...(banner && { banner }) }, wording));
}

export async function fileCard(
  turn: AdminTurn,
  { id, file, register }: OpenedFile,
  banner?: Banner,
): Promise<Card> {
  const programmes = await loadProgrammes(turn.deps.store);
  const { guess, isKnown } = await guessOf(turn, programmes, register);
  const { columns } = register;
  const source = {
    ...{ file: id, fileName: file.fileName, goals: register.goals.length, programmes, isKnown },
    ...(guess !== undefined && { guess }),
    ...(columns && { columns }),
    ...(banner && { banner }),
  };
  return render('import', importFileData(source, turn.wording));
}

export function ended(
  { wording }: AdminTurn,
  key: 'import.gone' | 'import.cancelled',
  style: Banner['style'],
): ActionResult {
  const banner: Banner = { text: wording.text(key), style };
  return shown(render('import', importDoneData({ banner, lines: [] }, wording)));
}

interface Guess {
  readonly guess?: string;
  readonly isKnown: boolean;
}

/** The programme that has most of the file's goals or, if all are new, the one with the file's layout. */
async function guessOf(
  { deps }: AdminTurn,
  programmes: readonly Programme[],
  { goals, layout, columns }: ImportedRegister,
): Promise<Guess> {
  const scored = await Promise.all(
    programmes.map(async (programme) => {
      const known = (await loadGoals(deps.store, programme.id)).map((goal, order) => ({ goal, order }));
      const locale = programme.languages[0]!;
      const { stored } = matchGoals(goals, known, { locale, chosen: new Map() });
      const found = stored.filter((each) => each !== undefined).length;
      const title = (goal: (typeof goals)[number] | (typeof known)[number]['goal']) =>
        plainText(textIn(goal.title, locale) ?? '');
      // Any two registers may have a goal with the code "1.1".
      const isKnown = goals.some((goal, at) => stored[at] && title(goal) === title(stored[at].goal));
      const isAlike = programme.layout === layout && !columns;
      return { id: programme.id, isKnown, score: found + (isAlike ? 0.5 : 0) };
    }),
  );
  const [best, second] = scored.toSorted((a, b) => b.score - a.score);
  const isClear = best !== undefined && best.score > 0 && best.score > (second?.score ?? 0);
  return { ...(isClear && { guess: best.id }), isKnown: scored.some((each) => each.isKnown) };
}
