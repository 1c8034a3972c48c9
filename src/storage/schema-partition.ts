/** The row with the schema version of a store's rows; the migrations maintain it, and a copy writes it first. */
export const schemaPartition = 'schema';
export const schemaKey = 'version';
