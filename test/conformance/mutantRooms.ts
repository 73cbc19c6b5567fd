/** What the table of conformance asks about mutants. */
export { judgeMutants } from '../support/mutants';
export { BOTH } from '../support/vocabularies';
