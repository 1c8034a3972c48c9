/** The digest of the units that a person follows and may read when it is drawn. */
import { ownDigestCardData, ownDigestSummary } from '../../cards/digest/own-digest';
import { type DrawnCard, render } from '../../cards/render';
import { buildOwnDigest } from '../../src/digest/own-digest';
import { loadProgramme } from '../../src/goals/register';
import { loadAccess } from '../../src/people/access';
import { loadFollow } from '../../src/people/follows';
import { mayReadUnit } from '../../src/rounds/permissions';
import { type Person } from '../../src/people/schema';
import { type RoundName } from '../../src/rounds/round-name';
import { type CardActionDeps } from './turn';
import { wordingFor } from './wording';

/** @returns `undefined` if the person no longer follows any of its units, or may read none of them */
export async function drawOwnDigest(
  { store, clock, admins }: CardActionDeps,
  { programmeId, period }: RoundName,
  person: Person,
): Promise<DrawnCard | undefined> {
  const personId = person.id;
  const programme = await loadProgramme(store, programmeId);
  const follow = await loadFollow(store, { personId, programmeId });
  if (!programme || !follow) return undefined;
  const access = await loadAccess(store, person, admins);
  const units = new Set(follow.units.filter((unit) => mayReadUnit(access, programme, unit)));
  const digest = await buildOwnDigest(store, { programmeId, period }, { personId, units }, clock.now());
  if (!digest) return undefined;
  const wording = wordingFor(person.language, programme.timeZone);
  const card = render('digest', ownDigestCardData(digest, wording));
  return { card, summary: ownDigestSummary(digest, wording) };
}
