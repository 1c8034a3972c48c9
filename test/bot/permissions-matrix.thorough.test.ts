/** Who may use what, over HTTP: every action and every command. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { actions as listed } from '../../bot/actions';
import { type Who } from '../../bot/actions/parts/permission';
import { commands } from '../../bot/commands';
import { type Card } from '../../cards/render';
import { text } from '../../cards/parts/strings';
import { type Verb } from '../../cards/parts/verbs';
import { type TeamsUser, textsOf } from '../../deploy/local/scripted-user';
import { loadGoal, loadProgramme, loadRegister, saveRegister } from '../../src/goals/register';
import { unitNameOf, unitToken } from '../../src/goals/unit';
import { type Grant, grant } from '../../src/people/grants';
import { loadAccess } from '../../src/people/access';
import { holidayCalendar } from '../../src/periods/working-days';
import { askQuestion } from '../../src/questions/ask';
import { setSubstitute } from '../../src/people/substitutions';
import { roundPartition } from '../../src/rounds/round-name';
import { insert } from '../../src/storage/rows';
import { decisionKey } from '../../src/support/support-store';
import { type BotUnderTest, dumpOf, personAt, startBotUnderTest } from '../helpers/bot-under-test';
import { postInvoke, shownBy } from '../helpers/raw-activity';
import { bannerOf } from '../helpers/read-card';
import { answersTo, sayIn, sayInChannel } from '../helpers/saying';

const programmeId = 'productivity-programme';
const round = { programmeId, period: '2025-H2' };
const closed = { programmeId, period: '2024-H1' };
const coming = { programmeId, period: '2026-H1' };
const owner = 'reform-finance-director@example.org';
/** One of the owner's goals; its unit is the head's. */
const goal = { programmeId, goalId: '1-3-a' };
/** The same as a question: for these tests the programme has one coordinated answer. */
const question = { ...goal, period: '2025-H2' };
/** A question about that goal, asked before anything is pressed. */
const asked = { ...question, questionId: randomUUID() };
/** A request for support of that goal, decided before anything is pressed. */
const requested = { ...question, fieldId: 'status', askedAt: '2026-01-19T07:00:00.000Z' };
const ownUnit = '1. Palvelurakenteen kehittäminen toiminnanohjauksen ja palveluintegraation keinoin';
const otherUnit = '5. Hyvinvoiva henkilöstö – arvostettu työnantaja';
/** Not one of the owner’s goals. */
const unownedUnit = '7. Ydintoimintaa tukeva tukipalvelukokonaisuus';
const step = '2026-01-20T06:59:00.000Z';

/** In the order of the tables' columns. */
const persons = {
  'an admin by the configuration': 'personnel@example.org',
  'an admin by a grant': 'finance@example.org',
  'the coordinator that the register names': 'reform-programme-manager@example.org',
  'a coordinator by a grant': 'development@example.org',
  'a reader': 'director@example.org',
  'the head of a unit': 'division@example.org',
  'an owner': owner,
  'the owner’s substitute of today': 'strategy-training-manager@example.org',
  'nobody in particular': 'survey-pharmacist@example.org',
  'somebody whom the directory does not know': 'nobody@example.org',
};
const grants: readonly Grant[] = [
  { personId: persons['an admin by a grant'], role: 'admin' },
  { personId: persons['a coordinator by a grant'], role: 'coordinator', programmeId },
  { personId: persons['a reader'], role: 'reader', programmeId },
  { personId: persons['the head of a unit'], role: 'unit-head', programmeId, unit: ownUnit },
];

/** What a verb's permission means for these persons. */
const marks: Readonly<Record<Who, string>> = {
  anybody: '++ ++ +++++-',
  'those asked in the round': '-- +- --++--',
  'those who answer for the goal': '-- -- --++--',
  'those asked to translate': '-- -- ------',
  'readers of the digest': '++ ++ +-----',
  'readers of a goal': '++ ++ +++---',
  'readers of a unit': '++ ++ ++----',
  'those who may ask': '++ ++ ++----',
  'readers of the question': '++ ++ ++++--',
  'those asked the question': '-- -- --++--',
  'readers of the request for support': '++ ++ ++++--',
  'those who decide on support': '++ ++ ++----',
  'coordinators and heads of units': '++ ++ -+----',
  coordinators: '++ ++ ------',
  admins: '++ -- ------',
};

/** Admins; coordinators; reader, head, owner, substitute, nobody, unknown: + may, - is refused and told whom to ask. */
const actions: readonly (readonly [verb: Verb, may: string, data: object])[] = [
  ['programmes', '++ ++ ------', {}],
  ['programme', '++ ++ ------', { programmeId }],
  ['differing', '++ ++ ------', round],
  ['undelivered', '++ ++ ------', round],
  ['deliveries', '++ ++ ------', round],
  ['deliveries', '++ ++ ------', { programmeId, personId: owner }],
  ['deliveries', '++ ++ ------', { ...round, person_typed: owner }],
  ['deliveries-file', '++ ++ ------', round],
  ['deliveries-file', '++ ++ ------', { programmeId, personId: owner }],
  ['missing', '++ ++ -+----', { ...round, page: 0 }],
  ['year', '++ ++ +++---', { programmeId }],
  ['remind-ask', '++ ++ ------', round],
  ['remind-ask', '++ ++ -+----', { ...round, unit: ownUnit }],
  ['remind-ask', '++ ++ ------', { ...round, unit: otherUnit }],
  ['remind', '++ ++ ------', { ...round, step }],
  ['remind', '++ ++ -+----', { ...round, unit: ownUnit, step }],
  ['remind', '++ ++ ------', { ...round, unit: otherUnit, step }],
  ['remind', '++ ++ ------', { ...round, personId: owner, step }],
  ['unit-comment', '++ ++ -+----', round],
  ['unit-comment', '++ ++ -+----', { ...round, unit: unitToken(ownUnit) }],
  ['unit-comment', '++ ++ ------', { ...round, unit: unitToken(otherUnit) }],
  ['unit-comment-save', '++ ++ -+----', { ...round, unit: unitToken(ownUnit), seen: 0, comment: 'Etenee.' }],
  ['unit-comment-save', '++ ++ ------', { ...round, unit: unitToken(otherUnit), seen: 0, comment: 'Ei.' }],
  ['translations', '++ ++ ------', { ...round, page: 0 }],
  ...(['translator', 'translator-set', 'translator-remove'] as const).map(
    (verb) => [verb, '++ ++ ------', { ...question, fieldId: 'description' }] as const,
  ),
  ['open-ask', '++ ++ ------', coming],
  ['open', '++ ++ ------', coming],
  ['move-deadline-ask', '++ ++ ------', round],
  ['move-deadline', '++ ++ ------', { ...round, deadline_day: '2026-03-02', deadline_time: '16:00' }],
  ['reopen-ask', '++ ++ ------', closed],
  ['reopen', '++ ++ ------', closed],
  ['close-ask', '++ ++ ------', round],
  ['close', '++ ++ ------', round],
  ['pause-ask', '++ ++ ------', round],
  ['pause', '++ ++ ------', round],
  ['resume-ask', '++ ++ ------', round],
  ['resume', '++ ++ ------', round],
  ['discard-round-ask', '++ ++ ------', round],
  ['discard-round', '++ ++ ------', { ...round, seen: step }],
  ['pause-ask', '++ -- ------', {}],
  ['pause', '++ -- ------', {}],
  ['resume-ask', '++ -- ------', {}],
  ['resume', '++ -- ------', {}],
  ['unresolved', '++ ++ ------', { programmeId }],
  ['leavers', '++ ++ ------', { programmeId }],
  ['owners', '++ ++ ------', goal],
  ['owner-change', '++ ++ ------', { ...goal, from: 'add', person_typed: 'survey-pharmacist@example.org' }],
  ['report', '++ ++ ------', { programmeId }],
  ['report-make', '++ ++ ------', { ...closed, format: 'csv', language: 'fi' }],
  ['report-words', '++ ++ ------', closed],
  ['report-words-save', '++ ++ ------', { ...closed, place: 'preface', version: 0, text: 'Hyvä vuosi' }],
  ['import-plan', '++ -- ------', { programmeId, file: randomUUID() }],
  ['import-sides', '++ -- ------', { programmeId, file: randomUUID(), all: 'at-most' }],
  ['import-matches', '++ -- ------', { programmeId, file: randomUUID() }],
  ['import-match', '++ -- ------', { programmeId, file: randomUUID(), all: 'new' }],
  ['import-apply', '++ -- ------', { programmeId, file: randomUUID(), plan: '' }],
  ['import-file', '++ -- ------', { file: randomUUID() }],
  ['import-columns', '++ -- ------', { file: randomUUID(), page: 0, to: 0 }],
  ['import-new', '++ -- ------', { file: randomUUID() }],
  ['import-new-plan', '++ -- ------', { file: randomUUID() }],
  ['import-cancel', '++ -- ------', { file: randomUUID() }],
  ['import-undo-ask', '++ -- ------', { programmeId }],
  ['import-undo', '++ -- ------', { programmeId, seen: '' }],
  ['questions', '++ ++ ------', { programmeId }],
  ['question-publish', '++ ++ ------', { ...asked, published: true }],
  ['survey', '++ ++ ------', round],
  ['survey-theme', '++ ++ ------', question],
  ['question', '++ ++ ------', question],
  ['comment', '++ ++ ------', { ...question, version: 1, comment: 'Miksi?' }],
  ['accept', '++ ++ ------', { ...question, version: 1 }],
  ['accept-all-ask', '++ ++ ------', round],
  ['accept-all', '++ ++ ------', { ...round, seen: '' }],
  ['assign-ask', '++ ++ ------', question],
  ['assign-preview', '++ ++ ------', { ...question, person_typed: owner }],
  ['assign', '++ ++ ------', { ...question, to: owner, step, seen: '' }],
  ['send-answer-ask', '++ ++ ------', round],
  ['send-answer', '++ ++ ------', round],
  ['schedule', '++ -- ------', { programmeId, draft: false }],
  ['schedule-preview', '++ -- ------', { programmeId }],
  ['schedule-save', '++ -- ------', { programmeId, proposed: '' }],
  ['schedule-discard', '++ -- ------', { programmeId }],
  ['programme-start', '++ -- ------', { programmeId, proposed: '' }],
  ['channels', '++ -- ------', { programmeId }],
  ['channel-add', '++ -- ------', { programmeId, channel: '19:board@thread.tacv2', language: 'fi' }],
  ['channel-remove', '++ -- ------', { programmeId, channel: '19:board@thread.tacv2' }],
  ['channel-restore', '++ -- ------', { programmeId, channel: '19:board@thread.tacv2' }],
  ['grants', '++ -- ------', {}],
  ['grant', '++ -- ------', { role: 'admin', person_typed: owner }],
  ['follows', '++ ++ ++----', {}],
  ['follow', '++ ++ ++----', { programmeId }],
  ['follow-save', '++ ++ ++----', { programmeId, units: unitToken(ownUnit) }],
  ['follow-stop', '++ ++ ++----', { programmeId }],
  ['revoke', '++ -- ------', { personId: 'planning@example.org', role: 'reader', programmeId, sure: true }],
];

const place = { ...round, language: 'fi' };
const reading: typeof actions = [
  ['front', '++ ++ +-----', { language: 'fi' }],
  ['digest', '++ ++ +-----', place],
  ['goals', '++ ++ +++---', { ...place, list: 'all' }],
  ['divisions', '++ ++ +++---', place],
  ['division', '++ ++ +++---', { ...place, division: ownUnit }],
  ['division', '++ ++ +-+---', { ...place, division: otherUnit }],
  ['division', '++ ++ +-----', { ...place, division: unownedUnit }],
  ['history', '++ ++ +++---', { ...place, goalId: goal.goalId }],
  ['ask', '++ ++ ++----', question],
  ['ask-send', '++ ++ ++----', { ...question, questionId: randomUUID(), question: 'Milloin?' }],
  ['asked', '++ ++ ++++--', asked],
  ['support', '++ ++ ++++--', requested],
  ['support-decide', '++ ++ ++----', { ...requested, seen: 1, decision: 'Kaksi vakanssia' }],
  ['support-undo', '++ ++ ++----', { ...requested, seen: 1 }],
];

const shownGoal = { ...question, version: 0 };
/** For persons who answer. The register's coordinator is asked about other goals. */
const answering: typeof actions = [
  ...(['start', 'overview', 'snooze'] as const).map((verb) => [verb, '-- +- --++--', round] as const),
  ...(['form', 'form-save', 'form-unchanged'] as const).map(
    (verb) => [verb, '-- +- --++--', { ...round, at: goal.goalId, goals: [] }] as const,
  ),
  ['respond', '-- -- --++--', { ...asked, seen: 0, response: 'Syksyllä.' }],
  ['skip', '-- +- --++--', shownGoal],
  ['take-back', '-- +- --++--', question],
  ['snooze-until', '-- +- --++--', { ...round, day: '2026-01-23' }],
  ...(['keep', 'prefill', 'unchanged', 'save', 'hand-over'] as const).map(
    (verb) => [verb, '-- -- --++--', shownGoal] as const,
  ),
  ['goal', '-- -- --++--', question],
  ['fill', '-- -- --++--', { ...shownGoal, group: 'none' }],
  ['page', '-- -- --++--', { ...shownGoal, to: 0 }],
  ['discard', '-- -- --++--', question],
  ['hand-over-to', '-- -- --++--', question],
  ['translation', '-- -- ------', { ...question, fieldId: 'description' }],
  ['translation-save', '-- -- ------', { ...question, fieldId: 'description', source: 1, seen: 0 }],
  ['translation-take-back', '-- -- --++--', { ...question, fieldId: 'description' }],
  ['my-goals', '++ ++ +++++-', {}],
  ['language', '++ ++ +++++-', { language: 'fi' }],
  ['substitute-set', '++ ++ +++++-', {}],
  ['substitute-remove', '++ ++ +++++-', { from: '2027-01-01' }],
  ['command', '++ ++ +++++-', { command: 'my goals' }],
  ['proposal-accept', '++ ++ ------', { ...question, from: owner }],
  ['proposal-decline', '++ ++ ------', { ...question, from: owner }],
];
const pressable = [...actions, ...reading, ...answering];

/** Typed commands; `o` is answered without anything from the programme, as the person may see nothing of it. */
const typed: readonly (readonly [command: string, may: string])[] = [
  ['ohje', '++ ++ +++++-'],
  ['omat tavoitteet', '++ ++ +++++-'],
  ['seuraava', '++ ++ +++++-'],
  ['tilanne', '++ ++ +++++-'],
  ['sijainen', '++ ++ +++++-'],
  ['muistuta myöhemmin', '++ ++ +++++-'],
  ['koordinaattori', '++ ++ +++++-'],
  ['palaute', '++ ++ +++++-'],
  ['kieli', '++ ++ +++++-'],
  ['på svenska', '++ ++ +++++-'],
  ['in english', '++ ++ +++++-'],
  ['suomeksi', '++ ++ +++++-'],
  ['tilaa', '++ ++ +++++-'],
  [`historia ${programmeId} 1.3 a`, '++ ++ +++oo-'],
  [`kuka ${programmeId} 1.3 a`, '++ ++ +++oo-'],
  ['kysymykset', '++ ++ +++++-'],
  ['kalenteri', '++ ++ +++++-'],
  ['kooste', '++ ++ +-----'],
  ['seuraa', '++ ++ ++----'],
  [`vuosi ${programmeId}`, '++ ++ +++oo-'],
  ['lähetykset', '++ ++ +-----'],
  ['ohjelmat', '++ ++ ------'],
  [`ohjelmat ${programmeId}`, '++ ++ ------'],
  [`vastaamatta ${programmeId}`, '++ ++ -+----'],
  [`vastuuhenkilöt ${programmeId} 1.3 a`, '++ ++ ------'],
  [`keskeytä ${programmeId}`, '++ ++ ------'],
  ['jatka lähettämistä', '++ ++ ------'],
  [`peru kierros ${programmeId}`, '++ ++ ------'],
  [`raportti ${programmeId}`, '++ ++ ------'],
  [`kysely ${programmeId}`, '++ ++ ------'],
  [`aikataulu ${programmeId}`, '++ ++ ------'],
  [`kanavat ${programmeId}`, '++ -- ------'],
  ['roolit', '++ -- ------'],
];

/** A file in the chat; those who may import are told that this one is not stored in Teams. */
const dropped = {
  may: '++ -- ------',
  attachment: {
    contentType: 'application/vnd.microsoft.teams.file.download.info',
    name: 'register.xlsx',
    content: { downloadUrl: 'https://files.example.org/register.xlsx' },
  },
};

/** In a channel that gets the programme's digest. */
const inChannel: readonly (readonly [command: string, may: string])[] = [
  ['kooste', '++ ++ +++++-'],
  [`tilaa ${programmeId}`, '++ -- ------'],
];
const channel = { id: '19:announcements@thread.tacv2' };

let running: BotUnderTest;
const users = new Map<string, TeamsUser>();

beforeAll(async () => {
  running = await startBotUnderTest({
    admins: persons['an admin by the configuration'],
    readRegister: () => Promise.reject(new Error('nothing is read here')),
  });
  const { store, clock } = running;
  await running.bot.work();
  await coordinated();
  for (const each of grants) await grant(store, each, { by: 'cli:root', way: 'cli' }, clock.now());
  const substituteId = persons['the owner’s substitute of today'];
  const days = { from: '2026-01-20', to: '2026-01-23' };
  await setSubstitute(store, { personId: owner, substituteId, ...days }, clock.now());
  // The bot always remembers the channel, and everybody's chat and language, even if it refuses.
  for (const [who, id] of Object.entries(persons)) users.set(who, await personAt(running, id));
  await askedBefore();
  for (const user of users.values()) await sayIn(running, user, 'ohje');
  await sayInChannel(running, users.get('a reader')!, channel, 'kooste');
});
afterAll(() => running.stop());

async function askedBefore(): Promise<void> {
  const { store, clock } = running;
  const by = persons['a reader'];
  const access = await loadAccess(store, { id: by, admin: false }, new Set());
  const act = { ...asked, by, access, way: 'card' as const, text: 'Mikä hidastaa?' };
  await askQuestion(store, act, clock.now(), holidayCalendar());
  const { goalId, fieldId, askedAt } = requested;
  const versions = [{ text: 'Yksi vakanssi', by, at: clock.now().toISOString() }];
  const decision = { goalId, fieldId, askedAt, askedBy: owner, wanted: [], versions };
  await store.commit(roundPartition(requested), [insert(decisionKey(requested), decision)]);
}

async function coordinated(): Promise<void> {
  const register = (await loadRegister(running.store, programmeId))!;
  const { programme } = register;
  const policy = { ...programme.policy, oneCoordinatedAnswer: true };
  await saveRegister(running.store, { ...register, programme: { ...programme, policy } });
}

/** The text that the person gets, or the line at the top of the card. */
async function pressed(user: TeamsUser, verb: string, data: object): Promise<string> {
  const { card, text: said } = shownBy(await postInvoke(user, { action: { verb, data } }));
  return said ?? toldBy(card!);
}
const toldBy = (card: Card) => bannerOf(card)?.text ?? textsOf(card);
const said = async (user: TeamsUser, command: string) =>
  (await sayIn(running, user, command)).map(toldBy).join('\n');
async function toldOfFile(user: TeamsUser): Promise<string> {
  const content = { type: 'message', text: '', attachments: [dropped.attachment] };
  return (await answersTo(running, user, content)).map(toldBy).join('\n');
}
const saidInChannel = async (user: TeamsUser, command: string) =>
  (await sayInChannel(running, user, channel, command)).map(toldBy).join('\n');

const coordinator = 'Tuottavuusohjelman ohjelmapäällikkö';
const admins = 'Henkilöstöjohtaja, Suunnittelupäällikkö, Talousjohtaja';
/** Each names whom to ask. */
const refusals = [
  text('fi', 'refused.not-permitted', { coordinator }),
  text('fi', 'refused.not-readable', { coordinator }),
  text('fi', 'refused.admins-only', { admins }),
  text('fi', 'refused.nothing-to-follow', { admins }),
  text('fi', 'refused.not-yours', { coordinator }),
  text('fi', 'refused.translation-not-yours', { coordinator }),
  text('fi', 'refused.unknown-question', { coordinator }),
  text('fi', 'refused.question-not-yours', { coordinator }),
  text('fi', 'refused.unknown-support', { coordinator }),
  text('fi', 'refused.support-not-yours', { coordinator }),
  text('fi', 'refused.unit-comment-unit', { coordinator }),
  text('fi', 'refused.unknown-person'),
  text('fi', 'digest.nothingToRead'),
];

const notFound = [
  text('fi', 'find.none', { text: `${programmeId} 1.3 a` }),
  text('fi', 'year.unknown', { text: programmeId }),
];

const failures = ['', text('fi', 'refused.unexpected'), text('fi', 'refused.malformed')];

function markOf(told: string): string {
  if (refusals.includes(told)) return '-';
  if (notFound.some((each) => told.startsWith(each))) return 'o';
  return failures.includes(told) ? 'fails' : '+';
}

interface Attempt {
  readonly what: string;
  readonly may: string;
  readonly run: (user: TeamsUser) => Promise<string>;
}
const attempts: readonly Attempt[] = [
  ...pressable.map(([verb, may, data]) => ({
    what: `${verb} ${JSON.stringify(data)}`,
    may,
    run: (user: TeamsUser) => pressed(user, verb, data),
  })),
  ...typed.map(([command, may]) => ({
    what: `"${command}"`,
    may,
    run: (user: TeamsUser) => said(user, command),
  })),
  { what: 'a dropped file', may: dropped.may, run: toldOfFile },
  ...inChannel.map(([command, may]) => ({
    what: `"${command}" in a channel`,
    may,
    run: (user: TeamsUser) => saidInChannel(user, command),
  })),
];
const columnOf = (may: string, who: string) => may.replaceAll(' ', '')[Object.keys(persons).indexOf(who)];

/** The attempts that are not answered as the tables say. */
async function unlike(who: string, wanted: '+' | '-' | 'o'): Promise<string[]> {
  const wrong: string[] = [];
  for (const { what, may, run } of attempts) {
    if (columnOf(may, who) !== wanted) continue;
    const told = await run(users.get(who)!);
    if (markOf(told) !== wanted) wrong.push(`${what}: ${told.slice(0, 200)}`);
  }
  return wrong;
}

describe('the tables', () => {
  it('name every action', () => {
    expect(new Set(pressable.map(([verb]) => verb))).toEqual(new Set(Object.keys(listed)));
  });
  it('agree with the permission of each action: some of its rows are for all of them, none is for more', () => {
    const unlike = Object.values(listed).filter(({ verb, who }) => {
      const rows = pressable.flatMap(([each, may]) => (each === verb ? [may] : []));
      const isMore = (may: string) => [...may].some((mark, at) => mark === '+' && marks[who][at] !== '+');
      return !rows.includes(marks[who]) || rows.some(isMore);
    });
    expect(unlike.map(({ verb, who }) => `${verb}: ${who}`)).toEqual([]);
  });
  it('name every command', () => {
    const unnamed = commands.filter(
      ({ names }) => !typed.some(([command]) => names.some((name) => command.startsWith(name))),
    );
    expect(unnamed.map(({ names }) => names[0])).toEqual([]);
  });
  it('are about a goal of the owner’s in the head’s unit', async () => {
    const programme = (await loadProgramme(running.store, programmeId))!;
    const known = (await loadGoal(running.store, programmeId, goal.goalId))!;
    expect(known.owners).toContain(owner);
    expect(unitNameOf(known, programme)).toBe(ownUnit);
    expect(known.code).toBe('1.3 a');
  });
});

describe.each(Object.keys(persons))('%s', (who) => {
  it('is refused what is not for them, is told whom to ask, and nothing is written', async () => {
    const before = dumpOf(running);
    expect(await unlike(who, '-')).toEqual([]);
    expect(await unlike(who, 'o')).toEqual([]);
    expect(dumpOf(running) === before).toBe(true);
  });
});

describe.each(Object.keys(persons))('%s', (who) => {
  it('may do what is for them', async () => {
    expect(await unlike(who, '+')).toEqual([]);
  });
});
