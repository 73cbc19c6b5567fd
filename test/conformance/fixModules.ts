/** The functions that fixes.mjs uses, in one bundle: trees and schemas of different bundles cannot be mixed. */
export { rootName } from '../../server/src/workspace/recognition';
export { decode, withProblems } from '../../server/src/xml/decode';
export { parse } from '../../server/src/xml/parser';
export { applied, loadSchema } from '../../server/src/xsd';
export { judgeSlips } from '../support/breakages';
export { randomFrom } from '../support/random';
