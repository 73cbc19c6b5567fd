/** What the conformance drivers ask of the rooms, for one bundle. */
export { decode } from '../../server/src/xml/decode';
export { rootElement } from '../../server/src/xml/locate';
export { parse } from '../../server/src/xml/parser';
export { reparse } from '../../server/src/xml/reparse';
export { attributesOf } from '../../server/src/xml/tags';
export { wellFormednessProblems } from '../../server/src/xml/wellFormedness';
export { allowedValues, builtinType, check, loadSchema, validate } from '../../server/src/xsd';
export { randomFrom } from '../support/random';
