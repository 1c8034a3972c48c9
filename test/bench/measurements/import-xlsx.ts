import { workbookFile } from '../../import/workbook-file';
import { importOf } from '../import-file';

export default importOf('rows.xlsx', (rows) => workbookFile({ Tulokset: rows }));
