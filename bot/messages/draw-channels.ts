/** That digests cannot be posted to channels, and that they are posted again, for coordinators. */
import { channelText, lostLines } from '../../cards/channels/data';
import { listCardData } from '../../cards/list/data';
import { type ListRow } from '../../cards/parts/list-row';
import { render } from '../../cards/render';
import { loadLostChannels, type LostChannel } from '../../src/channels/lost-channels';
import { loadKnownChannels } from '../../src/goals/known-channels';
import { loadProgrammes } from '../../src/goals/register';
import { type Programme } from '../../src/goals/schema';
import { mayAdminister, mayCoordinate } from '../../src/rounds/permissions';
import { type AdminTurn, readAdminTurn } from '../views/admin-turn';
import { notice } from '../views/notice';
import { type PersonalDrawer } from './drawer';

/** Omits channels that work again. Draws nothing if none is left, or it is no longer the reader's task. */
export const drawChannelsLost: PersonalDrawer<'channels-lost'> = async (deps, { channels }, person) => {
  const turn = await readAdminTurn(deps, person);
  const { wording, now } = turn;
  const programmes = await programmesOf(turn);
  const lost = (await loadLostChannels(deps.store, programmes, now)).filter(({ channel }) =>
    channels.includes(channel),
  );
  if (lost.length === 0) return undefined;
  const known = await loadKnownChannels(deps.store);
  const rows = lost.map((each) => row(each, channelText(each.channel, known), programmes, turn));
  const title = wording.text('channels.lostTitle', { count: lost.length });
  const source = { title, rows, empty: '', note: wording.text('channels.lostNext') };
  return { card: render('list', listCardData(source, wording)), summary: title };
};

export const drawChannelsBack: PersonalDrawer<'channels-back'> = async (deps, { channels }, person) => {
  const { wording } = await readAdminTurn(deps, person);
  const known = await loadKnownChannels(deps.store);
  const names = channels.map((channel) => channelText(channel, known)).join(', ');
  return notice(wording.text('channels.backTold', { count: channels.length, channels: names }));
};

async function programmesOf({ deps, access }: AdminTurn): Promise<Programme[]> {
  return (await loadProgrammes(deps.store)).filter((programme) => mayCoordinate(access, programme));
}

function row(
  lost: LostChannel,
  name: string,
  programmes: readonly Programme[],
  { access, wording }: AdminTurn,
): ListRow {
  const own = programmes.filter(({ channels }) => channels.some(({ channel }) => channel === lost.channel));
  const title = wording.text('programme.channels');
  const [first] = own;
  return {
    name,
    lines: [own.map((each) => wording.of(each.name)).join(', '), ...lostLines(lost, wording)],
    ...(mayAdminister(access) &&
      first && {
        button: { verb: 'channels', title, tooltip: `${title}: ${name}`, data: { programmeId: first.id } },
      }),
  };
}
