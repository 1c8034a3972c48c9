import { longestShown } from './limits';
import { shorten } from './shorten';

/** What a card calls a person: the name from its source; the id where the name is unknown. */
export function personName(
  { names }: { readonly names: ReadonlyMap<string, string> },
  personId: string,
): string {
  return shorten(names.get(personId) ?? personId, longestShown.name);
}
