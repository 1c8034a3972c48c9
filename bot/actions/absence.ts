/** Later, or somebody else: reminders on a chosen day, and substitutes. */
import { render, type Card } from '../../cards/render';
import { snoozeCardData } from '../../cards/snooze/data';
import { substituteCardData, type SubstituteCardSource } from '../../cards/substitute/data';
import { RefusedError } from '../../src/errors';
import { type Person } from '../../src/people/schema';
import { loadSubstitutionsOf, removeSubstitute, setSubstitute } from '../../src/people/substitutions';
import { localDay } from '../../src/periods/local-time';
import { daySchema } from '../../src/periods/working-days';
import { dueAt, takesRepliesAt } from '../../src/rounds/round';
import { snooze, snoozeDays } from '../../src/rounds/snooze';
import { refusalText } from '../views/error-replies';
import { wordingFor } from '../views/wording';
import { namedPerson } from './colleagues';
import { drawnAfter, requestCard } from '../views/round-cards';
import { type ActionData } from './schema';
import { type ActionResult, type CardActionDeps, inputText, loadNames, type Turn } from '../views/turn';

/** @throws RefusedError `round-not-open`; `no-such-day` where no working day is left before the deadline. */
export function askForDay({ asked, deps, now, wording }: Turn): ActionResult {
  const { programme, round } = asked;
  if (!takesRepliesAt(round, now)) throw new RefusedError('round-not-open');
  const days = snoozeDays(round, programme, now, deps.holidays);
  if (days.length === 0) throw new RefusedError('no-such-day');
  const source = { programme, round, dueAt: dueAt(round, now), days };
  return { card: render('snooze', snoozeCardData(source, wording)), lasting: false };
}

export async function snoozeUntil(turn: Turn, data: ActionData<'snooze-until'>): Promise<ActionResult> {
  const { deps, person, now, wording } = turn;
  await snooze(deps.store, { ...data, personId: person.id }, now, deps.holidays);
  const banner = {
    text: wording.text('snooze.done', { day: wording.day(data.day) }),
    style: 'good' as const,
  };
  const card = await drawnAfter(turn, banner, (after) => requestCard(after, { banner }));
  return { card, lasting: true };
}

export async function nameSubstitute(
  deps: CardActionDeps,
  person: Person,
  data: ActionData<'substitute-set'>,
): Promise<ActionResult> {
  const wording = wordingFor(person.language);
  const [from, to] = [inputText(data, 'from'), inputText(data, 'to')];
  const typed = { person: inputText(data, 'person_typed'), from, to };
  const back = async (more: Partial<SubstituteCardSource>) => ({
    card: await substituteCard(deps, person, { typed, ...more }),
    lasting: false,
  });
  const substitute = await namedPerson(deps, person.id, data);
  const days = [from, to].every((day) => daySchema.safeParse(day).success);
  const problems = [
    ...('problem' in substitute ? [wording.text(substitute.problem)] : []),
    ...(days ? [] : [wording.text('substitute.dayRequired')]),
  ];
  if ('problem' in substitute) return back({ problems, candidates: substitute.candidates });
  if (!days) return back({ problems });
  const { id, name } = substitute.found;
  try {
    await setSubstitute(deps.store, { personId: person.id, substituteId: id, from, to }, deps.clock.now());
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
    return back({ problems: [await refusalText(deps, error, wording)] });
  }
  const text = wording.text('substitute.done', {
    name: `${name} (${id})`,
    from: wording.day(from),
    to: wording.day(to),
  });
  return { card: await substituteCard(deps, person, { banner: { text, style: 'good' } }), lasting: true };
}

export async function dropSubstitute(
  deps: CardActionDeps,
  person: Person,
  { from }: ActionData<'substitute-remove'>,
): Promise<ActionResult> {
  const removed = await removeSubstitute(deps.store, person.id, from, deps.clock.now());
  const text = wordingFor(person.language).text(removed ? 'substitute.removed' : 'substitute.gone');
  const banner = { text, style: removed ? ('good' as const) : ('warning' as const) };
  return { card: await substituteCard(deps, person, { banner }), lasting: true };
}

/** A person's substitutes, and the form for another one. */
export async function substituteCard(
  { store, clock }: CardActionDeps,
  person: Person,
  more: Partial<SubstituteCardSource> = {},
): Promise<Card> {
  const now = clock.now();
  const substitutions = await loadSubstitutionsOf(store, person.id, now);
  const names = await loadNames(
    store,
    substitutions.map(({ substituteId }) => substituteId),
    person.language,
  );
  const current = substitutions.map(({ substituteId, from, to }) => ({
    name: names.get(substituteId) ?? substituteId,
    from,
    to,
  }));
  const today = localDay(now, 'Europe/Helsinki');
  return render('substitute', substituteCardData({ current, today, ...more }, wordingFor(person.language)));
}
