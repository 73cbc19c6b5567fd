/** The functions that scripts/conformance.mjs uses for mutants. */
export { judgeMutants } from '../support/mutants';
export { randomFrom } from '../support/random';
export { BOTH } from '../support/vocabularies';
