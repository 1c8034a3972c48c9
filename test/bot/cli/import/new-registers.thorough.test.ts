/** Registers with one trap each, and those of the five documents, as new programmes on the command line. */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { loadGoals } from '../../../../src/goals/register';
import { type ImportProblem, type Place } from '../../../../src/import/table/imported';
import { seed } from '../../../import/county-files';
import { madeOf, saveOfficePeople } from '../../../import/made-register';
import { newRegisters } from '../../../import/new-registers';
import { cliUnderTest } from '../cli-under-test';

const cli = cliUnderTest('2026-10-05T09:00:00.000Z', saveOfficePeople, { each: false });

interface Report {
  readonly problems: readonly (Pick<ImportProblem, 'severity' | 'code'> & Place)[];
}

it.each(newRegisters.map((register, at) => ({ ...register, id: `new-${at}` })))(
  '$what',
  async ({ name, content, id, made, refused }) => {
    const file = path.join(cli.directory, name);
    await writeFile(file, await content());
    const args = ['import', file, '--programme', id, '--coordinator', 'coordinator@example.org'];
    if (refused) {
      const said = { 'formulas-without-values': 'have no values', 'text-unreadable': 'is not text' };
      expect(await cli.fails(...args)).toEqual([expect.stringContaining(said[refused])]);
      return;
    }
    const { problems } = await cli.json<Report>(...args);
    const goals = await cli.inStore((store) => loadGoals(store, id));
    expect(
      madeOf(
        problems.map((problem) => ({ ...problem, place: problem })),
        goals,
      ),
    ).toEqual(made);
    expect((await cli.lines(...args.slice(0, 4)))[0]).toMatch(/: nothing changes$/);
  },
);

it('has all goals of each document', () => {
  const documents = newRegisters.filter(({ what }) => what.startsWith('the document '));
  expect(documents.map(({ what, made }) => [what, made!.goals])).toEqual(
    documents.map(({ what }) => [what, seed(what.replace('the document ', '')).goals.length]),
  );
});
