import { describe, expect, it } from '@jest/globals';
import { readAudit } from '../../src/audit/audit';
import { imageSize } from '../../src/goals/image-size';
import { largestLogo, loadLogo, removeLogo, saveLogo } from '../../src/goals/logo';
import { programmesPartition, saveRegister } from '../../src/goals/register';
import { during, eachWithStore, goalWith, programmeWith, refusal } from '../helpers/fixtures';
import { pngPicture } from '../helpers/picture';

const stored = eachWithStore();
const actor = { by: 'cli:root', way: 'cli' } as const;
const picture = pngPicture(30, 10);
const save = (bytes: Uint8Array, id = 'prog') => saveLogo(stored.store, id, bytes, actor, during);

beforeEach(() => saveRegister(stored.store, { programme: programmeWith(), goals: [goalWith('a')] }));

describe('a programme’s logo', () => {
  it('is kept as it was given, replaced and removed, and the audit says by whom', async () => {
    expect(await loadLogo(stored.store, 'prog')).toBeUndefined();
    await save(picture);
    const kept = (await loadLogo(stored.store, 'prog'))!;
    expect(kept).toMatchObject({ type: 'png', width: 30, height: 10 });
    expect(Buffer.from(kept.data, 'base64').equals(picture)).toBe(true);
    await save(pngPicture(8, 8));
    expect(await removeLogo(stored.store, 'prog', actor, during)).toBe(true);
    expect(await removeLogo(stored.store, 'prog', actor, during)).toBe(false);
    expect(await loadLogo(stored.store, 'prog')).toBeUndefined();
    const entries = await readAudit(stored.store, [programmesPartition], { what: 'programme-changed' });
    const changes = entries.map(({ by, from, to }) => JSON.stringify([by, from, to]));
    expect(changes.sort()).toEqual(
      [
        ['cli:root', null, { logo: 'png 30 × 10' }],
        ['cli:root', { logo: 'png 30 × 10' }, { logo: 'png 8 × 8' }],
        ['cli:root', { logo: 'png 8 × 8' }, null],
      ]
        .map((entry) => JSON.stringify(entry))
        .sort(),
    );
  });

  it('is a picture of a known programme, and small', async () => {
    const large = Buffer.concat([picture, Buffer.alloc(largestLogo)]);
    await expect(save(large)).rejects.toEqual(refusal('logo-too-large'));
    for (const bytes of ['', 'GIF89a', '<svg/>', picture.subarray(0, 20)])
      await expect(save(Buffer.from(bytes))).rejects.toEqual(refusal('logo-unreadable'));
    await expect(save(picture, 'other')).rejects.toEqual(
      refusal('unknown-programme', { programme: 'other' }),
    );
    expect(await loadLogo(stored.store, 'prog')).toBeUndefined();
  });
});

it('the size of a JPEG is that of its frame, after any other segments', () => {
  const segment = (marker: number, ...bytes: number[]) => [0xff, marker, 0, bytes.length + 2, ...bytes];
  const frame = segment(0xc2, 8, 0x01, 0x2c, 0x02, 0x58, 3);
  const jpeg = [0xff, 0xd8, ...segment(0xe0, 1, 2, 3), ...segment(0xc4, 9), ...frame];
  expect(imageSize(Buffer.from(jpeg))).toEqual({ type: 'jpeg', width: 600, height: 300 });
  expect(imageSize(Buffer.from(jpeg.slice(0, 12)))).toBeUndefined();
});
