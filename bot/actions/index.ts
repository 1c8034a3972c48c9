/** Every action by its verb, for the dispatch, the permissions test and the fuzz test. */
import { type Verb } from '../../cards/parts/verbs';
import { discard, keep } from './answering/drafts';
import { fill } from './answering/fill';
import { formSave } from './answering/form-save';
import { formUnchanged } from './answering/form-unchanged';
import { handOver, handOverTo, takeBack } from './answering/hand-over';
import { prefill, unchanged } from './answering/last-period';
import { form, goal, overview, page, skip, start } from './answering/look';
import { myGoals } from './answering/my-goals';
import { save } from './answering/save';
import { snooze, snoozeUntil } from './answering/snooze';
import { translation, translationSave, translationTakeBack } from './answering/translation';
import { discardAsk, discardRound } from './brake/discard-round';
import { pause, pauseAsk, resume, resumeAsk } from './brake/pause';
import { unitComment, unitCommentSave } from './comments/unit-comment';
import { type Action } from './parts/action';
import { grant, grants, revoke } from './people/grants';
import { language } from './people/language';
import { ownerChange, owners } from './people/owners';
import { proposalAccept, proposalDecline } from './people/proposal';
import { substituteRemove, substituteSet } from './people/substitute';
import { channelAdd, channelRemove, channelRestore, channels } from './programmes/channels';
import { deliveries, deliveriesFile } from './programmes/deliveries';
import { differing, leavers, programme, programmes, undelivered, unresolved } from './programmes/programmes';
import { report, reportMake } from './programmes/report';
import { reportWords, reportWordsSave } from './programmes/report-words';
import {
  programmeStart,
  schedule,
  scheduleDiscard,
  schedulePreview,
  scheduleSave,
} from './programmes/schedule';
import { ask, askSend } from './questions/ask';
import { asked, questionPublish, questions, respond } from './questions/asked';
import { command } from './reading/command';
import { digest, division, divisions, front, goals, history } from './reading/drill-down';
import { follow, follows, followSave, followStop } from './reading/follow';
import { year } from './reading/year';
import { importColumns } from './register/columns';
import { importApply, importCancel, importPlan, importSides } from './register/import';
import { importMatch, importMatches } from './register/import-matches';
import { importFile, importNew, importNewPlan } from './register/new-programme';
import { importUndo, importUndoAsk } from './register/undo-import';
import { close, closeAsk } from './rounds/close';
import { moveDeadline, moveDeadlineAsk } from './rounds/move-deadline';
import { open, openAsk } from './rounds/open';
import { missing, remind, remindAsk } from './rounds/remind';
import { reopen, reopenAsk } from './rounds/reopen';
import { translations, translator, translatorRemove, translatorSet } from './rounds/translators';
import { support, supportDecide, supportUndo } from './support/support';
import { acceptAll, acceptAllAsk } from './survey/accept-all';
import { assign, assignAsk, assignPreview } from './survey/assign';
import { accept, comment, question } from './survey/question';
import { sendAnswer, sendAnswerAsk } from './survey/send';
import { survey, surveyTheme } from './survey/survey';

export const actions = {
  ...{ start, overview, goal, page, skip },
  ...{ save, keep, discard, prefill, unchanged, fill },
  ...{ form, 'form-save': formSave, 'form-unchanged': formUnchanged },
  ...{ 'hand-over': handOver, 'hand-over-to': handOverTo, 'take-back': takeBack },
  ...{ translation, 'translation-save': translationSave },
  ...{ 'translation-take-back': translationTakeBack },
  ...{ snooze, 'snooze-until': snoozeUntil },
  ...{ 'my-goals': myGoals, language },
  ...{ 'substitute-set': substituteSet, 'substitute-remove': substituteRemove },
  command,
  ...{ ask, 'ask-send': askSend, asked, respond },
  ...{ support, 'support-decide': supportDecide, 'support-undo': supportUndo },
  ...{ front, digest, goals, divisions, division, history, year },
  ...{ follows, follow, 'follow-save': followSave, 'follow-stop': followStop },
  ...{ programmes, programme, differing, undelivered, unresolved, leavers },
  ...{ 'unit-comment': unitComment, 'unit-comment-save': unitCommentSave },
  ...{ missing, 'remind-ask': remindAsk, remind },
  ...{ translations, translator, 'translator-set': translatorSet, 'translator-remove': translatorRemove },
  ...{ 'open-ask': openAsk, open, 'close-ask': closeAsk, close, 'reopen-ask': reopenAsk, reopen },
  ...{ 'move-deadline-ask': moveDeadlineAsk, 'move-deadline': moveDeadline },
  ...{ 'pause-ask': pauseAsk, pause, 'resume-ask': resumeAsk, resume },
  ...{ 'discard-round-ask': discardAsk, 'discard-round': discardRound },
  ...{ deliveries, 'deliveries-file': deliveriesFile },
  ...{ report, 'report-make': reportMake },
  ...{ 'report-words': reportWords, 'report-words-save': reportWordsSave },
  ...{ questions, 'question-publish': questionPublish },
  ...{ 'proposal-accept': proposalAccept, 'proposal-decline': proposalDecline },
  ...{ owners, 'owner-change': ownerChange },
  ...{ survey, 'survey-theme': surveyTheme, question, comment, accept },
  ...{ 'accept-all-ask': acceptAllAsk, 'accept-all': acceptAll },
  ...{ 'assign-ask': assignAsk, 'assign-preview': assignPreview, assign },
  ...{ 'send-answer-ask': sendAnswerAsk, 'send-answer': sendAnswer },
  ...{ schedule, 'schedule-preview': schedulePreview },
  ...{
    'schedule-save': scheduleSave,
    'schedule-discard': scheduleDiscard,
    'programme-start': programmeStart,
  },
  ...{ channels, 'channel-add': channelAdd, 'channel-remove': channelRemove },
  ...{ 'channel-restore': channelRestore },
  ...{ grants, grant, revoke },
  ...{ 'import-plan': importPlan, 'import-sides': importSides },
  ...{ 'import-matches': importMatches, 'import-match': importMatch },
  ...{ 'import-apply': importApply, 'import-cancel': importCancel },
  ...{ 'import-file': importFile, 'import-columns': importColumns },
  ...{ 'import-new': importNew, 'import-new-plan': importNewPlan },
  ...{ 'import-undo-ask': importUndoAsk, 'import-undo': importUndo },
} satisfies { readonly [V in Verb]: Action<V> };
