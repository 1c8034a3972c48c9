/** A county’s file into a new embedded store, as a workbook and as CSV: each is read, planned and written. */
import { importRegister } from '../../../src/import/import-register';
import { readRegister } from '../../../src/import/read-register';
import { saveRegister } from '../../../src/goals/register';
import { savePeople } from '../../../src/people/directory';
import { during, openTempStore, peopleOf, programmeWith } from '../../helpers/fixtures';
import { workbookFile } from '../../import/workbook-file';
import { type Measurement } from '../measurement';

const head = ['Toimiala', 'Tulosalue', 'Tavoite', 'Avaintulos', 'Luottavaisuusarvio'];
const actor = { by: 'cli:root', way: 'cli' } as const;

export default {
  name: 'import',
  of: 'rows',
  sizes: [1_000, 10_000],
  within: { 10_000: 20_000 },
  prepare: async (size) => {
    const rows = Array.from({ length: size }, (_, row) => [
      ...[`Toimiala ${row % 9}`, `Alue ${row % 90}`, `Tavoite ${row}`],
      ...[`Avaintulos ${row}: osuus on yli ${row % 100} % ${'kuvausta '.repeat(10)}`, row % 100],
    ]);
    const files: [string, Buffer][] = [
      ['rivit.xlsx', await workbookFile({ Tulokset: [head, ...rows] })],
      ['rivit.csv', Buffer.from([head, ...rows].map((row) => row.join(';')).join('\n'))],
    ];
    return {
      run: async () => {
        for (const [name, bytes] of files) await bringIntoNewStore(name, bytes);
      },
    };
  },
} satisfies Measurement;

async function bringIntoNewStore(name: string, bytes: Buffer): Promise<void> {
  const { store, remove } = await openTempStore();
  const programme = programmeWith();
  await savePeople(store, peopleOf([programme.coordinator]));
  await saveRegister(store, { programme, goals: [] });
  const file = await readRegister(bytes, name);
  await importRegister(store, { programmeId: programme.id, file }, actor, during);
  await remove();
}
