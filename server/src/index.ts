/**
 * The library: what a program may import. Everything is synchronous, does no I/O and runs in Node, a browser or a worker.
 *
 * The reference schema and vocabulary apply unless others are given, with the precedence of the command line: a `schema`
 * always governs, the reference schema governs documents that the vocabulary recognises. Positions are lines and UTF-16
 * units from 0, offsets are UTF-16 units, ranges are half-open.
 */
export { importCvrf, importRelease, type ImportedFile, type ImportOptions } from './library/importRelease';
export { importTable, type ImportedTable, type TableImportOptions } from './library/importTable';
export { nextEdition, type NextEditionOptions } from './library/nextEdition';
export { apply, type ApplyOptions, type ApplyResult } from './library/apply';
export { fix, format, lint, parse, type FixResult } from './library/documents';
export type { DocumentOptions, LintOptions } from './library/governed';
export { createLanguageService } from './library/languageService';
export { matrix, matrixWorkbook, type MatrixOptions } from './library/matrix';
export { compare } from './library/compare';
export { plan, planWorkbook, type MadePlan, type PlanOptions, type PlanProblem } from './library/plan';
export type { Note, PublicationFile } from './library/publicationFiles';

// What these functions take and return, and what makes it.
export { readProfile } from './domain/profile';
export { REFERENCE_VOCABULARY } from './domain/referenceVocabulary';
export { readTables } from './domain/tables';
export { Vocabulary } from './domain/vocabulary';
export { readProductList, type ListedProduct } from './exchange/products/productList';
export type { ImportSummary } from './exchange/releases/importReleases';
export type { LanguageService, LanguageServiceOptions } from './language/languageService';
export type * from './language/types';
export type { Comparison, Regressions } from './matrix/compare/compare';
export type { ConfigSection } from './workspace/configuration/file';
export type { FormatChoices } from './workspace/configuration/formatOptions';
export type { Diagnostic } from './workspace/diagnostic';
export { render } from './xml/problem';
export { runToCompletion } from './xml/task';
export { loadSchema } from './xsd';
