import { type PartEdit } from './office-file';

/** A workbook's text has no attributes (CT_Rst), but both libraries write one where it begins or ends with a space. */
export const sharedStrings: PartEdit = {
  parts: /^xl\/sharedStrings\.xml$/,
  replace: ['<t xml:space="preserve">', '<t>'],
};
