/** What each minute does about open questions: whoever came to answer for their goals is told of them. */
import { type Known, loadKnown } from '../../questions/respondents';
import { tellNewRespondents } from '../../questions/tell-new-respondents';
import { type Survey } from '../../rounds/settled/survey-rounds';
import { type EachMinute } from './each-minute';

export async function tellOfQuestions(
  { store, holidays, mayGoOn, onFailure }: EachMinute,
  { looked }: Pick<Survey, 'looked'>,
  now: Date,
): Promise<void> {
  let persons: Promise<Known> | undefined;
  const loadPersons = () => {
    const loading = (persons ??= loadKnown(store));
    // What could not be read is read again for the next round.
    loading.catch(() => (persons = undefined));
    return loading;
  };
  for (const { round } of looked) {
    if (mayGoOn?.() === false) return;
    await tellNewRespondents(store, round.value, now, holidays, loadPersons).catch((error: unknown) =>
      onFailure(`questions ${round.value.programmeId} ${round.value.period}`, error, round.value),
    );
  }
}
