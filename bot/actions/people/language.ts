import { z } from 'zod';
import { localeSchema } from '../../../src/goals/schema';
import { chooseLanguage } from '../../../src/people/language';
import { drawWelcome } from '../../views/people/welcome';
import { forThemselves } from '../may/plain';
import { action } from '../parts/action';
import { shown } from '../parts/results';

/** Draws the welcome in the language that was chosen on it. */
export const language = action(
  'language',
  z.object({ language: localeSchema }),
  forThemselves('welcome.summary'),
  async ({ deps, person }, { language: locale }) => {
    await chooseLanguage(deps.store, person.id, locale);
    return shown((await drawWelcome(deps, { ...person, language: locale })).card);
  },
);
