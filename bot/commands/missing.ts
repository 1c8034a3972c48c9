import { missingSummary, personsOf } from '../../cards/missing/data';
import { listCardData } from '../../cards/list/data';
import { type DrawnCard, render } from '../../cards/render';
import { RefusedError } from '../../src/errors';
import { type Access } from '../../src/people/access';
import { mayCoordinate } from '../../src/rounds/permissions';
import { type Programme } from '../../src/goals/schema';
import { listOpenRounds } from '../../src/rounds/round-store';
import { type AdminTurn, readAdminTurn, wordingOf } from '../views/admin-turn';
import { drawMissing, loadMissing, type Missing } from '../views/missing-source';
import { notice } from '../views/notice';
import { type Command } from './command';
import { findProgrammes } from '../views/find-programme';

/** Who has not answered in the open round that is meant; of several, a list to choose from. */
export const missing: Command = {
  names: [
    ...['vastaamatta', 'obesvarade', 'missing'],
    ...['kuka ei ole vastannut', 'ketkä eivät ole vastanneet', 'keneltä vastaus puuttuu'],
    ...['vem har inte svarat', 'vilka har inte svarat', 'who has not answered', 'who hasn’t answered'],
  ],
  async run(turn, rest) {
    const programmes = await findProgrammes(turn, rest, maySeeMissing);
    if (programmes.length === 0) throw new RefusedError('admins-only');
    const ids = new Set(programmes.map(({ id }) => id));
    const open = (await listOpenRounds(turn.store)).filter(({ programmeId }) => ids.has(programmeId));
    const admin = await readAdminTurn(turn, turn.person, 'command');
    const rounds = await Promise.all(open.map((round) => loadMissing(admin, round)));
    const [only, ...others] = rounds;
    if (!only) return [notice(turn.wording.text('command.noRounds'))];
    return [others.length === 0 ? await oneRound(admin, only) : severalRounds(admin, rounds)];
  },
};

/** Who runs the programme, and the heads of its units. */
export function maySeeMissing(access: Access, programme: Programme): boolean {
  return mayCoordinate(access, programme) || access.heads.has(programme.id);
}

async function oneRound(admin: AdminTurn, round: Missing): Promise<DrawnCard> {
  const summary = missingSummary(round, wordingOf(admin, round.programme));
  return { card: await drawMissing(admin, round), summary };
}

function severalRounds({ wording }: AdminTurn, rounds: readonly Missing[]): DrawnCard {
  const title = wording.text('missing.which');
  const rows = rounds.map(({ programme, round: { period }, units }) => {
    const name = `${wording.of(programme.name)} ${wording.period(period)}`;
    const show = wording.text('programmes.show');
    const data = { programmeId: programme.id, period, page: 0 };
    const count = personsOf(units);
    return {
      name,
      lines: [wording.text('missing.persons', { count })],
      ...(count > 0 && {
        button: { verb: 'missing' as const, title: show, tooltip: `${show}: ${name}`, data },
      }),
    };
  });
  const empty = wording.text('digest.allAnswered');
  return { card: render('programmes', listCardData({ title, rows, empty }, wording)), summary: title };
}
