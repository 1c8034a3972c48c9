/** The texts in English: a line an area. */
export { default as cards } from './cards.json';
export { default as imports } from './import.json';
export { default as brake } from './brake.json';
export { default as app } from './app.json';
export { default as privacy } from './privacy.json';
export { default as report } from './report.json';
export { default as translation } from './translation.json';
export { default as talk } from './talk.json';
export { default as deliveries } from './deliveries.json';
export { default as questions } from './questions.json';
export { default as stages } from './stages.json';
export { default as support } from './support.json';
export { default as comments } from './comments.json';
