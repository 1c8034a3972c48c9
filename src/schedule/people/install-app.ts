/** Installs the app for people whom messages cannot reach without it, trying each at most once a day. */
import { loadPerson } from '../../people/directory';
import { type Installation, loadInstallations, recordAttempt } from '../../people/installations';
import { readLeft } from '../../people/left';
import { localDay, usualZone } from '../../periods/local-time';
import { type Round } from '../../rounds/round';
import { listOpenRounds, loadRequest } from '../../rounds/round-store';
import { revivePrompts } from '../../rounds/revive-prompts';
import { type EntityStore } from '../../storage/store';

/**
 * The outcome: Teams accepted the request (`asked`); the app was already installed (`there`); or it was refused, for
 * this person or, with `everybody`, for all.
 */
export type Installing =
  | { readonly type: 'asked' | 'there' }
  | { readonly type: 'refused'; readonly reason: string; readonly everybody: boolean };

/** @throws DirectoryError when the outcome is unknown */
export type InstallApp = (aadObjectId: string) => Promise<Installing>;

export interface InstallOptions {
  readonly install: InstallApp;
  readonly mayGoOn?: () => boolean;
}

/** A minute's work at the rate that Teams allows; the next run does the rest. */
const mostAtOnce = 100;

/**
 * Teams notifies the bot of each installation, which then sends the open messages.
 * @returns the outcome for each person, by id
 * @throws DirectoryError
 */
export async function installWhereDue(
  store: EntityStore,
  { install, mayGoOn }: InstallOptions,
  now: Date,
): Promise<ReadonlyMap<string, Installing>> {
  const triedOn = localDay(now, usualZone);
  const waiting = [...(await loadInstallations(store)).values()].filter((each) => each.triedOn !== triedOn);
  const rounds = waiting.length > 0 ? await listOpenRounds(store) : [];
  const done = new Map<string, Installing>();
  for (const installation of waiting) {
    if (done.size >= mostAtOnce || mayGoOn?.() === false) break;
    const { personId } = installation;
    const aadObjectId = (await loadPerson(store, personId))?.aadObjectId;
    if (aadObjectId === undefined || !(await isNeeded(store, installation, rounds))) continue;
    const outcome = await install(aadObjectId);
    done.set(personId, outcome);
    await recordAttempt(store, { personId, triedOn, ...stateOf(outcome) });
    // The app was there although Teams refused the message, or Teams sent no notification of its installation.
    if (outcome.type === 'there') await revivePrompts(store, personId, now);
    if (outcome.type === 'refused' && outcome.everybody) break;
  }
  return done;
}

/** Whether a person is still here, and a recent message did not reach them or an open round asks them something. */
async function isNeeded(
  store: EntityStore,
  { personId, state }: Installation,
  rounds: readonly Round[],
): Promise<boolean> {
  if (await readLeft(store, personId)) return false;
  if (state === 'wanted') return true;
  const requests = await Promise.all(rounds.map((round) => loadRequest(store, round, personId)));
  return requests.some((request) => request !== undefined);
}

function stateOf(outcome: Installing): Pick<Installation, 'state' | 'reason'> {
  return outcome.type === 'refused' ? { state: 'refused', reason: outcome.reason } : { state: 'asked' };
}
