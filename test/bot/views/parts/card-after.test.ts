import { expect, it } from '@jest/globals';
import { cardAfter } from '../../../../bot/views/parts/card-after';
import { RefusedError, StorageError } from '../../../../src/errors';
import { textNodesWith } from '../../../helpers/read-card';

const banner = { text: 'Tehty.', style: 'good' } as const;

it.each([new StorageError('disk full'), new RefusedError('not-permitted')])(
  'what was done is said to be done also where no card can be drawn: %s',
  async (error) => {
    const card = await cardAfter(banner, () => Promise.reject(error));
    expect(textNodesWith(card, 'Tehty.')).toHaveLength(1);
  },
);

it('hides no defect', async () => {
  await expect(cardAfter(banner, () => Promise.reject(new TypeError('x')))).rejects.toThrow(TypeError);
});
