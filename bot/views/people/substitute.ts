/** A person's substitutes, with a form to add one. */
import { render, type Card } from '../../../cards/render';
import { substituteCardData, type SubstituteCardSource } from '../../../cards/substitute/data';
import { type Person } from '../../../src/people/schema';
import { loadSubstitutionsOf, organisationZone } from '../../../src/people/substitutions';
import { localDay } from '../../../src/periods/local-time';
import { type CardActionDeps, loadNames } from '../turn';
import { wordingFor } from '../wording';

export async function substituteCard(
  { store, clock }: CardActionDeps,
  person: Person,
  shown: Partial<SubstituteCardSource> = {},
): Promise<Card> {
  const now = clock.now();
  const substitutions = await loadSubstitutionsOf(store, person.id, now);
  const names = await loadNames(
    store,
    substitutions.map(({ substituteId }) => substituteId),
    wordingFor(person.language),
  );
  const current = substitutions.map(({ substituteId, from, to }) => ({
    name: names.get(substituteId) ?? substituteId,
    from,
    to,
  }));
  const today = localDay(now, organisationZone);
  return render('substitute', substituteCardData({ current, today, ...shown }, wordingFor(person.language)));
}
