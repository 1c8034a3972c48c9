/** The catalogue's words for reports, in the form that src/report takes them. */
import { type Locale } from '../../src/goals/schema';
import {
  type BoardWords,
  type DocumentWords,
  type LegendWords,
  type ReportWords,
  type SlideWords,
} from '../../src/report/content/words';
import { answerReader } from '../parts/answer-reader';
import { type PlainKey, text } from '../parts/strings';
import { deliveryWords } from './delivery-words';

/** Texts without arguments. */
type Word = Extract<PlainKey, `reportFile.${string}`>;
type Say = (key: Word) => string;

export function reportWords(locale: Locale): ReportWords {
  const say: Say = (key) => text(locale, key);
  return {
    ...answerReader(locale).words,
    deliveries: deliveryWords(locale),
    formerEmployee: text(locale, 'person.former'),
    answeredGoal: say('reportFile.answeredGoal'),
    light: say('reportFile.light'),
    targetKept: say('reportFile.targetKept'),
    support: say('reportFile.support'),
    kept: say('reportFile.kept'),
    notKept: say('reportFile.notKept'),
    asksSupport: (asking, of) => text(locale, 'reportFile.asksSupport', { asking, of }),
    keyResult: say('reportFile.keyResult'),
    confidence: say('reportFile.confidence'),
    focus: say('reportFile.focus'),
    bindingGoal: say('reportFile.bindingGoal'),
    kpi: say('reportFile.kpi'),
    responsibleUnit: say('reportFile.responsibleUnit'),
    goal: say('reportFile.goal'),
    tasks: say('reportFile.tasks'),
    responsiblePerson: say('reportFile.responsiblePerson'),
    description: say('reportFile.description'),
    situation: say('reportFile.situation'),
    summary: say('reportFile.summary'),
    mechanism: say('reportFile.mechanism'),
    projectState: say('reportFile.projectState'),
    verbalDescription: say('reportFile.verbalDescription'),
    question: say('reportFile.question'),
    voluntary: say('reportFile.voluntary'),
    field: say('reportFile.field'),
    answer: say('reportFile.answer'),
    measure: say('reportFile.measure'),
    measures: say('reportFile.measures'),
    actions: say('reportFile.actions'),
    followUp: say('reportFile.followUp'),
    baseline: say('reportFile.baseline'),
    target: say('reportFile.target'),
    value: say('reportFile.value'),
    code: say('reportFile.code'),
    workState: say('reportFile.workState'),
    goals: say('reportFile.goals'),
    answers: say('reportFile.answers'),
    allAnswers: say('reportFile.allAnswers'),
    lightsByPeriod: say('reportFile.lightsByPeriod'),
    answersByPeriod: say('reportFile.answersByPeriod'),
    asOf: say('reportFile.asOf'),
    skipped: say('reportFile.skipped'),
    gone: say('reportFile.gone'),
    strategy: say('reportFile.strategy'),
    ...earlierWords(say),
    ...frontWords(say),
    board: boardWords(locale, say),
    legend: legendWords(locale, say),
    slides: slideWords(say),
    document: documentWords(say),
  };
}

type EarlierWord =
  | 'tasksByPeriod'
  | 'valuesByPeriod'
  | 'previous'
  | 'yearAgo'
  | 'change'
  | 'yearChange'
  | 'better'
  | 'worse'
  | 'unchanged';

/** What the periods of a year and earlier values are called. */
function earlierWords(say: Say): Pick<ReportWords, EarlierWord> {
  return {
    tasksByPeriod: say('reportFile.tasksByPeriod'),
    valuesByPeriod: say('reportFile.valuesByPeriod'),
    previous: say('reportFile.previous'),
    yearAgo: say('reportFile.yearAgo'),
    change: say('reportFile.change'),
    yearChange: say('reportFile.yearChange'),
    better: say('reportFile.better'),
    worse: say('reportFile.worse'),
    unchanged: say('reportFile.unchanged'),
  };
}

function frontWords(
  say: Say,
): Pick<
  ReportWords,
  | 'preface'
  | 'comments'
  | 'unitComment'
  | 'unitComments'
  | 'questions'
  | 'asked'
  | 'response'
  | 'noResponse'
  | 'decisions'
  | 'wanted'
  | 'decision'
  | 'asker'
  | 'legalBasis'
  | 'deadline'
> {
  return {
    preface: say('reportFile.preface'),
    comments: say('reportFile.comments'),
    unitComment: say('reportFile.unitComment'),
    unitComments: say('reportFile.unitComments'),
    questions: say('reportFile.questions'),
    asked: say('reportFile.asked'),
    response: say('reportFile.response'),
    noResponse: say('reportFile.noResponse'),
    decisions: say('reportFile.decisions'),
    wanted: say('reportFile.wanted'),
    decision: say('reportFile.decision'),
    asker: say('reportFile.asker'),
    legalBasis: say('reportFile.legalBasis'),
    deadline: say('reportFile.deadline'),
  };
}

function boardWords(locale: Locale, say: Say): BoardWords {
  return {
    title: say('reportFile.board.title'),
    changes: say('reportFile.board.changes'),
    counts: (worse, better, first) => text(locale, 'reportFile.board.counts', { worse, better, first }),
    noPrevious: say('reportFile.board.noPrevious'),
    noChanges: say('reportFile.board.noChanges'),
    support: (count) => text(locale, 'reportFile.board.support', { count }),
    noSupport: say('reportFile.board.noSupport'),
    missing: (missing, of) => text(locale, 'reportFile.board.missing', { missing, of }),
    nothingMissing: say('reportFile.board.nothingMissing'),
    others: say('reportFile.board.others'),
    reported: say('reportFile.board.reported'),
    questions: say('reportFile.board.questions'),
    noState: say('reportFile.board.noState'),
  };
}

function legendWords(locale: Locale, say: Say): LegendWords {
  return {
    title: say('reportFile.legend.title'),
    rules: say('reportFile.legend.rules'),
    measures: say('reportFile.legend.measures'),
    tasks: say('reportFile.legend.tasks'),
    last: say('reportFile.legend.last'),
    kept: say('reportFile.legend.kept'),
    support: say('reportFile.legend.support'),
    lights: say('reportFile.legend.lights'),
    light: (light, thresholds) => text(locale, `reportFile.legend.${light}`, thresholds),
    states: say('reportFile.legend.states'),
  };
}

function slideWords(say: Say): SlideWords {
  return {
    continued: say('reportFile.slides.continued'),
    goals: say('reportFile.slides.goals'),
    kpi: say('reportFile.slides.kpi'),
    baseline: say('reportFile.slides.baseline'),
    target: say('reportFile.slides.target'),
    value: say('reportFile.slides.value'),
    responsible: say('reportFile.slides.responsible'),
    periods: say('reportFile.slides.periods'),
    summary: say('reportFile.slides.summary'),
    unit: say('reportFile.slides.unit'),
    answered: say('reportFile.slides.answered'),
    partly: say('reportFile.slides.partly'),
    all: say('reportFile.slides.all'),
  };
}

function documentWords(say: Say): DocumentWords {
  return {
    contents: say('reportFile.document.contents'),
    contact: say('reportFile.document.contact'),
    coordinated: say('reportFile.document.coordinated'),
    notAnswered: say('reportFile.document.notAnswered'),
    sent: say('reportFile.document.sent'),
    notAsked: say('reportFile.document.notAsked'),
    corrected: say('reportFile.document.corrected'),
    former: say('reportFile.document.former'),
    languages: {
      fi: say('reportFile.document.in.fi'),
      sv: say('reportFile.document.in.sv'),
      en: say('reportFile.document.in.en'),
    },
  };
}
