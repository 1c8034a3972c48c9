/** One line in place of what was sent in a round that was opened by mistake. */
import { type Wording } from '../../cards/parts/wording';
import { loadPauses } from '../../src/brake/pauses';
import { type RoundName } from '../../src/rounds/round-name';
import { type EntityStore } from '../../src/storage/store';
import { scopeName } from '../views/brake/pausing';
import { notice } from '../views/notice';
import { drawDue } from '../views/people/due';
import { wordingFor } from '../views/wording';
import { type ChannelDrawer, type PersonalDrawer } from './drawer';
import { knownLanguage } from './known-language';

/** Where the message told of other rounds too, they are still shown, below the line. */
export const drawWithdrawn: PersonalDrawer<'withdrawn'> = async (deps, { others, ...name }, person) => {
  const { store } = deps;
  const wording = wordingFor(person.language);
  const round = await roundIn(store, name, wording);
  const banner = { text: wording.text('brake.withdrawnPost', { round }), style: 'warning' as const };
  const rest = others && (await drawDue(deps, person, { banner, pauses: await loadPauses(store) }));
  return rest ? { ...rest, summary: banner.text } : notice(wording.text('brake.withdrawn', { round }));
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
