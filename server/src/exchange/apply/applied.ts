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
  private readonly asked = new Map<string, { readonly change: Change; readonly at: string }[]>();

  problem(at: string, message: string, ...args: readonly string[]): void {
    this.problems.push({ at, message, args });
  }

  note(at: string, message: string, ...args: readonly string[]): void {
    this.notes.push({ at, message, args });
  }

  /**
   * Adds a change, unless another cell asks for something else, which is a problem, or for all of it. Cells can ask for different
   * values of one statement: its state on one sheet, its comment on another.
   * @param keys of the statements that it is about
   */
  add(keys: readonly string[], at: string, change: Change): void {
    const earlier = keys.map((key) => this.asked.get(key) ?? []);
    const other = earlier.flat().find((one) => VALUES.some((value) => isOther(one.change[value], change[value])));
    if (other !== undefined) {
      this.problem(at, '{0} says something else about the same patch and product. Correct one of the two.', other.at);
      return;
    }
    const isNew = (value: (typeof VALUES)[number]): boolean =>
      change[value] !== undefined && earlier.some((own) => own.every((one) => one.change[value] === undefined));
    if (!VALUES.some(isNew)) return;
    this.changes.push({ change, at });
    for (const [index, key] of keys.entries()) this.asked.set(key, [...earlier[index]!, { change, at }]);
  }
}

/** The values of a statement that a change can have. */
const VALUES = ['state', 'date', 'comment', 'restriction', 'reboot'] as const;

function isOther<T>(one: T | undefined, other: T | undefined): boolean {
  return one !== undefined && other !== undefined && one !== other;
}
