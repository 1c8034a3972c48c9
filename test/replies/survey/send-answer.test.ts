import { readAudit } from '../../../src/audit/audit';
import { loadDigestSource } from '../../../src/digest/build-digest';
import { holidayCalendar } from '../../../src/periods/working-days';
import { heldUpBy, loadSurvey, sendAnswer } from '../../../src/replies/survey/send-answer';
import { reopenRound } from '../../../src/reminders/reopen-round';
import { closeRound } from '../../../src/rounds/close-round';
import { sendingOf } from '../../../src/rounds/round';
import { readRound, roundPartition } from '../../../src/rounds/round-store';
import { doDueWork } from '../../../src/schedule/tick';
import { type EntityStore } from '../../../src/storage/store';
import { dyingAtCommit, interrupted } from '../../helpers/failing-store';
import {
  deadline,
  during,
  eachWithStore,
  expectNothingWritten,
  name,
  refusal,
  saveOpenRound,
} from '../../helpers/fixtures';
import { accept, answer, bo, chief, comment, survey } from '../reviewed-round';

const stored = eachWithStore();
beforeEach(() => saveOpenRound(stored.store, survey()));

const send = (store: EntityStore = stored.store, now = during) =>
  sendAnswer(store, { ...name, ...chief }, now);
const held = async () =>
  heldUpBy(await loadSurvey(stored.store, name)).map(({ goal, state }) => [goal.id, state]);

/** Everything that is mandatory. */
async function answerAll(): Promise<void> {
  await answer(stored.store, 'q1');
  await answer(stored.store, 'q2');
  await answer(stored.store, 'both', { first: 'A' });
  await answer(stored.store, 'both', { second: 'B' }, { by: bo, seenVersion: 1 });
}
async function acceptAll(): Promise<void> {
  await accept(stored.store, 'q1');
  await accept(stored.store, 'q2');
  await accept(stored.store, 'both', 2);
}

describe('before it is sent', () => {
  it('what is unanswered, answered in part, commented on or not accepted is named, in the form’s order', async () => {
    await answer(stored.store, 'q1');
    await comment(stored.store, 'q1');
    await answer(stored.store, 'both', { first: 'A' });
    expect(await held()).toEqual([
      ['q1', 'commented'],
      ['q2', 'unanswered'],
      ['both', 'partly'],
    ]);
    await expectNothingWritten(stored.now, send, refusal('not-ready', { count: '3', goals: 'Q1, Q2, BOTH' }));
  });

  it('a voluntary question may stay without an answer; one that was given is accepted too', async () => {
    await answerAll();
    await acceptAll();
    expect(await held()).toEqual([]);
    await answer(stored.store, 'free', { answer: 'Kiitos' }, { by: bo });
    expect(await held()).toEqual([['free', 'answered']]);
  });

  it('what is put to others is neither counted nor waited for', async () => {
    const { goals } = await loadSurvey(stored.store, name);
    expect(goals.map(({ goal }) => goal.id)).toEqual(['q1', 'q2', 'both', 'free']);
  });
});

describe('once it is sent', () => {
  beforeEach(async () => {
    await answerAll();
    await acceptAll();
  });

  it('the round is closed with a snapshot, and says by whom and when it was sent', async () => {
    const round = await send();
    expect(sendingOf(round)).toMatchObject({
      what: 'closed',
      sent: true,
      by: chief.by,
      at: during.toISOString(),
    });
    expect((await loadDigestSource(stored.store, name)).form.goals).toHaveLength(5);
    expect(await readAudit(stored.store, [roundPartition(name)], { what: 'answer-sent' })).toMatchObject([
      chief,
    ]);
  });

  it('nothing is taken, commented on or accepted any more', async () => {
    await send();
    for (const work of [
      () => answer(stored.store, 'free', { answer: 'Myöhässä' }, { by: bo }),
      () => comment(stored.store, 'q1'),
      () => accept(stored.store, 'q1'),
    ])
      await expectNothingWritten(stored.now, work, refusal('round-not-open'));
  });

  it('sending it again says that it was sent, by whom and when', async () => {
    await send();
    const details = { by: chief.by, at: during.toISOString() };
    await expectNothingWritten(stored.now, send, refusal('sent-already', details));
  });

  it('it can be reopened with a reason, and is then sent anew', async () => {
    await send();
    await reopenRound(stored.store, { ...name, ...chief, reason: 'Ministeriö pyysi', deadline }, during);
    const round = (await readRound(stored.store, name))!.value;
    expect([round.status, sendingOf(round)]).toEqual(['reopened', undefined]);
    const later = new Date(during.getTime() + 60_000);
    await comment(stored.store, 'q1', 1, 'Korjaa', later);
    await expect(send(stored.store, later)).rejects.toEqual(
      refusal('not-ready', { count: '1', goals: 'Q1' }),
    );
    await answer(stored.store, 'q1', { answer: 'Korjattu' }, { seenVersion: 1, now: later });
    await accept(stored.store, 'q1', 2, later);
    expect(sendingOf(await send(stored.store, later))?.at).toBe(later.toISOString());
  });

  it('a comment that comes in between keeps it from being sent', async () => {
    let done = false;
    const overtaken = interrupted(stored.store, {
      beforeCommit: async (where) => {
        if (done || where !== roundPartition(name)) return;
        done = true;
        await comment(stored.store, 'q2');
      },
    });
    await expect(send(overtaken)).rejects.toEqual(refusal('not-ready', { count: '1', goals: 'Q2' }));
    expect((await readRound(stored.store, name))?.value.status).toBe('open');
  });
});

describe('a sending that was cut off', () => {
  const tick = (seconds: number) => {
    const failures: unknown[] = [];
    return doDueWork({
      ...{ store: stored.store, clock: { now: () => new Date(during.getTime() + seconds * 1000) } },
      holidays: holidayCalendar(),
      deliver: () => Promise.reject(new Error('nothing is sent')),
      onFailure: (_, error) => failures.push(error),
    }).then(() => failures);
  };
  beforeEach(async () => {
    await answerAll();
    await acceptAll();
  });

  it('is finished by the tick, and says who sent it and when', async () => {
    await expect(send(dyingAtCommit(stored.store, 3))).rejects.toThrow('power cut');
    expect(await tick(61)).toEqual([]);
    const round = (await readRound(stored.store, name))!.value;
    expect(sendingOf(round)).toMatchObject({ by: chief.by, at: during.toISOString() });
  });

  it('before a comment came is not finished: the round takes replies again', async () => {
    // Only the mark is written, and a comment that crossed it.
    let commits = 0;
    const crossed = interrupted(dyingAtCommit(stored.store, 2), {
      beforeCommit: async () => {
        if (++commits === 1) await comment(stored.store, 'q2');
      },
    });
    const ready = () => Promise.resolve();
    const sending = { ...name, ...chief, sent: true as const };
    await expect(closeRound(crossed, sending, during, ready)).rejects.toThrow('power cut');
    expect(await tick(61)).toEqual([refusal('not-ready', { count: '1', goals: 'Q2' })]);
    expect((await readRound(stored.store, name))?.value.status).toBe('open');
  });
});

it('a round that the calendar closed was not sent, and is not sent without being opened again', async () => {
  await answerAll();
  await closeRound(stored.store, { ...name, by: 'schedule', way: 'schedule' }, during);
  expect(sendingOf((await readRound(stored.store, name))!.value)).toBeUndefined();
  await expect(send()).rejects.toEqual(refusal('round-not-open'));
});
