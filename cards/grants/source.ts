/** What the grants card is drawn from. */
import { type LocalizedText, type Programme } from '../../src/goals/schema';
import { type Grant } from '../../src/people/grants';
import { type Banner } from '../parts/banner';
import { type Candidate } from '../parts/person-input';

/** A role that somebody has, or all members of a group; a role that was not granted in chat cannot be removed there. */
export interface ShownGrant {
  readonly grant: Grant;
  readonly name: string;
  readonly namedIn?: 'configuration' | 'directory' | 'register' | 'group';
}

/** A programme and its units, keyed by their names in its main language. */
export interface GrantedProgramme {
  readonly programme: Pick<Programme, 'id' | 'name'>;
  readonly units: ReadonlyMap<string, LocalizedText>;
}

export interface GrantsCardSource {
  readonly grants: readonly ShownGrant[];
  readonly programmes: readonly GrantedProgramme[];
  /** The programme whose roles come first. */
  readonly first?: string;
  /** The role whose removal has to be confirmed, in its row. */
  readonly asked?: Grant;
  /** Whether a role was just granted: the form says so too, as it is far below the banner. */
  readonly given?: boolean;
  /** What was chosen and typed, if the card comes back with problems. */
  readonly typed?: Readonly<Record<'role' | 'programme' | 'unit' | 'unitTyped' | 'person', string>>;
  readonly problems?: readonly string[];
  /** Persons and units that match what was typed; units as the values of their choices. */
  readonly candidates?: readonly Candidate[];
  readonly unitCandidates?: readonly string[];
  readonly banner?: Banner;
}
