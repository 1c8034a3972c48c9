/** The columns of a goal's standing that its programme publishes. Pure. */
import { lightCell, textCell } from './cell';
import { type ReportedGoal, type ReportContent } from '../content/report-content';
import { type Column, type SheetCell } from './sheet';

interface StandingColumns {
  readonly columns: Column[];
  readonly cells: (reported: ReportedGoal) => (SheetCell | undefined)[];
}

/** The light, whether the target is kept and who asks for support; each only if some goal has it. */
export function standingOf(content: ReportContent): StandingColumns {
  const shown = partsIn(content);
  return {
    columns: shown.map(({ heading, width }) => ({ heading: content.words[heading], width })),
    cells: (reported) => shown.map(({ cell }) => cell(reported, content)),
  };
}

interface StandingPart {
  readonly heading: 'light' | 'targetKept' | 'support';
  readonly width: number;
  readonly isIn: (reported: ReportedGoal) => boolean;
  readonly cell: (reported: ReportedGoal, content: ReportContent) => SheetCell | undefined;
}

const parts: readonly StandingPart[] = [
  {
    ...{ heading: 'light', width: 18, isIn: () => true },
    cell: ({ standing }, content) => lightCell(standing.light, content),
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

function partsIn({ showsLights, goals }: ReportContent): readonly StandingPart[] {
  return showsLights ? parts.filter(({ isIn }) => goals.some(isIn)) : [];
}
