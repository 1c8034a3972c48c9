export { asParsed } from '../views/safe-parse';
