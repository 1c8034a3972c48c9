import { type Locale } from '../../src/goals/schema';
import { type DeliveryWords } from '../../src/report/content/words';
import { messageKindText } from '../parts/messages/message-kind';
import { textsIn } from '../parts/strings';

/** The catalogue's words for the list of messages. */
export function deliveryWords(locale: Locale): DeliveryWords {
  const say = textsIn(locale);
  return {
    title: say('deliveries.title'),
    columns: {
      time: say('deliveries.column.time'),
      recipient: say('deliveries.column.recipient'),
      name: say('deliveries.column.name'),
      period: say('deliveries.column.period'),
      message: say('deliveries.column.message'),
      state: say('deliveries.column.state'),
      pressed: say('deliveries.column.pressed'),
      reason: say('deliveries.column.reason'),
    },
    kind: (kind) => messageKindText(kind, locale),
    states: {
      pending: say('deliveries.state.pending'),
      sent: say('deliveries.state.sent'),
      needless: say('deliveries.state.needless'),
      blocked: say('deliveries.state.blocked'),
      'not-installed': say('deliveries.state.not-installed'),
      left: say('deliveries.state.left'),
      failed: say('deliveries.state.failed'),
    },
    told: say('deliveries.reason.told'),
    replaces: say('deliveries.reason.replaces'),
  };
}
