/** The document of one coordinated answer: what was not asked, what was corrected since, and when it was sent. */
import { type DigestSource } from '../../../src/digest/digest';
import { type FieldInput, goalWith, programmeWith, text } from '../../helpers/fixtures';
import { type Edition } from '../../../src/report/content/formats';
import { documentOf } from '../../../src/report/docx/document';
import { type Raws, sourceOf } from '../../digest/fixtures';
import { readDocx } from '../docx-text';
import { options } from '../seed-sources';

const yes: FieldInput = { id: 'yes', kind: 'yes-no', label: { fi: 'Onko päätöksiä' } };
const goals = [
  goalWith('q1', {
    changedIn: 2,
    fields: [yes, text('details', { required: true, askedWhen: { field: 'yes', is: ['1'] } }), text('old')],
  }),
  goalWith('q2', { respondents: ['hus'], fields: [text('other')] }),
];
const programme = programmeWith({ version: 2, respondent: 'county', policy: { oneCoordinatedAnswer: true } });

const linesOf = async (
  raws: Raws,
  change: (source: DigestSource) => DigestSource = (source) => source,
  edition: Edition = 'full',
) => {
  const source = sourceOf({ goals, raws });
  const changed = change({ ...source, form: { ...source.form, programme } });
  const { paragraphs } = await readDocx(await documentOf(changed, { ...options, edition }));
  return paragraphs.map((paragraph) => paragraph.text);
};

it('a question that is put to others is named, and said to be so', async () => {
  const lines = await linesOf({});
  expect(lines[lines.indexOf('Q2 Tavoite q2') + 1]).toBe('Kysymys koskee muita vastaajia.');
  expect(lines).not.toContain('other');
});

it('a field that was not asked for is left out, also where something was written into it before', async () => {
  const asked = await linesOf({ q1: { yes: '1', details: 'Päätös 17.12.' } });
  expect(asked).toEqual(expect.arrayContaining(['details', 'Päätös 17.12.']));
  const lines = await linesOf({ q1: { yes: '0', details: 'Päätös 17.12.' } });
  expect(lines.filter((line) => /details|Päätös/.test(line))).toEqual([]);
});

it('a question that was corrected after the answer says so, and one answered since does not', async () => {
  const corrected = 'Kysymystä on korjattu tämän vastauksen jälkeen.';
  expect(await linesOf({ q1: { yes: '0' } })).toContain(corrected);
  const answeredSince = ({ replies, ...source }: DigestSource) => ({
    ...source,
    replies: new Map([...replies].map(([id, reply]) => [id, { ...reply, formVersion: 2 }])),
  });
  expect(await linesOf({ q1: { yes: '0' } }, answeredSince)).not.toContain(corrected);
});

it('an answer to a field that the form no longer has is kept', async () => {
  const without = (source: DigestSource) => {
    const [first, ...others] = source.form.goals;
    const fields = first!.fields.filter(({ id }) => id !== 'old');
    return { ...source, form: { ...source.form, goals: [{ ...first!, fields }, ...others] } };
  };
  const lines = await linesOf({ q1: { yes: '0', old: 'Vanha tieto' } }, without);
  expect(lines[lines.indexOf('Aiempi vastaus lomakkeelta poistettuun kohtaan (old)') + 1]).toBe(
    'Vanha tieto',
  );
});

it('says by whom and when it was sent, once it was, and only the day in the published edition', async () => {
  const sending = {
    what: 'closed' as const,
    sent: true as const,
    by: 'planning@example.org',
    at: '2026-05-02T13:02:00.000Z',
  };
  const sent = ({ round, ...source }: DigestSource): DigestSource => ({
    ...source,
    round: { ...round, status: 'closed', events: [sending] },
  });
  expect(await linesOf({}, sent)).toContain('Lähetetty: 2.5.2026 klo\u00a016.02, Paula Suunnittelija');
  expect(await linesOf({}, sent, 'published')).toContain('Lähetetty: 2.5.2026');
  expect((await linesOf({})).filter((line) => line.startsWith('Lähetetty'))).toEqual([]);
});
