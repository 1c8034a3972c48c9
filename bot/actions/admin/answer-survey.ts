/** Answers what the coordinator of a survey presses; each action checks for itself who may. */
import { type AdminAction } from '../schema';
import { type ActionResult } from '../../views/turn';
import { type AdminTurn } from '../../views/admin-turn';
import { askToAssign, assign, previewAssignment } from './assign';
import { accept, acceptAll, askToAcceptAll, comment, questionCard } from './questions';
import { askToSend, sendTheAnswer, surveyCard, themeCard } from './survey';

const surveyVerbs = [
  ...(['survey', 'survey-theme', 'question', 'comment', 'accept', 'accept-all-ask', 'accept-all'] as const),
  ...(['assign-ask', 'assign-preview', 'assign', 'send-answer-ask', 'send-answer'] as const),
];
export type SurveyAction = Extract<AdminAction, { verb: (typeof surveyVerbs)[number] }>;

export function isSurveyAction(action: AdminAction): action is SurveyAction {
  return surveyVerbs.some((verb) => verb === action.verb);
}

export async function answerSurvey(turn: AdminTurn, action: SurveyAction): Promise<ActionResult> {
  const shown = async (card: ReturnType<typeof surveyCard>) => ({ card: await card, lasting: true });
  switch (action.verb) {
    case 'survey':
      return shown(surveyCard(turn, action.data));
    case 'survey-theme':
      return shown(themeCard(turn, action.data));
    case 'question':
      return shown(questionCard(turn, action.data));
    case 'comment':
      return comment(turn, action.data);
    case 'accept':
      return accept(turn, action.data);
    case 'accept-all-ask':
      return askToAcceptAll(turn, action.data);
    case 'accept-all':
      return acceptAll(turn, action.data);
    case 'assign-ask':
      return askToAssign(turn, action.data);
    case 'assign-preview':
      return previewAssignment(turn, action.data);
    case 'assign':
      return assign(turn, action.data);
    case 'send-answer-ask':
      return askToSend(turn, action.data);
    case 'send-answer':
      return sendTheAnswer(turn, action.data);
  }
}
