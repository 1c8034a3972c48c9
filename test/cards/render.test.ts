/** The list of cards, and the data of each. */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { type CardData, type CardName, cardNames, render } from '../../cards/render';

const root = path.join(__dirname, '../../cards');

it('draws each folder of cards/ that has a template', () => {
  const templates = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter(
    (name) => path.basename(name) === 'card.json',
  );
  expect(templates.map((name) => path.dirname(name)).sort()).toEqual([...cardNames].sort());
});

describe('a card', () => {
  /** `true` if a card compiles with the data of another one. */
  type Mistaken = {
    [Name in CardName]: {
      [Other in Exclude<CardName, Name>]: CardData[Other] extends CardData[Name] ? true : never;
    };
  };
  type AnyMistaken = { [Name in CardName]: Mistaken[Name][keyof Mistaken[Name]] }[CardName];

  it('is drawn from data of its own: that of another card does not compile', () => {
    const none: [AnyMistaken] extends [never] ? 'none' : AnyMistaken = 'none';
    expect(none).toBe('none');
    // @ts-expect-error -- a goal's card is not a notice
    expect(() => render('goal', { title: 'Saved', lines: [] })).not.toThrow();
  });

  it('is drawn from the data that it is given', () => {
    expect(render('notice', { title: 'Saved', lines: ['Thank you'] })).toMatchObject({
      type: 'AdaptiveCard',
      body: [
        expect.objectContaining({ type: 'TextBlock', text: 'Seuranta' }),
        expect.objectContaining({ type: 'RichTextBlock' }),
        expect.objectContaining({ type: 'Container' }),
      ],
    });
  });
});
