/** One line in place of what was sent in a round that was opened by mistake. */
import { type Wording } from '../../cards/parts/wording';
import { type RoundName } from '../../src/rounds/round-name';
import { type EntityStore } from '../../src/storage/store';
import { scopeName } from '../views/brake/pausing';
import { notice } from '../views/notice';
import { wordingFor } from '../views/wording';
import { type ChannelDrawer, type PersonalDrawer } from './drawer';
import { knownLanguage } from './known-language';

export const drawWithdrawn: PersonalDrawer<'withdrawn'> = async ({ store }, name, person) => {
  const wording = wordingFor(person.language);
  return notice(wording.text('brake.withdrawn', { round: await roundIn(store, name, wording) }));
};

export const drawWithdrawnPost: ChannelDrawer<'withdrawn-post'> = async (
  { store },
  { language, ...name },
) => {
  const wording = wordingFor(knownLanguage(language));
  return notice(wording.text('brake.withdrawnPost', { round: await roundIn(store, name, wording) }));
};

function roundIn(store: EntityStore, { programmeId, period }: RoundName, wording: Wording): Promise<string> {
  return scopeName(store, { programmeId, period }, wording);
}
