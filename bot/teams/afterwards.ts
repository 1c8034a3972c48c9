export { type Later } from './background-work';
