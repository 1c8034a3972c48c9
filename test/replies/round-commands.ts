/** What people do in a round, drawn by lot; each is done in the real round and in the model of it. */
import fc from 'fast-check';
import { removeSubstitute, setSubstitute } from '../../src/people/substitutions';
import { type HolidayCalendar } from '../../src/periods/working-days';
import { recordRows, repeatRows } from '../../src/replies/form/record-rows';
import { recordReply } from '../../src/replies/record-reply';
import { repeatReply } from '../../src/replies/repeat-reply';
import { handOver, takeBack } from '../../src/rounds/hand-over';
import { snooze } from '../../src/rounds/snooze';
import { type EntityStore } from '../../src/storage/store';
import { handingQuestionsOn } from '../../src/questions/hand-on';
import { name } from '../helpers/fixtures';
import { commentDeed, commenting } from './comment-commands';
import { draftDeed, leaveDeed } from './draft-commands';
import { decideDeed, deciding } from './support-commands';
import { asking, questionDeed, responding, telling } from './question-commands';
import { dan, goalIds, ownersOf, persons, type RoundModel } from './round-model';

const person = fc.constantFrom(...persons);
/** Mostly Dan: who owns something answers more often in their own name. */
const colleague = fc.constantFrom(dan, dan, dan, ...persons);
const goal = fc.constantFrom(...goalIds);
const twice = fc.boolean();
const raw = fc.constantFrom('', 'x', 'x', 'y');
const raws = fc.record({ figure: raw, team: raw, all: raw, must: raw, free: raw });
const is = <T extends string>(type: T) => fc.constant(type);

const submitting = fc.record({
  type: is('submit'),
  by: colleague,
  goal,
  raws,
  /** Types into whatever there is, not only into what is theirs. */
  careless: fc.constantFrom(false, false, false, true),
  /** Only one field is on the card. */
  onePage: fc.constantFrom(false, false, true),
  /** How many versions the card is behind. */
  behind: fc.constantFrom(0, 0, 0, 1, 2, 9),
  twice,
});
/** A form of all goals: each is a row with what was typed. */
const filling = fc.record({
  type: is('form'),
  by: colleague,
  rows: fc.record({ own: raws, shared: raws }),
  careless: fc.constantFrom(false, false, false, true),
  behind: fc.constantFrom(0, 0, 0, 1, 2, 9),
  twice,
});
const handing = fc.record({
  type: is('hand-over'),
  by: person,
  to: fc.constantFrom(dan, ...persons),
  goal,
  twice,
});
const substituting = fc.record({
  type: is('substitute'),
  by: person,
  to: colleague,
  starts: fc.constantFrom(0, 0, 1, 2),
  lasts: fc.nat(5),
  twice,
});
/** Opens a goal's card and leaves it, with one input changed or as it was. */
const leaving = fc.record({
  type: is('leave'),
  by: colleague,
  goal,
  changes: fc.boolean(),
  behind: fc.constantFrom(0, 0, 1),
  twice,
});
const others = [
  fc.record({ type: is('repeat'), by: person, goal, twice }),
  fc.record({ type: is('form-repeat'), by: person, goals: fc.subarray([...goalIds]), twice }),
  fc.record({ type: is('draft'), by: person, goal, raws, twice }),
  leaving,
  handing,
  fc.record({ type: is('take-back'), by: person, goal, twice }),
  fc.record({ type: is('snooze'), by: person, days: fc.nat(4), twice }),
  substituting,
  fc.record({ type: is('drop-substitute'), by: person, twice }),
  fc.record({ type: is('wait'), by: person, days: fc.constantFrom(1, 1, 2, 9), twice: fc.constant(false) }),
] as const;
export const command = fc.oneof(
  { arbitrary: submitting, weight: 6 },
  { arbitrary: filling, weight: 4 },
  ...others.map((arbitrary) => ({ arbitrary, weight: 1 })),
  { arbitrary: handing, weight: 1 },
  { arbitrary: substituting, weight: 1 },
  { arbitrary: asking, weight: 2 },
  { arbitrary: responding, weight: 2 },
  { arbitrary: telling, weight: 2 },
  { arbitrary: commenting, weight: 2 },
  { arbitrary: deciding, weight: 3 },
);
export type Command = typeof command extends fc.Arbitrary<infer T> ? T : never;

/** What is to come of a command, how it is done, and the keys of the rows that it may touch if it is done. */
export interface Deed {
  /** Left out where the model does not say. */
  readonly expected?: boolean;
  /** Of a form: which of the goals are saved; the others are refused or untouched. */
  readonly saved?: ReadonlyMap<string, boolean>;
  readonly run: (store: EntityStore) => Promise<unknown>;
  readonly mayTouch: RegExp;
}

export const dayAfter = (now: Date, days: number) => new Date(now.getTime() + days * 24 * 3_600_000);
const isoDay = (now: Date, days = 0) => dayAfter(now, days).toISOString().slice(0, 10);
const noHolidays: HolidayCalendar = { isClosed: () => false };
export const touching = (...keys: string[]) => new RegExp(`^(${keys.join('|')})`);

/** Does the command in the model and says how to do it in the round. */
export function deedOf(act: Command, model: RoundModel, now: Date): Deed {
  const { by } = act;
  const entry = `audit.${now.toISOString()}.`;
  switch (act.type) {
    case 'submit':
      return submission(act, model, now);
    case 'form':
      return form(act, model, now);
    case 'form-repeat':
      return {
        expected: true,
        saved: new Map(act.goals.map((goalId) => [goalId, model.repeat(by, goalId)])),
        run: (store) => repeatRows(store, { ...name, by }, act.goals, now),
        mayTouch: touching(...act.goals.flatMap((goalId) => answerKeys(by, goalId)), 'never$'),
      };
    case 'draft':
      return draftDeed(act, now);
    case 'leave':
      return leaveDeed(act, model, now);
    case 'repeat':
      return {
        expected: model.repeat(by, act.goal),
        run: (store) => repeatReply(store, { ...name, goalId: act.goal, by }, now),
        mayTouch: answerRows(by, act.goal),
      };
    case 'hand-over':
      return {
        expected: model.handOver(by, act.to, act.goal),
        run: (store) => handOn(store, act, now),
        mayTouch: touching(
          `handover.${act.goal}.`,
          `question.${act.goal}.`,
          `request.${act.to}$`,
          `pending.prog.+${act.to}`,
          'gate',
          entry,
        ),
      };
    case 'take-back':
      return {
        expected: model.takeBack(by, act.goal),
        run: (store) => takeBack(store, { ...name, goalId: act.goal, by }, now),
        mayTouch: touching(`handover.${act.goal}.${by}$`, 'gate', entry),
      };
    case 'snooze':
      return {
        run: (store) => snooze(store, { ...name, personId: by, day: isoDay(now, act.days) }, now, noHolidays),
        mayTouch: touching(`request.${by}$`, `pending.prog.+${by}.snooze`),
      };
    case 'substitute': {
      const days = { from: isoDay(now, act.starts), to: isoDay(now, act.starts + act.lasts) };
      return {
        expected: model.substitute({ person: by, substitute: act.to, ...days }),
        run: (store) => setSubstitute(store, { personId: by, substituteId: act.to, ...days }, now),
        mayTouch: touching(`substitution.${by}.`, `substituted.${by}`, `pending.people.${act.to}`, entry),
      };
    }
    case 'drop-substitute': {
      const from = model.dropSubstitute(by) ?? isoDay(now);
      return {
        expected: true,
        run: (store) => removeSubstitute(store, by, from, now),
        mayTouch: touching(`substitution.${by}.${from}`, `pending.people.`, entry),
      };
    }
    case 'ask':
    case 'respond':
    case 'tell':
      return questionDeed(act, model, now);
    case 'comment':
      return commentDeed(act, model, now);
    case 'decide':
      return decideDeed(act, model, now);
    case 'wait':
      return { expected: true, run: () => Promise.resolve(), mayTouch: /^never$/ };
  }
}

/** With the goal's open questions, as the button does it. */
export function handOn(
  store: EntityStore,
  { goal: goalId, by, to }: Readonly<Record<'goal' | 'by' | 'to', string>>,
  now: Date,
): Promise<void> {
  return handOver(store, { ...name, goalId, by, to }, now, handingQuestionsOn(store, now, noHolidays));
}

function submission(act: Extract<Command, { type: 'submit' }>, model: RoundModel, now: Date): Deed {
  const { by, goal: goalId } = act;
  const version = model.versions.get(goalId)!.length;
  const seenVersion = Math.max(0, version - act.behind);
  const may = act.careless ? Object.keys(ownersOf[goalId]!) : model.fieldsOf(by, goalId);
  const fields = act.onePage ? may.slice(0, 1) : may;
  // Whether an empty page is a version of its own is tested elsewhere.
  const rawOf = (field: string) => act.raws[field as keyof typeof act.raws] || (version ? '' : 'x');
  const typed = Object.fromEntries(
    fields.map((field) => [field, act.onePage ? rawOf(field) : act.raws[field as keyof typeof act.raws]]),
  );
  const shown = act.onePage ? fields : undefined;
  return {
    expected: model.submit(by, goalId, typed, shown, seenVersion),
    run: (store) =>
      recordReply(
        store,
        { ...name, goalId, by, typed, ...(shown && { shown }), locale: 'fi', seenVersion },
        now,
      ),
    mayTouch: answerRows(by, goalId),
  };
}

function form(act: Extract<Command, { type: 'form' }>, model: RoundModel, now: Date): Deed {
  const { by } = act;
  const rows = goalIds.map((goalId) => {
    const versions = model.versions.get(goalId)!;
    const seenVersion = Math.max(0, versions.length - act.behind);
    const fields = act.careless ? Object.keys(ownersOf[goalId]!) : model.fieldsOf(by, goalId);
    const raw = act.rows[goalId as keyof typeof act.rows];
    const typed = Object.fromEntries(fields.map((field) => [field, raw[field as keyof typeof raw]]));
    const shownThen = versions[seenVersion - 1]?.raws ?? {};
    const isTouched = fields.some((field) => typed[field] !== (shownThen[field] ?? ''));
    return { goalId, typed, seenVersion, isTouched };
  });
  return {
    expected: true,
    saved: new Map(
      rows.map(({ goalId, typed, seenVersion, isTouched }) => [
        goalId,
        isTouched && model.submit(by, goalId, typed, Object.keys(typed), seenVersion),
      ]),
    ),
    run: (store) => recordRows(store, { ...name, by, locale: 'fi' }, rows, now),
    mayTouch: touching(...goalIds.flatMap((goalId) => answerKeys(by, goalId))),
  };
}

const answerKeys = (by: string, goalId: string) => [
  ...[`reply.${goalId}$`, `history.${goalId}.`, `draft.${by}.${goalId}$`, 'gate'],
  // What it may have turned.
  ...[`turned.${goalId}.`, 'round$'],
];
const answerRows = (by: string, goalId: string) => touching(...answerKeys(by, goalId));
