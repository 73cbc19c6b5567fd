/**
 * Matches texts with patterns in time proportional to text times pattern, whatever both are: all alternatives are followed side by
 * side, character by character, and none is tried twice (Thompson 1968, with the groups of Pike). Patterns and texts can come from
 * a hostile repository, and a regular expression of JavaScript tries the alternatives one after the other, which can take for ever.
 */

/** A pattern as a tree. */
export type Pattern =
  /** One code point. */
  | { readonly kind: 'character'; readonly accepts: (character: string) => boolean }
  /** A condition on the code points at both sides of a place; `undefined` at the ends of the text. */
  | { readonly kind: 'place'; readonly holds: (before: string | undefined, after: string | undefined) => boolean }
  | { readonly kind: 'sequence'; readonly parts: readonly Pattern[] }
  /** The first one that leads to a match is taken. */
  | { readonly kind: 'choice'; readonly options: readonly Pattern[] }
  /** `isLazy`: as few as possible. */
  | {
      readonly kind: 'repeat';
      readonly body: Pattern;
      readonly min: number;
      readonly max: number;
      readonly isLazy?: boolean;
    }
  /** A part of the text that is asked for, by its index from 0. */
  | { readonly kind: 'group'; readonly index: number; readonly body: Pattern };

type Instruction =
  | Extract<Pattern, { readonly kind: 'character' | 'place' }>
  /** Goes on at each of these, the first one preferred. */
  | Fork
  /** Remembers the place in the text. */
  | { readonly kind: 'mark'; readonly slot: number };

interface Fork {
  readonly kind: 'fork';
  targets: readonly number[];
}

/** A compiled pattern. */
export interface Program {
  readonly instructions: readonly Instruction[];
  readonly groups: number;
}

/** Counts the steps of matches, for tests: unlike seconds, they do not depend on the machine. */
export interface Meter {
  steps: number;
}

/** Patterns that people write have some dozens of instructions; counted repetitions make more of them. */
export const MAX_INSTRUCTIONS = 4_000;

class TooLarge extends Error {}

/** Compiles a pattern; `null` if it has more than {@link MAX_INSTRUCTIONS}, written out. */
export function compilePattern(pattern: Pattern): Program | null {
  const compiler = new Compiler();
  try {
    compiler.add(pattern);
  } catch (error) {
    if (error instanceof TooLarge) return null;
    throw error;
  }
  return { instructions: compiler.instructions, groups: compiler.groups };
}

class Compiler {
  readonly instructions: Instruction[] = [];
  groups = 0;
  /** Counts empty parts too: repeated ones would take time without adding anything. */
  private visits = 0;

  add(pattern: Pattern): void {
    if (++this.visits > MAX_INSTRUCTIONS) throw new TooLarge();
    switch (pattern.kind) {
      case 'character':
      case 'place':
        this.emit(pattern);
        break;
      case 'sequence':
        for (const part of pattern.parts) this.add(part);
        break;
      case 'choice':
        this.addChoice(pattern.options);
        break;
      case 'repeat':
        this.addRepeat(pattern);
        break;
      case 'group':
        this.groups = Math.max(this.groups, pattern.index + 1);
        this.emit({ kind: 'mark', slot: 2 * pattern.index });
        this.add(pattern.body);
        this.emit({ kind: 'mark', slot: 2 * pattern.index + 1 });
        break;
    }
  }

  private addChoice(options: readonly Pattern[]): void {
    const fork = this.fork();
    const targets: number[] = [];
    const ends = options.map((option) => {
      targets.push(this.next);
      this.add(option);
      return this.fork();
    });
    fork.targets = targets;
    for (const end of ends) end.targets = [this.next];
  }

  private addRepeat({ body, min, max, isLazy = false }: Extract<Pattern, { readonly kind: 'repeat' }>): void {
    for (let count = 0; count < min; count++) this.add(body);
    const forks: { readonly fork: Fork; readonly inside: number }[] = [];
    const optional = max === Infinity ? 1 : max - min;
    for (let count = 0; count < optional; count++) {
      const at = this.next;
      const fork = this.fork();
      forks.push({ fork, inside: this.next });
      this.add(body);
      if (max === Infinity) this.fork([at]);
    }
    for (const { fork, inside } of forks) fork.targets = isLazy ? [this.next, inside] : [inside, this.next];
  }

  private get next(): number {
    return this.instructions.length;
  }

  private fork(targets: readonly number[] = []): Fork {
    const fork: Fork = { kind: 'fork', targets };
    this.emit(fork);
    return fork;
  }

  private emit(instruction: Instruction): void {
    if (this.instructions.length >= MAX_INSTRUCTIONS) throw new TooLarge();
    this.instructions.push(instruction);
  }
}

/** One way through a pattern: where it has got to, and the places of its groups. */
interface Thread {
  readonly at: number;
  readonly marks: readonly number[];
}

/**
 * Matches all of a text.
 * @returns the texts of the groups, `undefined` for those that took no part; `null` where the text does not match
 */
export function matchWhole(program: Program, text: string, meter?: Meter): (string | undefined)[] | null {
  const characters = Array.from(text);
  const threads = new Threads(program, meter);
  threads.add({ at: 0, marks: [] }, 0, undefined, characters[0]);
  for (const [index, character] of characters.entries()) {
    for (const { at, marks } of threads.take()) {
      if (meter !== undefined) meter.steps++;
      const instruction = program.instructions[at];
      if (instruction?.kind !== 'character' || !instruction.accepts(character)) continue;
      threads.add({ at: at + 1, marks }, index + 1, character, characters[index + 1]);
    }
    if (threads.waiting.length === 0) return null;
  }
  const found = threads.waiting.find(({ at }) => at === program.instructions.length);
  if (found === undefined) return null;
  return Array.from({ length: program.groups }, (_, group) => {
    const [start, end] = [found.marks[2 * group], found.marks[2 * group + 1]];
    return start === undefined || end === undefined ? undefined : characters.slice(start, end).join('');
  });
}

/** Whether all of a text fits a pattern. */
export function fits(text: string, program: Program, meter?: Meter): boolean {
  return matchWhole(program, text, meter) !== null;
}

/** The ways that are open at a place of the text, the preferred ones first. */
class Threads {
  /** Those that wait for a character, or for the end. */
  waiting: Thread[] = [];
  /** For each instruction the round in which it was last visited. */
  private readonly visited: Uint32Array;
  private round = 1;

  constructor(
    private readonly program: Program,
    private readonly meter: Meter | undefined,
  ) {
    this.visited = new Uint32Array(program.instructions.length + 1);
  }

  /** The ways that wait, which are then no longer here: those at the next place can be added. */
  take(): readonly Thread[] {
    const { waiting } = this;
    this.waiting = [];
    this.round++;
    return waiting;
  }

  /** Follows a way up to what waits for a character. Each instruction is visited once: this is what bounds the time. */
  add(start: Thread, place: number, before: string | undefined, after: string | undefined): void {
    const stack: Thread[] = [start];
    for (let thread = stack.pop(); thread !== undefined; thread = stack.pop()) {
      if (this.meter !== undefined) this.meter.steps++;
      const { at } = thread;
      if (this.visited[at] === this.round) continue;
      this.visited[at] = this.round;
      const instruction = this.program.instructions[at];
      switch (instruction?.kind) {
        case undefined:
        case 'character':
          this.waiting.push(thread);
          break;
        case 'place':
          if (instruction.holds(before, after)) stack.push({ at: at + 1, marks: thread.marks });
          break;
        case 'mark': {
          const changed = thread.marks.slice();
          changed[instruction.slot] = place;
          stack.push({ at: at + 1, marks: changed });
          break;
        }
        case 'fork':
          for (let index = instruction.targets.length - 1; index >= 0; index--)
            stack.push({ at: instruction.targets[index]!, marks: thread.marks });
          break;
      }
    }
  }
}

/** These characters, one after the other. */
export function literally(text: string): Pattern {
  return { kind: 'sequence', parts: Array.from(text, literal) };
}

/** One character. */
export function literal(expected: string): Pattern {
  return { kind: 'character', accepts: (character) => character === expected };
}

/** One character or more. */
export function oneOrMore(accepts: (character: string) => boolean, isLazy = false): Pattern {
  return { kind: 'repeat', body: { kind: 'character', accepts }, min: 1, max: Infinity, isLazy };
}

export function isAny(): boolean {
  return true;
}

export function isDigit(character: string): boolean {
  return character >= '0' && character <= '9';
}
