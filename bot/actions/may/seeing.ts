/** Permission to see something said about a goal. A refusal is shown with what was typed, so that nothing is lost. */
import { type Card } from '../../../cards/render';
import { type PlainKey } from '../../../cards/parts/strings';
import { type Wording } from '../../../cards/parts/wording';
import { RefusedError } from '../../../src/errors';
import { refusalText } from '../../views/error-replies';
import { wordingFor } from '../../views/wording';
import { type Permission, type Press, type Who } from '../parts/permission';
import { shownOnce } from '../parts/results';

/** A refusal and what was typed, to be shown on a card. */
export interface Refused {
  readonly text: string;
  readonly typed: string;
  readonly wording: Wording;
}

export interface Seeable<View, Data> {
  readonly title: PlainKey;
  /** @throws RefusedError also for people who may not see it */
  readonly read: (press: Press, data: Data) => Promise<View>;
  readonly typedIn: (data: Data) => string;
  /** @param view missing if the person may not see it */
  readonly refusedCard: (view: View | undefined, refused: Refused) => Card | Promise<Card>;
}

/** @returns makes the permission of those who see it and whom `admit`, which may throw RefusedError, lets pass */
export function seeing<View extends object, Data extends { readonly programmeId: string }>({
  title,
  read,
  typedIn,
  refusedCard,
}: Seeable<View, Data>) {
  return (
    who: Who,
    admit: (view: View) => void = () => undefined,
  ): Permission<View & { readonly press: Press }, Data> => ({
    who,
    async answer(press, data, run) {
      const wording = wordingFor(press.person.language);
      const summary = wording.text(title);
      let view: View | undefined;
      try {
        view = await read(press, data);
        admit(view);
        return { ...(await run({ ...view, press })), summary };
      } catch (error) {
        if (!(error instanceof RefusedError)) throw error;
        const text = await refusalText(press.deps, error, wording, data.programmeId);
        const card = await refusedCard(view, { text, typed: typedIn(data), wording });
        return { ...shownOnce(card), summary };
      }
    },
  });
}
