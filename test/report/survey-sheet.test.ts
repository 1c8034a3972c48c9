/** The survey's workbook and slides: contact details are a part of the answer, and what is voluntary says so. */
import JSZip from 'jszip';
import readXlsxFile from 'read-excel-file/node';
import { longForm } from '../../src/report/long-form';
import { slidesOf } from '../../src/report/slides';
import { workbookOf } from '../../src/report/workbook';
import { options, seedSources } from './seed-sources';

const phone = '040 000 0000';
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

it('the long form has the contact fields, and the slides, which more people see, have not', async () => {
  const source = await seeds.of('county-survey');
  expect(longForm(source, 'fi').filter(({ raw }) => raw === phone)).toMatchObject([
    { goal_id: 'contact', field_id: 'phone' },
  ]);
  const zip = await JSZip.loadAsync(await slidesOf(source, { ...options, earlier: [] }));
  const slides = await Promise.all(
    Object.keys(zip.files)
      .filter((name) => name.endsWith('.xml'))
      .map((name) => zip.file(name)!.async('string')),
  );
  expect(slides.join('')).toContain('Q41');
  expect(slides.join('')).not.toContain(phone);
});
