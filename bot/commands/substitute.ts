import { named } from '../views/command-turn';
import { substituteCard } from '../views/people/substitute';
import { type Command } from './command';

export const substitute: Command = {
  ...named({ fi: 'sijainen', sv: 'ersättare', en: 'substitute' }, 'sijaiset', 'substitutes'),
  async run(turn) {
    const summary = turn.wording.text('substitute.title');
    return [{ card: await substituteCard(turn, turn.person), summary }];
  },
};
