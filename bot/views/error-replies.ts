/** The one place that turns an error into what a person reads, with what to do next. */
import { detailedText } from '../../cards/parts/strings';
import { type Wording } from '../../cards/parts/wording';
import { RefusedError } from '../../src/errors';
import { loadProgramme } from '../../src/goals/register';
import { loadAdmins } from '../../src/people/access';
import { loadOwnerName } from '../../src/people/directory';
import { refusalKey } from './refusal-key';
import { type CardActionDeps } from './turn';

/** Refusals that only an admin can help with. */
const forAdmins = ['admins-only', 'nothing-to-follow'];

/** Texts of unknown errors are never shown: they may quote what somebody typed, or reveal how the bot is built. */
export async function refusalText(
  { store, admins }: Pick<CardActionDeps, 'store' | 'admins'>,
  error: unknown,
  wording: Wording,
  programmeId?: string,
): Promise<string> {
  const key = error instanceof RefusedError ? refusalKey(error.code) : 'refused.unexpected';
  if (!(error instanceof RefusedError) || key === 'refused.unexpected')
    return wording.text('refused.unexpected');
  const programme = programmeId === undefined ? undefined : await loadProgramme(store, programmeId);
  const coordinator = programme ? await loadOwnerName(store, programme.coordinator, wording) : '–';
  const by = error.details['by'] && (await loadOwnerName(store, error.details['by'], wording));
  const named = forAdmins.includes(error.code) && (await loadAdmins(store, admins));
  const whom = named ? { admins: named.map(({ name }) => name).join(', ') || '–' } : {};
  return detailedText(wording.locale, key, { coordinator, ...whom, ...error.details, ...(by && { by }) });
}
