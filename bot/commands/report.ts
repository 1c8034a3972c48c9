import { type DrawnCard } from '../../cards/render';
import { RefusedError } from '../../src/errors';
import { type Programme } from '../../src/goals/schema';
import { readAdminTurn } from '../views/admin-turn';
import { drawChoices } from '../views/parts/choices';
import { reportCard, reportNames } from '../views/programmes/report';
import { type Command } from './command';
import { type CommandTurn } from '../views/command-turn';
import { findProgrammes } from '../views/find-programme';
import { periodTyped } from './typed/period-typed';

/** The card to order a programme's report with. For people who run the programme. */
export const report: Command = {
  ...reportNames,
  async run(turn, rest) {
    const { period, text } = periodTyped(rest);
    const programmes = await findProgrammes(turn, text);
    const [programme, ...others] = programmes;
    if (!programme) throw new RefusedError('admins-only');
    if (others.length > 0) return [severalProgrammes(turn, programmes, period)];
    const admin = await readAdminTurn(turn, turn.person, 'command');
    const card = await reportCard(admin, { programmeId: programme.id, period });
    return [{ card, summary: `${turn.wording.text('report.title')}: ${turn.wording.of(programme.name)}` }];
  },
};

/** Lists the programmes, each with a button to its card. */
function severalProgrammes(
  { wording }: CommandTurn,
  programmes: readonly Programme[],
  period: string | undefined,
): DrawnCard {
  const choices = programmes.map(({ id: programmeId, name }) => ({
    name: wording.of(name),
    data: { programmeId, ...(period !== undefined && { period }) },
  }));
  const [title, button] = [wording.text('report.which'), wording.text('field.choose')];
  return drawChoices({ title, verb: 'report', button, choices }, wording);
}
