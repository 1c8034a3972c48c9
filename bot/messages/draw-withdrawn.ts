/** One line in place of what was sent in a round that was opened by mistake. */
import { type Wording } from '../../cards/parts/wording';
import { loadOpenRoundsOf } from '../../src/replies/asked-goals';
import { type RoundName } from '../../src/rounds/round-name';
import { type EntityStore } from '../../src/storage/store';
import { scopeName } from '../views/brake/pausing';
import { drawRequest, turnOn } from '../views/draw-cards';
import { notice } from '../views/notice';
import { wordingFor } from '../views/wording';
import { type ChannelDrawer, type PersonalDrawer } from './drawer';
import { knownLanguage } from './known-language';

/** A message that was about other rounds too still asks for what is open in those. */
export const drawWithdrawn: PersonalDrawer<'withdrawn'> = async (deps, { others, ...name }, person) => {
  const wording = wordingFor(person.language);
  const text = wording.text('brake.withdrawn', { round: await roundIn(deps.store, name, wording) });
  const open = others ? await loadOpenRoundsOf(deps.store, person.id, deps.clock.now()) : [];
  const [first] = open;
  const banner = { text, style: 'warning' as const };
  return first ? drawRequest(turnOn(first, person, deps), { banner }) : notice(text);
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
