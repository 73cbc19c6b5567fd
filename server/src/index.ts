/**
 * The library: what a program may import. Everything is synchronous, does no I/O and runs in Node, a browser or a worker.
 *
 * The reference schema and vocabulary apply unless others are given, with the precedence of the command line: a `schema`
 * always governs, the reference schema governs documents that the vocabulary recognises. Positions are lines and UTF-16
 * units from 0, offsets are UTF-16 units, ranges are half-open.
 */
import { schemaStyle } from './domain/publicationText';
import { REFERENCE_VOCABULARY } from './domain/referenceVocabulary';
import type { PlacedEntry } from './domain/model';
import type { Vocabulary } from './domain/vocabulary';
import type { ApplyProblem } from './exchange/apply/applied';
import { applyTable, faultProblem } from './exchange/apply/apply';
import { readAssetList } from './exchange/assets/assetList';
import { readInstalledList } from './exchange/assets/installedList';
import { importDocuments, readReleases, type ReleaseFormat } from './exchange/importDocuments';
import { nextEdition as makeNextEdition } from './exchange/next/nextEdition';
import { importText, type ImportProblem } from './exchange/problem';
import type { ListedProduct } from './exchange/products/productList';
import type { NotContained } from './exchange/releases/drafts';
import type { ImportSummary } from './exchange/releases/importReleases';
import { importTable as makeFromTable } from './exchange/tableImport/importTable';
import { readTable } from './exchange/tables/tableFile';
import { joined } from './exchange/tables/xlsx/write/workbook';
import { reasonText } from './exchange/write/change';
import { Publication } from './exchange/write/publication';
import { writeChanges } from './exchange/write/write';
import {
  createLanguageService as createService,
  type LanguageService,
  type LanguageServiceOptions,
} from './language/languageService';
import type { GovernedDocument, OpenOptions, TextEdit, XmlTree } from './language/types';
import { compare as compareFiles, regressionsOf, type Comparison, type Regressions } from './matrix/compare/compare';
import { matrixCsv } from './matrix/export/csv';
import { matrixHtml } from './matrix/export/html';
import { matrixJson } from './matrix/export/json';
import { matrixMarkdown } from './matrix/export/markdown';
import { matrixXlsx } from './matrix/export/xlsx/xlsx';
import { buildMatrix } from './matrix/matrix';
import { PublicationLines } from './matrix/lines';
import { noteJson, type Note as MatrixNote } from './matrix/notes';
import { planCsv } from './matrix/plan/export/csv';
import { planHtml } from './matrix/plan/export/html/report';
import { planIds } from './matrix/plan/export/ids';
import { planJson } from './matrix/plan/export/json';
import { planMarkdown } from './matrix/plan/export/markdown';
import { planXlsx } from './matrix/plan/export/xlsx';
import type { ShownPlan } from './matrix/plan/export/shown';
import { figuresOf } from './matrix/plan/figures';
import { buildPlan } from './matrix/plan/plan';
import { readPublication } from './matrix/reading';
import type { MatrixSource } from './matrix/sources';
import { viewOf, type View } from './matrix/view';
import { Checks } from './workspace/configuration/checks';
import { configuredVocabulary } from './workspace/configuration/configurations';
import type { ConfigSection, TableColumns } from './workspace/configuration/file';
import { formatOptionsOf, type FormatChoices } from './workspace/configuration/formatOptions';
import { allDiagnosticsOf, type Diagnostic } from './workspace/diagnostic';
import { REFERENCE_SCHEMA } from './workspace/referenceSchema';
import { parse as parseText } from './xml/parser';
import { english } from './xml/problem';
import { runToCompletion } from './xml/task';
import { loadSchema, type Schema } from './xsd';

export { readProfile } from './domain/profile';
export { REFERENCE_VOCABULARY } from './domain/referenceVocabulary';
export { readTables } from './domain/tables';
export { Vocabulary } from './domain/vocabulary';
export { readProductList } from './exchange/products/productList';
export { render } from './xml/problem';
export { runToCompletion } from './xml/task';
export { loadSchema } from './xsd';
export type { Comparison, ConfigSection, Diagnostic, FormatChoices, ImportSummary, LanguageService };
export type { LanguageServiceOptions, ListedProduct, Regressions };
export type * from './language/types';

/** What governs a document. */
export interface DocumentOptions {
  /** Last segment of the file's path; recognises a document and is checked against the naming convention. */
  readonly fileName?: string;
  /** Governs the document whether it is recognised or not; made with {@link loadSchema}. */
  readonly schema?: Schema;
  /** Default: {@link REFERENCE_VOCABULARY}. */
  readonly vocabulary?: Vocabulary;
}

/** Which problems are looked for. */
export interface LintOptions extends DocumentOptions {
  /** As in `vpc.config.json`, for this document. */
  readonly configuration?: ConfigSection;
  /** Whether it is the asset owner's own file, which has the asset owner's states; default: a supplier's. */
  readonly isOwner?: boolean;
  /** The present in milliseconds since 1970, for rules about the future; default: the system's time. */
  readonly now?: number;
}

/**
 * Parses XML. Never fails: any text gives a tree, and {@link lint} says what is wrong with it.
 * @example parse('<a>\n</a>').positionAt(4) // { line: 1, character: 0 }
 */
export function parse(text: string): XmlTree {
  return parseText(text);
}

/**
 * All problems of a document, sorted by place: XML, schema and rules, as `vpc lint` reports them.
 * @example lint('<a>')[0] // { code: 'xml/missing-end-tag', source: 'xml', severity: 'error', message: …, range: … }
 */
export function lint(text: string, options: LintOptions = {}): Diagnostic[] {
  const document = opened(text, options);
  return diagnosticsOf(runToCompletion(service.diagnostics(document)), document);
}

/** What {@link fix} did. */
export interface FixResult {
  /** The text after the fixes; the given text where nothing could be fixed. */
  readonly text: string;
  /** How many problems are gone. */
  readonly fixed: number;
  /** The problems that are left, with positions in the new text. */
  readonly diagnostics: Diagnostic[];
}

/**
 * Applies all fixes that need no decision, as `vpc lint --fix` does.
 * @example fix('<a>x & y</a>').text // '<a>x &amp; y</a>'
 */
export function fix(text: string, options: LintOptions = {}): FixResult {
  const { edits, document, fixed, remaining } = runToCompletion(service.fixAll(opened(text, options)));
  return { text: edited(text, edits), fixed: fixed.length, diagnostics: diagnosticsOf(remaining, document) };
}

/**
 * Lays a document out, as `vpc format` does: whitespace changes, values do not. What is not well-formed keeps its layout.
 * @example format('<a><b/></a>', { tabSize: 4 }) // '<a>\n    <b/>\n</a>'
 */
export function format(text: string, options: DocumentOptions & Partial<FormatChoices> = {}): string {
  const { fileName, schema, vocabulary, ...layout } = options;
  const document = opened(text, { fileName, schema, vocabulary });
  return edited(text, runToCompletion(service.format(document, formatOptionsOf(layout))));
}

/** A publication for {@link matrix}. */
export interface PublicationFile {
  /** What the matrix calls it; usually its file name. */
  readonly name: string;
  readonly text: string;
  /** Whether it is the asset owner's own file, whose states lie over those of the suppliers. */
  readonly isOwner?: boolean;
}

/** What a reader must know about a result, as in the JSON of the command line: files that could not be read, doubts. */
export type Note = ReturnType<typeof noteJson>;

/** How a matrix is written. */
export interface MatrixOptions extends Pick<DocumentOptions, 'vocabulary'> {
  /** Default: `json`. */
  readonly format?: 'csv' | 'html' | 'json' | 'markdown';
  /** Older editions to compare with. */
  readonly older?: readonly PublicationFile[];
  /** For `csv`; default: a comma. */
  readonly separator?: ',' | ';' | '\t';
  /** Receives what a reader must know, in each format: `csv` has no place for it. */
  readonly onNote?: (note: Note) => void;
}

/**
 * Patches by products, from one publication or several, as `vpc matrix` writes it. A text of which nothing is shown (not
 * well-formed, another root element) is named in the notes of the result, which `csv` does not have: pass `onNote`.
 * @example matrix([{ name: 'a.xml', text }], { format: 'csv' }) // '\uFEFFPatch vendor,Patch,Title,…'
 */
export function matrix(files: readonly PublicationFile[], options: MatrixOptions = {}): string {
  const { format = 'json', separator } = options;
  const { view, notes } = builtMatrix(files, options);
  const writers: Readonly<Record<typeof format, (view: View) => Iterable<string>>> = {
    csv: () => matrixCsv(view, { separator }),
    html: () => matrixHtml(view, { notes }),
    json: () => matrixJson(view, { notes }),
    markdown: () => matrixMarkdown(view, { notes }),
  };
  return [...writers[format](view)].join('');
}

function builtMatrix(
  files: readonly PublicationFile[],
  { vocabulary = REFERENCE_VOCABULARY, older, onNote }: MatrixOptions,
): { readonly view: View; readonly notes: readonly MatrixNote[] } {
  const read = filesIn(files, vocabulary);
  const readOlder = older === undefined ? null : filesIn(older, vocabulary);
  const before = readOlder === null ? null : runToCompletion(buildMatrix(vocabulary, readOlder.given));
  const built = runToCompletion(buildMatrix(vocabulary, read.given, { older: before }));
  const notes = [...read.notes, ...(readOlder?.notes ?? []), ...(before?.notes ?? []), ...built.notes];
  if (onNote !== undefined) notes.map((note) => noteJson(note, english)).forEach(onNote);
  return { view: viewOf(built), notes };
}

/**
 * What changed from older files to newer ones, as `vpc compare` reports it. A text is one file; what could not be read is in
 * the notes.
 * @example compare(january, february).patches.added // [{ vendor: 'Microsoft', id: 'KB5034441', title: … }]
 */
export function compare(
  before: string | readonly PublicationFile[],
  after: string | readonly PublicationFile[],
  { vocabulary = REFERENCE_VOCABULARY }: Pick<DocumentOptions, 'vocabulary'> = {},
): Omit<Comparison, 'notes'> & { readonly notes: readonly Note[]; readonly regressions: Regressions } {
  const sides = (
    [
      ['before', before],
      ['after', after],
    ] as const
  ).map(([name, given]) => filesIn(typeof given === 'string' ? [{ name, text: given }] : given, vocabulary));
  const comparison = compareFiles(sides[0]!.given, sides[1]!.given, vocabulary);
  const notes = [...sides.flatMap((side) => side.notes), ...comparison.notes];
  return { ...comparison, notes: notes.map((note) => noteJson(note, english)), regressions: regressionsOf(comparison) };
}

/** The matrix as an Excel workbook (XLSX), as `vpc matrix --format xlsx` writes it; {@link apply} reads it back. */
export function matrixWorkbook(
  files: readonly PublicationFile[],
  options: Omit<MatrixOptions, 'format' | 'separator'> = {},
): Uint8Array {
  const { view, notes } = builtMatrix(files, options);
  return joined([...matrixXlsx(view, { notes })]);
}

/** What {@link plan} is made of besides the files. */
export interface PlanOptions extends Pick<DocumentOptions, 'vocabulary'> {
  /** The list of assets: the bytes of a CSV or XLSX file with the columns asset, zone, supplier, product, version, platform. */
  readonly assets: Uint8Array;
  /** The list of installed patches: asset, patch, date, vendor. */
  readonly installed?: Uint8Array;
  /** The heads of columns, where they have other names than the tools know. */
  readonly columns?: TableColumns;
  /** By severity: the days from the release of a patch within which it is to be installed. */
  readonly timeframes?: Readonly<Record<string, number>>;
  /** Default: `json`. */
  readonly format?: 'json' | 'csv' | 'html' | 'markdown' | 'ids';
  /** The present in milliseconds since 1970; default: the system's time. */
  readonly now?: number;
}

/** What is wrong with a list of {@link plan}. `at` is the place of a cell. */
export interface PlanProblem {
  readonly severity: string;
  readonly at: string;
  readonly message: string;
}

/** What {@link plan} made. */
export interface MadePlan {
  /** In the format that was asked for; `null` where a list has an error. */
  readonly text: string | null;
  /** Of the lists. */
  readonly problems: readonly PlanProblem[];
}

/**
 * Which patches to install on which assets, as `vpc plan` decides it.
 * @example JSON.parse(plan([{ name: 'a.xml', text }], { assets }).text).decisions[0].decision // 'install'
 */
export function plan(files: readonly PublicationFile[], options: PlanOptions): MadePlan {
  const { shown, problems } = builtPlan(files, options);
  const writers = { json: planJson, csv: planCsv, html: planHtml, markdown: planMarkdown, ids: planIds };
  const write: (shown: ShownPlan) => Iterable<string> = writers[options.format ?? 'json'];
  return { text: shown && [...write(shown)].join(''), problems };
}

/** The plan as an Excel workbook (XLSX), as `vpc plan --format xlsx` writes it; `null` where a list has an error. */
export function planWorkbook(
  files: readonly PublicationFile[],
  options: Omit<PlanOptions, 'format'>,
): { readonly bytes: Uint8Array | null; readonly problems: readonly PlanProblem[] } {
  const { shown, problems } = builtPlan(files, options);
  return { bytes: shown && joined([...planXlsx(shown)]), problems };
}

function builtPlan(
  files: readonly PublicationFile[],
  options: Omit<PlanOptions, 'format'>,
): { readonly shown: ShownPlan | null; readonly problems: readonly PlanProblem[] } {
  const { vocabulary = REFERENCE_VOCABULARY, columns, timeframes, now = Date.now() } = options;
  const { assets, problems } = readAssetList(options.assets, columns);
  const list = options.installed === undefined ? null : readInstalledList(options.installed, columns);
  const all = [...problems, ...(list?.problems ?? [])];
  const told = all.map(({ severity, at, message, args }) => ({ severity, at, message: english(message, ...args) }));
  if (all.some(({ severity }) => severity === 'error')) return { shown: null, problems: told };
  const lines = new Map<string, PublicationLines>();
  const { given, notes } = filesIn(files, vocabulary, ({ source }, publication, tree) =>
    lines.set(source.path, new PublicationLines(publication, tree)),
  );
  const installed = list?.installed ?? [];
  const matrix = runToCompletion(buildMatrix(vocabulary, given));
  const plan = runToCompletion(buildPlan(matrix, { assets, installed, notes, now, ...(timeframes && { timeframes }) }));
  const shown: ShownPlan = {
    ...{ plan, figures: figuresOf(plan), since: null, translate: english },
    lineOf: ({ path, patch, statement }) => (patch === null ? 1 : (lines.get(path)?.lineOf(patch, statement) ?? 1)),
  };
  return { shown, problems: told };
}

/** How {@link apply} reads a table. */
export interface ApplyOptions extends DocumentOptions {
  /** The name of the sheet; default: those that the matrix has exported, else the only one that fits. */
  readonly sheet?: string;
  /** The heads of columns, where they have other names than the tools know. */
  readonly columns?: TableColumns;
  /** The present in milliseconds since 1970, for states without a date; default: the system's time. */
  readonly now?: number;
}

/** What {@link apply} did. */
export interface ApplyResult {
  /** The text after the changes that fit; the given text where the table cannot be read. */
  readonly text: string;
  /** How many statements were set or added. */
  readonly written: number;
  /** What does not fit; `at` is the place of a cell (`Matrix!D7`), empty for the whole table. */
  readonly problems: readonly { readonly at: string; readonly message: string }[];
}

/**
 * Writes the states of a table (CSV or XLSX) into a publication, as `vpc apply --partial` does.
 * @example apply(text, Buffer.from('patch,product,state\nKB1,Batch,Approved')).written // 1
 */
export function apply(text: string, table: Uint8Array, options: ApplyOptions = {}): ApplyResult {
  const { sheet, columns, now = Date.now(), ...rest } = options;
  const told = (at: string, message: string, args: readonly string[]) => ({ at, message: english(message, ...args) });
  const refused = ({ at, message, args }: ApplyProblem): ApplyResult => {
    return { text, written: 0, problems: [told(at, message, args)] };
  };
  const document = opened(text, rest);
  const publication = document.vocabulary && Publication.of(document.tree, document.vocabulary);
  if (document.vocabulary === null || publication === null) {
    return refused({ at: '', message: 'Not a VPC file.', args: [] });
  }
  const read = readTable(table);
  if (read.table === null) return refused(faultProblem(read.problem));
  const meant = applyTable(read.table, publication, document.vocabulary, { sheet, columns });
  if (meant.applied === null) return refused(meant.refused);
  const { changes, problems } = meant.applied;
  const places = new Map(changes.map(({ change, at }) => [change, at]));
  const clock = { instant: now, offset: 0 };
  const { edits, notDone, counts } = writeChanges(
    document,
    changes.map(({ change }) => change),
    { clock },
  );
  return {
    text: edited(text, edits),
    written: counts.set + counts.added,
    problems: [
      ...problems.map(({ at, message, args }) => told(at, message, args)),
      ...notDone.map(({ change, reason }) => ({ at: places.get(change)!, message: reasonText(reason, english) })),
    ],
  };
}

/** What {@link nextEdition} is made of. */
export interface NextEditionOptions extends DocumentOptions {
  /** Release documents and advisories with new patches. */
  readonly releases?: readonly { readonly name: string; readonly content: string | Uint8Array }[];
  /** The supplier's products; default: those of the edition. */
  readonly products?: ImportOptions['products'];
  /** `superseded`, or the number of months after which patches are left out. */
  readonly drop?: 'superseded' | { readonly months: number };
  /** Default: `omit`. */
  readonly notContained?: NotContained;
  /** xs:dateTime of the publication. Default: the start of this day, UTC. */
  readonly published?: string;
}

/**
 * Makes the next edition of a publication, as `vpc next` does.
 * @returns `text`: `null` where a release cannot be read or the edition cannot be made
 * @example nextEdition(text, { published: '2026-04-20T00:00:00Z' }).fileName // 'Acme_VPC_2026-04-20.xml'
 */
export function nextEdition(
  text: string,
  options: NextEditionOptions = {},
): Pick<ImportedFile, 'text' | 'fileName' | 'problems'> {
  const { releases: sources = [], products, drop, notContained, published = startOfToday(), ...rest } = options;
  const { releases, problems } = readReleases(sources);
  if (releases.length < sources.length) return { text: null, fileName: null, problems: problems.map(inEnglish) };
  const made = makeNextEdition(opened(text, rest), {
    ...{ releases, published, drop, notContained },
    products: products?.map(listedProduct) ?? null,
    clock: { instant: Date.now(), offset: 0 },
  });
  return {
    text: made.edits && edited(text, made.edits),
    fileName: made.fileName,
    problems: [...problems, ...made.problems].map(inEnglish),
  };
}

function startOfToday(): string {
  return `${new Date().toISOString().slice(0, 'yyyy-mm-dd'.length)}T00:00:00Z`;
}

function listedProduct(product: NonNullable<ImportOptions['products']>[number]): ListedProduct {
  return { line: 0, supplier: '', components: null, ...product };
}

function inEnglish(problem: ImportProblem): Omit<ImportProblem, 'args'> {
  const { args: _, name, ...told } = problem;
  return { ...told, ...(name !== '' && name !== undefined && { name }), message: importText(problem, english) };
}

/** What {@link importRelease} is to make. */
export interface ImportOptions extends Pick<DocumentOptions, 'schema' | 'vocabulary'> {
  /** The product supplier who publishes. */
  readonly supplier: string;
  /** The supplier's products, listed under the patches for their platforms and components; `''`: all versions, all platforms. */
  readonly products?: readonly (Pick<ListedProduct, 'id' | 'version' | 'platform'> & Partial<ListedProduct>)[];
  /** What becomes of products that do not contain what a patch is for. Default: `omit`. */
  readonly notContained?: NotContained;
  /** xs:dateTime of the publication. Default: the start of this day, UTC. */
  readonly published?: string;
  /** Default: by the content. */
  readonly format?: ReleaseFormat;
}

/** What {@link importRelease} made. */
export interface ImportedFile {
  /** The publication; `null` where a document could not be read. */
  readonly text: string | null;
  /** By the naming convention; `null` where it needs what an import does not know. */
  readonly fileName: string | null;
  readonly summary: ImportSummary;
  readonly problems: readonly Omit<ImportProblem, 'args'>[];
}

/**
 * Makes a publication out of security release documents (CVRF) or advisories (CSAF), as `vpc import` does. The same input gives
 * the same text. Given its bytes, it reports what is wrong with their encoding.
 * @param sources one document, or several with names
 * @example importRelease(xml, { supplier: 'Northwind' }).summary.patches // 87
 */
export function importRelease(
  sources: string | Uint8Array | readonly { readonly name: string; readonly content: string | Uint8Array }[],
  options: ImportOptions,
): ImportedFile {
  const { supplier, products = [], schema, vocabulary = REFERENCE_VOCABULARY, notContained, format } = options;
  const isOne = typeof sources === 'string' || sources instanceof Uint8Array;
  const imported = importDocuments(
    isOne ? [{ name: '', content: sources }] : sources,
    {
      supplier,
      products: products.map(listedProduct),
      vocabulary,
      notContained,
      published: options.published ?? startOfToday(),
      ...(schema && { style: schemaStyle(schema, vocabulary) }),
    },
    format,
  );
  return { ...imported, problems: imported.problems.map(inEnglish) };
}

/**
 * Makes a publication out of a CVRF security release document; see {@link importRelease}.
 * @example importCvrf(xml, { supplier: 'Northwind' }).summary.patches // 87
 */
export function importCvrf(source: string | Uint8Array, options: ImportOptions): ImportedFile {
  return importRelease(source, { ...options, format: 'cvrf' });
}

/** How {@link importTable} reads a table. */
export interface TableImportOptions extends Omit<ImportOptions, 'format' | 'notContained'> {
  /** The patch vendor of rows that name none. */
  readonly vendor?: string;
  /** The name of the sheet; default: the only one that fits. */
  readonly sheet?: string;
  /** The heads of columns, where they have other names than the tools know. */
  readonly columns?: TableColumns;
  /** The title of the publication; default: none. */
  readonly title?: string;
}

/** What {@link importTable} made. */
export interface ImportedTable extends Pick<ImportedFile, 'text' | 'fileName' | 'summary'> {
  /** What does not fit: then `text` is `null`. `at` is the place of a cell, empty for the whole table. */
  readonly problems: readonly { readonly at: string; readonly message: string }[];
}

/**
 * Makes a publication out of a table of patches and results (CSV or XLSX), as `vpc import table` does.
 * @example importTable(Buffer.from('patch,vendor,title\nKB1,Microsoft,Update'), { supplier: 'Northwind' }).summary.patches // 1
 */
export function importTable(table: Uint8Array, options: TableImportOptions): ImportedTable {
  const { products = [], schema, vocabulary = REFERENCE_VOCABULARY, published = startOfToday() } = options;
  const told = ({ at, message, args }: ApplyProblem) => ({ at, message: english(message, ...args) });
  const read = readTable(table);
  if (read.table === null) {
    const summary = { title: '', patches: 0, vulnerabilities: 0, products: 0 };
    return { text: null, fileName: null, summary, problems: [told(faultProblem(read.problem))] };
  }
  const { text, fileName, summary, problems } = makeFromTable(read.table, {
    ...{ supplier: options.supplier, products: products.map(listedProduct), vocabulary, published },
    ...{
      vendor: options.vendor ?? '',
      columns: options.columns ?? {},
      sheet: options.sheet,
      title: options.title ?? '',
    },
    ...(schema && { style: schemaStyle(schema, vocabulary) }),
    govern: (made) => opened(made, { vocabulary, ...(schema && { schema }) }),
  });
  return { text, fileName, summary, problems: problems.map(told) };
}

/**
 * A language service for an editor; its documents are governed by the reference schema and vocabulary unless opened with
 * others.
 * @example
 * const service = createLanguageService();
 * const document = service.openDocument('<PatchData><');
 * service.completion(document, 12, { snippets: false }).items.map(({ label }) => label);
 */
export function createLanguageService(options: LanguageServiceOptions = {}): LanguageService {
  const created = createService(options);
  return { ...created, openDocument: (text, own) => created.openDocument(text, { ...reference(), ...own }) };
}

const service = createService();

let referenceSchema: Schema | null = null;

/** The reference schema is read at first use: a program that only parses does not pay for it. */
function reference(): OpenOptions {
  referenceSchema ??= loadSchema([{ ...REFERENCE_SCHEMA, isTrusted: true }], () => null).schema;
  return { fallbackSchema: referenceSchema, vocabulary: REFERENCE_VOCABULARY };
}

function opened(text: string, options: LintOptions): GovernedDocument {
  const { fileName, schema, vocabulary = REFERENCE_VOCABULARY, configuration, isOwner, now } = options;
  const checks = new Checks(configuration === undefined ? [] : [{ ...configuration, origin: 'options' }]);
  const document = service.openDocument(text, {
    ...reference(),
    fileName: fileName ?? null,
    schema: schema ?? null,
    vocabulary: configuredVocabulary(vocabulary, checks),
    checks,
    ...(isOwner !== undefined && { isOwner }),
  });
  return now === undefined ? document : { ...document, now };
}

function diagnosticsOf(problems: Parameters<typeof allDiagnosticsOf>[0], { tree }: GovernedDocument): Diagnostic[] {
  return allDiagnosticsOf(problems, tree, english);
}

/** A text after edits that are in order and do not touch each other. */
function edited(text: string, edits: readonly TextEdit[]): string {
  let done = 0;
  const parts: string[] = [];
  for (const edit of edits) {
    parts.push(text.slice(done, edit.start), edit.text);
    done = edit.end;
  }
  return [...parts, text.slice(done)].join('');
}

/** The files of which something can be shown, and notes on all others. @param onRead called with each of the former */
function filesIn(
  files: readonly PublicationFile[],
  vocabulary: Vocabulary,
  onRead?: (given: MatrixSource, publication: PlacedEntry<'publication'>, tree: XmlTree) => void,
): { readonly given: readonly MatrixSource[]; readonly notes: readonly MatrixNote[] } {
  const read = files.map(({ name, text, isOwner = false }) => {
    const document = opened(text, { fileName: name, vocabulary });
    const found = readPublication(document, { name, path: name, isOwner }, vocabulary);
    if (found.given !== null && found.publication !== null) onRead?.(found.given, found.publication, document.tree);
    return found;
  });
  return { given: read.flatMap(({ given }) => given ?? []), notes: read.flatMap(({ notes }) => notes) };
}
