/** How much of a digest is shown. */
export interface DigestLimits {
  /** Goals in each list, divisions, and units. */
  readonly goals: number;
  readonly divisions: number;
  readonly units: number;
  /** Longest title of a goal, and name of a unit or a division, in characters. */
  readonly name: number;
}

/** In a channel: readable in ten seconds on a phone, and below the size that Teams always accepts. */
export const inChannel: DigestLimits = { goals: 5, divisions: 8, units: 8, name: 80 };

export const whole: DigestLimits = { goals: Infinity, divisions: Infinity, units: Infinity, name: Infinity };
