/** Files are well-formed also where texts were stored that no file can hold, as earlier versions did. */
import JSZip from 'jszip';
import { parser } from 'sax';
import { reportWords } from '../../cards/report/words';
import { loadSeeds } from '../../seeds/load';
import { makeReport } from '../../src/report/report';
import { type EntityStore } from '../../src/storage/store';
import { eachWithStore } from '../helpers/fixtures';

const stored = eachWithStore();
const bad = '\ufffe\uffff\u0001\ud800\ufdd0';
const round = { programmeId: 'half-year-follow-up', period: '2024-H1' };

/** Puts what is unwritable before every text that somebody answered. */
async function spoilReplies(store: EntityStore): Promise<number> {
  let count = 0;
  const partition = `round|${round.programmeId}|${round.period}`;
  for await (const { key, value, etag } of store.range(partition)) {
    if (!/^(reply|snapshot)/.test(key)) continue;
    const spoilt = JSON.parse(
      JSON.stringify(value).replace(/"raw":"([^"]{20,})"/g, (_whole, text: string) => {
        count++;
        return `"raw":${JSON.stringify(bad).slice(0, -1)}${text}"`;
      }),
    ) as typeof value;
    await store.commit(partition, [{ type: 'replace', key, value: spoilt, etag }]);
  }
  return count;
}

it.each(['pptx', 'xlsx', 'docx'] as const)('a %s file', async (format) => {
  const { store } = stored;
  await loadSeeds(store);
  expect(await spoilReplies(store)).toBeGreaterThan(5);
  const { content } = await makeReport(
    store,
    { ...round, format },
    new Date('2026-01-01T00:00:00Z'),
    reportWords,
  );
  const zip = await JSZip.loadAsync(content);
  for (const file of Object.values(zip.files)) {
    if (!/\.(xml|rels)$/.test(file.name)) continue;
    const xml = await file.async('string');
    expect([file.name, xml.match(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u)]).toEqual([
      file.name,
      null,
    ]);
    const sax = parser(true);
    sax.onerror = (error) => {
      throw error;
    };
    sax.write(xml).close();
  }
});
