import { buildDigest } from '../../../src/digest/build-digest';
import { countRoundMessages } from '../../../src/digest/front-store';
import { loadDirectory } from '../../../src/people/directory';
import { loadAskedPersonsSource } from '../../../src/replies/asked-persons';
import { missingByUnit } from '../../../src/replies/missing';
import { loadSurvey } from '../../../src/replies/survey/send-answer';
import { countStates, type ReviewCounts, reviewedQuestions } from '../../../src/replies/survey/survey-themes';
import { closingOf, type Discarding, type Round } from '../../../src/rounds/round';
import { loadForm } from '../../../src/rounds/round-store';
import { roundTranslations, type RoundTranslation } from '../../../src/translations/due';
import { type CliContext } from '../parts/cli-command';
import { knownRound, type RoundOptions } from '../parts/known';
import { localText } from '../parts/moments';
import { table } from '../parts/table';

export async function roundStatusCommand(context: CliContext, options: RoundOptions): Promise<void> {
  const { store, clock, output } = context;
  const { round, programme } = await knownRound(store, options);
  if (round.discarded) return output(round, [discardedLine(round, round.discarded, programme.timeZone)]);
  // For a closed round this is the policy as it was at closing.
  const isCoordinated = (await loadForm(store, round))?.programme.policy.oneCoordinatedAnswer;
  const digest = await buildDigest(store, round, clock.now());
  const { asked, answered, partly, late, persons } = digest;
  const source = await loadAskedPersonsSource(store, round);
  const state = {
    ...round,
    snapshot: undefined,
    closes: closingOf(round),
    goals: { asked, answered, partly, late },
    persons,
    translations: source ? roundTranslations(source).map(translationState) : [],
    messages: await countRoundMessages(store, round),
    ...(isCoordinated && { review: countStates(reviewedQuestions((await loadSurvey(store, round)).goals)) }),
  };
  output(state, statusLines(round, state, programme.timeZone));
}

/** A pending translation. It is no missing answer, so the other counts leave it out. */
interface TranslationState {
  readonly goal: string;
  readonly field: string;
  /** The language to translate into. */
  readonly language: string | undefined;
  /** Who has to write it, by id. */
  readonly persons: readonly string[];
  /** Whether somebody was asked to translate, rather than the persons who answer the field. */
  readonly requested: boolean;
  /** Since when they have it to write (ISO 8601, UTC). */
  readonly since: string;
}

function translationState({ goal, field, persons, isHanded, since }: RoundTranslation): TranslationState {
  const { id, language } = field;
  return { goal: goal.code, field: id, language, persons, requested: isHanded, since };
}

function discardedLine({ programmeId, period }: Round, { by, at, reason }: Discarding, zone: string): string {
  return `${programmeId} ${period}: discarded ${localText(at, zone)} by ${by}${reason ? `: ${reason}` : ''}`;
}

interface Counts {
  readonly goals: Readonly<Record<'asked' | 'answered' | 'partly' | 'late', number>>;
  readonly persons: { readonly asked: number; readonly done: number };
  readonly translations: readonly TranslationState[];
  readonly messages: object;
  /** For a survey, the number of questions in each state of the coordinator's review. */
  readonly review?: ReviewCounts;
}

function statusLines(
  round: Round,
  { goals, persons, translations, messages, review }: Counts,
  zone: string,
): string[] {
  const local = (moment: string) => localText(moment, zone);
  const late = goals.late > 0 ? `, ${goals.late} late` : '';
  const counts = Object.entries(messages).map(([state, count]) => `${state} ${count}`);
  return [
    `${round.programmeId} ${round.period}: ${round.status}`,
    `deadline  ${local(round.deadline)} (${zone})`,
    ...(round.closes === undefined ? [] : [`closes    ${local(round.closes)}`]),
    `goals     ${goals.answered} of ${goals.asked} answered, ${goals.partly} in part${late}`,
    `persons   ${persons.done} of ${persons.asked} done`,
    ...translationLines(translations, local),
    ...(review
      ? [
          `review    ${review.accepted} approved, ${review.answered} awaiting approval, ${review.commented} commented on`,
        ]
      : []),
    `messages  ${counts.join(', ')}`,
    ...round.events.map(
      ({ what, by, at, reason, sent }) =>
        `${(sent ? 'sent' : what).padEnd(9)} ${local(at)} by ${by}${reason ? `: ${reason}` : ''}`,
    ),
  ];
}

/** Nothing if none are pending. */
function translationLines(
  translations: readonly TranslationState[],
  local: (moment: string) => string,
): string[] {
  if (translations.length === 0) return [];
  return [
    `translate ${translations.length} pending`,
    ...translations.map(({ goal, language, persons, requested, since }) => {
      const who = persons.length > 0 ? persons.join(', ') : 'nobody';
      return `          ${goal} into ${language}: ${who}${requested ? ', requested' : ''}, since ${local(since)}`;
    }),
  ];
}

/** Who has not answered what, by unit. */
export async function roundMissingCommand(
  { store, output }: CliContext,
  options: RoundOptions,
): Promise<void> {
  const { round } = await knownRound(store, options);
  const source = await loadAskedPersonsSource(store, round);
  const { persons: directory } = await loadDirectory(store);
  const units = (source ? missingByUnit(source) : []).map(({ name: unit, persons }) => ({
    unit,
    persons: persons.map(({ personId, goals }) => ({
      person: personId,
      name: directory.get(personId)?.name ?? '',
      goals: goals.map(({ code }) => code),
    })),
  }));
  const rows = units.flatMap(({ unit, persons }) =>
    persons.map(({ person, name, goals }) => [unit, person, name, goals.join(', ')]),
  );
  const nobody = round.status === 'planned' ? 'Nobody has been asked yet.' : 'Everybody has answered.';
  output(units, rows.length === 0 ? [nobody] : table([['UNIT', 'PERSON', 'NAME', 'GOALS'], ...rows]));
}
