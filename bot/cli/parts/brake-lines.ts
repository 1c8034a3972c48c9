/** How the command line says what is paused, and how far a round has got. */
import { type Pause, type Scope } from '../../../src/brake/scope';
import { type Standing } from '../../../src/schedule/what-follows';
import { usualZone } from '../../../src/periods/local-time';
import { localText } from './moments';

export function standingLine({ sent, waiting, asked, answered }: Standing): string {
  return `messages: ${sent} sent, ${waiting} waiting; answered: ${answered} of ${asked} goals`;
}

export function pauseLine(each: Pause): string {
  return `paused ${scopeText(each)} since ${localText(each.at, usualZone)} by ${each.by}`;
}

export function scopeText({ programmeId = 'everything', period = '' }: Scope): string {
  return `${programmeId} ${period}`.trim();
}
