/** Where the processor's time goes in this process, by the parts of the bot. */
import { type Profiler, Session } from 'node:inspector/promises';

/** Per cent of the time in which the process was not idle, by part. */
export type Shares = Readonly<Record<string, number>>;

export async function startProfile(): Promise<{ readonly stop: () => Promise<Shares> }> {
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.start');
  return {
    stop: async () => {
      const { profile } = await session.post('Profiler.stop');
      session.disconnect();
      return sharesOf(profile);
    },
  };
}

/** The first that fits names the part; what nobody called is the process's own: sockets, promises, timers. */
const parts: readonly (readonly [part: string, place: RegExp])[] = [
  ['SQLite', /node_modules\/libsql\//],
  ['store', /\/src\/storage\//],
  ['template expansion', /node_modules\/(adaptivecards-templating|adaptive-expressions)\//],
  ['cards', /\/cards\/|node_modules\/(intl-messageformat|@formatjs)\//],
  ['bot', /\/bot\//],
  ['domain', /\/src\//],
  ['schemas', /node_modules\/zod\//],
  ['times of the calendar', /node_modules\/luxon\//],
  ['botbuilder and restify', /node_modules\//],
];

function sharesOf({ nodes, samples = [], timeDeltas = [] }: Profiler.Profile): Shares {
  const partOf = new Map<number, string>();
  const name = (node: Profiler.ProfileNode, caller: string) => {
    const part = partFor(node.callFrame) ?? caller;
    partOf.set(node.id, part);
    for (const child of node.children ?? []) name(byId.get(child)!, part);
  };
  const byId = new Map(nodes.map((node) => [node.id, node]));
  name(nodes[0]!, 'Node itself');
  const times = new Map<string, number>();
  samples.forEach((id, index) => {
    const part = partOf.get(id)!;
    if (part !== 'idle') times.set(part, (times.get(part) ?? 0) + timeDeltas[index]!);
  });
  const all = [...times.values()].reduce((sum, time) => sum + time, 0);
  return Object.fromEntries([...times].map(([part, time]) => [part, (100 * time) / all]));
}

/** Undefined for what belongs to its caller: functions of the language and of Node. */
function partFor({ url, functionName }: { url: string; functionName: string }): string | undefined {
  if (functionName === '(idle)') return 'idle';
  if (functionName === '(garbage collector)') return 'garbage collection';
  return parts.find(([, place]) => place.test(url))?.[0];
}
