/** The recipients that could not be reached in a round, and what to do about it. */
import { outageText } from '../../cards/channels/data';
import { type Wording } from '../../cards/parts/wording';
import { loadPresentOutages } from '../../src/channels/outages';
import { frontPostsOf } from '../../src/digest/front-store';
import { loadKnownChannels } from '../../src/goals/known-channels';
import { isUndelivered, undelivered, type Undelivered } from '../../src/outbox/message';
import { loadOwnerName } from '../../src/people/directory';
import { type Installation, loadInstallations } from '../../src/people/installations';
import { type RoundName, roundPartition } from '../../src/rounds/round-store';
import { type EntityStore } from '../../src/storage/store';

/** Messages that reached nobody, the latest to each recipient; also front posts of the round. */
export async function unreached(store: EntityStore, round: RoundName): Promise<Undelivered[]> {
  const lost = [
    ...(await undelivered(store, roundPartition(round))),
    ...(await frontPostsOf(store, round)).filter(isUndelivered),
  ];
  return [...new Map(lost.map((message) => [JSON.stringify(message.recipient), message])).values()];
}

export async function undeliveredLines(
  store: EntityStore,
  messages: readonly Undelivered[],
  wording: Wording,
): Promise<{ name: string; state: string }[]> {
  const channels = new Map((await loadKnownChannels(store)).map(({ id, name }) => [id, name]));
  const outages = await loadPresentOutages(store);
  const installations = await loadInstallations(store);
  return Promise.all(
    messages.map(async ({ recipient, state }) => {
      const name =
        recipient.type === 'person'
          ? await loadOwnerName(store, recipient.personId, wording)
          : (channels.get(recipient.channelId) ?? recipient.channelId);
      const isMissing = recipient.type === 'person' && state === 'not-installed';
      const known = isMissing ? installations.get(recipient.personId) : undefined;
      const outage = recipient.type === 'channel' ? outages.get(recipient.channelId) : undefined;
      const why = outage ? `. ${outageText(outage, wording)}` : installationText(known, wording);
      return { name, state: `${wording.text(`deliveries.${state}`)}${why}` };
    }),
  );
}

/** What the bot itself has done about a missing app. */
function installationText(installation: Installation | undefined, wording: Wording): string {
  if (installation?.triedOn === undefined || installation.state === 'wanted') return '';
  const key = installation.state === 'refused' ? 'installation.refused' : 'installation.asked';
  return `; ${wording.text(key, { day: wording.day(installation.triedOn) })}`;
}
