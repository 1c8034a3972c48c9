import { type CommandTurn, named } from '../views/command-turn';
import { missingSummary, personsOf } from '../../cards/missing/data';
import { type DrawnCard } from '../../cards/render';
import { RefusedError } from '../../src/errors';
import { listOpenRounds } from '../../src/rounds/round-store';
import { type AdminTurn, readAdminTurn, wordingOf } from '../views/admin-turn';
import { drawChoices } from '../views/parts/choices';
import { drawMissing, loadMissing, type Missing } from '../views/missing-source';
import { drawMyGoals } from '../views/people/due';
import { maySeeMissing } from '../views/people/may-see';
import { roundsToAnswer } from '../views/people/rounds-to-answer';
import { notice } from '../views/notice';
import { type Command } from './command';
import { findProgrammes } from '../views/find-programme';

/** Who has not answered in the open round that is meant, a list of rounds to choose from, or the person's own goals. */
export const missing: Command = {
  ...named(
    { fi: 'vastaamatta', sv: 'obesvarade', en: 'missing' },
    'kuka ei ole vastannut',
    'ketkä eivät ole vastanneet',
    'keneltä vastaus puuttuu',
    'puuttuvat',
    'puuttuvat vastaukset',
    'ketkä puuttuvat',
    'kuka puuttuu',
    'vem har inte svarat',
    'vilka har inte svarat',
    'vem saknas',
    'vilka saknas',
    'who has not answered',
    'who hasn’t answered',
    'who is missing',
  ),
  async run(turn, rest) {
    const programmes = await findProgrammes(turn, rest, maySeeMissing);
    if (programmes.length === 0) return [await ownMissing(turn, rest)];
    const ids = new Set(programmes.map(({ id }) => id));
    const open = (await listOpenRounds(turn.store)).filter(({ programmeId }) => ids.has(programmeId));
    const admin = await readAdminTurn(turn, turn.person, 'command');
    const rounds = await Promise.all(open.map((round) => loadMissing(admin, round)));
    const [only, ...others] = rounds;
    if (!only) return [notice(turn.wording.text('command.noRounds'))];
    return [others.length === 0 ? await oneRound(admin, only) : severalRounds(admin, rounds)];
  },
};

/** Somebody who is asked, and may not see what is missing from others, means their own answers. */
async function ownMissing(turn: CommandTurn, rest: string): Promise<DrawnCard> {
  if (rest !== '' || (await roundsToAnswer(turn)).length === 0) throw new RefusedError('admins-only');
  return drawMyGoals(turn, turn.person);
}

async function oneRound(admin: AdminTurn, round: Missing): Promise<DrawnCard> {
  const summary = missingSummary(round, wordingOf(admin, round.programme));
  return { card: await drawMissing(admin, round), summary };
}

function severalRounds({ wording }: AdminTurn, rounds: readonly Missing[]): DrawnCard {
  const choices = rounds.map(({ programme, round: { period }, units }) => {
    const count = personsOf(units);
    return {
      name: `${wording.of(programme.name)} ${wording.period(period)}`,
      lines: [wording.text('missing.persons', { count })],
      ...(count > 0 && { data: { programmeId: programme.id, period, page: 0 } }),
    };
  });
  const [title, empty] = [wording.text('missing.which'), wording.text('digest.allAnswered')];
  return drawChoices({ title, verb: 'missing', choices, empty }, wording);
}
