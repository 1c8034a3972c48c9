import { type Check, type Patient } from './check';

/** Whether the store opens; also reports a store that a newer program has written. */
export const checkStore: Check = (patient) => {
  const { store, storeFault } = patient;
  if (storeFault) return [{ check: 'store', ...storeFault }];
  return store ? [{ check: 'store', verdict: 'ok', says: `opens: ${nameOf(patient)}` }] : [];
};

function nameOf({ storeConfig }: Patient): string {
  if (storeConfig?.type === 'sqlite') return storeConfig.directory;
  return `table ${storeConfig?.table} of Azure Tables`;
}
