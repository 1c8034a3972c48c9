/** The row that says in which form a store's rows are; the migrations keep it, a copy writes it first. */
export const schemaPartition = 'schema';
export const schemaKey = 'version';
