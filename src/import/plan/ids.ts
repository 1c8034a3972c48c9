/** Ids for items without one: made from their code or words, the same every time, never used twice. Pure. */
import { idSchema } from '../../goals/schema';

const longest = 60;

/** "1.2 a+c" becomes "1-2-a-c", "Käyttöönotto" becomes "kayttoonotto"; `fallback` if nothing is left. */
export function idFrom(text: string, fallback: string): string {
  const plain = text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/ß/g, 'ss')
    .replace(/[^a-z0-9]+/g, '-');
  const id = plain.slice(0, longest).replace(/^-+|(?<!-)-+$/g, '');
  return idSchema.safeParse(id).success ? id : fallback;
}

/** The id, if necessary with the first number that makes it unique. */
export function freeId(id: string, taken: ReadonlySet<string>): string {
  if (!taken.has(id)) return id;
  for (let number = 2; ; number++) if (!taken.has(`${id}-${number}`)) return `${id}-${number}`;
}
