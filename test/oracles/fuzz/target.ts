import type fc from 'fast-check';

/** What is fuzzed: inputs, and what must hold for each of them. */
export interface FuzzTarget<Input = unknown> {
  /** As in `npm run fuzz -- --only NAME`. */
  readonly name: string;
  /** Values that JSON can hold, so that one that fails can be kept. */
  readonly inputs: fc.Arbitrary<Input>;
  /** Throws where something does not hold. */
  readonly run: (input: Input) => void | Promise<void>;
  /** How many inputs the tests try. */
  readonly testRuns: number;
}

/** Makes a target; its inputs are known to itself only. */
export function target<Input>(own: FuzzTarget<Input>): FuzzTarget {
  return own as FuzzTarget<unknown>;
}
