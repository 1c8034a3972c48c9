import fc from 'fast-check';
import { fileNameOf } from '../../../src/report/content/file-name';

describe('the name of a file', () => {
  it.each([
    ['Tuottavuusohjelma 2025-H2', 'Tuottavuusohjelma 2025-H2.xlsx'],
    ['Uppföljning: mål/åtgärder 2024-H1', 'Uppföljning mål-åtgärder 2024-H1.xlsx'],
    ['a\r\nContent-Type: text/html', 'a Content-Type text-html.xlsx'],
    [
      'Tuottavuus turvaa palvelut: avaintulokset 2025-Q3',
      'Tuottavuus turvaa palvelut avaintulokset 2025-Q3.xlsx',
    ],
    ['Koti / asuminen', 'Koti asuminen.xlsx'],
    ['../../etc/passwd', '-..-etc-passwd.xlsx'],
    ['  .hidden.  ', 'hidden.xlsx'],
    ['\u202Efdp.exe', 'fdp.exe.xlsx'],
    [' … ', '….xlsx'],
    ['', 'report.xlsx'],
    ['///', '-.xlsx'],
  ])('of %j is %j', (name, expected) => {
    expect(fileNameOf(name, 'xlsx')).toBe(expected);
  });

  it('is taken by every system, whatever the programme is called', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (name) => {
        const file = fileNameOf(name, 'docx');
        expect(file).not.toMatch(/["*:<>?/\\|#%~]|\p{C}/u);
        expect(file).toMatch(/^[^\s.].*[^\s]\.docx$|^[^\s.]\.docx$/u);
        expect(Buffer.byteLength(file)).toBeLessThanOrEqual(400 + 5);
      }),
    );
  });
});
