import { type Wording } from '../../cards/parts/wording';
import { loadProgrammes } from '../../src/goals/register';
import { type Programme } from '../../src/goals/schema';
import { type Access } from '../../src/people/access';
import { mayCoordinate } from '../../src/rounds/permissions';
import { type CommandTurn } from './command-turn';
import { isCalled, wordsIn } from './find-goal';
import { shortName } from './parts/short-name';

/**
 * The programmes that the person may run and that the text names; all of them if it names none.
 * @param may which programmes count as the person's; by default those that they run
 */
export async function findProgrammes(
  { store, access }: CommandTurn,
  text: string,
  may: (access: Access, programme: Programme) => boolean = mayCoordinate,
): Promise<Programme[]> {
  const own = (await loadProgrammes(store)).filter((programme) => may(access, programme));
  const words = wordsIn(text);
  const named = own.filter((programme) => isCalled(programme, words));
  return words.length > 0 && named.length > 0 ? named : own;
}

/** What to type for the programme if these are all there are. */
export function shortNameAmong(
  programme: Programme,
  programmes: readonly Programme[],
  wording: Wording,
): string {
  return shortName(programme, wording, (typed) => {
    const named = programmes.filter((each) => isCalled(each, wordsIn(typed)));
    return named.length === 1 && named[0]!.id === programme.id;
  });
}
