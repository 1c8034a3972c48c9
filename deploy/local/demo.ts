/**
 * The whole job on one machine, with no account and no network: five programmes, prompts through Microsoft's Agents
 * Playground, scripted replies over HTTP, digests in its Announcements channel: one post for the programmes that share a
 * language. `--once` ends after the digests.
 */
import '../../bot/config/node-version';
import { parseArgs } from 'node:util';
import { SingleBar } from 'cli-progress';
import { startReplica } from '../../bot/process/replica';
import { textIn } from '../../src/goals/text';
import {
  answerRounds,
  countAll,
  enqueueAllDigests,
  postsWanted,
  openDueRounds,
  roundFigures,
  sendWaiting,
} from './demo-steps';
import { type Demo, handUser, startDemo } from './start-demo';

async function main(): Promise<boolean> {
  const { once, botPort, playgroundPort } = options();
  const started = Date.now();
  say('1  Loading the five programmes');
  say('2  Starting the Agents Playground and the bot');
  const progress = new Progress();
  const demo = await startDemo({ botPort, playgroundPort, onAttempt: () => progress.step() });
  try {
    for (const { programmeId, goals, fields, persons } of demo.seeds)
      say(`   ${programmeId}: ${goals} goals, ${fields} fields, ${persons} persons`);
    say(
      `   The demo's clock says ${demo.clock.now().toISOString().slice(0, 16)}Z; ${demo.installed} persons have the app`,
    );
    const held = await runSteps(demo, progress);
    say(
      `${held ? 'every step held' : 'NOT every step held'}, ${((Date.now() - started) / 1000).toFixed(1)} s`,
    );
    if (once) return held;
    say(tryNext(demo.playground.url));
    const { store, clock, bot } = demo;
    const replica = await startReplica({
      store,
      clock,
      holder: 'demo',
      work: bot.work,
      send: bot.send,
      onError: (what, error) => say(`${what} failed: ${String(error)}`),
    });
    await interrupted();
    await replica.stop();
    return held;
  } finally {
    await demo.stop();
  }
}

async function runSteps(demo: Demo, progress: Progress): Promise<boolean> {
  const { rounds, persons, requests } = await openDueRounds(demo);
  say(`3  Opened ${rounds.map((round) => `${round.programmeId} ${round.period}`).join(', ')}`);
  await progress.during('   prompts', requests + demo.installed, () => sendWaiting(demo));
  const prompts = await countAll(demo, rounds);
  say(`   ${persons} persons, ${prompts.sent} prompts, ${prompts.failed} failures`);

  say(`4  Scripted persons answer, all but ${handUser}`);
  const answers = await progress.during('   requests', requests - rounds.length, () =>
    answerRounds(demo, rounds, () => progress.step()),
  );
  say(
    `   ${answers.goals} replies, ${answers.yielded} left to a co-owner; ${answers.turnedDown} of ${answers.bad} bad submits turned down`,
  );
  for (const failure of answers.failures) say(`   failed: ${failure}`);

  say('5  Posting the digests to the Announcements channel');
  await enqueueAllDigests(demo, rounds);
  const wanted = await postsWanted(demo);
  await progress.during('   posts', wanted, () => sendWaiting(demo));
  const all = await countAll(demo, rounds);
  const figures = await Promise.all(rounds.map((round) => roundFigures(demo, round)));
  for (const { digest } of figures) say(`   ${digestLine(digest)}`);

  const posts = all.sent - prompts.sent;
  const failures = all.failed + answers.failures.length;
  say(
    `rounds ${rounds.length}, persons ${persons}, prompts ${prompts.sent}, replies ${answers.goals}, ` +
      `bad submits turned down ${answers.turnedDown} of ${answers.bad}, posts ${posts}, failures ${failures}`,
  );
  return (
    rounds.length === demo.seeds.length &&
    prompts.sent === requests &&
    answers.bad > 0 &&
    answers.turnedDown === answers.bad &&
    posts === wanted &&
    failures === 0 &&
    figures.every(
      ({ digest, leftForHand }) => leftForHand > 0 && digest.asked - digest.answered === leftForHand,
    )
  );
}

function digestLine({
  name,
  period,
  answered,
  asked,
  lights,
  better,
  worse,
}: Awaited<ReturnType<typeof roundFigures>>['digest']) {
  return (
    `${textIn(name, 'en')} ${period}: answered ${answered}/${asked}; green ${lights.green}, yellow ${lights.yellow}, ` +
    `red ${lights.red}; better ${better.length}, worse ${worse.length}`
  );
}

function tryNext(url: string): string {
  return `
Open ${url} in a browser. You are the planning manager: you own a few goals in each programme,
coordinate the strategic goals and are an admin.
  - Personal Chat: a welcome, and one message with all that you are asked in five programmes. Press "Vastaa",
    then "Aloita", answer, and try "paljon" as a number.
  - Type "ohje", "omat tavoitteet", "tilanne" or "kooste" to the bot.
  - Hyvinvointialue > Announcements: the digests as leadership sees them, four programmes in one post.
Ctrl+C ends the demo.`;
}

/** A bar on a terminal, nothing elsewhere: the summary line is enough there. */
class Progress {
  private bar: SingleBar | undefined;

  step(): void {
    this.bar?.increment();
  }

  async during<T>(label: string, total: number, work: () => Promise<T>): Promise<T> {
    this.bar = new SingleBar({ format: `${label} {bar} {value}/{total}` });
    this.bar.start(total, 0);
    try {
      return await work();
    } finally {
      this.bar.stop();
      this.bar = undefined;
    }
  }
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

function interrupted(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
}

function options(): { once: boolean; botPort: number; playgroundPort: number } {
  const { values } = parseArgs({
    options: {
      once: { type: 'boolean', default: false },
      port: { type: 'string', default: '3978' },
      'playground-port': { type: 'string', default: '56150' },
    },
  });
  return {
    once: values.once,
    botPort: Number(values.port),
    playgroundPort: Number(values['playground-port']),
  };
}

main().then(
  (held) => process.exit(held ? 0 : 1),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  },
);
