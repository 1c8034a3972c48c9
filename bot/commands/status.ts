import { ownPauses, pausedSince } from '../views/brake/pausing';
import { type CommandTurn, named } from '../views/command-turn';
import { translationsText as translationsDueText } from '../../cards/parts/buttons/translations-due';
import { render } from '../../cards/render';
import { type StatusCardData } from '../../cards/status/data';
import { translationsText } from '../views/programmes/translations';
import { buildDigest } from '../../src/digest/build-digest';
import { loadOpenRoundsOf, progressOf } from '../../src/replies/asked-goals';
import { mayCoordinate } from '../../src/rounds/permissions';
import { closingOf, dueAt, type Round } from '../../src/rounds/round';
import { loadOpenTranslations } from '../../src/translations/tasks';
import { notice } from '../views/notice';
import { type Command } from './command';
import { readableRounds } from '../views/readable-rounds';

export const status: Command = {
  ...named({ fi: 'tilanne', sv: 'läget', en: 'status' }, 'tila', 'läge'),
  async run(turn) {
    const rounds = [...(await paused(turn)), ...(await lines(turn))];
    if (rounds.length === 0) return [notice(turn.wording.text('command.noRounds'))];
    const title = turn.wording.text('status.title');
    return [{ card: render('status', { title, rounds }), summary: title }];
  },
};

/** What is paused, for people who run programmes. */
async function paused({ store, access, wording }: CommandTurn): Promise<Line[]> {
  const pauses = await ownPauses(store, access);
  return Promise.all(
    pauses.map(async (each) => ({
      name: wording.text('brake.status'),
      state: await pausedSince(store, each, wording),
    })),
  );
}

type Line = StatusCardData['rounds'][number];

/** The person's own goals first, then whole rounds for people who may see them. */
async function lines(turn: CommandTurn): Promise<Line[]> {
  const { store, clock, person, wording } = turn;
  const readable = await readableRounds(turn);
  const whole = await Promise.all(
    readable.map(async ({ round, programme }) => {
      const { answered, asked, untranslated = 0 } = await buildDigest(store, round, clock.now());
      const shown = line(wording.of(programme.name), round, answered, asked);
      if (untranslated === 0 || !mayCoordinate(turn.access, programme)) return shown;
      const translations = await translationsText(turn, round);
      return {
        ...shown,
        state: wording.text('translation.status', { state: shown.state, count: untranslated }),
        ...(translations !== undefined && { translations }),
      };
    }),
  );
  const own = (await loadOpenRoundsOf(store, person.id, clock.now()))
    .filter(({ goals }) => goals.length > 0)
    .map(({ programme, round, goals }) => {
      const { answered, asked } = progressOf(goals);
      const name = wording.text('status.mine', { programme: wording.of(programme.name) });
      return line(name, round, answered, asked);
    });
  const translations = (await loadOpenTranslations(store, person.id, clock.now())).map((each) => ({
    name: nameOf(wording.text('status.mine', { programme: wording.of(each.programme.name) }), each.round),
    state: translationsDueText(each.tasks.length, dueAt(each.round, clock.now()), wording),
  }));
  return [...own, ...translations, ...whole];

  function line(name: string, round: Round, answered: number, asked: number) {
    const deadline = wording.moment(round.deadline);
    const closing = wording.moment(closingOf(round));
    const key = closing === deadline ? 'status.round' : 'status.roundClosing';
    return { name: nameOf(name, round), state: wording.text(key, { answered, asked, deadline, closing }) };
  }

  function nameOf(name: string, { period }: Round): string {
    return `${name} ${wording.period(period)}`;
  }
}
