/** The verbs that buttons send: one list for the cards and for the actions that answer them. */
export const verbs = [
  // For a person who is asked in a round.
  ...(['start', 'overview', 'goal', 'page', 'skip'] as const),
  ...(['save', 'keep', 'discard', 'prefill', 'unchanged', 'fill'] as const),
  ...(['form', 'form-save', 'form-unchanged'] as const),
  ...(['hand-over', 'hand-over-to', 'take-back', 'snooze', 'snooze-until'] as const),
  ...(['translation', 'translation-save', 'translation-take-back'] as const),
  ...(['my-goals', 'substitute-set', 'substitute-remove', 'language'] as const),
  // For anybody: runs a command as if its name had been typed.
  ...(['command'] as const),
  // For those who ask about goals, and those who are asked.
  ...(['ask', 'ask-send', 'asked', 'respond'] as const),
  // For those who decide on requests for support, and those who made them.
  ...(['support', 'support-decide', 'support-undo'] as const),
  // For readers.
  ...(['front', 'digest', 'goals', 'divisions', 'division', 'history', 'year'] as const),
  ...(['follows', 'follow', 'follow-save', 'follow-stop'] as const),
  // For coordinators and heads of units.
  ...(['programmes', 'programme', 'differing', 'undelivered', 'unresolved', 'leavers'] as const),
  ...(['unit-comment', 'unit-comment-save'] as const),
  ...(['missing', 'remind-ask', 'remind', 'deliveries', 'deliveries-file'] as const),
  ...(['translations', 'translator', 'translator-set', 'translator-remove'] as const),
  ...(['open-ask', 'open', 'close-ask', 'close', 'reopen-ask', 'reopen'] as const),
  ...(['move-deadline-ask', 'move-deadline', 'report', 'report-make'] as const),
  ...(['pause-ask', 'pause', 'resume-ask', 'resume', 'discard-round-ask', 'discard-round'] as const),
  ...(['report-words', 'report-words-save', 'questions', 'question-publish'] as const),
  ...(['proposal-accept', 'proposal-decline', 'owners', 'owner-change'] as const),
  ...(['survey', 'survey-theme', 'question', 'comment', 'accept', 'accept-all-ask', 'accept-all'] as const),
  ...(['assign-ask', 'assign-preview', 'assign', 'send-answer-ask', 'send-answer'] as const),
  // For admins.
  ...(['schedule', 'schedule-preview', 'schedule-save', 'schedule-discard', 'programme-start'] as const),
  ...(['channels', 'channel-add', 'channel-remove', 'channel-restore', 'grants', 'grant', 'revoke'] as const),
  ...(['import-plan', 'import-sides', 'import-apply', 'import-cancel'] as const),
  ...(['import-matches', 'import-match'] as const),
  ...(['import-file', 'import-columns', 'import-new', 'import-new-plan'] as const),
  ...(['import-undo-ask', 'import-undo'] as const),
] as const;

export type Verb = (typeof verbs)[number];

/** The verbs of a template's fixed buttons, by their names in the template: `"verb": "${$root.verbs.back}"`. */
export type Verbs = Readonly<Record<string, Verb>>;
