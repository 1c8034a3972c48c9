/** The card on which a translator writes a translation, with the source text above the box, for `card.json`. Pure. */
import { type Field, type Goal, type Programme } from '../../src/goals/schema';
import { isOfOlderText } from '../../src/replies/pending-translations';
import { type GivenAnswer } from '../../src/replies/reply';
import { type Round } from '../../src/rounds/round';
import { type RoundName } from '../../src/rounds/round-name';
import { type Banner, bannerData } from '../parts/banner';
import { inputPrefix } from '../parts/goals/field-elements';
import { excess, longestShown, longestText } from '../parts/limits';
import { aboutRound, closedText } from '../parts/round-lines';
import { shorten } from '../parts/shorten';
import { type Verb } from '../parts/verbs';
import { type Wording } from '../parts/wording';

export interface TranslationCardSource {
  readonly programme: Programme;
  readonly round: Pick<Round, 'deadline' | 'period' | 'status' | 'events' | 'closes'>;
  /** Missing if the person is not, or is no longer, asked for the translation. */
  readonly task?: TranslationSource;
  /** Whether it can be saved now. */
  readonly open: boolean;
  /** Whether the round takes no answers now. */
  readonly isClosed?: boolean;
  /** What was typed and not saved. */
  readonly typed?: string;
  readonly problem?: string;
  readonly banner?: Banner;
  /** Another translation that waits for the person, and how many do. */
  readonly next?: { readonly goalId: string; readonly fieldId: string; readonly count: number };
}

interface TranslationSource {
  readonly goal: Goal;
  readonly field: Field;
  /** The name of the person who asked for it; missing if it is due from those who answer the field. */
  readonly asker?: string;
  /** The translator's name, if the reader writes as their substitute. */
  readonly onBehalfOf?: string;
  /** Missing if the text was emptied. */
  readonly source?: Author & { readonly field: Field };
  /** The translation as it is saved; `own` if the reader wrote it. */
  readonly current?: Author & { readonly own: boolean };
}

/** `owner`: the name of the person on whose behalf the author wrote. */
interface Author {
  readonly answer: GivenAnswer;
  readonly author: string;
  readonly owner?: string;
}

export function translationCardData(source: TranslationCardSource, wording: Wording) {
  const { programme, round, task, problem, banner } = source;
  return {
    ...bannerData(banner),
    heading: task?.field.language
      ? wording.text(`translation.into.${task.field.language}`)
      : wording.text('translation.title'),
    about: aboutRound(programme, round, wording),
    ...(source.isClosed && !banner && { closed: closedText(round, wording) }),
    ...(task && taskData(task, source, wording)),
    ...(!(task && source.open) &&
      source.typed && { typed: { label: wording.text('translation.typed'), text: source.typed } }),
    ...(problem !== undefined && { problem }),
    buttons: buttons(source, wording),
  };
}

function taskData(task: TranslationSource, { open, typed }: TranslationCardSource, wording: Wording) {
  const { goal, field, source, current } = task;
  const isOverwritten = current && !current.own && typed !== undefined && typed !== current.answer.raw;
  return {
    goal: { code: goal.code, title: shorten(wording.of(goal.title), 200) },
    ...askedText(task, wording),
    ...(source && {
      source: {
        label: nameOf(source.field, wording),
        text: String(source.answer.raw),
        author: authorText(source, wording),
      },
    }),
    ...(open && { input: inputData(field, typed ?? String(current?.answer.raw ?? ''), wording) }),
    ...(isOutdated(task) && { outdated: wording.text('translation.outdated') }),
    ...(isOverwritten && { theirs: conflictText(current, wording) }),
    ...(current && !isOverwritten && { author: authorText(current, wording) }),
  };
}

/** "Pyytäjä: Anna Virtanen · Käännät sijaisena: Bo Berg." */
function askedText({ asker, onBehalfOf }: TranslationSource, wording: Wording): { readonly asked?: string } {
  const name = (each: string) => ({ name: shorten(each, longestShown.name) });
  const said = [
    ...(asker === undefined ? [] : [wording.text('translation.asker', name(asker))]),
    ...(onBehalfOf === undefined ? [] : [wording.text('translation.asSubstitute', name(onBehalfOf))]),
  ];
  return said.length > 0 ? { asked: said.join(' · ') } : {};
}

function isOutdated({ source, current }: TranslationSource): boolean {
  return source !== undefined && current !== undefined && isOfOlderText(current.answer, source.answer);
}

function inputData(field: Field, value: string, wording: Wording) {
  const longest = longestText(field);
  return {
    id: inputPrefix + field.id,
    label: nameOf(field, wording),
    value,
    placeholder: wording.text('field.placeholder.text', { max: wording.number(longest) }),
    maxLength: longest + excess,
  };
}

/** "Seuranta (suomeksi)" */
function nameOf({ label, language }: Field, wording: Wording): string {
  const text = wording.of(label);
  return language ? wording.text(`field.in.${language}`, { label: text }) : text;
}

function authorText({ answer, author, owner }: Author, wording: Wording) {
  const name = shorten(author, longestShown.name);
  const moment = wording.moment(answer.at);
  if (owner === undefined) return wording.text('field.answeredBy', { name, moment });
  return wording.text('field.answeredFor', { name, owner: shorten(owner, longestShown.name), moment });
}

function conflictText(
  { answer, author }: NonNullable<TranslationSource['current']>,
  wording: Wording,
): string {
  const name = shorten(author, longestShown.name);
  return wording.text('field.conflict', { name, value: String(answer.raw) });
}

interface ButtonData extends RoundName {
  readonly goalId: string;
  readonly fieldId: string;
  readonly source?: number;
  readonly seen?: number;
}

/** Saving carries which versions of the source and of the translation the card showed. */
function buttons({ programme, round, task, open, next }: TranslationCardSource, wording: Wording) {
  const name: RoundName = { programmeId: programme.id, period: round.period };
  const button = (
    verb: Verb,
    title: string,
    inputs: 'auto' | 'none',
    data: ButtonData,
    style = 'default',
  ) => ({
    ...{ verb, title, inputs, data, style },
  });
  const shown = task?.source && {
    ...{ ...name, goalId: task.goal.id, fieldId: task.field.id },
    ...{ source: task.source.answer.version, seen: task.current?.answer.version ?? 0 },
  };
  return [
    ...(open && shown
      ? [button('translation-save', wording.text('translation.save'), 'auto', shown, 'positive')]
      : []),
    ...(next
      ? [
          button('translation', wording.text('translation.next', { count: next.count }), 'none', {
            ...name,
            ...{ goalId: next.goalId, fieldId: next.fieldId },
          }),
        ]
      : []),
  ];
}
