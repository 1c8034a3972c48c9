/** The catalogue's words for reports, in the form that src/report takes them. */
import { type Locale } from '../../src/goals/schema';
import { type DocumentWords, type ReportWords, type SlideWords } from '../../src/report/content/words';
import { answerReader } from '../parts/answer-reader';
import { type PlainKey, text } from '../parts/strings';

/** Texts without arguments. */
type Word = Extract<PlainKey, `reportFile.${string}`>;
type Say = (key: Word) => string;

export function reportWords(locale: Locale): ReportWords {
  const say: Say = (key) => text(locale, key);
  return {
    ...answerReader(locale).words,
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
    progress: say('reportFile.progress'),
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
    ...earlierWords(say),
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
