/** Which goal's card each message showed last, if this process drew it: a hint for figures typed as an answer to it. */
import { type Card } from '../../cards/render';
import { type Verb } from '../../cards/parts/verbs';
import { type GoalName } from '../../src/rounds/open-goal';
import { goalData } from '../actions/parts/data';

/** The oldest is dropped first; one that is not known any more is found by its text. */
const mostKept = 5_000;

const saving: Verb = 'save';

export class ShownGoals {
  private readonly known = new Map<string, GoalName>();

  /** @param activityId of the message in the chat with the person */
  note(personId: string, activityId: string | undefined, card: Card): void {
    if (!activityId) return;
    const place = placeOf(personId, activityId);
    const goal = goalOn(card);
    this.known.delete(place);
    if (goal) this.known.set(place, goal);
    const [oldest] = this.known.keys();
    if (this.known.size > mostKept) this.known.delete(oldest!);
  }

  goalOf(personId: string, activityIds: readonly string[]): GoalName | undefined {
    return activityIds.map((id) => this.known.get(placeOf(personId, id))).find((goal) => goal !== undefined);
  }
}

const placeOf = (personId: string, activityId: string) => JSON.stringify([personId, activityId]);

/** Only a goal's card has a button to save one goal. */
function goalOn(value: unknown): GoalName | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { verb, data } = value as { readonly verb?: unknown; readonly data?: unknown };
  const found = verb === saving ? goalData.safeParse(data).data : undefined;
  if (found) return found;
  for (const each of Object.values(value)) {
    const goal = goalOn(each);
    if (goal) return goal;
  }
  return undefined;
}
