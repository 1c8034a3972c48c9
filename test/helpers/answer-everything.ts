/** A person who answers everything asked in a round, going from card to card as the bot leads. */
import { inputPrefix } from '../../cards/parts/goals/field-elements';
import { type Card } from '../../cards/render';
import { actionData, inputsOf, submit, sureData, type TeamsUser } from '../../deploy/local/scripted-user';
import { type Goal } from '../../src/goals/schema';
import { type RoundName } from '../../src/rounds/round-store';
import { typedAnswer } from './typed-answers';

/** Typed texts, by goal id and field id. */
export type TypedGoals = Map<string, Map<string, string>>;

/** @param shift what is typed is that of the goals so much further on
 * @returns the last card, after every goal was saved with a good banner */
export async function answerEverything(
  user: TeamsUser,
  { programmeId, period }: RoundName,
  goals: readonly Goal[],
  typed: TypedGoals = new Map(),
  shift = 0,
): Promise<Card> {
  let card = await cardAfter(user, 'start', { programmeId, period, each: true });
  for (let data = actionData(card, 'save'); data; data = actionData(card, 'save')) {
    const index = goals.findIndex(({ id }) => id === data['goalId']);
    const goal = goals[index]!;
    const given = inputsOf(card).map((input) => [input.id, typedAnswer(input, goal, index + shift)] as const);
    card = await savedOrConfirmed(user, { ...data, ...Object.fromEntries(given) });
    const texts = typed.get(goal.id) ?? new Map<string, string>();
    for (const [id, text] of given) texts.set(id.slice(inputPrefix.length), text);
    typed.set(goal.id, texts);
    expect([goal.id, (card['body'] as { style?: string }[])[0]?.style]).toEqual([goal.id, 'good']);
  }
  return card;
}

/** Saves page after page, and confirms once whatever the bot asks about. */
async function savedOrConfirmed(user: TeamsUser, data: object): Promise<Card> {
  const card = await cardAfter(user, 'save', data);
  const sure = sureData(card);
  return sure ? cardAfter(user, 'save', { ...data, ...sure }) : card;
}

async function cardAfter(user: TeamsUser, verb: string, data: object): Promise<Card> {
  const answer = await submit(user, verb, data);
  expect(answer).toMatchObject({ statusCode: 200, type: 'application/vnd.microsoft.card.adaptive' });
  return answer.value as Card;
}
