/** The functions that msrc.mjs uses. */
export { importDocuments } from '../../server/src/exchange/importDocuments';
export { publicationOf } from '../../server/src/domain/model';
export { ruleProblems } from '../../server/src/rules/runner';
export { parse } from '../../server/src/xml/parser';
export { wellFormednessProblems } from '../../server/src/xml/wellFormedness';
export { applied, loadSchema, validate } from '../../server/src/xsd';
export { BOTH } from '../support/vocabularies';
