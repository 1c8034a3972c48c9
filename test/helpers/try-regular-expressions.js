// A worker: tries each text on an expression, and says before which one it is about to try.
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
});
