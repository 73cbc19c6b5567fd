/**
 * The language service: all that an editor asks about a document, one method a question. It does no I/O and keeps no state of
 * its own; what is computed is memoised with the nodes of the document's tree.
 *
 * Offsets are UTF-16 units from the document's start, ranges are half-open. A method that returns a {@link Task} can take long:
 * `runToCompletion` gives its result at once; a program with an event loop runs it in time slices.
 */
import { writing } from '../exchange/write/write';
import { english } from '../xml/problem';
import { resumable } from '../xml/task';
import { autoInsert } from './autoInsert';
import { completion } from './completion/completion';
import { checkDocument, diagnostics } from './diagnostics';
import { openDocument, updateDocument } from './documents';
import { codeActions, findFix } from './fixes/codeActions';
import { fixAll } from './fixes/fixAll';
import { foldingRanges } from './folding';
import { format } from './format/format';
import { formatOnType } from './format/onType';
import { highlights, linkedRanges } from './highlights';
import { hover } from './hover/hover';
import { inlayHints } from './inlayHints';
import { links } from './links';
import { matrixDetails } from './matrixDetails';
import { matrixLenses } from './matrixLenses';
import { newFile } from './newFile/newFile';
import { findDefinitions, findReferences, identifierAt } from './occurrences';
import { outline } from './outline';
import { rename, renameTarget } from './rename/rename';
import { schemaDeclaration, schemaType } from './schemaPlaces';
import { selectionRanges } from './selection';
import { semanticTokens } from './semanticTokens';
import { sortEntries } from './sort/sort';
import { findStatementAction, statementActions } from './statementActions';
import { withoutMarkup } from './support/markdown';
import { surroundWithCData, surroundWithComment, surroundWithElement } from './surround';
import type * as types from './types';
import { workspaceSymbols } from './workspaceSymbols';

type Document = types.GovernedDocument;
type Task<T> = types.Task<T>;

export { placedLinks } from './links';

/** What a language service is made with. */
export interface LanguageServiceOptions {
  /** The language of titles, labels and markdown; default: English. Messages of problems stay templates, see `Problem`. */
  readonly localize?: types.Localize;
  /** The present, asked anew for each question; default: the system's time in UTC. */
  readonly clock?: () => types.Clock;
}

export interface LanguageService {
  /** Parses a text, in one piece, and decides what governs it. Any text gives a document. */
  openDocument(text: string, options?: types.OpenOptions): types.OpenDocument;
  /** The document after an edit; its offsets count in the document before. Costs the path to the edit, not the file. */
  update(document: types.OpenDocument, edit: types.TextEdit): types.OpenDocument;

  /** All problems, sorted by place: XML, schema and rules, without those that comments suppress. */
  diagnostics(document: Document): Task<readonly types.Problem[]>;
  /** The same with the suppressed problems and the reasons given for suppressing them. */
  check(document: Document): Task<types.CheckResult>;
  /** Fixes and suppressions for the problems that touch `[start, end]`, best first; each was tried and is good. */
  codeActions(document: Document, start: number, end: number): Task<types.CodeActions>;
  /**
   * A fix that {@link codeActions} offered, computed again for this version of the document.
   * @param title template of the fix, with its arguments
   * @returns `null` where the problem or the fix is gone
   */
  offeredFix(
    document: Document,
    problem: Pick<types.Problem, 'code' | 'start' | 'end'>,
    title: string,
    args: readonly string[],
  ): Task<types.Fix | null>;
  /** Changes of the statements at a range, as {@link write} writes them: next states, copies, "not applicable". */
  statementActions(
    document: Document,
    range: types.Range,
    options?: types.StatementChoices,
  ): Task<types.StatementAction[]>;
  /** One of these changes again, by its name; `null`: it is not possible any more. */
  offeredStatementAction(
    document: Document,
    range: types.Range,
    offered: types.FixName,
    options?: types.WriteChoices,
  ): Task<types.StatementAction | null>;
  /** Applies all fixes that need no decision, of one code or of all, until none is left. */
  fixAll(document: Document, options?: types.FixAllOptions): Task<types.FixAllResult>;

  /** What may be written at an offset, in the order to show it in. What is offered validates there. */
  completion(document: Document, offset: number, options: { readonly snippets: boolean }): types.CompletionList;
  /** Markdown about the name, value or reference at an offset; `null` for none. */
  hover(document: Document, offset: number): Task<types.Hover | null>;
  /** Labels that are shown with the identifiers in `[start, end)`. */
  inlayHints(document: Document, start: number, end: number): types.InlayHint[];
  /** The start tags of the publication and its first patches, above which an editor can offer the matrix. */
  matrixLenses(document: Document, limit: number): types.MatrixLens[];
  /** The states in `[start, end)`, in document order, each on one line. */
  semanticTokens(document: Document, start: number, end: number): types.SemanticToken[];
  /** Web addresses, and identifiers for which the profile has one; at most `limit`. Nothing is fetched. */
  links(document: Document, limit: number): Task<types.LinkGroup[]>;

  /** The elements as a tree; beyond `limit` elements the deepest levels are left out. */
  outline(document: Document, limit: number): Task<types.Outline>;
  /** Patches, products and patch vendors of files whose names match a query, of files published last first; at most `limit`. */
  workspaceSymbols(
    files: types.OtherPublications['files'],
    query: string,
    limit: number,
  ): Task<types.WorkspaceSymbol[]>;
  /** Lines that can be folded, at most `limit`; outer ranges before inner ones where there are more. */
  foldingRanges(document: Document, limit: number): Task<types.FoldingRange[]>;
  /** The ranges around an offset, innermost first, each larger than the one before. */
  selectionRanges(document: Document, offset: number): readonly types.Range[];

  /** The identifier at an offset; `null` for none. */
  identifierAt(document: Document, offset: number): types.Identifier | null;
  /** Where a patch is described; the first occurrence of any other symbol. In the document, else in other files. */
  definitions(document: Document, identifier: types.Identifier): Task<types.Occurrence[]>;
  /** Where the schema declares the element, attribute or value at an offset; `null` where none does. */
  schemaDeclaration(document: Document, offset: number): types.SchemaTarget | null;
  /** Where the schema defines the type of the element, attribute or text at an offset; `null` for a built-in type. */
  schemaType(document: Document, offset: number): types.SchemaTarget | null;
  /** The occurrences of a symbol in the document and in other files, those that define it only if wanted. */
  references(document: Document, identifier: types.Identifier, withDefinitions: boolean): Task<types.Occurrence[]>;
  /** The occurrences in the document of the symbol or tag name at an offset; `null` for none. */
  highlights(document: Document, offset: number): Task<types.Highlight[] | null>;
  /** What a rename at an offset would change; `null` where there is nothing to rename. */
  prepareRename(document: Document, offset: number): types.RenameTarget | null;
  /** Renames the symbol or tag name at an offset wherever it occurs; refused where two symbols would become one. */
  rename(document: Document, offset: number, newName: string): Task<types.RenameOutcome>;

  /** Both tag names of the element whose tag name is at an offset, to be edited together; empty for none. */
  linkedRanges(document: Document, offset: number): readonly types.Range[];
  /** The end tag or the quotes that the character before `offset` calls for; `null` for neither. */
  autoInsert(document: Document, offset: number, character: '>' | '/' | '='): types.AutoInsert | null;
  /** Lays out the document, or what lies in a range of it. Changes whitespace only, and none that is a value. */
  format(document: Document, options: types.FormatOptions, range?: types.Range): Task<readonly types.TextEdit[]>;
  /** Lays out what the character before `offset` completes: an element after `>`, the indentation after a line feed. */
  formatOnType(
    document: Document,
    offset: number,
    character: string,
    options: types.FormatOptions,
  ): Task<readonly types.TextEdit[]>;
  /** Puts a range into an element; without a name, into one whose placeholder name is selected. */
  surroundWithElement(document: Document, range: types.Range, name?: string): types.SurroundOutcome;
  /** Puts a range into a comment. */
  surroundWithComment(document: Document, range: types.Range): types.SurroundOutcome;
  /** Puts a range into a CDATA section. */
  surroundWithCData(document: Document, range: types.Range): types.SurroundOutcome;
  /** Sorts patches within their vendors, or products within their patches; comments move with their entries. */
  sortEntries(document: Document, by: types.SortKey, options: types.SortOptions): Task<types.SortOutcome>;

  /** The text of a new publication, valid but for the values that are still to be typed. */
  newFile(options: types.NewFileOptions): types.NewFile;
  /** The entries of a document that a cell, row or column of the matrix is made from. */
  matrixDetails(document: types.MatrixDocument, target: types.MatrixTarget): readonly types.MatrixDetail[];
  /** The edits that write statements into a publication; changes that cannot be done are left out, with the reasons. */
  write(document: Document, changes: readonly types.Change[], options?: types.WriteChoices): Task<types.WriteResult>;
  /** Markdown of the service as plain text, for an editor that shows no markdown. */
  plainText(markdown: string): string;
}

/** Makes a language service; it can serve any number of documents. */
export function createLanguageService({
  localize = english,
  clock = systemClock,
}: LanguageServiceOptions = {}): LanguageService {
  /** Rules about the future need the present; a document that has one keeps it. */
  const dated = (document: Document): Document => ({ now: clock().instant, ...document });
  return {
    openDocument,
    update: updateDocument,
    diagnostics: (document) => whole(diagnostics, dated(document)),
    check: (document) => whole(checkDocument, dated(document)),
    codeActions: (document, start, end) => codeActions(dated(document), start, end),
    offeredFix: (document, problem, title, args) => findFix(dated(document), problem, title, args),
    statementActions: (document, range, options) => statementActions(document, range, { ...options, clock: clock() }),
    offeredStatementAction: (document, range, offered, options) =>
      findStatementAction(document, range, offered, { ...options, clock: clock() }),
    fixAll: (document, options) => fixAll(dated(document), options),
    completion: (document, offset, { snippets }) =>
      completion(dated(document), offset, { snippets, clock: clock() }, localize),
    hover: (document, offset) => hover(document, offset, clock(), localize),
    inlayHints: (document, start, end) => inlayHints(document, start, end, localize),
    matrixLenses,
    semanticTokens,
    links: (document, limit) => resumable(() => links(document, limit)),
    outline,
    workspaceSymbols,
    foldingRanges: ({ tree }, limit) => foldingRanges(tree, limit),
    selectionRanges: ({ tree }, offset) => selectionRanges(tree, offset),
    identifierAt,
    definitions: findDefinitions,
    schemaDeclaration,
    schemaType,
    references: findReferences,
    highlights,
    prepareRename: renameTarget,
    rename,
    linkedRanges: ({ tree }, offset) => linkedRanges(tree, offset),
    autoInsert: ({ tree }, offset, character) => autoInsert(tree, offset, character),
    format,
    formatOnType,
    surroundWithElement,
    surroundWithComment,
    surroundWithCData,
    sortEntries,
    newFile,
    matrixDetails: (document, target) => matrixDetails(document, target, localize),
    write: (document, changes, options) => writing(document, changes, { ...options, clock: clock() }),
    plainText: withoutMarkup,
  };
}

/** A plain function of a whole document as a task. */
function whole<T>(answer: (document: Document) => T, document: Document): Task<T> {
  return resumable(() => answer(document));
}

function systemClock(): types.Clock {
  return { instant: Date.now(), offset: 0 };
}
