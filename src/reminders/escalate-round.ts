/** Reports who has not answered to people who can do something about it: one message per recipient and step. */
import { type Actor, audit } from '../audit/audit';
import { RefusedError } from '../errors';
import { enqueue, messageKeys, type NewMessage } from '../outbox/message';
import { type Rung, rungs } from '../periods/calendar-schema';
import { loadDirectory, personsOf } from '../people/directory';
import { coordinatorsGranted, type Grant, headOf, loadGrants } from '../people/grants';
import { loadActiveSubstitutions, type Substitution } from '../people/substitutions';
import { localDay } from '../periods/local-time';
import { takesRepliesAt } from '../rounds/round';
import { readRound, type RoundName, roundPartition } from '../rounds/round-store';
import { commitInPages, replace, retryOnConflict } from '../storage/rows';
import { type EntityStore } from '../storage/store';
import { loadAskedPersonsSource } from '../replies/asked-persons';
import { type MissingUnit, missingByUnit } from '../replies/missing';

export interface Escalation extends RoundName, Actor {
  /** Its time in the calendar: ISO 8601, so that a later step sorts after an earlier one. */
  readonly step: string;
  readonly to: Rung;
  /** Times of earlier escalations that were missed and are skipped (ISO 8601, UTC). */
  readonly missed?: readonly string[];
  /** Earliest time at which it may be sent; default: at once. */
  readonly sendFrom?: Date;
}

/** Recipient → the people who have not answered and whom the recipient is told about. */
export type Ladder = ReadonlyMap<string, ReadonlySet<string>>;

/**
 * The mark is moved last: a repeat after a crash tells the remaining recipients, and nobody twice.
 * @returns how many recipients are told; 0 if it was done before, or if everybody has answered
 * @throws RefusedError `unknown-round`, `round-not-open`.
 */
export async function escalateRound(store: EntityStore, act: Escalation, now: Date): Promise<number> {
  return retryOnConflict(async () => {
    const row = await readRound(store, act);
    const source = row && (await loadAskedPersonsSource(store, row.value));
    if (!row || !source) throw new RefusedError('unknown-round', { period: act.period });
    if (!takesRepliesAt(row.value, now)) throw new RefusedError('round-not-open', { period: act.period });
    if (row.value.lastEscalation !== undefined && row.value.lastEscalation >= act.step) return 0;
    const { programme } = source.form;
    const directory = await loadDirectory(store);
    const ladder = climb(act.to, missingByUnit(source), {
      programmeId: programme.id,
      grants: await loadGrants(store),
      substitutions: await loadActiveSubstitutions(store, localDay(now, programme.timeZone)),
      coordinators: personsOf(directory, programme.coordinator),
    });
    const known = await messageKeys(store, roundPartition(act));
    const messages = [...ladder].map(([recipient, persons]) => escalation(act, recipient, persons));
    const missing = messages.filter(({ key }) => !known.has(key));
    await commitInPages(
      store,
      roundPartition(act),
      missing.map((message) => enqueue(message, now, act.sendFrom)),
    );
    const { by, way, programmeId, period, to, missed = [] } = act;
    const about = { by, way, programmeId, period };
    await store.commit(roundPartition(act), [
      replace(row, { ...row.value, lastEscalation: act.step }),
      audit({ ...about, what: 'escalated', to: { rung: to, recipients: messages.length } }, now),
      ...(missed.length > 0 ? [audit({ ...about, what: 'steps-skipped', to: [...missed] }, now)] : []),
    ]);
    return messages.length;
  });
}

export interface LadderSource {
  readonly programmeId: string;
  readonly grants: readonly Grant[];
  readonly substitutions: readonly Substitution[];
  readonly coordinators: readonly string[];
}

/** Reports each missing person to the wanted rung, or to the next one above it that has somebody else. */
export function climb(to: Rung, units: readonly MissingUnit[], source: LadderSource): Ladder {
  const ladder = new Map<string, Set<string>>();
  for (const { name, persons } of units)
    for (const { personId } of persons)
      for (const recipient of recipientsFor(to, name, personId, source))
        ladder.set(recipient, (ladder.get(recipient) ?? new Set()).add(personId));
  return ladder;
}

function recipientsFor(to: Rung, unit: string, personId: string, source: LadderSource): readonly string[] {
  const { programmeId, grants, substitutions } = source;
  const head = headOf(grants, programmeId, unit);
  const on: Readonly<Record<Rung, readonly string[]>> = {
    substitute: substitutions
      .filter((each) => each.personId === personId)
      .map(({ substituteId }) => substituteId),
    'unit-head': head === undefined ? [] : [head],
    coordinator: [...source.coordinators, ...coordinatorsGranted(grants, programmeId)],
  };
  const others = rungs.slice(rungs.indexOf(to)).map((rung) => on[rung].filter((id) => id !== personId));
  return others.find((recipients) => recipients.length > 0) ?? [];
}

/** The card is drawn when it is sent, so people who have answered by then are left out. */
function escalation(
  { programmeId, period, step, to }: Escalation,
  recipient: string,
  persons: ReadonlySet<string>,
): NewMessage {
  return {
    key: `${programmeId}|${period}|${recipient}|escalation-${to}-${step}`,
    kind: 'escalation',
    recipient: { type: 'person', personId: recipient },
    data: { programmeId, period, persons: [...persons] },
  };
}
