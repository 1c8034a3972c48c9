/** What helps to fill a table: what to type if there is no figure, and a box for rows copied from a spreadsheet. Pure. */
import { fieldKindRules } from '../../src/goals/field-kinds';
import { type Field, type Group } from '../../src/goals/schema';
import { groupTitle } from '../parts/field-labels';
import { type CardElement, smallLine } from '../parts/goals/field-elements';
import { largestPaste, longestShown, unreadShown } from '../parts/limits';
import { shorten } from '../parts/shorten';
import { type Wording } from '../parts/wording';
import { type GoalActionData } from './actions';
import { type ShownSource } from './source';

/** The boxes are named with this prefix and their table. */
export const pastePrefix = 'paste_';

/** A group whose cells can be pasted: it has rows and named columns. */
export function isTable(group: Group | undefined): group is Group {
  return (group?.rows?.length ?? 0) > 1 && (group?.columns?.length ?? 0) > 0;
}

/** Above the cells. */
export function tableHelp(fields: readonly Field[], wording: Wording): CardElement[] {
  return fields.some(isTyped)
    ? [smallLine(wording.text('table.help', { unknown: unknownWord(wording) }))]
    : [];
}

/** Below the cells: the box is folded, unless something that was pasted into it was not understood. */
export function tableFoot(
  group: Group,
  fields: readonly Field[],
  source: ShownSource,
  ids: GoalActionData,
  wording: Wording,
): CardElement[] {
  const boxId = `box_${group.id}`;
  const unread = source.unread?.get(group.id) ?? [];
  const unknown = fields.some(isTyped) ? [unknownButton(group, ids, wording)] : [];
  const open = {
    type: 'Action.ToggleVisibility',
    title: wording.text('table.paste'),
    targetElements: [boxId],
  };
  const table = shorten(groupTitle(group, source.goal, wording), longestShown.name);
  return [
    ...unreadLines(unread, wording).map((text) => smallLine(text)),
    { type: 'ActionSet', spacing: 'Small', actions: [open, ...unknown] },
    {
      ...{ type: 'Container', id: boxId, isVisible: unread.length > 0 },
      items: [
        {
          ...{ type: 'Input.Text', id: pastePrefix + group.id, isMultiline: true, value: '' },
          label: wording.text('table.pasteInto', { table }),
          placeholder: wording.text('table.pasteHow'),
          maxLength: largestPaste,
        },
        { type: 'ActionSet', actions: [fillButton(group, ids, wording.text('table.fill'), false)] },
      ],
    },
  ];
}

/** The word to type if there is no figure; the answer's reader knows it in every language. */
export function unknownWord(wording: Wording): string {
  return wording.text('table.unknownWord');
}

export function isTyped({ kind }: Field): boolean {
  return fieldKindRules[kind].isTypedFigure;
}

/** Puts the word into the group's empty cells. */
function unknownButton(group: Group, ids: GoalActionData, wording: Wording): CardElement {
  return fillButton(group, ids, wording.text('table.unknown', { unknown: unknownWord(wording) }), true);
}

function fillButton({ id }: Group, ids: GoalActionData, title: string, unknown: boolean): CardElement {
  return { type: 'Action.Execute', verb: 'fill', title, data: { ...ids, group: id, unknown } };
}

function unreadLines(unread: readonly string[], wording: Wording): string[] {
  const rest = unread.length - unreadShown.lines;
  return [
    ...unread.slice(0, unreadShown.lines).map((text) => `⚠ ${shorten(text, unreadShown.length)}`),
    ...(rest > 0 ? [wording.text('digest.more', { count: rest })] : []),
  ];
}
