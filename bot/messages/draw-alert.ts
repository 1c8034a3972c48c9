/** What is wrong with the bot, for an admin: what, since when, and what to do. */
import { type StringValues, detailedText, type StringKey } from '../../cards/parts/strings';
import { type Wording } from '../../cards/parts/wording';
import { type Scope } from '../../src/brake/scope';
import { loadProgrammes } from '../../src/goals/register';
import { type AlertId, alertIds } from '../../src/health/alert';
import { dayMs } from '../../src/health/rules';
import { stillStands } from '../../src/health/standing';
import { type PersonalMessages, UnknownMessageError } from '../../src/outbox/message-kind';
import { type GroupProblem } from '../../src/people/directory-source';
import { loadAccess } from '../../src/people/access';
import { mayAdminister } from '../../src/rounds/permissions';
import { type RoundName } from '../../src/rounds/round-name';
import { type EntityStore } from '../../src/storage/store';
import { scopeName } from '../views/brake/pausing';
import { notice } from '../views/notice';
import { wordingFor } from '../views/wording';
import { type PersonalDrawer } from './drawer';

type Known = PersonalMessages['alert'] & { readonly finding: AlertId };

/** Most rounds that are named. */
const mostRounds = 5;
/** A finding that has been over for this long is no longer news. */
const staleMs = 7 * dayMs;

/** Says so if it is over by now. Draws nothing if that is old news, or the person is no longer an admin. */
export const drawAlert: PersonalDrawer<'alert'> = async ({ store, clock, admins }, data, person) => {
  const alert = known(data);
  const { finding, since } = alert;
  if (!mayAdminister(await loadAccess(store, person, admins))) return undefined;
  const isPast = finding === 'tick-was-late';
  const isOver = !isPast && !(await stillStands(store, finding, since));
  const age = clock.now().getTime() - new Date(since).getTime();
  if ((isPast || isOver) && age > staleMs) return undefined;
  const wording = wordingFor(person.language);
  const values = await valuesOf(store, alert, wording);
  const text = textIdOf(alert);
  const said = (key: StringKey) => detailedText(wording.locale, key, values);
  return notice(said(`alert.${text}.title`), [
    said(`alert.${text}.text`),
    ...(isPast ? [] : [wording.text('alert.since', { since: wording.moment(since) })]),
    said(isOver ? 'alert.over' : `alert.${text}.todo`),
  ]);
};

/** A finding of a newer program has no texts here. */
function known(data: PersonalMessages['alert']): Known {
  const finding = alertIds.find((id) => id === data.finding);
  if (!finding) throw new UnknownMessageError(`an alert about "${data.finding}"`);
  return { ...data, finding };
}

function textIdOf({ finding, severity }: Known): AlertId | 'secret-expired' {
  return finding === 'secret-expires' && severity === 'broken' ? 'secret-expired' : finding;
}

/** Figures as they are read: moments and days in words, rounds by the names of their programmes. */
async function valuesOf(
  store: EntityStore,
  { finding, figures, rounds = [] }: Known,
  wording: Wording,
): Promise<StringValues> {
  const { from, to, expires, aheadSeconds, part, why } = figures;
  return {
    ...figures,
    ...(from !== undefined && { from: wording.moment(String(from)) }),
    ...(to !== undefined && { to: wording.moment(String(to)) }),
    ...(expires !== undefined && { expires: wording.day(String(expires).slice(0, 10)) }),
    ...(aheadSeconds !== undefined && { seconds: Math.abs(Number(aheadSeconds)) }),
    ...(part !== undefined && { part: wording.text(partText(part)) }),
    ...(why !== undefined && { reason: wording.text(groupText(why)) }),
    ...(rounds.length > 0 && { rounds: await named(store, rounds, wording) }),
    ...(finding === 'paused' && { what: await pausedIn(store, { figures, rounds }, wording) }),
  };
}

async function pausedIn(
  store: EntityStore,
  { figures, rounds }: Pick<Known, 'figures'> & { readonly rounds: readonly RoundName[] },
  wording: Wording,
): Promise<string> {
  const { all, programmes = '' } = figures;
  const ids = String(programmes).split(', ').filter(Boolean);
  const scopes: Scope[] = [
    ...(all === 1 ? [{}] : []),
    ...ids.map((programmeId) => ({ programmeId })),
    ...rounds,
  ];
  return (await Promise.all(scopes.map((scope) => scopeName(store, scope, wording)))).join(', ');
}

const partTexts = {
  send: 'alert.part.send',
  work: 'alert.part.work',
  people: 'alert.part.people',
  watch: 'alert.part.watch',
} as const;

function partText(part: number | string) {
  return partTexts[part as keyof typeof partTexts] ?? partTexts.work;
}

const groupTexts = {
  ...{ gone: 'alert.group.gone', forbidden: 'alert.group.forbidden', large: 'alert.group.large' },
  ...{ empty: 'alert.group.empty', several: 'alert.group.several' },
} as const satisfies Record<GroupProblem | 'several', StringKey>;

function groupText(why: number | string) {
  return groupTexts[why as keyof typeof groupTexts] ?? groupTexts.several;
}

async function named(store: EntityStore, rounds: readonly RoundName[], wording: Wording): Promise<string> {
  const programmes = new Map((await loadProgrammes(store)).map(({ id, name }) => [id, wording.of(name)]));
  const names = rounds.map(
    ({ programmeId, period }) => `${programmes.get(programmeId) ?? programmeId} ${wording.period(period)}`,
  );
  const listed = [...new Set(names)];
  const more = listed.length > mostRounds ? ['…'] : [];
  return [...listed.slice(0, mostRounds), ...more].join(', ');
}
