/** The survey's workbook: contact details are a part of the answer, and what is voluntary says so. */
import readXlsxFile from 'read-excel-file/node';
import { workbookOf } from '../../../src/report/xlsx/workbook';
import { options, seedSources } from '../seed-sources';

const seeds = seedSources();

it('the sheet has the contact fields first, and says of two questions that they are voluntary', async () => {
  const [sheet] = await readXlsxFile(await workbookOf(await seeds.of('county-survey'), options));
  const [, ...rows] = sheet!.data;
  expect(rows.slice(0, 4).map((row) => [row[0], row[3]])).toEqual(
    ['Hyvinvointialueen nimi', 'Yhteyshenkilön nimi', 'Puhelinnumero', 'Sähköposti'].map((label) => [
      ...['Yhteystiedot', label],
    ]),
  );
  const voluntary = rows.filter((row) => String(row[2]).endsWith('\nVapaaehtoinen kysymys'));
  expect(voluntary.map((row) => String(row[2]).split(' ')[0])).toEqual(['Q41', 'Q42']);
});
