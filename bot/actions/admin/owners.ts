/** Changes who answers for a goal. For those who run the programme's rounds. */
import { addOwner, ownersCardData, type OwnersCardSource } from '../../../cards/owners/data';
import { type PlainKey } from '../../../cards/parts/strings';
import { type Card, render } from '../../../cards/render';
import { RefusedError } from '../../../src/errors';
import { type Goal, type Owner, type Programme } from '../../../src/goals/schema';
import { type Directory, loadDirectory } from '../../../src/people/directory';
import { type Person } from '../../../src/people/schema';
import { sendableFrom } from '../../../src/periods/quiet-hours';
import { changeOwner, type OwnerChange } from '../../../src/rounds/change-owner';
import { listOpenRounds } from '../../../src/rounds/round-store';
import { refusalText } from '../../views/error-replies';
import { ownerLines, ownerName } from '../../views/owner-lines';
import { namedPerson } from '../colleagues';
import { type AdminData } from '../schema';
import { type ActionResult, inputText } from '../../views/turn';
import { type AdminTurn, coordinatedProgramme, wordingOf } from '../../views/admin-turn';
import { removalAsked } from './owner-removal';

type More = Partial<Pick<OwnersCardSource, 'typed' | 'problems' | 'candidates' | 'banner' | 'asked'>>;

/** @throws RefusedError `not-permitted`, `unknown-goal`. */
export async function ownersCard(turn: AdminTurn, data: AdminData<'owners'>, more: More = {}): Promise<Card> {
  return draw(turn, await load(turn, data), more);
}

/** The first press to take somebody out asks. @throws RefusedError `not-permitted`, `unknown-goal`. */
export async function changeTheOwner(
  turn: AdminTurn,
  data: AdminData<'owner-change'>,
): Promise<ActionResult> {
  const { deps, actor, now, wording } = turn;
  const shown = await load(turn, data);
  const read = await readForm(turn, data);
  const { typed, wanted } = read;
  if (!wanted) {
    const problems = read.problems.map((problem) => wording.text(problem));
    return { card: draw(turn, shown, { typed, problems, candidates: read.candidates }), lasting: false };
  }
  const asked = questionOf(turn, data, shown, wanted);
  if (asked) return { card: draw(turn, shown, { typed, asked }), lasting: false };
  const sendFrom = sendableFrom(now, shown.programme, deps.holidays);
  try {
    await changeOwner(deps.store, { ...changeOf(data, wanted), sendFrom }, actor, now);
  } catch (error) {
    if (!(error instanceof RefusedError) || error.code === 'unknown-goal') throw error;
    const problems = [await refusalText(deps, error, wording, data.programmeId)];
    return { card: draw(turn, await load(turn, data), { typed, problems }), lasting: false };
  }
  const text = await doneText(turn, shown, wanted, sendFrom);
  const banner = { text, style: 'good' as const };
  return { card: draw(turn, await load(turn, data), { banner }), lasting: true };
}

/** Who was asked about is named in the button: another choice is asked about again. */
function questionOf(
  { wording }: AdminTurn,
  data: AdminData<'owner-change'>,
  { goal, directory }: Shown,
  { from, to }: Wanted,
): OwnersCardSource['asked'] {
  if (from === undefined || to || data['sure'] === from) return undefined;
  return removalAsked(goal, from, directory, wording);
}

function changeOf({ programmeId, goalId }: AdminData<'owner-change'>, { from, to }: Wanted): OwnerChange {
  return { programmeId, goalId, ...(from !== undefined && { from }), ...(to && { to: to.id }) };
}

/** Who is replaced by whom; without `to` the first is taken out, without `from` the second is added. */
interface Wanted {
  readonly from?: Owner;
  readonly to?: Person;
}

interface OwnerForm {
  readonly typed: NonNullable<OwnersCardSource['typed']>;
  readonly problems: readonly PlainKey[];
  readonly candidates: readonly Person[];
  /** Left out where there are problems. */
  readonly wanted?: Wanted;
}

async function readForm({ deps, person }: AdminTurn, data: AdminData<'owner-change'>): Promise<OwnerForm> {
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
  // Who was found, also by the picker, is not looked for again.
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
  shown: Shown,
  { from, to }: Wanted,
  sendFrom: Date,
): Promise<string> {
  const { wording } = turn;
  const fromName = from === undefined ? '' : ownerName(from, shown.directory, wording);
  if (!to) return wording.text('owners.removed', { from: fromName });
  const names = { from: fromName, to: `${to.name} (${to.id})` };
  const said = wording.text(from === undefined ? 'owners.added' : 'owners.changed', names);
  return `${said} ${await toldText(turn, shown.programme, sendFrom)}`.trimEnd();
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

interface Shown {
  readonly programme: Programme;
  readonly goal: Goal;
  readonly directory: Directory;
}

async function load(turn: AdminTurn, { programmeId, goalId }: AdminData<'owners'>): Promise<Shown> {
  const { programme, goals } = await coordinatedProgramme(turn, programmeId);
  const goal = goals.find(({ id }) => id === goalId);
  if (!goal) throw new RefusedError('unknown-goal');
  return { programme, goal, directory: await loadDirectory(turn.deps.store) };
}

function draw(turn: AdminTurn, { programme, goal, directory }: Shown, more: More): Card {
  const owners = [...new Set([goal, ...goal.groups, ...goal.fields].flatMap((part) => part.owners))];
  const source: OwnersCardSource = {
    ...{ programme, goal },
    lines: ownerLines(goal, directory, turn.wording),
    owners: owners.map((owner) => ({ owner, name: ownerName(owner, directory, turn.wording) })),
    ...more,
  };
  return render('owners', ownersCardData(source, turn.wording));
}
