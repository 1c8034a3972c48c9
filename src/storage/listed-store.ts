import type { PartitionLister } from './partition-lister';
import type { EntityStore } from './store';

/** A store as opened. All of it can be walked, which the domain never does. */
export type ListedStore = EntityStore & PartitionLister;
