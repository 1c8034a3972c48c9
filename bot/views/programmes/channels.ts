/** Which channels get a programme's digest. For admins. */
import { named } from '../command-turn';
import { channelsCardData, type ChannelsCardSource } from '../../../cards/channels/data';
import { type Card, render } from '../../../cards/render';
import { loadLostChannels } from '../../../src/channels/lost-channels';
import { loadKnownChannels } from '../../../src/goals/known-channels';
import { loadProgrammes } from '../../../src/goals/register';
import { type Programme } from '../../../src/goals/schema';
import { nameIn } from '../../views/command-turn';
import { administeredProgramme, type AdminTurn } from '../admin-turn';
import { shortNameAmong } from '../find-programme';

/** What is typed in a channel to subscribe it. */
export const subscribeNames = named({ fi: 'tilaa', sv: 'prenumerera', en: 'subscribe' });

/** What is typed to see a digest, also in a channel. */
export const digestNames = named(
  { fi: 'kooste', sv: 'sammandrag', en: 'digest' },
  'koosteet',
  'sammandragen',
);

type Shown = Partial<Pick<ChannelsCardSource, 'typed' | 'problems' | 'banner' | 'removed'>>;

/** @throws RefusedError `admins-only`, `unknown-programme`. */
export async function channelsCard(turn: AdminTurn, programmeId: string, shown: Shown = {}): Promise<Card> {
  const programme = await administeredProgramme(turn, programmeId);
  return drawChannels(turn, programme, shown);
}

export async function drawChannels(
  { deps, wording, now }: AdminTurn,
  programme: Programme,
  shown: Shown = {},
): Promise<Card> {
  const known = await loadKnownChannels(deps.store);
  known.sort((a, b) => (a.name < b.name ? -1 : 1));
  const subscribe = nameIn(subscribeNames, wording.locale);
  const called = shortNameAmong(programme, await loadProgrammes(deps.store), wording);
  const lost = await loadLostChannels(deps.store, [programme], now);
  const source = { programme, known, lost, subscribe, called, ...shown };
  return render('channels', channelsCardData(source, wording));
}
