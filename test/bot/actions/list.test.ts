/** The list of actions, and its documentation. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { actions } from '../../../bot/actions/index';
import { type ListButton } from '../../../cards/parts/list-row';
import { verbs } from '../../../cards/parts/verbs';
import path from 'node:path';

const root = path.join(__dirname, '../../..');
const readme = readFileSync(path.join(root, 'bot/actions/README.md'), 'utf8');

/** The items of the README's list, even if wrapped over lines. */
function written(): string[] {
  const [, items] = readme.split('## Who may press what');
  return items!
    .split(/^- /m)
    .slice(1)
    .map((item) => item.replace(/\s+/g, ' ').trim());
}

function listed(): string[] {
  const byWho = new Map<string, string[]>();
  for (const { who, verb } of Object.values(actions))
    byWho.set(who, [...(byWho.get(who) ?? []), `\`${verb}\``]);
  return [...byWho].map(([who, own]) => `**${who}**: ${own.join(', ')}`);
}

describe('the list of actions', () => {
  it('has each verb of the cards under its own name', () => {
    expect(Object.keys(actions).toSorted()).toEqual([...verbs].toSorted());
    expect(verbs.filter((verb) => actions[verb].verb !== verb)).toEqual([]);
  });

  it('is what the README says about who may press what', () => {
    expect(written().toSorted()).toEqual(listed().toSorted());
  });

  it('has the README’s example, as it is in its file', () => {
    const [, file, example] = /```ts\n\/\/ (\S+)\n([^`]*)```/.exec(readme) ?? [];
    expect(readFileSync(path.join(root, file!), 'utf8')).toContain(example);
  });

  it('leaves no button with a misspelt verb: it does not compile', () => {
    // @ts-expect-error there is no such verb
    const button: ListButton = { verb: 'programms', title: 'Ohjelmat', data: {} };
    expect(Object.hasOwn(actions, button.verb)).toBe(false);
  });
});
