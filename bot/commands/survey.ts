import { reportedRounds } from '../views/programmes/report';
import { named } from '../views/command-turn';
import { type DrawnCard } from '../../cards/render';
import { surveySummary } from '../../cards/survey/data';
import { RefusedError } from '../../src/errors';
import { type Programme } from '../../src/goals/schema';
import { type Round } from '../../src/rounds/round';
import { type AdminTurn, readAdminTurn, wordingOf } from '../views/admin-turn';
import { drawChoices } from '../views/parts/choices';
import { drawSurvey, loadCoordinated } from '../views/survey-source';
import { notice } from '../views/notice';
import { type Command } from './command';
import { findProgrammes } from '../views/find-programme';

/** The coordinated answer of the survey that is meant, or a list to choose from. */
export const survey: Command = {
  ...named({ fi: 'kysely', sv: 'enkät', en: 'survey' }),
  async run(turn, rest) {
    const own = await findProgrammes(turn, rest);
    if (own.length === 0) throw new RefusedError('admins-only');
    const surveys = own.filter(({ policy }) => policy.oneCoordinatedAnswer);
    if (surveys.length === 0) return [notice(turn.wording.text('survey.none'))];
    const admin = await readAdminTurn(turn, turn.person, 'command');
    const rounds = await Promise.all(
      surveys.map(async (programme) => ({
        programme,
        round: (await reportedRounds(turn.store, programme.id))[0],
      })),
    );
    const [only, ...others] = rounds;
    if (others.length > 0) return [severalSurveys(admin, rounds)];
    if (!only?.round) return [notice(turn.wording.text('survey.noRound'))];
    return [await oneSurvey(admin, only.round)];
  },
};

interface SurveyRound {
  readonly programme: Programme;
  readonly round: Round | undefined;
}

async function oneSurvey(admin: AdminTurn, round: Round): Promise<DrawnCard> {
  const loaded = await loadCoordinated(admin, round);
  const wording = wordingOf(admin, loaded.form.programme);
  return { card: drawSurvey(admin, loaded), summary: surveySummary(loaded, wording) };
}

function severalSurveys({ wording }: AdminTurn, rounds: readonly SurveyRound[]): DrawnCard {
  const choices = rounds.map(({ programme, round }) => ({
    name: wording.of(programme.name),
    lines: [round ? wording.period(round.period) : wording.text('survey.noRound')],
    ...(round && { data: { programmeId: programme.id, period: round.period, page: 0 } }),
  }));
  return drawChoices({ title: wording.text('survey.which'), verb: 'survey', choices }, wording);
}
