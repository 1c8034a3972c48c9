export { type BackgroundWork as Later } from '../views/parts/background-work';
