/** A text of 100,000 characters keeps no regular expression of the program busy for more than a moment. */
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import { mentionsOf } from '../src/privacy/subject';
import { rowHeight } from '../src/report/xlsx/continued';
import { type Attack, attacksOn, type FoundRegExp, regExpsIn, root } from './helpers/regular-expressions';

const length = 100_000;
/** A linear one takes a few milliseconds, a quadratic one many seconds, on any machine. */
const longestMs = 1_500;

const { literals, built } = regExpsIn(['bot', 'cards', 'src']);

let worker: Worker;
beforeAll(() => void (worker = newWorker()));
afterAll(() => worker.terminate());

it('finds an expression that is quadratic, and one that is worse', async () => {
  const bad = ['\\s+$', '(?:\\d+)+x', '\\[[^\\]]*\\]', '^\\s*\\d*\\s*!$'].map((source) => ({
    place: source,
    source,
    flags: 'g',
  }));
  expect(await slowOnes(bad)).toHaveLength(bad.length);
}, 60_000);

it('each is linear in the length of the text', async () => {
  expect(literals.length).toBeGreaterThan(300);
  expect(await slowOnes([...literals, ...(await builtOnes())])).toEqual([]);
}, 240_000);

it('those that are put together are all among them', async () => {
  const found = await builtOnes();
  for (const [file, places] of built) {
    const patterns = new Set(found.filter(({ place }) => place === file).map(({ source }) => source));
    expect([file, patterns.size >= places]).toEqual([file, true]);
  }
});

/** Functions that put an expression together, which modules on being loaded do not call. */
const calls: Readonly<Record<string, () => unknown>> = {
  'src/privacy/subject.ts': () =>
    mentionsOf({ personId: 'mari@b.fi', objectIds: ['0a'], others: ['anna-mari@b.fi'] }),
  'src/report/xlsx/continued.ts': () => rowHeight([{ value: 'a' }], [{ heading: 'a', width: 40 }]),
};

async function builtOnes(): Promise<FoundRegExp[]> {
  const found: FoundRegExp[] = [];
  const plain = RegExp;
  for (const file of built.keys()) {
    jest.resetModules();
    globalThis.RegExp = new Proxy(plain, {
      construct: (made, [source, flags]: [string, string?]) => {
        found.push({ place: file, source, flags: flags ?? '' });
        return new made(source, flags);
      },
    });
    try {
      await import(path.join(root, file));
      calls[file]?.();
    } finally {
      globalThis.RegExp = plain;
    }
  }
  return found;
}

async function slowOnes(expressions: readonly FoundRegExp[]): Promise<string[]> {
  const slow: string[] = [];
  for (const expression of expressions) {
    const found = await slowAttack(expression);
    if (!found) continue;
    slow.push(`${expression.place} /${expression.source}/${expression.flags}: ${JSON.stringify(found)}`);
    await worker.terminate();
    worker = newWorker();
  }
  return slow;
}

/** Tries each text on an expression, and says before which one it is about to try. */
const trial = `
  const { parentPort } = require('node:worker_threads');
  parentPort.on('message', ({ source, flags, attacks, length }) => {
    const expression = new RegExp(source, flags);
    for (const [index, { before, unit, after }] of attacks.entries()) {
      parentPort.postMessage({ index });
      const text = before + unit.repeat(Math.ceil(length / unit.length)) + after;
      expression.lastIndex = 0;
      if (expression.global) text.replace(expression, '');
      else expression.exec(text);
    }
    parentPort.postMessage({ done: true });
  });`;

function newWorker(): Worker {
  return new Worker(trial, { eval: true });
}

/** The first text that takes too long. */
function slowAttack(expression: FoundRegExp): Promise<Attack | undefined> {
  const { source, flags } = expression;
  const attacks = attacksOn(expression);
  return new Promise((resolve, reject) => {
    let limit: NodeJS.Timeout | undefined;
    const end = (attack?: Attack) => {
      clearTimeout(limit);
      worker.removeAllListeners('message').removeAllListeners('error');
      resolve(attack);
    };
    worker.on('error', reject);
    worker.on('message', ({ index, done }: { index: number; done?: true }) => {
      clearTimeout(limit);
      if (done) end();
      else limit = setTimeout(() => end(attacks[index]), longestMs);
    });
    worker.postMessage({ source, flags, attacks, length });
  });
}
