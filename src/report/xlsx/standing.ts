/** The columns that say how a goal stands, as far as its programme publishes that. Pure. */
import { lightCell, textCell } from './cell';
import { type Column, type ReportedGoal, type SheetCell, type SheetContext } from '../content/sheet';

/** The light, whether the target is kept and who asks for support: each only where some goal has it. */
export function standingColumns(context: SheetContext): Column[] {
  return partsIn(context).map(({ heading, width }) => ({ heading: context.words[heading], width }));
}

export function standingCells(reported: ReportedGoal, context: SheetContext): (SheetCell | undefined)[] {
  return partsIn(context).map(({ cell }) => cell(reported, context));
}

interface StandingPart {
  readonly heading: 'light' | 'targetKept' | 'support';
  readonly width: number;
  readonly isIn: (reported: ReportedGoal) => boolean;
  readonly cell: (reported: ReportedGoal, context: SheetContext) => SheetCell | undefined;
}

const parts: readonly StandingPart[] = [
  {
    ...{ heading: 'light', width: 18, isIn: () => true },
    cell: ({ standing }, context) => lightCell(standing.light, context),
  },
  {
    ...{ heading: 'targetKept', width: 13, isIn: ({ standing }) => standing.kept !== undefined },
    cell: ({ standing: { kept } }, { words }) =>
      textCell(kept === undefined ? '' : kept ? words.kept : words.notKept),
  },
  {
    ...{ heading: 'support', width: 13, isIn: ({ standing }) => (standing.support?.asking ?? 0) > 0 },
    cell: ({ standing: { support } }) =>
      textCell(support && support.asking > 0 ? `${support.asking}/${support.of}` : ''),
  },
];

function partsIn({ showsLights, goals }: SheetContext): readonly StandingPart[] {
  return showsLights ? parts.filter(({ isIn }) => goals.some(isIn)) : [];
}
