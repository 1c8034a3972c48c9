import { longestShown } from './limits';
import { shorten } from './shorten';

/** A person's name from the card's source, or the id if the name is unknown. */
export function personName(
  { names }: { readonly names: ReadonlyMap<string, string> },
  personId: string,
): string {
  return shorten(names.get(personId) ?? personId, longestShown.name);
}
