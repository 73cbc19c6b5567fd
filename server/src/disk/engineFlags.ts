/** How soon the programs in Node are optimised while they run. */
import { setFlagsFromString } from 'node:v8';

/**
 * V8's interrupt budget in bytes of executed bytecode, four times the default: how much of a function runs before it is
 * optimised. The optimising compiler runs on a thread of its own. While a large file is opened it competes with the editor on
 * machines with two cores, so that keystrokes wait; a command that ends after a quarter of a second has no use of its work. Hot
 * functions are optimised all the same.
 */
const INTERRUPT_BUDGET = 540_000;

const V8_MAJOR = Number.parseInt(process.versions.v8);

/** Sets the budget; to be called before anything else runs. */
export function raiseInterruptBudget(): void {
  // V8 12 counts calls instead, and writes a complaint about an unknown flag to stderr.
  if (V8_MAJOR < 12) setFlagsFromString(`--interrupt-budget=${INTERRUPT_BUDGET}`);
}

/** The same for a command, which ends soon; to be called before anything else runs. */
export function optimiseLess(): void {
  raiseInterruptBudget();
  // The flag is known in these versions, and in V8 12, where it turns the optimising compiler off.
  if (V8_MAJOR === 13 || V8_MAJOR === 14) setFlagsFromString('--efficiency-mode');
}
