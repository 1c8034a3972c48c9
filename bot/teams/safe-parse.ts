export { safeParse as asParsed } from '../views/safe-parse';
