import { wordingFor } from '../../../bot/views/wording';
import { lightRun, lightRuns, lightSigns, shownLight } from '../../../cards/parts/light-marks';
import { signs } from '../../../src/report/content/signs';
import { lights } from '../../../src/goals/schema';

it('gives each light a shape of its own, the same as the reports have', () => {
  expect(new Set(Object.values(lightSigns)).size).toBe(lights.length);
  expect(lightSigns).toEqual(signs);
});

it('colours the signs of lights in our own text, and nothing else', () => {
  const fi = wordingFor('fi');
  const text = `A: ${shownLight('green', fi)} → ${shownLight('red', fi)}, TAL-3 ▲\u00a060 %`;
  expect(lightRuns(text)).toEqual([
    { text: 'A: ', color: 'default' },
    lightRun('green'),
    { text: '\u00a0vihreä → ', color: 'default' },
    lightRun('red'),
    { text: '\u00a0punainen, TAL-3 ', color: 'default' },
    lightRun('yellow'),
    { text: '\u00a060 %', color: 'default' },
  ]);
  expect(lightRuns('● luettelomerkki ▲ huomio')).toEqual([
    { text: '● luettelomerkki ▲ huomio', color: 'default' },
  ]);
});
