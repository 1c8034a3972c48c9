/** Deliveries and stores for tests of what one person is sent. */
import { StorageError } from '../../src/errors';
import { type Delivery } from '../../src/outbox/sender';
import { type EntityStore } from '../../src/storage/store';

/** Delivers only to these persons; to the others it takes long. */
export function onlyTo(personIds: readonly string[], deliver: Delivery): Delivery {
  return (message, mayCall) =>
    message.recipient.type === 'person' && personIds.includes(message.recipient.personId)
      ? deliver(message, mayCall)
      : Promise.resolve({ type: 'sent' });
}

/**
 * The marks of messages that the person was sent are lost, as when the process dies.
 * @param isLost whether to lose this one; default: all
 */
export function losingMarks(store: EntityStore, personId: string, isLost = () => true): EntityStore {
  return {
    get: (partition, key) => store.get(partition, key),
    range: (partition, range) => store.range(partition, range),
    close: () => store.close(),
    commit: (partition, changes) => {
      const isMark = changes.some(
        (change) => change.key.startsWith('done|') && change.key.includes(`|${personId}|`),
      );
      return isMark && isLost()
        ? Promise.reject(new StorageError('the process died'))
        : store.commit(partition, changes);
    },
  };
}
