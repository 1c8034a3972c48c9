/** Answers what admins, coordinators and heads of units press; each action checks for itself who may. */
import { type Card, type DrawnCard } from '../../../cards/render';
import { RefusedError } from '../../../src/errors';
import { mayCoordinate } from '../../../src/rounds/permissions';
import { loadProgramme } from '../../../src/goals/register';
import { refusalText } from '../../views/error-replies';
import { type AdminAction } from '../schema';
import { type ActionResult } from '../../views/turn';
import { type AdminTurn } from '../../views/admin-turn';
import { answerSurvey, isSurveyAction } from './answer-survey';
import { addChannel, channelsCard, removeChannel } from './channels';
import { askToMoveDeadline, askToReopen, moveTheDeadline, reopen } from './deadlines';
import { grantRole, grantsCard, revokeRole } from './grants';
import { answerImport, isImportAction } from './import';
import { changeTheOwner, ownersCard } from './owners';
import { leaversCard } from '../../views/programmes/leavers';
import { programmeCard, programmesCard, undeliveredCard } from '../../views/programmes/programmes';
import { orderReport, reportCard } from './reports';
import { askToRemind, missingCard, remind } from './missing';
import { unresolvedCard } from '../../views/programmes/unresolved';
import { yearCard } from '../../views/programmes/year';
import { askToClose, askToOpen, close, open } from './rounds';
import { discardSchedule, previewSchedule, saveTheSchedule, scheduleCard } from './schedule';

/** @throws RefusedError where there is no card to show: `not-permitted`, `admins-only`. */
export async function administer(turn: AdminTurn, action: AdminAction): Promise<ActionResult & DrawnCard> {
  const summary = await summaryOf(turn, action);
  try {
    return { ...(await answer(turn, action)), summary };
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
    const card = await refused(turn, action, error);
    if (!card) throw error;
    return { card, lasting: false, summary };
  }
}

/** What the chat list says of the card that replaces the one acted on. */
async function summaryOf({ deps, wording }: AdminTurn, { data }: AdminAction): Promise<string> {
  const id = 'programmeId' in data && typeof data.programmeId === 'string' ? data.programmeId : undefined;
  const programme = id === undefined ? undefined : await loadProgramme(deps.store, id);
  return programme ? wording.of(programme.name) : wording.text('programmes.title');
}

async function answer(turn: AdminTurn, action: AdminAction): Promise<ActionResult> {
  if (isImportAction(action)) return answerImport(turn, action);
  if (isSurveyAction(action)) return answerSurvey(turn, action);
  switch (action.verb) {
    case 'programmes':
      return shown(programmesCard(turn));
    case 'programme':
      return shown(programmeCard(turn, action.data.programmeId));
    case 'undelivered':
      return shown(undeliveredCard(turn, action.data));
    case 'unresolved':
      return shown(unresolvedCard(turn, action.data.programmeId));
    case 'leavers':
      return shown(leaversCard(turn, action.data.programmeId));
    case 'missing':
      return shown(missingCard(turn, action.data));
    case 'year':
      return shown(yearCard(turn, action.data));
    case 'remind-ask':
      return askToRemind(turn, action.data);
    case 'remind':
      return remind(turn, action.data);
    case 'open-ask':
      return askToOpen(turn, action.data);
    case 'open':
      return open(turn, action.data);
    case 'close-ask':
      return askToClose(turn, action.data);
    case 'close':
      return close(turn, action.data);
    case 'reopen-ask':
      return askToReopen(turn, action.data);
    case 'reopen':
      return reopen(turn, action.data);
    case 'move-deadline-ask':
      return askToMoveDeadline(turn, action.data);
    case 'move-deadline':
      return moveTheDeadline(turn, action.data);
    case 'report':
      return shown(reportCard(turn, action.data));
    case 'report-make':
      return orderReport(turn, action.data);
    default:
      return configure(turn, action);
  }
}

/** Schedules, roles, channels and owners. */
type Configuring = Extract<
  AdminAction,
  { verb: `schedule${string}` | `grant${string}` | 'revoke' | `channel${string}` | `owner${string}` }
>;

async function configure(turn: AdminTurn, action: Configuring): Promise<ActionResult> {
  switch (action.verb) {
    case 'schedule':
      return shown(scheduleCard(turn, action.data));
    case 'schedule-preview':
      return previewSchedule(turn, action.data);
    case 'schedule-save':
      return saveTheSchedule(turn, action.data);
    case 'schedule-discard':
      return discardSchedule(turn, action.data);
    case 'grants':
      return shown(grantsCard(turn));
    case 'grant':
      return grantRole(turn, action.data);
    case 'revoke':
      return revokeRole(turn, action.data);
    case 'channels':
      return shown(channelsCard(turn, action.data.programmeId));
    case 'channel-add':
      return addChannel(turn, action.data);
    case 'channel-remove':
      return removeChannel(turn, action.data);
    case 'owners':
      return shown(ownersCard(turn, action.data));
    case 'owner-change':
      return changeTheOwner(turn, action.data);
  }
}

async function shown(card: Promise<Card>): Promise<ActionResult> {
  return { card: await card, lasting: true };
}

/** The programme with the reason above it, for who may see it. */
async function refused(turn: AdminTurn, { data }: AdminAction, error: RefusedError) {
  const programmeId = 'programmeId' in data ? data.programmeId : undefined;
  if (error.code === 'not-permitted' || typeof programmeId !== 'string') return undefined;
  const programme = await loadProgramme(turn.deps.store, programmeId);
  if (!programme || !mayCoordinate(turn.access, programme)) return undefined;
  const text = await refusalText(turn.deps, error, turn.wording, programmeId);
  return programmeCard(turn, programmeId, { text, style: 'attention' });
}
