import { workbookOf } from '../../../src/report/xlsx/workbook';
import { officeFileOf } from '../office-file';

export default officeFileOf('workbook', workbookOf, [1_000, 5_000]);
