/** A simple model of one round, written without the code under test: who may answer what, and what is answered. */
import { QuestionModel } from './question-model';
import { SupportModel } from './support-model';

export const anna = 'anna@example.org';
export const bo = 'bo@example.org';
export const cia = 'cia@example.org';
/** Owns nothing: answers as somebody's colleague or substitute, or not at all. */
export const dan = 'dan@example.org';
export const persons = [anna, bo, cia, dan] as const;

/** Goal → field → who owns it; `all` and `team` through the role of Bo and Cia. */
export const ownersOf: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  own: { figure: [anna], team: [bo, cia], all: [anna, bo, cia] },
  shared: { must: [anna, bo], free: [cia] },
};
export const goalIds = Object.keys(ownersOf);
export const requiredField = 'must';
/** What was answered in the period before. */
export const lastPeriod: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  own: { figure: 'x', all: 'y' },
  shared: { must: 'x' },
};

type Raws = Readonly<Record<string, string>>;
export interface ModelVersion {
  readonly by: string;
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly raws: Raws;
}
interface Days {
  readonly person: string;
  readonly substitute: string;
  readonly from: string;
  readonly to: string;
}

/** `true` when it is to be done, or to change nothing without a word; `false` when it is to be refused. */
type Expected = boolean;

export class RoundModel {
  readonly versions = new Map<string, ModelVersion[]>(goalIds.map((goal) => [goal, []]));
  readonly substitutions: Days[] = [];
  readonly questions = new QuestionModel(this);
  readonly support = new SupportModel(this);
  /** Every text of the comment on the unit; an empty one withdrew it. */
  readonly comments: string[] = [];
  /** Goal and owner → who answers, and who said so. */
  private readonly handed = new Map<string, { readonly to: string; readonly by: string }>();
  open = true;
  /** ISO 8601, UTC. */
  now = '';

  /** `yyyy-mm-dd` */
  get today(): string {
    return this.now.slice(0, 10);
  }

  /** For whom a person answers a field, by their own part or by one that was handed to them. */
  private heldFor(person: string, goal: string, field: string): string[] {
    const owners = ownersOf[goal]![field]!;
    if (owners.includes(person) && !this.handed.has(`${goal} ${person}`)) return [person];
    return owners.filter((owner) => this.handed.get(`${goal} ${owner}`)?.to === person);
  }

  /** The names in which a person may answer a field; none when they may not. A substitute names whom they stand for. */
  answersFor(person: string, goal: string, field: string): string[] {
    const held = this.heldFor(person, goal, field);
    if (held.length > 0) return held;
    return this.substitutions
      .filter(({ from, to, substitute }) => substitute === person && from <= this.today && this.today <= to)
      .flatMap((days) => this.heldFor(days.person, goal, field));
  }

  comment(isHead: boolean, text: string, seen: number): Expected {
    if (!isHead || !this.open) return false;
    if ((this.comments.at(-1) ?? '') === text) return true;
    if (seen !== this.comments.length) return false;
    this.comments.push(text);
    return true;
  }

  fieldsOf(person: string, goal: string): string[] {
    return Object.keys(ownersOf[goal]!).filter((field) => this.answersFor(person, goal, field).length > 0);
  }

  /** Whether a part of the goal is the person's own, or was handed to them. */
  holds(person: string, goal: string): boolean {
    return Object.keys(ownersOf[goal]!).some((field) => this.heldFor(person, goal, field).length > 0);
  }

  /** The names in which a person may respond about the goal. */
  namesOf(person: string, goal: string): string[] {
    if (this.holds(person, goal)) return [person];
    return this.fieldsOf(person, goal).flatMap((field) => this.answersFor(person, goal, field));
  }

  /** Those who are told of a question about the goal: substitutes as well. */
  respondentsOf(goal: string): string[] {
    return persons.filter((person) => this.fieldsOf(person, goal).length > 0);
  }

  /** Those who answer a field, substitutes as well. */
  answerersOf(goal: string, field: string): string[] {
    return persons.filter((person) => this.answersFor(person, goal, field).length > 0);
  }

  rawsOf(goal: string): Raws {
    return this.versions.get(goal)!.at(-1)?.raws ?? {};
  }

  /** What a card of that version has in the person's inputs: the task's state is as last time until it is answered. */
  shownOn(by: string, goal: string, version: number): Raws {
    const raws = this.versions.get(goal)![version - 1]?.raws ?? {};
    const fields = this.fieldsOf(by, goal);
    const last = fields.includes(requiredField) && goal === 'shared' ? lastPeriod[goal] : {};
    return Object.fromEntries(fields.map((field) => [field, raws[field] ?? last?.[field] ?? '']));
  }

  submit(
    by: string,
    goal: string,
    typed: Raws,
    shown: readonly string[] | undefined,
    seen: number,
  ): Expected {
    const may = this.fieldsOf(by, goal);
    const asked = may.filter((field) => !shown || shown.includes(field));
    if (!this.open || asked.length === 0) return false;
    if (Object.keys(typed).some((field) => !asked.includes(field))) return false;
    const raws = this.rawsOf(goal);
    const versions = this.versions.get(goal)!;
    const shownThen = versions[seen - 1]?.raws ?? {};
    // What stands as it was shown was not touched.
    const meant = (field: string) =>
      (typed[field] ?? '') === (shownThen[field] ?? '') ? (raws[field] ?? '') : (typed[field] ?? '');
    const given = asked.map((field) => [field, meant(field)] as const);
    if (asked.includes(requiredField) && !meant(requiredField)) return false;
    const isEmpty = given.every(([, raw]) => raw === '');
    if (versions.length === 0 && isEmpty) return false;
    const changes = given.filter(([field, raw]) => (raws[field] ?? '') !== raw);
    if (changes.some(([field]) => this.changedByOthers(goal, field, by, seen))) return false;
    if (changes.length > 0) this.write(by, goal, changes);
    return true;
  }

  repeat(by: string, goal: string): Expected {
    const may = this.fieldsOf(by, goal);
    const before = lastPeriod[goal]!;
    const given = may.filter((field) => before[field]).map((field) => [field, before[field]!] as const);
    if (!this.open || given.length === 0 || (may.includes(requiredField) && !before[requiredField]))
      return false;
    const raws = this.rawsOf(goal);
    if (may.some((field) => raws[field])) return given.every(([field, raw]) => raws[field] === raw);
    this.write(by, goal, given);
    return true;
  }

  handOver(by: string, to: string, goal: string): Expected {
    if (!this.open || by === to) return false;
    const owners = new Set(Object.values(ownersOf[goal]!).flat());
    if (this.holds(by, goal)) this.questions.handOn(by, to, goal);
    const held = [...owners].filter((owner) => (this.handed.get(`${goal} ${owner}`)?.to ?? owner) === by);
    for (const owner of held)
      if (owner === to) this.handed.delete(`${goal} ${owner}`);
      else this.handed.set(`${goal} ${owner}`, { to, by });
    return held.length > 0 || [...owners].some((owner) => this.saidSo(goal, owner, by, to));
  }

  takeBack(by: string, goal: string): Expected {
    if (this.open) this.handed.delete(`${goal} ${by}`);
    return this.open;
  }

  substitute(days: Days): Expected {
    const { person, substitute, from, to } = days;
    const own = this.substitutions.filter((each) => each.person === person);
    if (own.some((each) => each.substitute === substitute && each.from === from && each.to === to))
      return true;
    if (person === substitute || own.some((each) => each.from <= to && from <= each.to)) return false;
    this.substitutions.push(days);
    return true;
  }

  /** The first day of the substitution that a person takes back, where there is one. */
  dropSubstitute(person: string): string | undefined {
    const index = this.substitutions.findIndex((each) => each.person === person);
    return index < 0 ? undefined : this.substitutions.splice(index, 1)[0]!.from;
  }

  private saidSo(goal: string, owner: string, by: string, to: string): boolean {
    const row = this.handed.get(`${goal} ${owner}`);
    return row?.by === by && row.to === to;
  }

  private changedByOthers(goal: string, field: string, by: string, seen: number): boolean {
    const versions = this.versions.get(goal)!;
    return versions.some(
      (version, index) =>
        index >= seen &&
        version.by !== by &&
        (versions[index - 1]?.raws[field] ?? '') !== (version.raws[field] ?? ''),
    );
  }

  private write(by: string, goal: string, changes: readonly (readonly [string, string])[]): void {
    const raws = Object.entries({ ...this.rawsOf(goal), ...Object.fromEntries(changes) });
    const next = { by, at: this.now, raws: Object.fromEntries(raws.filter(([, raw]) => raw !== '')) };
    this.versions.get(goal)!.push(next);
  }
}
