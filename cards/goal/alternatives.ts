/** Fields of which one answer is enough: their order on the card, and what is said under each. Pure. */
import { type Alternatives, languageSets, neededAlternatives } from '../../src/goals/answers/alternatives';
import { type Field, type Goal, type Locale } from '../../src/goals/schema';
import { pendingTranslations } from '../../src/replies/pending-translations';
import { own } from '../parts/own';
import { personName } from '../parts/person-name';
import { type Wording } from '../parts/wording';
import { type GoalCardSource } from './source';

/** A text that is asked in several languages comes in the reader's language first; everything else stays in place. */
export function ownLanguageFirst(fields: readonly Field[], goal: Goal, locale: Locale): Field[] {
  const ordered = [...fields];
  for (const set of languageSets(goal.fields)) {
    const places = fields.flatMap((field, index) => (isIn(set, field) ? [index] : []));
    const members = places.map((index) => fields[index]!);
    const rest = members.filter(({ language }) => language !== locale);
    const sorted = [...members.filter(({ language }) => language === locale), ...rest];
    places.forEach((place, index) => (ordered[place] = sorted[index]!));
  }
  return ordered;
}

/** Whether the field is one of several of which one is needed: neither required on its own nor optional. */
export function isOneOfSeveral(field: Field, { fields }: Pick<Goal, 'fields'>): boolean {
  return neededAlternatives(fields).some((set) => isIn(set, field));
}

/** "Vastaa vähintään toiseen.", "Riittää, kun vastaat yhdellä kielellä.", "Käännös puuttuu." */
export function alternativesNote(
  field: Field,
  source: Pick<GoalCardSource, 'goal' | 'answers' | 'translators' | 'names'>,
  wording: Wording,
): string | undefined {
  const { goal, answers } = source;
  const set = [...languageSets(goal.fields), ...neededAlternatives(goal.fields)].find((each) =>
    isIn(each, field),
  );
  if (!set) return undefined;
  const isAnswered = set.fields.some(({ id }) => own(answers, id) !== undefined);
  if (set.kind === 'either-or') return set.fields.length > 1 ? oneOfText(set, wording) : undefined;
  if (isAnswered) return pendingNote(field, source, wording);
  return field.required ? wording.text('translation.oneIsEnough') : undefined;
}

/** "Käännös puuttuu, pyydetty: Matti Meikäläinen.", "Alkuteksti on muuttunut käännöksen jälkeen." */
function pendingNote(
  field: Field,
  source: Pick<GoalCardSource, 'goal' | 'answers' | 'translators' | 'names'>,
  wording: Wording,
): string | undefined {
  const { goal, answers, translators } = source;
  if (!pendingTranslations(goal, answers).some((each) => each.field.id === field.id)) return undefined;
  const translator = translators?.get(field.id);
  const said = wording.text(own(answers, field.id) ? 'translation.outdated' : 'translation.missing');
  if (translator === undefined) return said;
  return `${said} ${wording.text('translation.askedOf', { name: personName(source, translator) })}`;
}

function oneOfText({ fields }: Alternatives, wording: Wording): string {
  return wording.text(fields.length === 2 ? 'problem.one-of.two' : 'problem.one-of');
}

function isIn({ fields }: Alternatives, { id }: Field): boolean {
  return fields.some((field) => field.id === id);
}
