/** Random acts of an owner and a leader over three rounds, beside a model that only remembers what was said last. */
import fc from 'fast-check';
import { schedule } from '../../src/audit/audit';
import { loadReplies } from '../../src/replies/reply-store';
import { reopenRound } from '../../src/reminders/reopen-round';
import { closeRound } from '../../src/rounds/close-round';
import { openRound } from '../../src/rounds/open-round';
import { existingRound, loadForm } from '../../src/rounds/round-store';
import { endOfTime, loadSupport } from '../../src/support/load-requests';
import { during, name, openTempStore, saveOpenRound, type TempStore } from '../helpers/fixtures';
import { answer, decide, requestsOf, supportSetting, takeBack } from './setting';

const states = ['stuck', 'stopped', 'as-planned'] as const;
const acts = [
  ...states,
  'another line',
  'decide',
  'take back',
  'next round',
  'reopen the one before',
] as const;
type Act = (typeof acts)[number];
const periods = ['2026-Q3', '2026-Q4', '2027-Q1'];
const hourMs = 3_600_000;

/** The task's request as its owner would tell it. */
interface Told {
  readonly since: string;
  readonly isDecided: boolean;
  /** Index of the round in which it was said last. */
  readonly round: number;
}

class Life {
  private told: Told | undefined;
  private round = 0;
  private saidIn = -1;
  private now = during.getTime();
  private readonly reopened = new Set<string>();

  constructor(private readonly temp: TempStore) {}

  get name() {
    return { ...name, period: periods[this.round]! };
  }

  async act(act: Act): Promise<void> {
    this.now += hourMs;
    const { store } = this.temp;
    const at = new Date(this.now);
    if (act === 'next round') return this.nextRound(at);
    if (act === 'reopen the one before') return this.reopensBefore(at);
    if (act === 'decide' || act === 'take back') return this.decides(act, at);
    if (act === 'another line') {
      if (this.told?.round !== this.round) return;
      await answer(store, { 's1-support': `Tarve ${this.now}` }, at, { round: this.name });
      return;
    }
    await answer(store, { s1: act }, at, { round: this.name });
    this.says(act !== 'as-planned', at.toISOString());
  }

  private says(isStuck: boolean, at: string): void {
    const goesOn = this.told && (this.told.round === this.round || !this.told.isDecided);
    if (!isStuck) this.told = undefined;
    else if (this.told && goesOn) this.told = { ...this.told, round: this.round };
    else this.told = { since: at, isDecided: false, round: this.round };
    this.saidIn = this.round;
  }

  private async decides(act: 'decide' | 'take back', at: Date): Promise<void> {
    const isDeciding = act === 'decide';
    if (!this.told || this.told.isDecided === isDeciding) return;
    const about = { ...name, period: periods[this.told.round]! };
    const [own] = (await requestsOf(this.temp.store, about)).filter(({ fieldId }) => fieldId === 's1');
    const how = { askedAt: own!.askedAt, seen: own!.versions, ...about };
    if (isDeciding) await decide(this.temp.store, { ...how, text: `Päätös ${this.now}` }, at, about);
    else await takeBack(this.temp.store, how, at);
    this.told = { ...this.told, isDecided: isDeciding };
  }

  private async nextRound(at: Date): Promise<void> {
    if (this.round === periods.length - 1) return;
    const { store } = this.temp;
    await closeRound(store, { ...this.name, ...schedule }, at);
    if (this.saidIn !== this.round) this.told = undefined;
    this.round++;
    const deadline = new Date(this.now + 100 * hourMs);
    await openRound(store, { ...this.name, ...schedule, opens: at, deadline }, at);
  }

  /** Whoever has said nothing else in it since has said what they had said. */
  private async reopensBefore(at: Date): Promise<void> {
    const before = { ...name, period: periods[this.round - 1] ?? '' };
    if (this.round === 0 || this.reopened.has(before.period)) return;
    this.reopened.add(before.period);
    const deadline = new Date(this.now + 1000 * hourMs);
    await reopenRound(this.temp.store, { ...before, ...schedule, reason: 'late figures', deadline }, at);
  }

  async requests() {
    const { store } = this.temp;
    const form = (await loadForm(store, (await existingRound(store, this.name)).value))!;
    const replies = await loadReplies(store, this.name);
    const all = await loadSupport(store, { name: this.name, form, replies }, endOfTime);
    return all.filter(({ fieldId }) => fieldId === 's1');
  }

  /** What was decided in a round before, and not asked again, asks for nothing. */
  get expected() {
    if (!this.told || (this.told.isDecided && this.told.round !== this.round)) return [];
    const { since, isDecided, round } = this.told;
    return [{ since, isDecided, period: periods[round]! }];
  }
}

it('is the same request as long as its owners say so, and is settled by what was decided after it', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.constantFrom(...acts), { maxLength: 14 }), async (lived) => {
      const temp = await openTempStore();
      try {
        await saveOpenRound(temp.store, supportSetting());
        const life = new Life(temp);
        for (const act of lived) {
          await life.act(act);
          const found = (await life.requests()).map(({ since, decided, period }) => ({
            ...{ since, isDecided: decided !== undefined, period },
          }));
          expect(found).toEqual(life.expected);
        }
      } finally {
        await temp.remove();
      }
    }),
    {
      numRuns: 150,
      examples: [
        [['stuck', 'decide', 'next round', 'stuck', 'decide']],
        [['stuck', 'next round', 'as-planned', 'next round', 'reopen the one before']],
      ],
    },
  );
}, 300_000);
