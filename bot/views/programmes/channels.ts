/** Which channels get a programme's digest. For admins. */
import { named } from '../command-turn';
import { channelsCardData, type ChannelsCardSource } from '../../../cards/channels/data';
import { type Card, render } from '../../../cards/render';
import { loadKnownChannels } from '../../../src/goals/channels';
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

type Shown = Partial<Pick<ChannelsCardSource, 'typed' | 'problems' | 'banner'>>;

/** @throws RefusedError `admins-only`, `unknown-programme`. */
export async function channelsCard(turn: AdminTurn, programmeId: string, shown: Shown = {}): Promise<Card> {
  const programme = await administeredProgramme(turn, programmeId);
  return drawChannels(turn, programme, shown);
}

export async function drawChannels(
  { deps, wording }: AdminTurn,
  programme: Programme,
  shown: Shown = {},
): Promise<Card> {
  const known = await loadKnownChannels(deps.store);
  known.sort((a, b) => (a.name < b.name ? -1 : 1));
  const subscribe = nameIn(subscribeNames, wording.locale);
  const called = shortNameAmong(programme, await loadProgrammes(deps.store), wording);
  const source = { programme, known, subscribe, called, ...shown };
  return render('channels', channelsCardData(source, wording));
}
