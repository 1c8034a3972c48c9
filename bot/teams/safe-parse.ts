export { safeParse as asParsed } from '../views/parts/safe-parse';
