import { type CommandButton } from '../parts/buttons/command-button';

/** The commands that one reader can use, grouped by task. */
export interface HelpCardData {
  readonly title: string;
  readonly groups: readonly {
    readonly title: string;
    readonly commands: readonly { readonly name: string; readonly does: string }[];
    /** What can be done without a command. */
    readonly notes: readonly string[];
  }[];
  /** The commands that most people want, at most six. */
  readonly buttons: readonly CommandButton[];
}
