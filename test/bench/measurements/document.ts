import { documentOf } from '../../../src/report/docx/document';
import { officeFileOf } from '../office-file';

export default officeFileOf('document', documentOf, [250, 1_000]);
