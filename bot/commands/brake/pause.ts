import { type Scope, scopeOf } from '../../../src/brake/scope';
import { RefusedError } from '../../../src/errors';
import { type Programme } from '../../../src/goals/schema';
import { type DrawnCard } from '../../../cards/render';
import { mayStop } from '../../../src/rounds/permissions';
import { type AdminTurn, readAdminTurn } from '../../views/admin-turn';
import { pauseAskCard } from '../../views/brake/pausing';
import { type CommandTurn, named } from '../../views/command-turn';
import { findProgrammes } from '../../views/find-programme';
import { drawChoices } from '../../views/parts/choices';
import { periodTyped } from '../typed/period-typed';

/** Pauses everything for admins who name nothing; otherwise a programme, or its round if a period is named too. */
export const pause = {
  ...named({ fi: 'keskeytä', sv: 'pausa', en: 'pause' }, 'keskeytä lähettäminen', 'pausa utskicken'),
  async run(turn: CommandTurn, rest: string): Promise<DrawnCard[]> {
    const admin = await readAdminTurn(turn, turn.person, 'command');
    if (rest === '' && mayStop(turn.access, undefined)) return [await asked(admin, {})];
    const { text, period } = periodTyped(rest);
    const programmes = await findProgrammes(turn, text);
    const [only, ...others] = programmes;
    if (!only) throw new RefusedError('admins-only');
    const scope = ({ id: programmeId }: Programme) =>
      scopeOf({ programmeId, ...(period !== undefined && { period }) });
    return [others.length === 0 ? await asked(admin, scope(only)) : several(turn, programmes, scope)];
  },
};

async function asked(admin: AdminTurn, scope: Scope): Promise<DrawnCard> {
  return { card: await pauseAskCard(admin, scope), summary: admin.wording.text('brake.pauseTitle') };
}

function several(
  { wording }: CommandTurn,
  programmes: readonly Programme[],
  scope: (programme: Programme) => Scope,
): DrawnCard {
  const choices = programmes.map((each) => ({ name: wording.of(each.name), data: scope(each) }));
  const [title, button] = [wording.text('brake.whichPause'), wording.text('brake.pause')];
  return drawChoices({ title, verb: 'pause-ask', button, choices }, wording);
}
