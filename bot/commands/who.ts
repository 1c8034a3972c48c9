import { shorten } from '../../cards/answer-text';
import { type Wording } from '../../cards/wording';
import { type Goal, type Owner } from '../../src/goals/schema';
import { type Directory, loadDirectory } from '../../src/people/directory';
import { mayReadOwners } from '../../src/people/permissions';
import { readReply } from '../../src/replies/reply-store';
import { loadHandovers } from '../../src/rounds/responsibility-store';
import { listRounds } from '../../src/rounds/round-store';
import { takesReplies } from '../../src/rounds/round';
import { notice } from '../notice';
import { type Command, type CommandTurn } from './command';
import { findGoal, type FoundGoal } from './find-goal';

/** Longest lists that are shown; the card must stay small. */
const mostMembers = 10;
const mostParts = 20;

export const who: Command = {
  names: [
    'kuka',
    'vem',
    'who',
    ...['kuka vastaa', 'vem ansvarar för', 'who answers for'],
    ...['ketkä vastaavat', 'vem svarar för', 'who is responsible for'],
  ],
  async run(turn, rest) {
    const found = await findGoal(turn, who, rest, ({ programme, goals }, owners) =>
      mayReadOwners(turn.person, owners, programme, goals) ? goals : [],
    );
    if (!('goal' in found)) return [found];
    const { goal, programme } = found;
    const { wording } = turn;
    const directory = await loadDirectory(turn.store);
    const called = (owners: readonly Owner[]) =>
      owners.map((owner) => ownerText(directory, owner, wording)).join(', ');
    return [
      notice(shorten(`${goal.code} ${wording.of(goal.title)}`, 200), [
        wording.of(programme.name),
        wording.text('who.owners', { names: called(goal.owners) }),
        ...partLines(goal, called, wording),
        wording.text('who.coordinator', { names: called([programme.coordinator]) }),
        ...(await inOpenRounds(turn, found, directory)),
      ]),
    ];
  },
};

/** Tasks and fields with owners of their own. */
function partLines(goal: Goal, called: (owners: readonly Owner[]) => string, wording: Wording): string[] {
  const parts = [...goal.groups, ...goal.fields].filter(({ owners }) => owners.length > 0);
  const rest = parts.length - mostParts;
  return [
    ...parts
      .slice(0, mostParts)
      .map(({ label, owners }) =>
        wording.text('who.part', { part: shorten(wording.of(label), 100), names: called(owners) }),
      ),
    ...(rest > 0 ? [wording.text('digest.more', { count: rest })] : []),
  ];
}

/** A person's name; a role with who is in it: "aluejohtajat (Anna, Bo)". */
function ownerText(directory: Directory, owner: Owner, wording: Wording): string {
  const nameOf = (id: string) => directory.persons.get(id)?.name ?? id;
  const role = owner.startsWith('role:') ? directory.roles.get(owner.slice('role:'.length)) : undefined;
  if (!role) return nameOf(owner);
  const rest = role.members.length - mostMembers;
  const members = role.members.slice(0, mostMembers).map(nameOf).join(', ');
  const more = rest > 0 ? ` ${wording.text('digest.more', { count: rest })}` : '';
  return `${wording.of(role.label)} (${members}${more})`;
}

/** For each open round whose part somebody else answers, who answered last, and when. */
async function inOpenRounds(
  { store, wording }: CommandTurn,
  { programme, goal }: FoundGoal,
  directory: Directory,
): Promise<string[]> {
  const open = (await listRounds(store, programme.id)).filter(takesReplies);
  const nameOf = (id: string) => directory.persons.get(id)?.name ?? id;
  const lines = await Promise.all(
    open.map(async (round) => {
      const period = wording.period(round.period);
      const handed = (await loadHandovers(store, round, goal.id)).map(({ from, to }) =>
        wording.text('who.handedOver', { period, from: nameOf(from), to: nameOf(to) }),
      );
      const reply = (await readReply(store, round, goal.id))?.value;
      if (!reply) return [...handed, wording.text('who.unanswered', { period })];
      const values = { period, name: nameOf(reply.by), at: wording.moment(reply.at) };
      return [...handed, wording.text('who.answered', values)];
    }),
  );
  return lines.flat();
}
