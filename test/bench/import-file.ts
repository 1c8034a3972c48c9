/** Imports a county’s file with the given number of rows into a new embedded store: reads, plans and writes. */
import { saveRegister } from '../../src/goals/register';
import { importRegister } from '../../src/import/import-register';
import { readRegister } from '../../src/import/read-register';
import { savePeople } from '../../src/people/directory';
import { during, openTempStore, peopleOf, programmeWith } from '../helpers/fixtures';
import { type Timing } from './measurement';

type Row = readonly (string | number)[];

const head: Row = ['Toimiala', 'Tulosalue', 'Tavoite', 'Avaintulos', 'Luottavaisuusarvio'];
const actor = { by: 'cli:root', way: 'cli' } as const;

/** @param fileOf makes the file's bytes from all its rows */
export function importOf(fileName: string, fileOf: (rows: Row[]) => Buffer | Promise<Buffer>): Timing {
  return {
    name: `import of ${fileName}`,
    of: 'rows',
    sizes: [1_000, 10_000],
    within: { 10_000: 10_000 },
    prepare: async (size) => {
      const bytes = await fileOf([head, ...rowsOf(size)]);
      return { run: () => bringIntoNewStore(fileName, bytes) };
    },
  };
}

function rowsOf(size: number): Row[] {
  return Array.from({ length: size }, (_, row) => [
    ...[`Toimiala ${row % 9}`, `Alue ${row % 90}`, `Tavoite ${row}`],
    ...[`Avaintulos ${row}: osuus on yli ${row % 100} % ${'kuvausta '.repeat(10)}`, row % 100],
  ]);
}

async function bringIntoNewStore(name: string, bytes: Buffer): Promise<void> {
  const { store, remove } = await openTempStore();
  const programme = programmeWith();
  await savePeople(store, peopleOf([programme.coordinator]));
  await saveRegister(store, { programme, goals: [] });
  const file = await readRegister(bytes, name);
  await importRegister(store, { programmeId: programme.id, file }, actor, during);
  await remove();
}
