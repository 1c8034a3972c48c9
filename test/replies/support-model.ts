/** A simple model of the one task's requests for support: which there is, what was decided on each, and who was told. */
import { requiredField, type RoundModel } from './round-model';

/** The goal with the task, and the answer that asks for support. */
export const supportedGoal = 'shared';
const stuck = 'y';
/** A decision has ten versions at most. */
const mostVersions = 10;

interface ModelDecision {
  readonly by: string;
  /** Missing where it was taken back. */
  readonly text: string | undefined;
  readonly told: readonly string[];
}

interface Deciding {
  readonly by: string;
  readonly may: boolean;
  readonly text: string | undefined;
  readonly seen: number;
}

export class SupportModel {
  /** By the moment at which support was asked, the oldest first. */
  readonly decisions = new Map<string, ModelDecision[]>();

  constructor(private readonly round: RoundModel) {}

  /** Since when the owners have said, without a break, that the task needs support. */
  get askedAt(): string | undefined {
    const versions = this.round.versions.get(supportedGoal)!;
    const states = versions.map(({ raws }) => raws[requiredField]);
    if (states.at(-1) !== stuck) return undefined;
    return versions[states.findLastIndex((state) => state !== stuck) + 1]!.at;
  }

  /** `true` when it is to be done, or was done before. */
  decide(askedAt: string, { by, may, text, seen }: Deciding): boolean {
    const known = this.decisions.get(askedAt) ?? [];
    const last = known.at(-1);
    if (text === '' || !may || (askedAt !== this.askedAt && !last)) return false;
    if (last ? last.by === by && last.text === text : text === undefined) return true;
    if (known.length > seen || known.length >= mostVersions) return false;
    const told = this.round.answerersOf(supportedGoal, requiredField).filter((person) => person !== by);
    this.decisions.set(askedAt, [...known, { by, text, told }]);
    return true;
  }

  /** What is asked now, with the decision in force. */
  get request(): { readonly askedAt: string; readonly decided: string | undefined } | undefined {
    const { askedAt } = this;
    return askedAt === undefined
      ? undefined
      : { askedAt, decided: this.decisions.get(askedAt)?.at(-1)?.text };
  }
}
