import { type Standing } from '../../../src/schedule/what-follows';

export function standingLine({ sent, waiting, asked, answered }: Standing): string {
  return `messages: ${sent} sent, ${waiting} waiting; answered: ${answered} of ${asked} goals`;
}
