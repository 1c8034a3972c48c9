import { named } from '../views/command-turn';
import { type Command } from './command';
import { offerSubstitute } from './talking/absence';

/** The person's substitutes, with a form to add one; the days that were typed are filled in. */
export const substitute: Command = {
  ...named({ fi: 'sijainen', sv: 'ersättare', en: 'substitute' }, 'sijaiset', 'substitutes'),
  run: offerSubstitute,
};
