import { type DrawnCard } from '../../../cards/render';
import { type Pause, scopeOf } from '../../../src/brake/scope';
import { RefusedError } from '../../../src/errors';
import { readAdminTurn } from '../../views/admin-turn';
import { ownPauses, pausedSince, resumeAskCard, scopeName } from '../../views/brake/pausing';
import { type CommandTurn, named } from '../../views/command-turn';
import { findProgrammes } from '../../views/find-programme';
import { notice } from '../../views/notice';
import { drawChoices } from '../../views/parts/choices';
import { periodTyped } from '../typed/period-typed';

/** Takes back the person's pause; if there are several, the ones that are named. */
export const resume = {
  ...named(
    { fi: 'jatka lähettämistä', sv: 'återuppta', en: 'resume' },
    'jatka lähetyksiä',
    'återuppta utskicken',
  ),
  async run(turn: CommandTurn, rest: string): Promise<DrawnCard[]> {
    const programmes = await findProgrammes(turn, periodTyped(rest).text);
    if (programmes.length === 0) throw new RefusedError('admins-only');
    const admin = await readAdminTurn(turn, turn.person, 'command');
    const own = await ownPauses(turn.store, turn.access);
    const [only, ...others] = rest === '' ? own : namedIn(own, rest, new Set(programmes.map(({ id }) => id)));
    if (!only) return [notice(turn.wording.text('brake.notPaused'))];
    if (others.length > 0) return [await several(turn, [only, ...others])];
    const summary = turn.wording.text('brake.resumeTitle');
    return [{ card: await resumeAskCard(admin, scopeOf(only)), summary }];
  },
};

function namedIn(pauses: readonly Pause[], typed: string, programmes: ReadonlySet<string>): Pause[] {
  const { period } = periodTyped(typed);
  return pauses.filter(
    (each) =>
      each.programmeId !== undefined &&
      programmes.has(each.programmeId) &&
      (period === undefined || each.period === period),
  );
}

async function several({ wording, store }: CommandTurn, pauses: readonly Pause[]): Promise<DrawnCard> {
  const choices = await Promise.all(
    pauses.map(async (each) => ({
      name: await scopeName(store, each, wording),
      lines: [await pausedSince(store, each, wording)],
      data: scopeOf(each),
    })),
  );
  const [title, button] = [wording.text('brake.whichResume'), wording.text('brake.resume')];
  return drawChoices({ title, verb: 'resume-ask', button, choices }, wording);
}
