/** The card on which a question is asked, read for somebody who may ask it. */
import { randomUUID } from 'node:crypto';
import { askCardData, type AskCardSource, wholeGoal } from '../../../cards/ask/data';
import { type Wording } from '../../../cards/parts/wording';
import { type Card, render } from '../../../cards/render';
import { type Access } from '../../../src/people/access';
import { type Person } from '../../../src/people/schema';
import { localDay } from '../../../src/periods/local-time';
import { addDays } from '../../../src/periods/working-days';
import { loadAskable } from '../../../src/questions/ask';
import { usualDue } from '../../../src/questions/due-day';
import { farthestDue } from '../../../src/questions/question';
import { type GoalName } from '../../../src/rounds/open-goal';
import { type CardActionDeps, loadNames } from '../turn';
import { wordingFor } from '../wording';

export interface AskView {
  readonly deps: CardActionDeps;
  readonly person: Person;
  readonly access: Access;
  readonly name: GoalName;
  readonly now: Date;
  readonly wording: Wording;
}

/** What was typed, if the card is drawn again. */
interface Typed {
  readonly questionId?: string;
  readonly part?: string;
  readonly due?: string;
}

type Shown = Pick<AskCardSource, 'typed' | 'problem' | 'banner'>;

/** @throws RefusedError as loadAskable, but not about the chosen task, which is chosen again. */
export async function askCard(view: AskView, typed: Typed = {}, shown: Shown = {}): Promise<Card> {
  const { deps, person, access, name, now } = view;
  const found = await loadAskable(deps.store, { ...name, access, by: person.id }, now);
  const { programme, round, goal, to } = found;
  const wording = wordingFor(person.language, programme.timeZone);
  const names = await loadNames(deps.store, to, wording);
  const today = localDay(now, programme.timeZone);
  const known = goal.groups.some(({ id }) => id === typed.part);
  const about = {
    ...{ programme, goal, round },
    ...(known && { part: typed.part! }),
    due: typed.due ?? usualDue(programme, now, deps.holidays),
    days: { first: addDays(today, 1), last: addDays(today, farthestDue) },
    names: to.map((id) => names.get(id) ?? id),
  };
  const data = { ...name, questionId: typed.questionId ?? randomUUID() };
  const source: AskCardSource = {
    about,
    ...shown,
    buttons: [
      { verb: 'ask-send', title: wording.text('ask.send'), data, sends: true },
      { verb: 'history', title: wording.text('asked.history'), data: { ...name, language: wording.locale } },
    ],
  };
  return render('ask', askCardData(source, wording));
}

/** For a person who may not ask: why, and what they typed, so that it is not lost. */
export function notAskedCard({ wording }: Pick<AskView, 'wording'>, text: string, typed: string): Card {
  const banner = { text, style: 'attention' as const };
  return render('ask', askCardData({ banner, typed, buttons: [] }, wording));
}

/** The chosen task; `undefined` for the whole goal. */
export function partChosen(value: string): string | undefined {
  return value === '' || value === wholeGoal ? undefined : value;
}
