/** The functions that csaf.mjs uses. */
export { readCsaf } from '../../server/src/exchange/csaf/readCsaf';
export { hasIllegalCharacter } from '../../server/src/xml/characters';
export { factsOf } from '../support/csafFacts';
export { mutated } from '../support/mutatedBytes';
export { randomFrom } from '../support/random';
