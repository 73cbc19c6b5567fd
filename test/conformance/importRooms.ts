/** What the driver of the release documents asks of the rooms. */
export { importCvrf } from '../../server/src/vpc/exchange/cvrf/importCvrf';
export { publicationOf } from '../../server/src/vpc/model';
export { ruleProblems } from '../../server/src/vpc/rules/runner';
export { parse } from '../../server/src/xml/parser';
export { wellFormednessProblems } from '../../server/src/xml/wellFormedness';
export { applied, loadSchema, validate } from '../../server/src/xsd';
export { BOTH } from '../support/vocabularies';
