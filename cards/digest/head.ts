/** The first lines of a digest: date and coverage, the lights, and what came since the last digest. Pure. */
import { type Digest } from '../../src/digest/digest';
import { type Light } from '../../src/goals/schema';
import { codeText } from '../parts/goals/figures';
import { completenessMarks, lightSigns, unparted } from '../parts/light-marks';
import { commentsLine } from '../parts/goals/unit-comments';
import { type Wording } from '../parts/wording';

/** "30.1. · vastattu 21/22 (puuttuu 3.3) · määräaika 13.2." */
export function dateLine(digest: Digest, wording: Wording): string {
  const { asOf, status, deadline, answered, asked, unanswered, partly, late } = digest;
  const isClosed = status === 'closed';
  const day = wording.shortDay(asOf);
  const codes = unanswered.map((code) => codeText({ code })).join(', ');
  const due = wording.shortDay(deadline);
  return [
    isClosed ? wording.text('digest.closedOn', { day }) : day,
    wording.text('digest.answeredOf', { answered, asked }) +
      (codes === '' ? '' : ` ${wording.text('digest.missingCodes', { codes })}`),
    ...(partly > 0 && digest.judged ? [wording.text('digest.partlyOf', { count: partly })] : []),
    ...(late > 0 ? [wording.text('digest.lateOf', { count: late })] : []),
    ...(isClosed ? [] : [wording.text(deadline < asOf ? 'digest.wasDue' : 'digest.due', { day: due })]),
  ].join(' · ');
}

/** "● 13 (+5)   ▲ 8 (−5)   ■ 0   ○ 1": what is not judged is only answered or not. */
export function lightsText(digest: Digest, wording: Wording): string {
  if (!digest.judged) return answersText(digest, wording);
  const deltas = isComparable(digest) ? deltasOf(digest) : undefined;
  const always: readonly Light[] = ['green', 'yellow', 'red'];
  const others: readonly Light[] = ['not-assessable', 'not-answered'];
  return [...always, ...others.filter((light) => digest.lights[light] > 0)]
    .map((light) => {
      const delta = deltas?.get(light) ?? 0;
      const change = delta === 0 ? '' : ` (${delta > 0 ? '+' : ''}${wording.number(delta)})`;
      return unparted(`${lightSigns[light]} ${wording.number(digest.lights[light])}${change}`);
    })
    .join('   ');
}

function answersText({ asked, answered, partly }: Digest, wording: Wording): string {
  const counts = { answered, partly, unanswered: asked - answered - partly } as const;
  return (['answered', 'partly', 'unanswered'] as const)
    .filter((each) => counts[each] > 0)
    .map((each) => unparted(`${completenessMarks[each]} ${wording.text(`state.${each}`)} ${counts[each]}`))
    .join('   ');
}

/** Goals with a colour in this period, and those that had one in the previous period too. */
function assessed({ lights, firstAssessed }: Digest): { readonly all: number; readonly both: number } {
  const all = lights.green + lights.yellow + lights.red;
  return { all, both: all - firstAssessed };
}

/** Whether at least half of the assessed goals had a light in the previous period. */
export function isComparable(digest: Digest): boolean {
  const { all, both } = assessed(digest);
  return digest.previousPeriod !== undefined && both > 0 && 2 * both >= all;
}

/** Of the goals with a colour in both periods. */
function deltasOf({ worse, better }: Digest): ReadonlyMap<Light, number> {
  const deltas = new Map<Light, number>();
  const add = (light: Light, by: number) => deltas.set(light, (deltas.get(light) ?? 0) + by);
  for (const { from, to } of [...worse, ...better]) {
    add(from, -1);
    add(to, 1);
  }
  return deltas;
}

/**
 * Says why nothing is compared, what came since the last digest, how many questions and old requests wait, and which units'
 * heads commented.
 */
export function noteLines(digest: Digest, wording: Wording): string[] {
  const { previousPeriod, firstAssessed, questions = 0, oldSupport, comments = [], only } = digest;
  const isFirst = previousPeriod !== undefined && firstAssessed > 0 && !isComparable(digest);
  return [
    ...(digest.judged && isFirst ? [wording.text('digest.firstAssessment', { count: firstAssessed })] : []),
    ...sinceLine(digest, wording),
    ...(questions > 0 ? [wording.text('questions.waiting', { count: questions })] : []),
    ...(oldSupport ? [oldLine(oldSupport, wording)] : []),
    // An own digest has the texts instead.
    ...(only ? [] : commentsLine(comments, wording)),
  ];
}

/** Goals that are named by their codes. */
const mostCodes = 3;

/** "✋ 2 tukipyyntöä on odottanut päätöstä yli 10 työpäivää: 1.2, 3.3 …" */
function oldLine({ count, codes }: NonNullable<Digest['oldSupport']>, wording: Wording): string {
  const named = codes
    .slice(0, mostCodes)
    .map((code) => codeText({ code }))
    .join(', ');
  const rest = codes.length > mostCodes ? ' …' : '';
  return `${wording.text('support.old', { count })}: ${named}${rest}`;
}

const week = 7 * 24 * 3600 * 1000;

/** "Viime viikosta: +12 vastausta, 1 uusi ✋"; left out if nothing came. */
function sinceLine({ asOf, judged, sinceDigest }: Digest, wording: Wording): string[] {
  if (!sinceDigest) return [];
  const { at, answered, turnedRed, fellToYellow, recovered, newSupport } = sinceDigest;
  const said = [
    wording.text('digest.sinceAnswers', { count: answered }),
    ...(judged
      ? [
          wording.text('digest.sinceSupport', { count: newSupport }),
          wording.text('digest.sinceRed', { count: turnedRed }),
          wording.text('digest.sinceYellow', { count: fellToYellow }),
          wording.text('digest.sinceBetter', { count: recovered }),
        ]
      : []),
  ].filter(Boolean);
  if (said.length === 0) return [];
  const days = Math.round((7 * (new Date(asOf).getTime() - new Date(at).getTime())) / week);
  const when =
    days >= 6 && days <= 8
      ? wording.text('digest.sinceWeek')
      : wording.text('digest.sinceDay', { day: wording.shortDay(at) });
  return [`${when}: ${said.join(', ')}`];
}
