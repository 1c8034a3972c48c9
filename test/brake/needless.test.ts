import { byRound } from '../../src/brake/needless';
import { type Message } from '../../src/outbox/message';
import { type Round } from '../../src/rounds/round';
import { afterDeadline, channel, deadline, during, name, opens } from '../helpers/fixtures';

const opened = { what: 'opened' as const, by: 'schedule', at: opens.toISOString() };
const round = (changes: Partial<Round> = {}): Round => ({
  ...{ ...name, status: 'open', opens: opens.toISOString(), deadline: deadline.toISOString() },
  ...{ events: [opened], ...changes },
});
const closedAt = afterDeadline.toISOString();
const closed = round({ status: 'closed', events: [opened, { ...opened, what: 'closed', at: closedAt }] });
const [early, late] = ['2026-10-19T05:00:00.000Z', '2026-10-26T06:00:00.000Z'];

/** @param last the end of the message's key */
function message(kind: string, last: string): Message {
  const isPost = kind.startsWith('digest');
  const data = { ...name, ...(isPost && { language: 'fi' }) };
  const recipient = isPost
    ? { type: 'channel' as const, channelId: channel }
    : { type: 'person' as const, personId: 'anna@example.org' };
  const key = `prog|2026-Q3|${isPost ? channel : recipient.personId}|${last}`;
  const at = opens.toISOString();
  return { key, kind, recipient, data, createdAt: at, attempts: 0, notBefore: at, state: 'pending' };
}

const said = (of: Round, kind: string, last: string, now = during) => {
  const outcome = byRound(of, message(kind, last), now);
  return outcome?.type === 'ended' ? outcome.reason : (outcome?.type ?? 'sent');
};

describe('a waiting message', () => {
  it.each([
    ['prompt', 'prompt', 'the round is closed'],
    ['reminder', `reminder-${early}`, 'the round is closed'],
    ['reminder', `snooze-${early}`, 'the round is closed'],
    ['escalation', `escalation-unit-head-${early}`, 'the round is closed'],
    ['handover', 'handover-a', 'the round is closed'],
    ['digest', `digest-${late}-fi`, 'the round is closed'],
    ['digest', `digest-closing-${closedAt}-fi`, 'sent'],
    ['own-digest', `digest-closing-${closedAt}`, 'sent'],
    ['decision', 'decision-a', 'sent'],
    ['praise', 'of a newer program', 'sent'],
  ])('%s, %s, of a closed round: %s', (kind, last, expected) => {
    expect(said(closed, kind, last, afterDeadline)).toBe(expected);
  });

  it.each([
    [round({ status: 'closing' }), during, 'held'],
    [round({ status: 'planned', events: [] }), during, 'held'],
    [round(), deadline, 'held'],
    [round({ status: 'reopened' }), during, 'sent'],
    [round(), during, 'sent'],
  ])('that asks for answers waits while it is not certain that they are taken', (of, now, expected) => {
    expect(said(of, 'prompt', 'prompt', now)).toBe(expected);
    expect(said(of, 'decision', 'decision-a', now)).toBe('sent');
  });

  it.each([
    ['reminder', (at: string) => `reminder-${at}`, { lastReminder: late }],
    ['escalation', (at: string) => `escalation-coordinator-${at}`, { lastEscalation: late }],
    ['digest', (at: string) => `digest-${at}-fi`, { lastDigest: late }],
  ])('%s is sent only if it is the latest', (kind, last, mark) => {
    expect(said(round(mark), kind, last(early))).toBe('a later one has taken its place');
    expect(said(round(mark), kind, last(late))).toBe('sent');
  });

  it('that a person asked for is sent whatever reminders the calendar has', () => {
    expect(said(round({ lastReminder: late }), 'reminder', `snooze-${early}`)).toBe('sent');
  });
});
