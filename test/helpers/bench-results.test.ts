/** What makes `npm run bench -- --check` fail. */
import { loosened } from '../bench/loosened';
import { type Survey, type Timing } from '../bench/measurement';
import { judgedReadings } from '../bench/reading';
import { judged } from '../bench/result';
import { surveyLines } from '../bench/table';

const timing: Timing = {
  name: 'digest',
  of: 'goals',
  sizes: [1_000, 10_000],
  within: { 10_000: 500 },
  growth: 1.1,
  prepare: () => ({ run: () => undefined }),
};
const sample = (size: number, ms: number, peakMegabytes: number) => ({
  ...{ size, peakMegabytes },
  times: [ms, ms + 2, ms + 1],
  processor: [ms],
});

describe('a timing', () => {
  it('that is quick and grows as its size does misses nothing', () => {
    expect(judged(timing, [sample(1_000, 30, 40), sample(10_000, 300, 400)]).missed).toEqual([]);
  });

  it('misses the time that it may take, and the growth of time and memory', () => {
    expect(judged(timing, [sample(1_000, 30, 40), sample(10_000, 600, 800)]).missed).toEqual([
      'digest of 10000 goals: 601 ms, not 500 ms',
      'digest: time grows with exponent 1.30, not 1.1',
      'digest: memory grows with exponent 1.30, not 1.1',
    ]);
  });
});

describe('a survey', () => {
  const readings = (idle: number, share: number) => [
    { what: 'resident when idle', unit: 'MB', figures: [idle, idle + 10, idle - 10], atMost: 150 },
    { what: 'share of the allowed rate', unit: '%', figures: [share], atLeast: 98 },
    { what: 'messages a second', unit: '', figures: [7.634] },
  ];

  it('at its goals misses nothing', () => {
    expect(judgedReadings({ name: 'start' }, readings(150, 98)).missed).toEqual([]);
  });

  it('misses what is above or below them, by its median', () => {
    expect(judgedReadings({ name: 'start' }, readings(151, 97.9)).missed).toEqual([
      'start, resident when idle: 151 MB, not at most 150 MB',
      'start, share of the allowed rate: 97.9 %, not at least 98 %',
    ]);
  });

  it('is printed with median and spread, and the goal where there is one', () => {
    const lines = surveyLines(judgedReadings({ name: 'start' }, readings(140, 99)));
    expect(lines.map((line) => line.split(/ {2,}/))).toEqual([
      ['start', 'resident when idle', '140 MB', '14 %', 'at most 150 MB'],
      ['', 'share of the allowed rate', '99 %', 'at least 98 %'],
      ['', 'messages a second', '7.63'],
    ]);
  });
});

describe('with --loose', () => {
  it('takes only what has loose goals, and only those goals count', async () => {
    const loose = { sizes: [1_000, 10_000], growth: 1.3 };
    const figures = [{ what: 'share', unit: '%', figures: [20], atLeast: 50, loosely: { atLeast: 15 } }];
    const others = [{ what: 'idle', unit: 'MB', figures: [200], atMost: 110 }];
    const survey = (isShort: boolean) => Promise.resolve(isShort ? [...figures, ...others] : []);
    const [taken, asked, ...more] = loosened([
      timing,
      { ...timing, name: 'loose digest', loose },
      { name: 'start', survey },
      { name: 'reply path', survey, loose: true },
    ]);
    expect(more).toEqual([]);
    expect(judged(taken as Timing, [sample(1_000, 30, 40), sample(10_000, 590, 700)]).missed).toEqual([]);
    expect(judged(taken as Timing, [sample(1_000, 30, 40), sample(10_000, 900, 700)]).missed).toEqual([
      'loose digest: time grows with exponent 1.48, not 1.3',
    ]);
    const { name, survey: run } = asked as Survey;
    expect(judgedReadings({ name }, await run(false)).missed).toEqual([]);
  });
});
