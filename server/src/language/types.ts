/** The public types of the language service: what its questions take and give. */
import type { WriteOptions } from '../exchange/write/change';
import type { StatementOptions } from './statementActions';

export type { Clock } from '../domain/clock';
export type { Range } from '../domain/field';
export type { Identifier } from '../domain/identifiers/identifiers';
export type { PlacedEntry } from '../domain/model';
export type { StateId } from '../domain/roles';
export type { Vocabulary } from '../domain/vocabulary';
export type { Change, NotDone, WriteResult } from '../exchange/write/change';
export type { MatrixDocument } from '../matrix/places';
export type { Row } from '../matrix/row';
export type { Checks } from '../workspace/configuration/checks';
export type { FormatOptions } from '../workspace/configuration/formatOptions';
export type { Range as PositionRange } from '../workspace/diagnostic';
export type { GovernedDocument } from '../workspace/document';
export type { SuppressedProblem } from '../workspace/suppression/suppress';
export type { OtherPublications } from '../workspace/workspaceIndex';
export type { Localize, Problem, RelatedPlace, Severity } from '../xml/problem';
export type { TextEdit } from '../xml/reparse';
export type { Task } from '../xml/task';
export type { Position, XmlTree } from '../xml/tree';
export type { Schema } from '../xsd';
export type { AutoInsert } from './autoInsert';
export type { CompletionItem, CompletionList } from './completion/completion';
export type { CompletionKind } from './completion/item';
export type { CheckResult } from './diagnostics';
export type { OpenDocument, OpenOptions } from './documents';
export type { CodeAction, CodeActions, FixAllOfKind } from './fixes/codeActions';
export type { FixAllOptions, FixAllResult } from './fixes/fixAll';
export type { Fix, FixEdit, FixName } from './fixes/fixes';
export type { FoldingRange } from './folding';
export type { Highlight } from './highlights';
export type { Hover } from './hover/hover';
export type { InlayHint } from './inlayHints';
export type { Link, LinkGroup } from './links';
export type { DetailField, MatrixDetail, MatrixTarget } from './matrixDetails';
export type { MatrixLens } from './matrixLenses';
export type { NewFile, NewFileOptions } from './newFile/newFile';
export type { Occurrence } from './occurrences';
export type { Outline, OutlineItem } from './outline';
export type { RenameEdit, RenameOutcome, RenameTarget } from './rename/outcome';
export type { SchemaTarget } from './schemaPlaces';
export type { SemanticToken } from './semanticTokens';
export type { SortKey, SortOptions, SortOutcome } from './sort/sort';
export type { StatementAction } from './statementActions';
export type { Refusal } from './support/elementName';
export type { SurroundOutcome } from './surround';
export type { WorkspaceSymbol } from './workspaceSymbols';

/** What else decides how statements are written; the clock is the service's. */
export type WriteChoices = Omit<WriteOptions, 'clock'>;

/** Choices of actions on statements, without the clock, which the service has. */
export type StatementChoices = Omit<StatementOptions, 'clock'>;
