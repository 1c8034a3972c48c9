/** The version of package.json; the compiler puts a copy of that file beside what it compiles. */
export { version } from '../../package.json';
