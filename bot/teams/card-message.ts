export { cardMessage } from '../views/parts/card-message';
