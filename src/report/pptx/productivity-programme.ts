/** A productivity programme in the columns of the county's table, with states in words. Pure. */
import { fieldName, goalText } from '../content/labels';
import { type Field, type Goal } from '../../goals/schema';
import { headedTable } from './headed-table';
import { type Slide } from './page/slide';
import { answerText, givenTo, type SlideContent, unanswered } from './slide-content';

const widths = { plain: [4.4, 4.3, 1.5, 2.9], withLights: [4, 3.3, 1.6, 2.9, 1.5] };

export function productivityProgramme(content: SlideContent): Slide[] {
  const { words } = content;
  return headedTable(content, {
    widths,
    head: [words.mechanism, words.projectState, words.verbalDescription],
    rowsOf: (goal) => [
      [{ text: goalText(goal, content) }, { text: stateText(content, goal) }, { text: told(content, goal) }],
    ],
  });
}

function stateOf({ fields }: Goal): Field | undefined {
  return fields.find(({ role }) => role === 'state');
}

function stateText(content: SlideContent, goal: Goal): string {
  const field = stateOf(goal);
  return field ? answerText(content, goal, field) : unanswered;
}

/** The description, and whatever else was answered, by its name. */
function told(content: SlideContent, goal: Goal): string {
  const answered = goal.fields.filter(
    (field) => field !== stateOf(goal) && givenTo(content.source, goal, field) !== undefined,
  );
  const texts = answered.map((field) => {
    const text = answerText(content, goal, field);
    return field.role === 'narrative' ? text : `${fieldName(field, goal, content)}: ${text}`;
  });
  return texts.length > 0 ? texts.join('\n') : unanswered;
}
