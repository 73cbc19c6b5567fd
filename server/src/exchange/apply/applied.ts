/** What a table means for a publication. */
import type { Change } from '../write/change';
import type { Problem } from '../../xml/problem';

/** Something that does not fit, or that must be known. */
export interface ApplyProblem {
  /** The place of a cell, `Matrix!D7`; empty where it is about the whole table. */
  readonly at: string;
  /** English template with placeholders (`{0}`) for `args`. */
  readonly message: string;
  readonly args: readonly string[];
  /** A problem that the message tells of; see `exchange/write/change.ts`. */
  readonly cause?: Pick<Problem, 'message' | 'args'> | undefined;
}

/** A change, and the cell that asks for it. */
export interface PlacedChange {
  readonly change: Change;
  readonly at: string;
}

/** What a table means. */
export interface Applied {
  /** The changes that fit so far; writing can refuse others. */
  readonly changes: readonly PlacedChange[];
  /** What does not fit. */
  readonly problems: readonly ApplyProblem[];
  /** What must be known, and hinders nothing. */
  readonly notes: readonly ApplyProblem[];
  /** How columns were found, a line for each sheet. English templates as above. */
  readonly columns: readonly ApplyProblem[];
  /** Cells or lines that say what the file says, or what they said when they were exported. */
  readonly unchanged: number;
}

/** Collects what sheets mean. */
export class Findings {
  readonly changes: PlacedChange[] = [];
  readonly problems: ApplyProblem[] = [];
  readonly notes: ApplyProblem[] = [];
  readonly columns: ApplyProblem[] = [];
  unchanged = 0;
  /** By statement: what was asked for and where, so that two cells do not ask for different things. */
  private readonly asked = new Map<string, { readonly wanted: string; readonly at: string }>();

  problem(at: string, message: string, ...args: readonly string[]): void {
    this.problems.push({ at, message, args });
  }

  note(at: string, message: string, ...args: readonly string[]): void {
    this.notes.push({ at, message, args });
  }

  /** Adds a change, unless another cell asks for the same, or for something else, which is a problem. @param key of the statement */
  add(key: string, at: string, change: Change): void {
    const { state, date, comment, restriction, reboot } = change;
    const wanted = JSON.stringify([state?.toLowerCase(), date, comment, restriction, reboot]);
    const before = this.asked.get(key);
    if (before === undefined) {
      this.asked.set(key, { wanted, at });
      this.changes.push({ change, at });
    } else if (before.wanted !== wanted) {
      this.problem(at, '{0} says something else about the same patch and product. Correct one of the two.', before.at);
    }
  }
}
