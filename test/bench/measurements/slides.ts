import { slidesOf } from '../../../src/report/pptx/slides';
import { officeFileOf } from '../office-file';

export default officeFileOf('slides', slidesOf, [250, 1_000]);
