/** What the card of roles is drawn from. */
import { type LocalizedText, type Programme } from '../../src/goals/schema';
import { type Grant } from '../../src/people/grants';
import { type Banner } from '../parts/banner';
import { type Candidate } from '../parts/person-input';

/** A role that somebody has; one that was not granted in chat cannot be taken away there. */
export interface ShownGrant {
  readonly grant: Grant;
  readonly name: string;
  readonly namedIn?: 'configuration' | 'directory' | 'register';
}

/** A programme and its units, by their names in its main language. */
export interface GrantedProgramme {
  readonly programme: Pick<Programme, 'id' | 'name'>;
  readonly units: ReadonlyMap<string, LocalizedText>;
}

export interface GrantsCardSource {
  readonly grants: readonly ShownGrant[];
  readonly programmes: readonly GrantedProgramme[];
  /** The programme whose roles come first. */
  readonly first?: string;
  /** The role that somebody wants to take away and is asked about, in its row. */
  readonly asked?: Grant;
  /** Whether a role was just given: the form is far below the banner, so that it says so too. */
  readonly given?: boolean;
  /** What was chosen and typed, if the card comes back with problems. */
  readonly typed?: Readonly<Record<'role' | 'programme' | 'unit' | 'unitTyped' | 'person', string>>;
  readonly problems?: readonly string[];
  /** Persons that a typed name fits, and units, as the values of their choices. */
  readonly candidates?: readonly Candidate[];
  readonly unitCandidates?: readonly string[];
  readonly banner?: Banner;
}
