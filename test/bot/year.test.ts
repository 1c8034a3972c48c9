/** The lights of the last periods in chat: everybody sees the goals that are theirs to see, and no others. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Card } from '../../cards/render';
import { text } from '../../cards/parts/strings';
import { textsOf } from '../../deploy/local/scripted-user';
import { saveRegister } from '../../src/goals/register';
import { type BotUnderTest } from '../helpers/bot-under-test';
import { name } from '../helpers/fixtures';
import {
  admin,
  anna,
  answer,
  bo,
  coordinator,
  headOfSurgery,
  nobody,
  pressed,
  reader,
  register,
  say,
  startTwoUnits,
} from '../helpers/two-units';

let running: BotUnderTest;
beforeAll(async () => {
  running = await startTwoUnits();
  await answer(running, anna, 'a');
  await answer(running, anna, 'care');
});
afterAll(() => running.stop());

const { programmeId } = name;
const shownBy = (card: Card | undefined) => textsOf(card!).replaceAll('\u00a0', ' ');
const said = async (personId: string, typed = 'vuosi leikkausohjelma') => {
  const [card, ...more] = await say(running, personId, typed);
  expect(more).toEqual([]);
  return shownBy(card);
};
const codesIn = (shown: string) =>
  ['1.1 a', '1.2', '2.1'].filter((code) => shown.includes(`${code} Tavoite`));

describe('the year', () => {
  it.each([
    ['an admin', admin, ['1.1 a', '1.2', '2.1']],
    ['the coordinator', coordinator, ['1.1 a', '1.2', '2.1']],
    ['a reader', reader, ['1.1 a', '1.2', '2.1']],
    ['the head of a unit', headOfSurgery, ['1.1 a', '1.2']],
    ['an owner', bo, ['1.2']],
  ])('shows %s the goals that they may see, and counts those', async (_, personId, codes) => {
    const shown = await said(personId);
    expect(codesIn(shown)).toEqual(codes);
    const yellow = codes.filter((code) => code !== '1.2').length;
    expect(shown.includes(`▲ ${yellow}`)).toBe(yellow > 0);
    expect(shown.includes(text('fi', 'year.own'))).toBe(codes.length < 3);
    const { card } = await pressed(running, personId, 'year', { programmeId });
    expect(codesIn(shownBy(card))).toEqual(codes);
  });

  it('shows nothing to those whom it does not concern, and tells them why', async () => {
    expect(await said(nobody)).toBe(text('fi', 'year.nothing'));
    const { card, text: told } = await pressed(running, nobody, 'year', { programmeId });
    expect(card).toBeUndefined();
    expect(told).toBe(text('fi', 'refused.not-permitted', { coordinator: 'Coordinator' }));
    const unknown = await pressed(running, nobody, 'year', { programmeId: 'no-such-programme' });
    expect(unknown.card).toBeUndefined();
  });

  it.each(['året', 'year', 'Vuosi?', 'liikennevalot'])('is what "%s" asks for', async (typed) => {
    expect(codesIn(await said(reader, typed))).toEqual(['1.1 a', '1.2', '2.1']);
  });

  it('says which programmes there are where none is called that', async () => {
    const shown = await said(reader, 'vuosi puutarhaohjelma');
    expect(shown).toContain(text('fi', 'year.unknown', { text: 'puutarhaohjelma' }));
    expect(shown).toContain('Leikkausohjelma');
  });
});

it('of several programmes the person chooses one', async () => {
  const other = register({ id: 'garden', name: { fi: 'Puutarhaohjelma' } });
  await saveRegister(running.store, other);
  const [list] = await say(running, bo, 'vuosi');
  expect(shownBy(list)).toContain(text('fi', 'year.which'));
  expect(shownBy(list)).toContain('Puutarhaohjelma');
  expect(await said(bo, 'vuosi puutarha')).toBe(text('fi', 'year.noRound', { programme: 'Puutarhaohjelma' }));
  expect(codesIn(await said(bo))).toEqual(['1.2']);
});
