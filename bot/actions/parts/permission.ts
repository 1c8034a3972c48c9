/** Who may press a button. Each permission checks before anything is done, and hands over what it has read. */
import { type DrawnCard } from '../../../cards/render';
import { type Person } from '../../../src/people/schema';
import { type ActionResult, type CardActionDeps } from '../../views/turn';

export interface Press {
  readonly deps: CardActionDeps;
  readonly person: Person;
  /** Where the card is; left out outside channels. */
  readonly channel?: string;
}

/** A card with what the chat list says about it. */
export type Answered = ActionResult & DrawnCard;

/** Who may press: roles as the README names them. Admins may do what coordinators may. */
export type Who =
  | 'anybody'
  | 'those asked in the round'
  | 'those who answer for the goal'
  | 'readers of the digest'
  | 'readers of a goal'
  | 'readers of a unit'
  | 'coordinators and heads of units'
  | 'coordinators'
  | 'admins';

/** `T` is what a press is answered from, `D` what the button carries, `R` what the verb gives back. */
export interface Permission<T, D, R = ActionResult> {
  readonly who: Who;
  /** @throws RefusedError where the person may not, and there is no card to say it on. */
  answer(press: Press, data: D, run: (turn: T) => R | Promise<R>): Promise<Answered>;
}
