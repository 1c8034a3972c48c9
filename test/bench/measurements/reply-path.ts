/** How long a person who saves an answer waits, and how many can be served at once. */
import { type Survey } from '../measurement';
import { replyPath } from '../reply-path';

export default { name: 'reply path', survey: replyPath, loose: true } satisfies Survey;
