/** Who may press a button. Each permission checks before anything is done, and passes on what it has read. */
import { type DrawnCard } from '../../../cards/render';
import { type Person } from '../../../src/people/schema';
import { type RunNamed } from '../../views/command-turn';
import { type ActionResult, type CardActionDeps } from '../../views/turn';

export interface PressDeps extends CardActionDeps {
  /** Commands are passed in: actions and commands do not import one another. */
  readonly runNamed: RunNamed;
}

export interface Press {
  readonly deps: PressDeps;
  readonly person: Person;
  /** Where the card is; absent outside channels. */
  readonly channel?: string;
}

/** A card with the summary that the chat list shows for it. */
export type Answered = ActionResult & DrawnCard;

/** The roles as the README names them. Admins may do everything that coordinators may. */
export type Who =
  | 'anybody'
  | 'those asked in the round'
  | 'those who answer for the goal'
  | 'those asked to translate'
  | 'readers of the digest'
  | 'readers of a goal'
  | 'readers of a unit'
  | 'those who may ask'
  | 'readers of the question'
  | 'those asked the question'
  | 'readers of the request for support'
  | 'those who decide on support'
  | 'coordinators and heads of units'
  | 'coordinators'
  | 'admins';

/** `T` is what `run` works on, `D` what the button carries, `R` what `run` returns. */
export interface Permission<T, D, R = ActionResult> {
  readonly who: Who;
  /** @throws RefusedError if the person lacks the permission and there is no card to show that on. */
  answer(press: Press, data: D, run: (turn: T) => R | Promise<R>): Promise<Answered>;
}
