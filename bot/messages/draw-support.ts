/** Messages about a request for support: to the people it names, and to its owners when something is decided. */
import { type DrawnCard } from '../../cards/render';
import { shorten } from '../../cards/parts/shorten';
import { RefusedError } from '../../src/errors';
import { loadOwnerName } from '../../src/people/directory';
import { type Person } from '../../src/people/schema';
import { isOpen } from '../../src/support/request';
import { readSupport, supportCard, type SupportPlace, type SupportView } from '../views/support/support-card';
import { type CardActionDeps } from '../views/turn';
import { type PersonalDrawer } from './drawer';

/** Nothing if another version came after it, since that one is told too, or if the task is somebody else's now. */
export const drawSupportDecided: PersonalDrawer<'support-decided'> = async (deps, data, person) => {
  const view = await seen(deps, data, person);
  const versions = view?.decision?.versions ?? [];
  if (!view?.isOwner || versions.length !== data.version) return undefined;
  const { by, text } = versions.at(-1)!;
  const isFirst = versions.at(-2)?.text === undefined;
  const about = { name: await loadOwnerName(deps.store, by, view.wording), ...goalNamed(view) };
  const key =
    text === undefined ? 'support.toldTakenBack' : isFirst ? 'support.toldDecided' : 'support.toldCorrected';
  return draw(view, view.wording.text(key, about));
};

/** Nothing if it was decided or withdrawn meanwhile, or does not name the person any more. */
export const drawSupportAsked: PersonalDrawer<'support-asked'> = async (deps, data, person) => {
  const view = await seen(deps, data, person);
  if (!view?.request || !view.mayDecide || !isOpen(view.request)) return undefined;
  const name = await loadOwnerName(deps.store, view.request.by, view.wording);
  return draw(view, view.wording.text('support.toldAsked', { name, ...goalNamed(view) }));
};

/** `undefined` for people who may not see it, and for a round that was taken back. */
async function seen(
  deps: CardActionDeps,
  { programmeId, period, goalId, fieldId, askedAt }: SupportPlace,
  person: Person,
): Promise<SupportView | undefined> {
  const place = { programmeId, period, goalId, fieldId, ...(askedAt !== undefined && { askedAt }) };
  try {
    return await readSupport(deps, person, place);
  } catch (error) {
    if (error instanceof RefusedError) return undefined;
    throw error;
  }
}

async function draw(view: SupportView, text: string): Promise<DrawnCard> {
  return { card: await supportCard(view, { banner: { text, style: 'good' } }), summary: text };
}

function goalNamed({ goal, wording }: SupportView) {
  return { code: goal.code, title: shorten(wording.of(goal.title), 100) };
}
