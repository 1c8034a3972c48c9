/** Makes a programme from a dropped file: a short form, then the preview, which `import-apply` saves. */
import { z } from 'zod';
import { importProblemText } from '../../../cards/import/rows';
import {
  longestProgrammeName,
  newProgrammeData,
  type NewProgrammeProblems,
} from '../../../cards/new-programme/data';
import { type Candidate } from '../../../cards/parts/person-input';
import { type Banner } from '../../../cards/parts/banner';
import { type Card, render } from '../../../cards/render';
import { RefusedError } from '../../../src/errors';
import { loadProgrammes } from '../../../src/goals/register';
import { type Owner } from '../../../src/goals/schema';
import { keepChoices, noDecisions } from '../../../src/import/kept-file';
import { freeId, idFrom } from '../../../src/import/plan/ids';
import { rhythms } from '../../../src/import/settings/new-programme';
import { isSettingFault } from '../../../src/import/settings/settings';
import {
  firstPeriods,
  suggestedProgramme,
  type WantedProgramme,
} from '../../../src/import/suggested-programme';
import { loadOwnerName } from '../../../src/people/directory';
import { type AdminTurn } from '../../views/admin-turn';
import { inputText } from '../../views/turn';
import { admins } from '../may/running';
import { action } from '../parts/action';
import { anyInput } from '../parts/data';
import { namedPerson } from '../parts/named-person';
import { shown, shownOnce } from '../parts/results';
import { ended, firstCard } from './file-card';
import { planCard } from './plan-card';
import { openFile, type OpenedFile } from './read-file';

const ofFile = z.object({ file: z.uuid() });
const typed = ofFile.catchall(anyInput);

/** The form, with what was typed before. */
export const importNew = action('import-new', ofFile, admins, async (turn, { file: id }) => {
  const opened = await openFile(turn, id);
  return opened ? shown(await formCard(turn, opened, {})) : ended(turn, 'import.gone', 'warning');
});

/** Back to the file's first card; keeps what the form had. */
export const importFile = action('import-file', typed, admins, async (turn, data) => {
  const opened = await openFile(turn, data.file);
  if (!opened) return ended(turn, 'import.gone', 'warning');
  const kept = { ...('name' in data && { wanted: wantedIn(turn, opened, data) }), ...noDecisions };
  await keepChoices(turn.deps.store, turn.person.id, opened.id, kept);
  return shown(await firstCard(turn, opened));
});

/** Checks the form, keeps it, and shows what the programme would be. */
export const importNewPlan = action('import-new-plan', typed, admins, async (turn, data) => {
  const { deps, person, wording } = turn;
  const opened = await openFile(turn, data.file);
  if (!opened) return ended(turn, 'import.gone', 'warning');
  const wanted = wantedIn(turn, opened, data);
  const named = await coordinatorIn(turn, data);
  const coordinator = named.found ?? opened.file.coordinator;
  const kept = { wanted, ...(coordinator !== undefined && { coordinator }) };
  if (!(await keepChoices(deps.store, person.id, opened.id, kept)))
    return ended(turn, 'import.gone', 'warning');
  const now: OpenedFile = { ...opened, file: { ...opened.file, ...kept } };
  const ids = await idsByName(turn);
  const name = nameProblem(wanted.name, ids, turn);
  const problems = {
    ...(name !== undefined && { name }),
    ...(named.problem !== undefined && { coordinator: named.problem }),
  };
  const { candidates = [] } = named;
  const again = { problems, typed: inputText(data, 'person_typed'), candidates };
  if (Object.keys(problems).length > 0) return shownOnce(await formCard(turn, now, again));
  const programmeId = idOf(wanted, ids);
  try {
    return shown(await planCard(turn, now, { programmeId, isNew: true }));
  } catch (error) {
    if (!(error instanceof RefusedError) || !isSettingFault(error.code)) throw error;
    const { code, details } = error;
    const rhythm = importProblemText({ code, value: details['text'] ?? '', details }, wording);
    return shownOnce(await formCard(turn, now, { problems: { rhythm } }));
  }
});

/** The form again, if somebody has made a programme with this name since the preview; otherwise undefined. */
export async function takenMeanwhile(turn: AdminTurn, opened: OpenedFile): Promise<Card | undefined> {
  const name = opened.file.wanted?.name ?? '';
  if (nameProblem(name, await idsByName(turn), turn) === undefined) return undefined;
  return formCard(turn, opened, { problems: { name: turn.wording.text('newProgramme.nameTakenNow') } });
}

/** A free id for the programme that the file should make. */
export async function newProgrammeId(turn: AdminTurn, { file }: OpenedFile): Promise<string> {
  return idOf(file.wanted, await idsByName(turn));
}

function idOf(wanted: WantedProgramme | undefined, ids: ReadonlyMap<string, string>): string {
  return freeId(idFrom(wanted?.name ?? '', 'programme'), new Set(ids.values()));
}

interface FormShown {
  readonly problems?: NewProgrammeProblems;
  readonly typed?: string;
  readonly candidates?: readonly Candidate[];
}

async function formCard(
  turn: AdminTurn,
  { id, file, register }: OpenedFile,
  { problems = {}, typed: person, candidates }: FormShown,
): Promise<Card> {
  const { wording, deps } = turn;
  const suggested = suggestedProgramme(register, file.fileName, wording.locale);
  const owner = file.coordinator ?? suggested.coordinator ?? turn.person.id;
  const count = Object.keys(problems).length;
  const banner: Banner = { text: wording.text('newProgramme.problems', { count }), style: 'attention' };
  const source = {
    ...{ file: id, fileName: file.fileName, goals: register.goals.length, problems },
    wanted: file.wanted ?? suggested,
    coordinator: await loadOwnerName(deps.store, owner, wording),
    ...(person !== undefined && { typed: person }),
    ...(candidates && { candidates }),
    ...(count > 0 && { banner }),
  };
  return render('new-programme', newProgrammeData(source, wording));
}

/** A choice that the client did not send stays as it was. */
function wantedIn(
  { wording }: AdminTurn,
  { file, register }: OpenedFile,
  data: Readonly<Record<string, unknown>>,
): WantedProgramme {
  const before = file.wanted ?? suggestedProgramme(register, file.fileName, wording.locale);
  return {
    name: inputText(data, 'name', longestProgrammeName),
    rhythm: rhythms.find((each) => each === data['rhythm']) ?? before.rhythm,
    first: firstPeriods.find((each) => each === data['first']) ?? before.first,
  };
}

interface NamedCoordinator {
  readonly found?: Owner;
  readonly problem?: string;
  readonly candidates?: readonly Candidate[];
}

/** Nothing typed and nobody picked leaves the coordinator who is shown. */
async function coordinatorIn(
  { deps, person, wording }: AdminTurn,
  data: Readonly<Record<string, unknown>>,
): Promise<NamedCoordinator> {
  const named = await namedPerson(deps, person.id, data);
  if ('found' in named) return { found: named.found.id };
  if (named.problem === 'person.missing') return {};
  return { problem: wording.text(named.problem), candidates: named.candidates };
}

/** The ids of all programmes by their names, in every language and regardless of case. */
async function idsByName({ deps }: AdminTurn): Promise<ReadonlyMap<string, string>> {
  const programmes = await loadProgrammes(deps.store);
  return new Map(
    programmes.flatMap(({ id, name }) =>
      Object.values(name).map((each = '') => [each.toLowerCase(), id] as const),
    ),
  );
}

function nameProblem(
  name: string,
  ids: ReadonlyMap<string, string>,
  { wording }: AdminTurn,
): string | undefined {
  if (name === '') return wording.text('newProgramme.nameMissing');
  return ids.has(name.toLowerCase()) ? wording.text('newProgramme.nameTaken') : undefined;
}
