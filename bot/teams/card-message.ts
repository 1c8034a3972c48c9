export { cardMessage } from '../views/card-message';
