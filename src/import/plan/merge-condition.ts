/** What has to be answered for a field of a file to be asked, by the ids of the register. Pure. */
import { type Field } from '../../goals/schema';
import { type ImportedField } from '../table/imported';

/** @param fields which field of the register a field of the file became; options may have kept other ids. */
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
