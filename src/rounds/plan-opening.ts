/** Who would be asked what if a round were opened now: a dry run, nothing is written or sent. Pure. */
import { askedGoals, questionsOf } from '../goals/answers/asked-fields';
import { type Goal, type Register } from '../goals/schema';
import { type Directory, personsOf } from '../people/directory';
import { type Substitution } from '../people/substitutions';
import { askedAtOpening, fanOut, ownersOfField } from './asked';

export interface PlannedRequest {
  readonly personId: string;
  readonly goals: number;
  /** Everything that the person is asked waits for the first stage: no prompt is sent yet. */
  readonly waits?: true;
  /** Today's substitute, who gets a prompt too. */
  readonly substitute?: string;
  /** Whether the person's directory id is known and the person has not left; nobody else can be sent anything. */
  readonly isReachable: boolean;
}

export interface OpeningPlan {
  readonly requests: readonly PlannedRequest[];
  /** Prompts that would be sent, substitutes' included. */
  readonly prompts: number;
  readonly goals: number;
  /** Goals with a part that nobody in the directory answers for. */
  readonly unasked: readonly Goal[];
}

/** @param left ids of the people who have left the organisation */
export function planOpening(
  register: Register,
  directory: Directory,
  substitutions: readonly Substitution[],
  left: Pick<ReadonlySet<string>, 'has'> = new Set(),
): OpeningPlan {
  const prompted = askedAtOpening(register, directory, register.programme.calendar.stage?.of);
  const requests = [...fanOut(register, directory)].map(([personId, goalIds]): PlannedRequest => {
    const waits = !prompted.has(personId);
    const substitute = substitutions.find((each) => each.personId === personId)?.substituteId;
    return {
      personId,
      goals: goalIds.length,
      ...(waits && { waits }),
      ...(!waits && substitute !== undefined && { substitute }),
      isReachable: directory.persons.get(personId)?.aadObjectId !== undefined && !left.has(personId),
    };
  });
  const isUnasked = (goal: Goal) =>
    goal.fields.some((field) =>
      ownersOfField(goal, field).every((owner) => personsOf(directory, owner).length === 0),
    );
  return {
    requests,
    prompts:
      requests.filter(({ waits }) => !waits).length +
      requests.filter(({ substitute }) => substitute !== undefined).length,
    goals: questionsOf(askedGoals(register)).length,
    unasked: askedGoals(register).filter(isUnasked),
  };
}
