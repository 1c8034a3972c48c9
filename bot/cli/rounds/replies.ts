import { own } from '../../../cards/parts/own';
import { RefusedError } from '../../../src/errors';
import { loadDigestSource } from '../../../src/digest/build-digest';
import { standingsOf } from '../../../src/digest/digest';
import { textIn } from '../../../src/goals/text';
import { type CliContext } from '../parts/cli-command';
import { type RoundOptions } from '../parts/known';
import { table } from '../parts/table';

/** One row per answer: what was typed, what it was read as, who answered and when. */
export async function repliesCommand({ store, output }: CliContext, options: RoundOptions): Promise<void> {
  const source = await loadDigestSource(store, {
    programmeId: options.programme,
    period: options.period,
  }).catch((error: unknown) => {
    if (error instanceof RefusedError) throw new RefusedError(error.code, { ...options });
    throw error;
  });
  const standings = new Map(
    standingsOf(source.form, source.replies, source.round).map((standing) => [standing.id, standing]),
  );
  const replies = source.form.goals.flatMap((goal) => {
    const reply = source.replies.get(goal.id);
    if (!reply) return [];
    const answers = goal.fields.flatMap((field) => {
      const answer = own(reply.answers, field.id);
      return answer ? [{ field: field.id, ...answer }] : [];
    });
    const light = standings.get(goal.id)?.light ?? 'not-answered';
    return [
      {
        goal: goal.id,
        code: goal.code,
        title: goal.title,
        version: reply.version,
        light,
        by: reply.by,
        at: reply.at,
        answers,
      },
    ];
  });
  const language = source.form.programme.languages[0]!;
  const rows = replies.flatMap(({ code, title, light, answers }) =>
    answers.map((answer) => [
      code,
      textIn(title, language).slice(0, 40),
      answer.field,
      String(answer.raw).replace(/\s+/g, ' ').slice(0, 50),
      light,
      answer.onBehalfOf ? `${answer.by} for ${answer.onBehalfOf}` : answer.by,
      answer.at.slice(0, 16),
    ]),
  );
  output(replies, table([['CODE', 'GOAL', 'FIELD', 'ANSWER', 'LIGHT', 'BY', 'AT (UTC)'], ...rows]));
}
