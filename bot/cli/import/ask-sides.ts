/** Asks at the terminal which side is good, for each target of which the file does not say it. */
import { type BareTarget, type SideChoice, type SideDecisions } from '../../../src/import/plan/bare-targets';
import { type Ask } from '../parts/cli-command';

const answers: Readonly<Record<string, SideChoice>> = { '1': 'at-least', '2': 'at-most', '3': 'exactly' };

/** Enter leaves a target without a side; an unknown answer is asked for again. */
export async function askSides(
  targets: readonly BareTarget[],
  said: SideDecisions,
  ask: Ask,
): Promise<SideDecisions> {
  const each = new Map(said.each);
  for (const { key, code, label, raw, decided } of targets) {
    if (decided) continue;
    const side = await askSide(`${code} ${label}, target ${raw}`, ask);
    if (side) each.set(key, side);
  }
  return { ...said, each };
}

async function askSide(target: string, ask: Ask): Promise<SideChoice | undefined> {
  for (;;) {
    const typed = (await ask(`${target}: 1 at least, 2 at most, 3 exactly, Enter to decide later: `)).trim();
    if (typed === '') return undefined;
    const side = Object.hasOwn(answers, typed) ? answers[typed] : undefined;
    if (side) return side;
  }
}
