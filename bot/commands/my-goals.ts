import { render } from '../../cards/render';
import { requestCardData, requestSummary } from '../../cards/request-data';
import { loadOpenRoundsOf } from '../../src/replies/asked-goals';
import { takesRepliesAt } from '../../src/rounds/round';
import { notice } from '../notice';
import { type Command } from './command';

export const myGoals: Command = {
  names: ['omat tavoitteet', 'mina mål', 'my goals', 'tavoitteet', 'mål', 'goals'],
  async run({ store, clock, person, wording }) {
    const rounds = await loadOpenRoundsOf(store, person.id);
    if (rounds.length === 0) return [notice(wording.text('command.nothing'))];
    return rounds.map((asked) => ({
      card: render('request', requestCardData(asked, takesRepliesAt(asked.round, clock.now()), wording)),
      summary: requestSummary(asked, wording),
    }));
  },
};
