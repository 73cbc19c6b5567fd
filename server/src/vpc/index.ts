/** The vpc room's door: vocabularies, the model read by roles, rules and their fixes, the matrix, exchange. */
export { REFERENCE_VOCABULARY } from './bundled';
export { readProfile, type Profile, type State } from './profile';
export {
  NO_TABLES,
  readTables,
  type AttributeRow,
  type ElementRow,
  type ElementTables,
  type TableValue,
} from './tables';
export type { ShapeProblem } from './shape';
export { containerOf, Vocabulary, type Part } from './vocabulary';
export type { AttributeRole, Container, Role, StateId } from './roles';
export { publicationOf, type Entry, type PlacedEntry } from './model';
export type { Fact, Range } from './fact';
export { mayFollow, nextStates, stateById } from './states';
export { compareFileName, expectedName, parsePattern } from './filename';
export { fixesFor, ruleById, RULES } from './rules/registry';
export { ruleProblems } from './rules/runner';
export type { Fix, FixChange } from './rules/fixes';
export type { Rule, RuleContext, RuleDocument } from './rules/rule';
export { buildMatrix, type Matrix, type MatrixSource } from './matrix/matrix';
export { summarise, type MatrixSummary } from './matrix/summary';
export { matrixCsv } from './matrix/csv';
export { matrixHtml } from './matrix/html';
export { matrixJson } from './matrix/json';
export { matrixMarkdown } from './matrix/markdown';
export { importCvrf, type ImportOptions, type ImportResult } from './exchange/cvrf/importCvrf';
export { readProductList, type ListedProduct } from './exchange/productList';
export type { ImportProblem } from './exchange/problem';
export { tableOrder, writePublication, type ChildOrder } from './exchange/write';
