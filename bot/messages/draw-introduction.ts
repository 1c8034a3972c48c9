/** What the bot says when it meets a person or a channel for the first time. */
import { loadProgrammes } from '../../src/goals/register';
import { drawWelcome as drawCard } from '../views/people/welcome';
import { introduction } from '../views/programmes/introduction';
import { type ChannelDrawer, type PersonalDrawer } from './drawer';
import { knownLanguage } from './known-language';

export const drawWelcome: PersonalDrawer<'welcome'> = (deps, _data, person) => drawCard(deps, person);

/** In the language of the channel's first subscription, if it has one by now. */
export const drawIntroduction: ChannelDrawer<'introduction'> = async ({ store }, { channel, language }) =>
  introduction(await loadProgrammes(store), { channel, language: knownLanguage(language) });
