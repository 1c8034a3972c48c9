/** After the deadline: late replies are accepted, which answers are late, and why a round was reopened. */
import { describe, expect, it } from '@jest/globals';
import { wordingFor } from '../../bot/views/wording';
import { goalCardData, type GoalCardSource } from '../../cards/goal/data';
import { historyCardData, historyDetails } from '../../cards/history/data';
import { render } from '../../cards/render';
import { requestCardData, type RequestCardSource } from '../../cards/request/data';
import { type Locale, locales } from '../../src/goals/schema';
import { type AskedGoal, type AskedRound } from '../../src/replies/asked-goals';
import { type GoalRecord } from '../../src/replies/goal-history';
import { type GivenAnswer } from '../../src/replies/reply';
import { type Round } from '../../src/rounds/round';
import { neverRefused, nodesOf, wrongWith } from '../helpers/card-faults';
import { deadline, estimate, goalWith, name, opens, programmeWith } from '../helpers/fixtures';

const [aino, matti] = ['aino@example.org', 'matti@example.org'];
const names = new Map([
  [aino, 'Aino Virtanen'],
  [matti, 'Matti Meikäläinen'],
]);
const programme = programmeWith();
const goal = goalWith('a', { fields: [estimate('one'), estimate('two')] });
const late = { deadline: deadline.toISOString(), closing: '2026-11-09T14:00:00.000Z' };
const round: Round = {
  ...name,
  status: 'open',
  opens: opens.toISOString(),
  deadline: late.deadline,
  closes: late.closing,
  events: [],
};
const marker = '**[click](https://evil.example)** ${title}';
const reopening = { what: 'reopened', by: aino, at: '2026-11-12T07:15:00.000Z', reason: marker } as const;

/** Deadline and closing time as written on cards, and the word for late. */
const written: Record<Locale, readonly [string, string, string]> = {
  fi: ['4.11.2026 klo\u00a016.00', '9.11.2026 klo\u00a016.00', 'myöhässä'],
  sv: ['4.11.2026 kl.\u00a016.00', '9.11.2026 kl.\u00a016.00', 'försenat'],
  en: ['4 Nov 2026 at\u00a016:00', '9 Nov 2026 at\u00a016:00', 'late'],
};

const given = (by: string, more: Partial<GivenAnswer> = {}): GivenAnswer => ({
  ...{ raw: '5', value: 5, by, at: '2026-11-05T07:15:00.000Z', version: 1 },
  ...more,
});

describe.each(locales)('in %s', (locale) => {
  const wording = wordingFor(locale);
  const [due, closing, isLate] = written[locale];
  const textsIn = (card: ReturnType<typeof render>) => {
    expect(wrongWith(card, neverRefused).filter((fault) => !fault.includes('evil.example'))).toEqual([]);
    return nodesOf(card).flatMap(([, { type, text }]) =>
      type === 'TextRun' || type === 'TextBlock' ? [String(text)] : [],
    );
  };

  const request = (completeness: AskedGoal['completeness'], more: Partial<RequestCardSource> = {}) => {
    const asked: AskedRound = {
      ...{ programme, round, handedOn: [], hasRequest: true },
      goals: [
        {
          ...{ goal, fields: goal.fields, onBehalfOf: new Map(), rows: {} },
          ...{ isHeld: true, isVoluntary: false, completeness },
        },
      ],
    };
    const source = { open: true, names, maySnooze: false, ...more };
    return textsIn(render('request', requestCardData(asked, source, wording)));
  };

  const goalCard = (more: Partial<GoalCardSource> = {}) => {
    const source: GoalCardSource = {
      ...{ programme, period: name.period, goal, fields: goal.fields, number: 1, count: 1, version: 1 },
      deadline: '2026-10-14T13:15:00Z',
      ...{ answers: {}, reader: matti, names, canRepeat: false, mayHandOver: true },
      ...more,
    };
    return textsIn(render('goal', goalCardData(source, wording)));
  };

  it('the request says until when late replies are taken, instead of by when to answer', () => {
    const said = wording.text('prompt.late', { deadline: due, closing });
    expect(said).toContain(due);
    expect(said).toContain(closing);
    expect(request('unanswered', { late })).toContain(said);
    expect(request('unanswered').join()).not.toContain(closing);
    expect(request('unanswered', { open: false })).toContain(wording.text('prompt.closed', { at: closing }));
  });

  it('the request of who is done says when the round closes, which is later than the deadline', () => {
    for (const more of [{}, { late }])
      expect(request('answered', more)).toContain(wording.text('prompt.allDone', { deadline: closing }));
  });

  it('the request marks the goals that were answered late', () => {
    const answered = wording.text('state.answered');
    expect(request('answered', { lateGoals: new Set(['a']) })).toContain(`✓ ${answered} · ${isLate}`);
    expect(request('answered', { lateGoals: new Set(['b']) })).toContain(`✓ ${answered}`);
  });

  it('the request of a reopened round says who reopened it, when and why, in text that is not read as anything else', () => {
    const at = wording.moment(reopening.at);
    const by = (who: string) => wording.text('prompt.reopened', { name: who, at, reason: marker });
    expect(request('unanswered', { reopening })).toContain(by('Aino Virtanen'));
    const unknown = { ...reopening, by: 'cli:root' };
    const admin = wording.text('prompt.reopenedByAdmin');
    expect(request('unanswered', { reopening: unknown })).toContain(by(admin));
  });

  it('the goal’s card says the same above its inputs, and nothing of it in time', () => {
    const said = wording.text('prompt.late', { deadline: due, closing });
    expect(goalCard({ late })).toContain(said);
    expect(goalCard()).not.toContain(said);
  });

  it('the goal’s card marks each late answer beside who gave it', () => {
    const answers = { one: given(aino), two: given(aino, { at: '2026-11-01T07:15:00.000Z' }) };
    const shown = goalCard({ answers, lateFields: new Set(['one']) });
    const by = (at: string) =>
      wording.text('field.answeredBy', { name: 'Aino Virtanen', moment: wording.moment(at) });
    expect(shown).toContain(`${by('2026-11-05T07:15:00.000Z')} · ${isLate}`);
    expect(shown).toContain(by('2026-11-01T07:15:00.000Z'));
  });

  it('the goal’s card says so of one’s own late answers, once where all are', () => {
    const answers = { one: given(matti), two: given(matti) };
    const lateFields = new Set(['one', 'two']);
    const own = wording.text('field.late');
    expect(goalCard({ answers, lateFields }).filter((text) => text === own)).toHaveLength(1);
    expect(goalCard({ answers })).not.toContain(own);
  });

  it('the history marks a round that was answered late', () => {
    const record: Omit<GoalRecord, 'isLate'> = {
      ...{ programme, goal, period: name.period, status: 'closed', completeness: 'answered' },
      ...{ answers: { one: given(aino) }, by: aino, at: '2026-11-05T07:15:00.000Z' },
    };
    const drawn = (isLateRecord: boolean) => {
      const records = [{ ...record, isLate: isLateRecord }];
      const source = { programme, goal, records, names };
      return textsIn(render('history', historyCardData(source, historyDetails[0]!, wording)));
    };
    const at = wording.moment(record.at);
    const said = wording.text('history.given', { name: 'Aino Virtanen', at });
    expect(drawn(true)).toContain(`${said} · ${isLate}`);
    expect(drawn(false)).toContain(said);
  });
});
