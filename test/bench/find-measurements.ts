/** Finds measurements by their files: to add one, add a file. */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { loosened } from './loosened';
import { type Measurement } from './measurement';

const folder = path.join(__dirname, 'measurements');

/**
 * @param isLoose only those for `--loose`, with its goals
 * @throws Error for an unknown name
 */
export async function findMeasurements(names: readonly string[], isLoose: boolean): Promise<Measurement[]> {
  const files = readdirSync(folder).filter((file) => file.endsWith('.ts'));
  const all = await Promise.all(
    files.sort().map(async (file) => {
      const module = (await import(path.join(folder, file))) as { readonly default: Measurement };
      return module.default;
    }),
  );
  const unknown = names.find((name) => all.every((each) => each.name !== name));
  if (unknown !== undefined)
    throw new Error(`there is no measurement "${unknown}", only ${all.map(({ name }) => name).join(', ')}`);
  const named = names.length === 0 ? all : all.filter(({ name }) => names.includes(name));
  return isLoose ? loosened(named) : named;
}
