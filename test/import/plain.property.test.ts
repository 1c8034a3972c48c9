import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { locales } from '../../src/goals/schema';
import { exportRegister } from '../../src/import/plain/export-register';
import { readRegister } from '../../src/import/read-register';
import { asRegister } from './as-register';
import { registers } from './registers';

it('any register reads back from its workbook as it was, in any language', async () => {
  await fc.assert(
    fc.asyncProperty(registers, fc.constantFrom(...locales), async (register, language) => {
      const read = await readRegister(await exportRegister(register, language), 'a.xlsx');
      // A text made at random may say another figure than the number beside it, which an import points out.
      expect(read.problems.filter(({ severity }) => severity === 'error')).toEqual([]);
      expect(asRegister(read)).toEqual(register);
    }),
    { numRuns: 300, endOnFailure: true },
  );
});
