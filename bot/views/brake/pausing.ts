/** The cards that ask before sending is paused or resumed, and what admins and coordinators read while it is paused. */
import { confirmCardData } from '../../../cards/confirm/data';
import { type Wording } from '../../../cards/parts/wording';
import { type Card, render } from '../../../cards/render';
import { loadPauses } from '../../../src/brake/pauses';
import { covers, isSameScope, type Pause, type Scope, scopeOf } from '../../../src/brake/scope';
import { loadProgramme, loadProgrammes } from '../../../src/goals/register';
import { loadOwnerName } from '../../../src/people/directory';
import { type Access } from '../../../src/people/access';
import { mayStop } from '../../../src/rounds/permissions';
import { existingRound } from '../../../src/rounds/round-store';
import { standingOf } from '../../../src/schedule/what-follows';
import { type EntityStore } from '../../../src/storage/store';
import { type AdminTurn } from '../admin-turn';

/** "kaikki ohjelmat", "Tuottavuusohjelma", "Tuottavuusohjelma Q3/2026". */
export async function scopeName(store: EntityStore, scope: Scope, wording: Wording): Promise<string> {
  const { programmeId, period } = scope;
  if (programmeId === undefined) return wording.text('brake.everything');
  const programme = await loadProgramme(store, programmeId);
  const name = programme ? wording.of(programme.name) : programmeId;
  return period === undefined ? name : `${name} ${wording.period(period)}`;
}

/** @throws RefusedError `unknown-round` */
export async function pauseAskCard(turn: AdminTurn, scope: Scope): Promise<Card> {
  const { wording } = turn;
  const { programmeId, period } = scope;
  if (programmeId !== undefined && period !== undefined)
    await existingRound(turn.deps.store, { programmeId, period });
  const lines = [wording.text('brake.pauseThen'), wording.text('brake.pauseCalendar')];
  return askCard(turn, scope, {
    title: wording.text('brake.pauseTitle'),
    lines,
    confirm: { title: wording.text('brake.pause'), verb: 'pause', style: 'destructive' },
  });
}

export async function resumeAskCard(turn: AdminTurn, scope: Scope): Promise<Card> {
  const { wording } = turn;
  return askCard(turn, scope, {
    title: wording.text('brake.resumeTitle'),
    lines: [wording.text('brake.resumeThen'), ...(await stillPausedLines(turn, scope))],
    confirm: { title: wording.text('brake.resume'), verb: 'resume', style: 'positive' },
  });
}

interface Asked {
  readonly title: string;
  readonly lines: readonly string[];
  readonly confirm: {
    readonly title: string;
    readonly verb: 'pause' | 'resume';
    readonly style: 'positive' | 'destructive';
  };
}

/** Says what it is about, how far that has got, and what the press will do. */
async function askCard(turn: AdminTurn, scope: Scope, { title, lines, confirm }: Asked): Promise<Card> {
  const { deps, now, wording } = turn;
  const standing = await standingOf(deps.store, scope, now);
  const { programmeId } = scope;
  const source = {
    title,
    lines: [await scopeName(deps.store, scope, wording), wording.text('brake.standing', standing), ...lines],
    confirm: { ...confirm, data: scopeOf(scope) },
    back:
      programmeId === undefined
        ? { verb: 'programmes' as const, data: {} }
        : { verb: 'programme' as const, data: { programmeId } },
  };
  return render('confirm', confirmCardData(source, wording));
}

/** The pauses that stay when the one of this scope is taken back. */
export async function stillPausedLines({ deps, wording }: AdminTurn, scope: Scope): Promise<string[]> {
  const others = (await loadPauses(deps.store)).filter(
    (pause) => !isSameScope(pause, scope) && (covers(pause, scope) || covers(scope, pause)),
  );
  const names = await Promise.all(others.map((pause) => scopeName(deps.store, pause, wording)));
  return names.length > 0 ? [wording.text('brake.stillPaused', { what: names.join(', ') })] : [];
}

/** The pauses that the person may take back, the widest first. */
export async function ownPauses(store: EntityStore, access: Access): Promise<Pause[]> {
  const pauses = await loadPauses(store);
  if (pauses.length === 0) return [];
  const programmes = new Map((await loadProgrammes(store)).map((each) => [each.id, each]));
  return pauses.filter(({ programmeId }) => {
    if (programmeId === undefined) return mayStop(access, undefined);
    const programme = programmes.get(programmeId);
    return programme !== undefined && mayStop(access, programme);
  });
}

/** "Lähettäminen keskeytettiin 12.10.2026 klo 9.00 (Sari): kaikki ohjelmat." */
export async function pausedSince(store: EntityStore, pause: Pause, wording: Wording): Promise<string> {
  return wording.text('brake.pausedSince', {
    at: wording.moment(pause.at),
    by: await loadOwnerName(store, pause.by, wording),
    what: await scopeName(store, pause, wording),
  });
}
