/** What Teams' clients say about the message that was answered. */
import { expect, it } from '@jest/globals';
import { quotedIn } from '../../../bot/teams/quoted';

type Given = Parameters<typeof quotedIn>[0];

const html = (content: string) => ({ attachments: [{ contentType: 'text/html', content }] });
const block = (itemid: string, text: string) =>
  html(
    `<blockquote itemscope="" itemtype="http://schema.skype.com/Reply"${itemid}><p>${text}</p></blockquote><p>97,3</p>`,
  );
const some = (part: string) => expect.stringContaining(part) as unknown as string;
const reference = (content: unknown, id?: string) => ({
  attachments: [{ contentType: 'messageReference', content, ...(id !== undefined && { id }) }],
});

it.each<[string, object, ReturnType<typeof quotedIn>]>([
  ['nothing', {}, undefined],
  ['text that is no reply', html('<p>97,3</p>'), undefined],
  ['a block quote of another kind', html('<blockquote>ASU-3</blockquote>'), undefined],
  ['a block quote', block('', 'ASU-3'), { ids: [], text: some('ASU-3') }],
  ['its id', block(' itemid="17"', 'ASU-3'), { ids: ['17'], text: some('ASU-3') }],
  [
    'an entity',
    { entities: [{ type: 'quotedReply', quotedReply: { messageId: '17', preview: 'ASU-3' } }] },
    { ids: ['17'], text: 'ASU-3' },
  ],
  [
    'an entity without a preview',
    { entities: [{ type: 'quotedReply', quotedReply: { messageId: '17' } }] },
    { ids: ['17'] },
  ],
  ['an attachment', reference({ messageId: '17', messagePreview: 'ASU-3' }), { ids: ['17'], text: 'ASU-3' }],
  ['its content as JSON', reference('{"messageId":"17","messagePreview":""}'), { ids: ['17'], text: '' }],
  ['its own id where the content cannot be read', reference('{"messageId":', '17'), { ids: ['17'] }],
  ['the id that the activity answers to', { replyToId: '17' }, { ids: ['17'] }],
  ['all of it once', { replyToId: '17', ...block(' itemid="17"', 'x') }, { ids: ['17'], text: some('x') }],
  ['ids that are no text', reference({ messageId: 17 }), { ids: [] }],
])('%s', (_, given, quoted) => {
  if (quoted?.ids.length === 0 && quoted.text === undefined)
    return expect(quotedIn(given as Given)).toBeUndefined();
  expect(quotedIn(given as Given)).toEqual(quoted);
});
