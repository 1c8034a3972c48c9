/** The digest of the units that a person follows and may read when it is drawn. */
import { ownDigestCardData, ownDigestSummary } from '../../cards/digest/own-digest';
import { type DrawnCard, render } from '../../cards/render';
import { buildOwnDigest } from '../../src/digest/own-digest';
import { loadProgramme } from '../../src/goals/register';
import { type Programme } from '../../src/goals/schema';
import { type Access, loadAccess } from '../../src/people/access';
import { loadFollow } from '../../src/people/follows';
import { mayReadUnit } from '../../src/rounds/permissions';
import { type Person } from '../../src/people/schema';
import { type RoundName } from '../../src/rounds/round-name';
import { type EntityStore } from '../../src/storage/store';
import { loadAnswering } from './draw-cards';
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
  if (!programme) return undefined;
  const units = await loadFollowedUnits(store, person, await loadAccess(store, person, admins), programme);
  const digest = await buildOwnDigest(store, { programmeId, period }, { personId, units }, clock.now());
  if (!digest) return undefined;
  const wording = wordingFor(person.language, programme.timeZone);
  const names = await loadAnswering(store, digest.facts, wording, digest.comments);
  const card = render('digest', ownDigestCardData(digest, { names }, wording));
  return { card, summary: ownDigestSummary(digest, wording) };
}

/** The names of the units that the person follows in the programme and may read. */
export async function loadFollowedUnits(
  store: EntityStore,
  { id: personId }: Person,
  access: Access,
  programme: Programme,
): Promise<ReadonlySet<string>> {
  const follow = await loadFollow(store, { personId, programmeId: programme.id });
  return new Set((follow?.units ?? []).filter((unit) => mayReadUnit(access, programme, unit)));
}
