/** An addition to the port for moving a whole store; the domain knows its partitions and never lists them. */
export interface PartitionLister {
  /** Each non-empty partition once, ascending by code point; one written meanwhile may be missed. */
  partitions(): AsyncIterable<string>;
}
