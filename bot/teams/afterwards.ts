export { type BackgroundWork as Later } from '../views/background-work';
