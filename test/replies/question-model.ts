/** A simple model of the questions about a round's goals: who has been told of which, and what was responded. */
import { type RoundModel } from './round-model';

interface ModelResponse {
  readonly by: string;
  readonly text: string;
  /** In whose name it may be: their own, or that of somebody for whom they answer. */
  readonly names: readonly string[];
}

export interface ModelQuestion {
  readonly goal: string;
  readonly by: string;
  readonly text: string;
  /** Everybody who was told, in no order. */
  readonly to: Set<string>;
  readonly responses: ModelResponse[];
}

/** A question has five responses at most. */
const mostResponses = 5;
const dayMs = 24 * 3_600_000;

export class QuestionModel {
  readonly asked = new Map<string, ModelQuestion>();
  /** Until when people are told who answer only now. */
  private until = 0;

  constructor(private readonly round: RoundModel) {}

  /** `true` also if it was asked before: it stays as it is. */
  ask(id: string, { goal, by, text }: Pick<ModelQuestion, 'goal' | 'by' | 'text'>, due: Date): boolean {
    const to = new Set(this.round.respondentsOf(goal).filter((each) => each !== by));
    if (to.size === 0) return false;
    if (this.asked.has(id)) return true;
    this.asked.set(id, { goal, by, text, to, responses: [] });
    this.mark(due);
    return true;
  }

  respond(id: string, response: { by: string; text: string }, seen: number, now: Date): boolean {
    const question = this.asked.get(id);
    if (!question || this.round.fieldsOf(response.by, question.goal).length === 0) return false;
    const { responses, goal } = question;
    if (responses.some((each) => each.by === response.by && each.text === response.text)) return true;
    if (responses.length > seen || responses.length >= mostResponses) return false;
    const { by, text } = response;
    responses.push({ by, text, names: this.round.namesOf(by, goal) });
    this.mark(now);
    return true;
  }

  /** Before the goal changes hands. */
  handOn(by: string, to: string, goal: string): void {
    for (const question of this.openOnes())
      if (question.goal === goal && question.to.has(by) && question.by !== to) question.to.add(to);
  }

  tellNewcomers(now: Date): void {
    if (this.until < now.getTime()) return;
    for (const { goal, by, to } of this.openOnes())
      for (const person of this.round.respondentsOf(goal)) if (person !== by) to.add(person);
  }

  private openOnes(): ModelQuestion[] {
    return [...this.asked.values()].filter(({ responses }) => responses.length === 0);
  }

  /** A fortnight after the last day or the latest response or decision. */
  mark(from: Date): void {
    this.until = Math.max(this.until, from.getTime() + 14 * dayMs);
  }
}
