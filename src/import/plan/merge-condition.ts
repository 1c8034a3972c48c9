/** The condition on which a field of a file is asked, with the ids of the register. Pure. */
import { type Field } from '../../goals/schema';
import { type ImportedField } from '../table/imported';

/** @param fields the register's field for each field of the file; the ids of their options may differ */
export function mergeCondition(
  { askedWhen }: ImportedField,
  fields: ReadonlyMap<ImportedField, Field>,
): Pick<Field, 'askedWhen'> {
  const decisive = [...fields].find(([{ id }]) => id !== undefined && id === askedWhen?.field);
  if (!askedWhen || !decisive) return {};
  const [file, field] = decisive;
  const optionId = (id: string) => {
    const at = file.options?.findIndex((option) => option.id === id) ?? -1;
    return field.options?.[at]?.id ?? id;
  };
  return { askedWhen: { field: field.id, is: askedWhen.is.map(optionId) } };
}
