import {
  CodeActionKind,
  TextDocumentSyncKind,
  type ClientCapabilities,
  type FileOperationRegistrationOptions,
  type SemanticTokensLegend,
  type ServerCapabilities,
} from 'vscode-languageserver';
import { STATE_IDS } from '../domain/roles';
import { INDEXED_EXTENSION } from '../workspace/fileLimits';
import { COMMANDS, type InitializationOptions } from './protocol';

/** A state is an `enumMember` whose modifier is the id of the state, so that themes can colour `enumMember.approved`. */
export const STATE_LEGEND: SemanticTokensLegend = { tokenTypes: ['enumMember'], tokenModifiers: [...STATE_IDS] };

/** Folders with all that is in them, and VPC files. A client that watches files tells nothing of the files in a folder that has gone. */
const FILE_OPERATIONS: FileOperationRegistrationOptions = {
  filters: [
    { pattern: { glob: '**', matches: 'folder' } },
    { pattern: { glob: `**/*${INDEXED_EXTENSION}`, matches: 'file' } },
  ],
};

/** The kind of the code action that applies all safe fixes. */
export const FIX_ALL = `${CodeActionKind.SourceFixAll}.vpc`;

/** The kind of the code actions that sort patches or products. */
export const SORT = `${CodeActionKind.Source}.sort.vpc`;

/** What the client supports, read once from its capabilities. Optional features check it first. */
export interface Abilities {
  readonly pullDiagnostics: boolean;
  readonly diagnosticRefresh: boolean;
  readonly relatedInformation: boolean;
  readonly configuration: boolean;
  readonly registerConfiguration: boolean;
  readonly registerWatchers: boolean;
  readonly workspaceFolders: boolean;
  /** The client tells of files and folders that the user creates, renames or deletes in the editor. */
  readonly fileOperations: boolean;
  readonly snippets: boolean;
  readonly markdownHover: boolean;
  readonly markdownCompletion: boolean;
  /** The properties that a completion list can set once for all its items. */
  readonly itemDefaults: ReadonlySet<string>;
  readonly labelDetails: boolean;
  readonly commitCharacters: boolean;
  readonly hierarchicalSymbols: boolean;
  readonly codeActionLiterals: boolean;
  /** The edit of a code action can be resolved later, when the action is chosen. */
  readonly resolveCodeActionEdits: boolean;
  /** Edits of a document can be snippets with tab stops. */
  readonly snippetEdits: boolean;
  /** Edits can rename files. */
  readonly renameFiles: boolean;
  /** Edits can create files. */
  readonly createFiles: boolean;
  /** The server can ask the client to apply an edit. */
  readonly applyEdit: boolean;
  readonly documentChanges: boolean;
  readonly changeAnnotations: boolean;
  readonly definitionLinks: boolean;
  readonly prepareRename: boolean;
  readonly linkTooltips: boolean;
  readonly inlayHints: boolean;
  readonly inlayHintRefresh: boolean;
  readonly codeLensRefresh: boolean;
  /** The requests that the client supports; `range` where it can request a part of a document. */
  readonly semanticTokens: 'range' | 'full' | 'none';
  /** `undefined`: no limit is given. */
  readonly foldingRangeLimit: number | undefined;
}

/** Reads the capabilities of an initialize request. A capability that is left out is not supported. */
export function abilitiesOf({ textDocument, workspace }: ClientCapabilities): Abilities {
  const { completion, hover, documentSymbol, codeAction, publishDiagnostics, foldingRange } = textDocument ?? {};
  const { definition, rename, documentLink, semanticTokens } = textDocument ?? {};
  const edit = workspace?.workspaceEdit;
  return {
    pullDiagnostics: textDocument?.diagnostic !== undefined,
    diagnosticRefresh: workspace?.diagnostics?.refreshSupport === true,
    relatedInformation:
      (textDocument?.diagnostic?.relatedInformation ?? publishDiagnostics?.relatedInformation) === true,
    configuration: workspace?.configuration === true,
    registerConfiguration: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    registerWatchers: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    workspaceFolders: workspace?.workspaceFolders === true,
    fileOperations:
      workspace?.fileOperations?.didRename === true &&
      workspace.fileOperations.didDelete === true &&
      workspace.fileOperations.didCreate === true,
    snippets: completion?.completionItem?.snippetSupport === true,
    markdownHover: hover?.contentFormat?.includes('markdown') === true,
    markdownCompletion: completion?.completionItem?.documentationFormat?.includes('markdown') === true,
    itemDefaults: new Set(completion?.completionList?.itemDefaults),
    labelDetails: completion?.completionItem?.labelDetailsSupport === true,
    commitCharacters: completion?.completionItem?.commitCharactersSupport === true,
    hierarchicalSymbols: documentSymbol?.hierarchicalDocumentSymbolSupport === true,
    codeActionLiterals: codeAction?.codeActionLiteralSupport !== undefined,
    resolveCodeActionEdits:
      codeAction?.dataSupport === true && codeAction.resolveSupport?.properties.includes('edit') === true,
    snippetEdits: edit?.documentChanges === true && edit.snippetEditSupport === true,
    // Some clients declare no `documentChanges`, the only place for these operations, and take them.
    renameFiles: edit?.resourceOperations?.includes('rename') === true,
    createFiles: edit?.resourceOperations?.includes('create') === true,
    applyEdit: workspace?.applyEdit === true,
    documentChanges: edit?.documentChanges === true,
    changeAnnotations: edit?.documentChanges === true && edit.changeAnnotationSupport !== undefined,
    definitionLinks: definition?.linkSupport === true,
    prepareRename: rename?.prepareSupport === true,
    linkTooltips: documentLink?.tooltipSupport === true,
    inlayHints: textDocument?.inlayHint !== undefined,
    inlayHintRefresh: workspace?.inlayHint?.refreshSupport === true,
    codeLensRefresh: workspace?.codeLens?.refreshSupport === true,
    semanticTokens: semanticTokens?.requests.range ? 'range' : semanticTokens?.requests.full ? 'full' : 'none',
    foldingRangeLimit: foldingRange?.rangeLimit,
  };
}

/** Kinds and resolving are for clients that know code actions; others get the actions as commands, if they can apply their edits. */
function codeActionsFor(
  { codeActionLiterals, resolveCodeActionEdits, applyEdit }: Abilities,
  ownCommands: boolean,
): Pick<ServerCapabilities, 'codeActionProvider'> {
  if (!codeActionLiterals) return applyEdit && !ownCommands ? { codeActionProvider: true } : {};
  const kinds = [CodeActionKind.QuickFix, CodeActionKind.RefactorRewrite, FIX_ALL, ...(ownCommands ? [] : [SORT])];
  return { codeActionProvider: { codeActionKinds: kinds, resolveProvider: resolveCodeActionEdits } };
}

/** The capabilities of the server for a client with these abilities. */
export function serverCapabilities(
  abilities: Abilities,
  { workspaceDiagnostics = true, matrixCommand, ownCommands = false }: InitializationOptions,
): ServerCapabilities {
  return {
    positionEncoding: 'utf-16',
    textDocumentSync: {
      openClose: true,
      change: TextDocumentSyncKind.Incremental,
      // A client that watches files says it all the same.
      ...(!abilities.registerWatchers && { save: true }),
    },
    hoverProvider: true,
    completionProvider: { triggerCharacters: ['<', '/', ' ', '"', "'", '>', '&', '!'], resolveProvider: true },
    documentSymbolProvider: true,
    foldingRangeProvider: true,
    documentFormattingProvider: true,
    documentRangeFormattingProvider: true,
    documentOnTypeFormattingProvider: { firstTriggerCharacter: '>', moreTriggerCharacter: ['\n'] },
    selectionRangeProvider: true,
    linkedEditingRangeProvider: true,
    documentHighlightProvider: true,
    definitionProvider: true,
    typeDefinitionProvider: true,
    referencesProvider: true,
    workspaceSymbolProvider: true,
    documentLinkProvider: {},
    ...(abilities.inlayHints && { inlayHintProvider: true }),
    ...(matrixCommand !== undefined && { codeLensProvider: {} }),
    ...(abilities.semanticTokens !== 'none' && {
      semanticTokensProvider: { legend: STATE_LEGEND, [abilities.semanticTokens]: true },
    }),
    renameProvider: abilities.prepareRename ? { prepareProvider: true } : true,
    ...codeActionsFor(abilities, ownCommands),
    ...(!ownCommands && { executeCommandProvider: { commands: Object.values(COMMANDS) } }),
    ...(abilities.pullDiagnostics && {
      diagnosticProvider: { identifier: 'vpc', interFileDependencies: false, workspaceDiagnostics },
    }),
    workspace: {
      ...(abilities.workspaceFolders && { workspaceFolders: { supported: true, changeNotifications: true } }),
      ...(abilities.fileOperations && {
        fileOperations: { didCreate: FILE_OPERATIONS, didRename: FILE_OPERATIONS, didDelete: FILE_OPERATIONS },
      }),
    },
  };
}
