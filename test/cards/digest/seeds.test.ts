/** The shape of each seed programme's digest: its document's last period, and a round in which nothing is answered. */
import { wordingFor } from '../../../bot/views/wording';
import { digestCardData } from '../../../cards/digest/data';
import { schedule } from '../../../src/audit/audit';
import { buildDigest } from '../../../src/digest/build-digest';
import { openRound } from '../../../src/rounds/open-round';
import { openTempStore, type TempStore } from '../../helpers/fixtures';

const opens = new Date('2026-01-12T06:00:00Z');
const deadline = new Date('2026-02-06T14:00:00Z');
const fi = wordingFor('fi');

let temp: TempStore;
beforeAll(async () => {
  temp = await openTempStore({ seeded: true });
}, 30_000);
afterAll(() => temp.remove());

async function shapeOf(programmeId: string, period: string) {
  const digest = await buildDigest(temp.store, { programmeId, period }, deadline);
  const { title, lights, notes, blocks, buttons } = digestCardData(digest, { names: new Map() }, fi);
  const plain = (runs: readonly { readonly text: string }[]) =>
    runs.map(({ text }) => text.replaceAll('\u00a0', ' ')).join('');
  return [
    ...[title, plain(lights), ...notes],
    ...blocks.flatMap((block) => [
      ...(block.title === undefined ? [] : [`# ${block.title}`]),
      ...block.entries.map((entry) => `${entry.title} ${plain(entry.runs)}`.replaceAll('\u00a0', ' ').trim()),
      ...block.lines.map(({ runs }) => plain(runs)),
    ]),
    buttons.map((button) => `[${button.title}]`).join(' '),
  ];
}

const shapes: readonly (readonly [programmeId: string, period: string, shape: readonly string[]])[] = [
  [
    ...(['strategic-goals', '2024-Q4'] as const),
    [
      'Strategiset tavoitteet · Q4/2024',
      '● 9   ▲ 13   ■ 0',
      'Ensimmäinen arvio 17 tavoitteesta: muutosta ei voi verrata.',
      '# Muutokset jaksoon Q3/2024 verrattuna',
      '↓ 2 heikkeni: 1.7 ▲ 54 → 41 %, 4.5 ▲ 87 → 83 %',
      '↑ 1 parani: 4.6 ● 1 → 10 asiakasryhmää',
      '[Muutokset (3)] [Kaikki tavoitteet] [Jaottelu: strateginen painopiste] [Aiemmat jaksot]',
    ],
  ],
  [
    ...(['productivity-key-results', '2025-Q3'] as const),
    [
      'Avaintulokset · Q3/2025',
      '● 14   ▲ 10   ■ 16   ◊ 7   ○ 10',
      '■ Punaisia: 16 · kauimpana LAS-1 0 %, SUU-2 0 %, PTH-3 10 %',
      '[Punaiset (16)] [Jaottelu: toimiala] [Kaikki tavoitteet] [Aiemmat jaksot]',
    ],
  ],
  [
    ...(['productivity-programme', '2024-H2'] as const),
    [
      ...['Tuottavuusohjelma · 7–12/2024', '● 0   ▲ 0   ■ 0   ◊ 76   ○ 1', 'Aiempaa jaksoa ei ole.'],
      '[Jaottelu: tuottavuuskärki] [Kaikki tavoitteet] [Aiemmat jaksot]',
    ],
  ],
  [
    ...(['county-survey', '2024'] as const),
    [
      ...['Hyvinvointialueen selvitys · 2024', '✓ vastattu 37   ○ ei vastattu 1', '# Vastaamatta eniten'],
      'Osa I: Sosiaali- ja terveydenhuollon toiminnan ja talouden… 30/31',
      '[Jaottelu: osa] [Kaikki kysymykset] [Aiemmat jaksot]',
    ],
  ],
  [
    ...(['half-year-follow-up', '2024-H1'] as const),
    [
      ...['Puolivuosiseuranta · 1–6/2024', '● 4   ▲ 8   ■ 0   ◊ 12', 'Aiempaa jaksoa ei ole.'],
      '[Jaottelu: yksikkö] [Kaikki tavoitteet] [Aiemmat jaksot]',
    ],
  ],
];

it.each(shapes)('the digest of %s in %s', async (programmeId, period, shape) => {
  expect(await shapeOf(programmeId, period)).toEqual(shape);
});

it('before anybody has answered says so in four lines', async () => {
  const name = { programmeId: 'strategic-goals', period: '2025-Q4' };
  await openRound(temp.store, { ...name, opens, deadline, ...schedule }, opens);
  expect(await shapeOf(name.programmeId, name.period)).toEqual([
    ...['Strategiset tavoitteet · Q4/2025', '● 0   ▲ 0   ■ 0   ○ 22', 'Vastauksia ei ole vielä tullut.'],
    '[Jaottelu: strateginen painopiste] [Kaikki tavoitteet] [Aiemmat jaksot] [Vastaamatta (22)]',
  ]);
});
