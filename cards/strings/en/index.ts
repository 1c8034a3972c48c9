/** The texts in English: a line an area. */
export { default as cards } from './cards.json';
export { default as imports } from './import.json';
