/** A question with its full answer for the coordinator to read, comment on and accept: `card.json`. Pure. */
import { answerTo } from '../../src/goals/answers/answer-result';
import { type Field, type Goal, type Programme } from '../../src/goals/schema';
import { formerAnswers, type Reply } from '../../src/replies/reply';
import { type Review, type ReviewState } from '../../src/replies/review';
import { type Banner, bannerData } from '../parts/banner';
import { fieldNames, groupTitle, isGrid, rowTitle } from '../parts/field-labels';
import { bytesOf } from '../parts/limits';
import { buttonData, type ListButton } from '../parts/list-row';
import { pagesOf, pageWithin } from '../parts/pages';
import { personName } from '../parts/person-name';
import { runsBy } from '../parts/runs-by';
import { shorten } from '../parts/shorten';
import { type PageOf, partTurns } from '../parts/turns';
import { type Verbs } from '../parts/verbs';
import { type Wording } from '../parts/wording';

export interface QuestionCardSource {
  readonly programme: Programme;
  readonly period: string;
  /** The question as it is asked now, with the fields that these answers make applicable. */
  readonly form: Goal;
  readonly goal: Goal;
  readonly state: ReviewState;
  readonly reply?: Reply;
  /** The latest review, possibly of an earlier version. */
  readonly review?: Review;
  readonly isCorrected: boolean;
  readonly isVoluntary: boolean;
  /** Its owners. */
  readonly owners: readonly string[];
  readonly names: ReadonlyMap<string, string>;
  /** Whether replies are accepted now; otherwise they cannot be reviewed. */
  readonly open: boolean;
  /** The next question that waits for acceptance. */
  readonly next?: string;
  /** A comment that was typed and rejected. */
  readonly typed?: string;
  /** Longest comment, in UTF-16 units. */
  readonly longestComment: number;
  /** 0-based; clamped to the pages there are. */
  readonly page?: number;
  readonly banner?: Banner;
}

interface Block {
  readonly label: string;
  readonly text: string;
}

/** Bytes of answers on one page; a text of 5,000 characters takes up to 15 KB, the rest of the card up to 6 KB. */
const pageBytes = 18_000;
const blockFrame = 260;
const longestDescription = 1000;
const longestOwners = 400;

export function questionCardData(source: QuestionCardSource, wording: Wording) {
  const { programme, form, banner, review } = source;
  const pages = pagesOf(blocksOf(source, wording), (block) => bytesOf(block) + blockFrame, {
    bytes: pageBytes,
  });
  const page = pageWithin(source.page ?? 0, pages.length);
  const comment = review?.status === 'commented' && commentLine(review, source, wording);
  return {
    verbs: { accept: 'accept', comment: 'comment' } satisfies Verbs,
    ...bannerData(banner),
    heading: wording.text('heading.question'),
    context: shorten(`${wording.of(programme.name)} ${wording.period(source.period)}`, 200),
    headings: shorten(form.headings.map((heading) => wording.of(heading)).join(' › '), 300),
    code: form.code,
    title: shorten(wording.of(form.title), 300),
    ...(page === 0 &&
      form.description && { description: shorten(wording.of(form.description), longestDescription) }),
    state: stateLine(source, wording),
    lines: factLines(source, wording),
    ...(comment && { comment }),
    blocks: [...pages[page]!, ...typedBlock(source, wording)],
    ...(pages.length > 1 && {
      place: wording.text('question.page', { page: page + 1, pages: pages.length }),
    }),
    turns: turns(source, { page, pages: pages.length }, wording).map(buttonData),
    ...(maySay(source) && { input: commentInput(source, wording) }),
    ...actions(source, page, wording),
  };
}

/** Whether the reader may comment, which needs an answer to comment on. */
function maySay({ open, reply }: QuestionCardSource): boolean {
  return open && reply !== undefined;
}

function stateLine({ state, isVoluntary }: QuestionCardSource, wording: Wording): string {
  const voluntary = isVoluntary ? [wording.text('survey.voluntary')] : [];
  return [wording.text(`survey.state.${state}`), ...voluntary].join(' · ');
}

function factLines(source: QuestionCardSource, wording: Wording): string[] {
  const { owners, reply, review, state, isCorrected } = source;
  const named = (
    key: 'question.answered' | 'question.accepted',
    { by, at }: { readonly by: string; readonly at: string },
  ) => wording.text(key, { name: personName(source, by), at: wording.moment(at) });
  return [
    owners.length === 0
      ? wording.text('question.nobody')
      : shorten(
          wording.text('question.owners', { count: owners.length, names: owners.join(', ') }),
          longestOwners,
        ),
    ...(reply ? [named('question.answered', reply)] : []),
    ...(review && state === 'accepted' ? [named('question.accepted', review)] : []),
    ...(isCorrected ? [wording.text('review.corrected')] : []),
  ];
}

/** Includes a comment on an earlier version, so that the new answer can be read beside it. */
function commentLine(review: Review, source: QuestionCardSource, wording: Wording): string {
  const name = personName(source, review.by);
  return wording.text('question.commented', { name, at: wording.moment(review.at), text: review.text ?? '' });
}

/** A line per field, with the cells of a table row together; then answers that the form no longer asks for. */
function blocksOf(source: QuestionCardSource, wording: Wording): Block[] {
  const { form, goal, reply } = source;
  const names = fieldNames(form, wording);
  const former = Object.entries(formerAnswers(form, reply?.answers ?? {})).map(([id, { raw }]) => ({
    label: wording.text('question.former', { id }),
    text: [raw].flat().join('; '),
  }));
  const blocks = runsBy(goal.fields, ({ group, row, id }) =>
    row === undefined ? id : `${group}|${row}`,
  ).map((fields) => blockOf(fields, names, source, wording));
  return [...blocks, ...former];
}

function blockOf(
  fields: readonly Field[],
  names: ReadonlyMap<string, string>,
  source: QuestionCardSource,
  wording: Wording,
): Block {
  const [first] = fields;
  const group = source.form.groups.find(({ id }) => id === first!.group);
  if (first!.row !== undefined && isGrid(group)) {
    const columns = new Map(group.columns?.map(({ id, label }) => [id, wording.of(label)]));
    const cells = fields.map((field) => `${columns.get(field.column!)}: ${shown(field, source, wording)}`);
    return { label: rowTitle(group, first!.row, wording), text: cells.join(' · ') };
  }
  const title = group && first!.row === undefined ? `${groupTitle(group, source.form, wording)}: ` : '';
  return {
    label: title + names.get(first!.id)!,
    text: fields.map((field) => shown(field, source, wording)).join(' · '),
  };
}

function shown(field: Field, { reply, programme }: QuestionCardSource, wording: Wording): string {
  const answer = answerTo(reply?.answers ?? {}, field.id);
  return answer ? wording.answer(field, answer, programme) : wording.text('question.noAnswer');
}

/** What was typed, if there is no input for it any more. */
function typedBlock(source: QuestionCardSource, wording: Wording): Block[] {
  const { typed = '' } = source;
  return maySay(source) || typed === '' ? [] : [{ label: wording.text('ask.typed'), text: typed }];
}

function commentInput({ typed = '', longestComment }: QuestionCardSource, wording: Wording) {
  return {
    label: wording.text('question.comment'),
    placeholder: wording.text('question.commentHint'),
    // A comment that is too long is shown again, so that nobody has to retype it.
    value: typed.slice(0, 2 * longestComment),
    maxLength: 2 * longestComment,
  };
}

function turns(source: QuestionCardSource, place: PageOf, wording: Wording): ListButton[] {
  return partTurns(place, wording).map(({ title, to }) => ({
    verb: 'question',
    title,
    data: { ...idsOf(source), page: to },
  }));
}

function actions(source: QuestionCardSource, page: number, wording: Wording) {
  const { reply, state, next, open } = source;
  const ids = idsOf(source);
  const data = { ...ids, version: reply?.version ?? 0, page };
  return {
    ...(maySay(source) && { say: { title: wording.text('question.sendComment'), data } }),
    ...(open && state === 'answered' && { accept: { title: wording.text('question.accept'), data } }),
    buttons: [
      ...(next === undefined
        ? []
        : [
            {
              verb: 'question' as const,
              title: wording.text('question.next'),
              data: { ...ids, goalId: next, page: 0 },
            },
          ]),
      { verb: 'assign-ask' as const, title: wording.text('question.assign'), data: { ...ids, whole: false } },
      { verb: 'survey-theme' as const, title: wording.text('question.back'), data: { ...ids, page: 0 } },
    ].map(buttonData),
  };
}

function idsOf({ programme, period, form }: QuestionCardSource) {
  return { programmeId: programme.id, period, goalId: form.id };
}
