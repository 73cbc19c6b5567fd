/** What the driver about fixes asks of the rooms, for one bundle: trees and schemas of another bundle are not of its kind. */
export { rootName } from '../../server/src/service/recognition';
export { decode } from '../../server/src/xml/decode';
export { parse } from '../../server/src/xml/parser';
export { applied, loadSchema } from '../../server/src/xsd';
export { judgeSlips } from '../support/breakages';
export { randomFrom } from '../support/random';
