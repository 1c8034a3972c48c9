/** A process in which everything bypasses the log. */
import pino from 'pino';
import { captureOutput } from '../../../bot/logs/capture-output';
import { createLog } from '../../../bot/logs/create-log';

const config = {
  logLevel: process.argv[2]!,
  credential: { type: 'none' },
  store: { type: 'sqlite', directory: '' },
} as const;
captureOutput(createLog(config, pino.destination(2)));
console.error(new TypeError('secret words'));
console.log('secret words %s', 'and more\nof them');
process.emitWarning('secret words', { code: 'DEP9999' });
setImmediate(() => void Promise.reject(new Error('secret words')));
