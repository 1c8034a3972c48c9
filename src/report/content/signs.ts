import { type Light } from '../../goals/schema';

/** Readable in grey print too: a light is never a colour only. */
export const signs: Readonly<Record<Light, string>> = {
  green: '●',
  yellow: '▲',
  red: '■',
  'not-assessable': '◊',
  'not-answered': '○',
};
