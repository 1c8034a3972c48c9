import { importOf } from '../import-file';

export default importOf('rows.csv', (rows) => Buffer.from(rows.map((row) => row.join(';')).join('\n')));
