/** What the conformance drivers ask of the rooms, for one bundle. */
export { validFile } from '../../bench/generator/file';
export { inTurns, median } from '../../bench/lib/statistics';
export { governed } from '../../server/src/service/binding';
export { REFERENCE_VOCABULARY } from '../../server/src/vpc/bundled';
export { decode } from '../../server/src/xml/decode';
export { rootElement } from '../../server/src/xml/locate';
export { parse } from '../../server/src/xml/parser';
export { reparse } from '../../server/src/xml/reparse';
export { attributesOf } from '../../server/src/xml/tags';
export { wellFormednessProblems } from '../../server/src/xml/wellFormedness';
export { allowedValues, builtinType, check, loadSchema, validate } from '../../server/src/xsd';
export { SchemaFacts } from '../../server/src/xsd/validate/schemaFacts';
export { askOffers, broken, takeOffers } from '../support/offers';
export { randomFrom } from '../support/random';
export { edited } from '../support/cursor';
export { formatEdits, saidBy } from '../support/formatting';
