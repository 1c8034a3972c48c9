/** Audit entries are append-only: nothing replaces or deletes one, and every change leaves one. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type AuditedAct, auditedActs, readAudit, schedule } from '../../src/audit/audit';
import { pause, resume } from '../../src/brake/pauses';
import { subscribeChannel } from '../../src/goals/channels';
import { saveRegister } from '../../src/goals/register';
import { type Outcome } from '../../src/outbox/sender';
import { loadAccess } from '../../src/people/access';
import { importRegister } from '../../src/import/import-register';
import { undoImport } from '../../src/import/undo-import';
import { resolveOwner } from '../../src/import/resolve-owner';
import { savePeople } from '../../src/people/directory';
import { grant, revoke } from '../../src/people/grants';
import { findOrAdd } from '../../src/people/look-up';
import { removeSubstitute, setSubstitute } from '../../src/people/substitutions';
import { commentOnUnit } from '../../src/comments/comment-on-unit';
import { holidayCalendar } from '../../src/periods/working-days';
import { askQuestion } from '../../src/questions/ask';
import { publishQuestion } from '../../src/questions/publish';
import { respondToQuestion } from '../../src/questions/respond';
import { decideOnSupport } from '../../src/support/decide';
import { recordReply } from '../../src/replies/record-reply';
import { reopenRound } from '../../src/reminders/reopen-round';
import { acceptReply, commentOnReply } from '../../src/replies/survey/review-reply';
import { sayWords } from '../../src/report/words-store';
import { closeRound } from '../../src/rounds/close-round';
import { handOver, takeBack } from '../../src/rounds/hand-over';
import { moveDeadline } from '../../src/rounds/move-deadline';
import { openRound, skipRound } from '../../src/rounds/open-round';
import { decideProposal } from '../../src/rounds/proposal';
import { discardRound } from '../../src/schedule/discard-round';
import { saveSchedule } from '../../src/schedule/save-schedule';
import { scheduleOf } from '../../src/goals/schedule-of';
import { syncPeople } from '../../src/schedule/people/sync-people';
import { startProgramme } from '../../src/schedule/start-programme';
import { runTick } from '../../src/schedule/tick';
import { handTranslation, takeTranslationBack } from '../../src/translations/hand-translation';
import { type Change, type EntityStore } from '../../src/storage/store';
import {
  afterDeadline,
  deadline,
  during,
  eachWithStore,
  goalWith,
  name,
  opens,
  peopleOf,
  smallSetting,
  type StoredRow,
} from '../helpers/fixtures';
import { objectIdOf } from '../helpers/graph-server';
import { asImported, withGoals } from '../import/as-imported';

const anna = 'anna@example.org';
const bo = 'bo@example.org';
const cia = 'cia@example.org';
const chief = 'coordinator@example.org';
const root = { by: 'cli:root', way: 'cli' } as const;
const holidays = holidayCalendar();
const stored = eachWithStore();

const isEntry = ({ key }: { readonly key: string }) => key.startsWith('audit|');

/** The store, recording every change made to an audit entry. */
function watched(store: EntityStore): EntityStore & { readonly changes: Change[] } {
  const changes: Change[] = [];
  return {
    changes,
    get: (partition, key) => store.get(partition, key),
    range: (partition, range) => store.range(partition, range),
    commit: async (partition, all) => {
      changes.push(...all.filter(isEntry));
      await store.commit(partition, all);
    },
    close: () => store.close(),
  };
}

/** Does everything that is audited in a round of one programme, between ticks that send and clean up. */
async function lifeOfARound(store: EntityStore): Promise<void> {
  const { register: small, people } = smallSetting({
    policy: { oneCoordinatedAnswer: true },
    calendar: {
      opens: { workingDaysAfter: 5, at: '08:00' },
      deadline: { workingDaysAfter: 25, at: '16:00' },
      reminders: [{ workingDaysBefore: 5, at: '09:00' }],
      escalations: [{ to: 'coordinator', workingDaysBefore: 1, at: '09:00' }],
      digest: { weekday: 1, at: '08:00' },
    },
  });
  const told = (language: 'fi' | 'sv') =>
    ({ id: language, kind: 'text', label: { fi: 'Seuranta' }, language }) as const;
  const state = { id: 'state', kind: 'light', role: 'state', label: { fi: 'Tila' }, group: 'task' } as const;
  const bilingual = goalWith('told', {
    ...{ owners: [bo], groups: [{ id: 'task', kind: 'task', label: { fi: 'Tehtävä' }, owners: [bo] }] },
    fields: [told('fi'), told('sv'), { ...state, required: false }],
  });
  const register = { ...small, goals: [...small.goals, bilingual] };
  const setUp = async () => {
    await savePeople(store, { ...people, persons: [...people.persons, ...peopleOf([cia, chief]).persons] });
    await saveRegister(store, register);
  };
  await setUp();
  await saveRegister(store, { ...register, programme: { ...register.programme, awaitsStart: true } });
  await startProgramme(store, 'prog', scheduleOf(register.programme), root, during);
  await comeAndGo(store);
  const later = (minutes: number) => new Date(during.getTime() + minutes * 60_000);
  const head = { personId: cia, role: 'unit-head', programmeId: 'prog', unit: 'Unit' } as const;
  await grant(store, head, root, later(0));
  await revoke(store, head, root, later(1));
  await pause(store, {}, root, later(1));
  await resume(store, {}, root, later(2));
  const before = { ...name, period: '2026-Q2', opens, deadline };
  await skipRound(store, { ...before, ...schedule, reason: 'down' }, opens);
  await openRound(store, { ...before, ...root }, later(2));
  await closeRound(store, { ...before, ...root, sent: true }, later(3));
  const wrong = { ...name, period: '2026-Q4' };
  await openRound(store, { ...wrong, opens, deadline, ...root }, later(3));
  await discardRound(store, { ...wrong, ...root }, later(4));
  await tick(store, opens);
  await handOver(store, { ...name, goalId: 'a', by: anna, to: cia, forGood: true }, later(4));
  await takeBack(store, { ...name, goalId: 'a', by: anna }, later(5));
  await handOver(store, { ...name, goalId: 'a', by: anna, to: cia, forGood: true }, later(6));
  const access = await loadAccess(store, { id: chief, admin: false }, new Set());
  await decideProposal(store, { ...name, goalId: 'a', from: anna }, { access, accept: true }, later(7));
  const days = { personId: anna, substituteId: bo, from: '2026-10-19', to: '2026-10-23' };
  await setSubstitute(store, days, later(8));
  await removeSubstitute(store, anna, days.from, later(9));
  const reply = { ...name, goalId: 'b', by: bo, locale: 'fi', seenVersion: 0 } as const;
  await recordReply(store, { ...reply, typed: { value: '80' } }, later(10));
  await recordReply(store, { ...reply, goalId: 'told', typed: { fi: 'Etenee', state: 'red' } }, later(10));
  const translation = { ...name, goalId: 'told', fieldId: 'sv', by: bo };
  await handTranslation(store, { ...translation, to: cia }, later(10));
  await takeTranslationBack(store, translation, later(11));
  const seenReply = { ...name, goalId: 'b', version: 1, by: chief, way: 'card' } as const;
  await askedAndAnswered(store, later);
  const unit = { unit: 'Unit', text: 'Etenee.', seen: 0 };
  await commentOnUnit(store, { ...name, by: chief, way: 'card', access, ...unit }, later(11));
  await sayWords(store, { ...name, by: chief, way: 'card', text: 'Alkusanat' }, later(11));
  await commentOnReply(store, { ...seenReply, text: 'Mikä on lähde?' }, later(11));
  await acceptReply(store, seenReply, later(12));
  await tick(store, new Date('2026-10-28T08:00:00Z'));
  await tick(store, new Date('2026-11-03T08:00:00Z'));
  await tick(store, afterDeadline);
  const until = new Date('2026-11-30T13:00:00Z');
  await reopenRound(store, { ...name, ...root, reason: 'late', deadline: until }, afterDeadline);
  const moved = { ...name, ...root, deadline: new Date('2026-12-01T14:00:00Z') };
  await moveDeadline(store, moved, afterDeadline);
  await tick(store, moved.deadline);
  const board = { programmeId: 'prog', channel: '19:else@thread.tacv2', language: 'sv' } as const;
  await subscribeChannel(store, board, root, moved.deadline);
  const weekly = { weekday: 5, at: '08:00' };
  const seen = scheduleOf(register.programme);
  const changed = { ...seen, calendar: { ...seen.calendar, digest: weekly } };
  await saveSchedule(store, 'prog', { schedule: changed, seen }, root, moved.deadline);
  await setUp();
  const file = asImported({ headings: [{ fi: 'Ala' }] }, register.goals, { layout: 'key-results' });
  const renamed = withGoals(file, ([first, ...rest]) => [
    { ...first!, title: { fi: 'Uusi nimi' }, ownersText: `${anna}; Cia Cederberg` },
    ...rest,
  ]);
  await importRegister(store, { programmeId: 'prog', file: renamed }, root, moved.deadline);
  await resolveOwner(store, { programmeId: 'prog', text: 'Cia Cederberg', to: cia }, root, moved.deadline);
  await undoImport(store, { programmeId: 'prog' }, root, moved.deadline);
  await tick(store, new Date('2026-12-30T14:00:00Z'));
}

/** Somebody asks about a goal, its owner responds, the coordinator publishes both, and decides on a request for support. */
async function askedAndAnswered(store: EntityStore, later: (minutes: number) => Date): Promise<void> {
  const questionId = '00000000-0000-4000-8000-000000000001';
  const about = { ...name, goalId: 'b', questionId, way: 'card' as const };
  const access = await loadAccess(store, { id: chief, admin: false }, new Set());
  await askQuestion(store, { ...about, by: chief, access, text: 'Miksi?' }, later(11), holidays);
  await respondToQuestion(store, { ...about, by: bo, text: 'Siksi.', seen: 0 }, later(11));
  await publishQuestion(store, { ...about, by: chief, published: true }, later(11));
  const asked = { ...name, goalId: 'told', fieldId: 'state', askedAt: later(10).toISOString() };
  const decision = { ...asked, way: 'card' as const, by: chief, access, text: 'Kaksi vakanssia', seen: 0 };
  await decideOnSupport(store, decision, later(11));
}

/** A person is found in the directory, leaves it, and comes back. */
async function comeAndGo(store: EntityStore): Promise<void> {
  const dora = { objectId: objectIdOf(4), addresses: ['dora@example.org'], name: 'Dora', enabled: true };
  const lookUp = () => Promise.resolve(dora);
  await findOrAdd(store, 'dora@example.org', { lookUp, actor: root }, during);
  for (const account of ['gone', dora] as const) {
    const find = () => Promise.resolve(new Map([['dora@example.org', account]]));
    const options = { source: { pageSize: 100, find, lookUp }, holidays, admins: new Set<string>() };
    await syncPeople(store, options, schedule, during);
  }
}

async function tick(store: EntityStore, now: Date): Promise<void> {
  const receipt = { conversationId: 'c', activityId: 'a', serviceUrl: 'http://localhost' };
  const sent: Outcome = { type: 'sent', receipt };
  await runTick({
    ...{ store, holidays, clock: { now: () => now } },
    deliver: () => Promise.resolve(sent),
    onFailure: (what, error) => {
      throw new Error(what, { cause: error });
    },
  });
}

describe('in the life of a round', () => {
  const entries = (): StoredRow[] => stored.now.dump().filter(isEntry);

  it('no entry is replaced or deleted', async () => {
    const store = watched(stored.store);
    await lifeOfARound(store);
    expect(store.changes.filter(({ type }) => type !== 'insert')).toEqual([]);
    expect(entries()).toHaveLength(store.changes.length);
  });

  it('each change leaves its entry with what it changed', async () => {
    await lifeOfARound(stored.store);
    const written = await readAudit(stored.store, new Set(entries().map(({ partition }) => partition)));
    const times: Partial<Record<AuditedAct, number>> = {};
    for (const { what } of written) times[what] = (times[what] ?? 0) + 1;
    expect(times).toEqual({
      granted: 1,
      revoked: 1,
      paused: 1,
      resumed: 1,
      'round-skipped': 1,
      'round-opened': 3,
      'round-discarded': 1,
      'handed-over': 2,
      'taken-back': 1,
      'translation-handed': 1,
      'translation-taken-back': 1,
      'proposal-decided': 1,
      'owners-changed': 2,
      'substitute-named': 1,
      'substitute-removed': 1,
      reminded: 1,
      escalated: 1,
      'answer-sent': 1,
      'reply-commented': 1,
      'report-words-changed': 1,
      'unit-commented': 1,
      'question-asked': 1,
      'question-responded': 1,
      'question-published': 1,
      'support-decided': 1,
      'reply-accepted': 1,
      'round-closed': 2,
      'round-reopened': 1,
      // Digests between the first two ticks, and all steps of the reopened round.
      'steps-skipped': 2,
      'deadline-moved': 1,
      'channels-changed': 1,
      'schedule-changed': 1,
      // By the import, and by undoing it.
      'programme-changed': 2,
      'programme-started': 1,
      'goal-changed': 2,
      'register-imported': 1,
      'import-undone': 1,
      'owner-resolved': 1,
      'person-added': 1,
      'person-left': 1,
      'person-returned': 1,
    });
    // A reply is its own audit entry: every version is kept. The others do not happen in the life of a round.
    const { length } = Object.keys(times);
    const others = [
      'replied',
      'person-erased',
      'person-renamed',
      'person-succeeded',
      'closed-days-changed',
      'role-changed',
      // Only where the calendar has stages: test/replies/stages.
      'stage-ended',
      'store-restored',
    ];
    expect(length).toBe(auditedActs.filter((what) => !others.includes(what)).length);
    const place = { by: 'schedule', way: 'schedule', ...name };
    expect(written).toEqual(
      expect.arrayContaining([
        {
          ...place,
          what: 'round-opened',
          at: opens.toISOString(),
          to: { persons: 2, deadline: deadline.toISOString() },
        },
        { ...place, what: 'reminded', at: '2026-10-28T08:00:00.000Z', to: { persons: 3 } },
        {
          ...place,
          what: 'escalated',
          at: '2026-11-03T08:00:00.000Z',
          to: { rung: 'coordinator', recipients: 1 },
        },
        { ...place, what: 'round-closed', at: afterDeadline.toISOString() },
        {
          ...{ ...root, ...name, what: 'round-reopened', at: afterDeadline.toISOString(), reason: 'late' },
          ...{ from: deadline.toISOString(), to: '2026-11-30T13:00:00.000Z' },
        },
      ]),
    );
  });
});

describe('the code', () => {
  const sources = readdirSync('src', { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => ({ file, source: readFileSync(path.join('src', file), 'utf8') }));

  it('knows the keys of entries in one file only, which inserts and reads', () => {
    const naming = sources.filter(({ source }) => /['"`]audit\|/.test(source)).map(({ file }) => file);
    expect(naming).toEqual([path.join('audit', 'audit.ts')]);
    const { source } = sources.find(({ file }) => file === naming[0])!;
    expect(source).not.toMatch(/\b(put|replace|remove|commit|delete)\w*\(/);
  });

  it('never takes all rows of a partition to change them', () => {
    const wholePartition = /read(Rows|Values)(<\w+>)?\(\s*store,\s*[\w.]+(\([^()]*\))?\s*\)/;
    const reading = sources.filter(({ source }) => wholePartition.test(source)).map(({ file }) => file);
    expect(reading).toEqual([]);
  });
});
