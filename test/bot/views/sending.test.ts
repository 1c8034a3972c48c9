import { describe, expect, it } from '@jest/globals';
import { sendingTime } from '../../../bot/views/sending';
import { wordingFor } from '../../../bot/views/wording';

describe('how long sending takes', () => {
  it.each([
    [271, 30, 'noin 10 sekuntia.'],
    [3_570, 30, 'noin 119 sekuntia.'],
    [3_571, 30, 'noin 2 minuuttia.'],
    [36_000, 30, 'noin 20 minuuttia.'],
  ])('of %i messages at %i a second is %s', (messages, rate, said) => {
    expect(sendingTime(messages, rate, wordingFor('fi'))).toBe(`Lähettäminen kestää ${said}`);
  });

  it('is not said below ten seconds', () => {
    expect(sendingTime(1, 30, wordingFor('fi'))).toBeUndefined();
    expect(sendingTime(270, 30, wordingFor('fi'))).toBeUndefined();
  });
});
