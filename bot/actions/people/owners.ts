/** Changes who answers for a goal. For coordinators. */
import { addOwner, type OwnersCardSource } from '../../../cards/owners/data';
import { type PlainKey } from '../../../cards/parts/strings';
import { type z } from 'zod';
import { RefusedError } from '../../../src/errors';
import { type Owner, type Programme } from '../../../src/goals/schema';
import { type Person } from '../../../src/people/schema';
import { changeOwner, type OwnerChange } from '../../../src/rounds/change-owner';
import { listOpenRounds } from '../../../src/rounds/round-store';
import { type AdminTurn, wordingOf } from '../../views/admin-turn';
import { refusalText } from '../../views/error-replies';
import { ownerName } from '../../views/owner-lines';
import { drawOwners, loadOwnedGoal, type OwnedGoal } from '../../views/programmes/owners';
import { sendFromOf } from '../../views/sending';
import { inputText } from '../../views/turn';
import { coordinators } from '../may/running';
import { action } from '../parts/action';
import { anyInput, registerGoalData } from '../parts/data';
import { namedPerson } from '../parts/named-person';
import { shown, shownOnce } from '../parts/results';
import { removalAsked } from './owner-removal';

export const owners = action('owners', registerGoalData, coordinators, async (turn, data) =>
  shown(drawOwners(turn, await loadOwnedGoal(turn, data))),
);

const formData = registerGoalData.catchall(anyInput);
type FormData = z.infer<typeof formData>;

/** The first press to remove somebody asks for confirmation. @throws RefusedError `unknown-goal`. */
export const ownerChange = action('owner-change', formData, coordinators, async (turn, data) => {
  const { deps, actor, now, wording } = turn;
  const owned = await loadOwnedGoal(turn, data);
  const read = await readForm(turn, data);
  const { typed, wanted } = read;
  if (!wanted) {
    const problems = read.problems.map((problem) => wording.text(problem));
    return shownOnce(drawOwners(turn, owned, { typed, problems, candidates: read.candidates }));
  }
  const asked = questionOf(turn, data, owned, wanted);
  if (asked) return shownOnce(drawOwners(turn, owned, { typed, asked }));
  const sendFrom = sendFromOf(turn, owned.programme);
  try {
    await changeOwner(deps.store, { ...changeOf(data, wanted), sendFrom }, actor, now);
  } catch (error) {
    if (!(error instanceof RefusedError) || error.code === 'unknown-goal') throw error;
    const problems = [await refusalText(deps, error, wording, data.programmeId)];
    return shownOnce(drawOwners(turn, await loadOwnedGoal(turn, data), { typed, problems }));
  }
  const text = await doneText(turn, owned, wanted, sendFrom);
  const banner = { text, style: 'good' as const };
  return shown(drawOwners(turn, await loadOwnedGoal(turn, data), { banner }));
});

/** The button names the person asked about, so that a changed choice is asked about again. */
function questionOf(
  { wording }: AdminTurn,
  data: FormData,
  { goal, directory }: OwnedGoal,
  { from, to }: Wanted,
): OwnersCardSource['asked'] {
  if (from === undefined || to || data['sure'] === from) return undefined;
  return removalAsked(goal, from, directory, wording);
}

function changeOf({ programmeId, goalId }: FormData, { from, to }: Wanted): OwnerChange {
  return { programmeId, goalId, ...(from !== undefined && { from }), ...(to && { to: to.id }) };
}

/** `to` replaces `from`; without `to`, `from` is removed; without `from`, `to` is added. */
interface Wanted {
  readonly from?: Owner;
  readonly to?: Person;
}

interface OwnerForm {
  readonly typed: NonNullable<OwnersCardSource['typed']>;
  readonly problems: readonly PlainKey[];
  readonly candidates: readonly Person[];
  /** Absent if there are problems. */
  readonly wanted?: Wanted;
}

async function readForm({ deps, person }: AdminTurn, data: FormData): Promise<OwnerForm> {
  const chosen = inputText(data, 'from');
  const from = chosen === addOwner || chosen === '' ? undefined : chosen;
  if (data['remove'] === true) {
    const typed = { from: chosen, person: inputText(data, 'person_typed') };
    return from === undefined
      ? { typed, problems: ['owners.removeMissing'], candidates: [] }
      : { typed, problems: [], candidates: [], wanted: { from } };
  }
  const named = await namedPerson(deps, person.id, data);
  const found = 'found' in named ? named.found : undefined;
  // A person who was found, also by the picker, is not looked up again.
  const typed = {
    from: chosen,
    person: found ? `${found.name} <${found.id}>` : inputText(data, 'person_typed'),
  };
  const problems: PlainKey[] = [
    ...(chosen === '' ? (['owners.fromMissing'] as const) : []),
    ...('problem' in named ? [named.problem] : []),
  ];
  const candidates = 'problem' in named ? named.candidates : [];
  if (!found || problems.length > 0) return { typed, problems, candidates };
  return { typed, problems, candidates, wanted: { to: found, ...(from !== undefined && { from }) } };
}

async function doneText(
  turn: AdminTurn,
  { programme, directory }: OwnedGoal,
  { from, to }: Wanted,
  sendFrom: Date,
): Promise<string> {
  const { wording } = turn;
  const fromName = from === undefined ? '' : ownerName(from, directory, wording);
  if (!to) return wording.text('owners.removed', { from: fromName });
  const names = { from: fromName, to: `${to.name} (${to.id})` };
  const said = wording.text(from === undefined ? 'owners.added' : 'owners.changed', names);
  return `${said} ${await toldText(turn, programme, sendFrom)}`.trimEnd();
}

/** Whether the new owner is written to, and when; empty where no round is open. */
async function toldText(turn: AdminTurn, programme: Programme, sendFrom: Date): Promise<string> {
  const open = (await listOpenRounds(turn.deps.store)).some(
    ({ programmeId }) => programmeId === programme.id,
  );
  if (!open) return '';
  if (sendFrom <= turn.now) return turn.wording.text('owners.told');
  return turn.wording.text('owners.toldLater', {
    moment: wordingOf(turn, programme).moment(sendFrom.toISOString()),
  });
}
