import {
  CodeActionKind,
  TextDocumentSyncKind,
  type ClientCapabilities,
  type ServerCapabilities,
} from 'vscode-languageserver';
import { STATE_LEGEND } from './features/stateTokens';

import type { InitializationOptions } from './protocol';

/** The kind of the action that mends all that can be mended without asking. */
export const FIX_ALL = `${CodeActionKind.SourceFixAll}.vpc`;

/** What the client can do, read once. Every use of something optional asks here first. */
export interface Abilities {
  readonly pullDiagnostics: boolean;
  readonly diagnosticRefresh: boolean;
  readonly relatedInformation: boolean;
  readonly configuration: boolean;
  readonly registerConfiguration: boolean;
  readonly registerWatchers: boolean;
  readonly workspaceFolders: boolean;
  readonly snippets: boolean;
  readonly markdownHover: boolean;
  readonly markdownCompletion: boolean;
  /** What a completion list may say once for all its items. */
  readonly itemDefaults: ReadonlySet<string>;
  readonly labelDetails: boolean;
  readonly commitCharacters: boolean;
  readonly hierarchicalSymbols: boolean;
  readonly codeActionLiterals: boolean;
  /** The edit of a code action may come when it is chosen. */
  readonly resolveCodeActionEdits: boolean;
  /** What is put into a document may have tab stops. */
  readonly snippetEdits: boolean;
  readonly renameFiles: boolean;
  readonly documentChanges: boolean;
  readonly changeAnnotations: boolean;
  readonly definitionLinks: boolean;
  readonly prepareRename: boolean;
  readonly linkTooltips: boolean;
  readonly inlayHints: boolean;
  readonly inlayHintRefresh: boolean;
  /** What the client asks for; `range` where it can ask for a part. */
  readonly semanticTokens: 'range' | 'full' | 'none';
  /** `undefined` where the client does not say. */
  readonly foldingRangeLimit: number | undefined;
}

/** Reads the capabilities of an initialize request; what it leaves out, the client cannot do. */
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
    renameFiles: edit?.documentChanges === true && edit.resourceOperations?.includes('rename') === true,
    documentChanges: edit?.documentChanges === true,
    changeAnnotations: edit?.documentChanges === true && edit.changeAnnotationSupport !== undefined,
    definitionLinks: definition?.linkSupport === true,
    prepareRename: rename?.prepareSupport === true,
    linkTooltips: documentLink?.tooltipSupport === true,
    inlayHints: textDocument?.inlayHint !== undefined,
    inlayHintRefresh: workspace?.inlayHint?.refreshSupport === true,
    semanticTokens: semanticTokens?.requests.range ? 'range' : semanticTokens?.requests.full ? 'full' : 'none',
    foldingRangeLimit: foldingRange?.rangeLimit,
  };
}

/** What the server offers a client of these abilities. */
export function serverCapabilities(
  abilities: Abilities,
  { workspaceDiagnostics = true }: InitializationOptions,
): ServerCapabilities {
  return {
    positionEncoding: 'utf-16',
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
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
    referencesProvider: true,
    workspaceSymbolProvider: true,
    documentLinkProvider: {},
    ...(abilities.inlayHints && { inlayHintProvider: true }),
    ...(abilities.semanticTokens !== 'none' && {
      semanticTokensProvider: { legend: STATE_LEGEND, [abilities.semanticTokens]: true },
    }),
    renameProvider: abilities.prepareRename ? { prepareProvider: true } : true,
    codeActionProvider: abilities.codeActionLiterals && {
      codeActionKinds: [CodeActionKind.QuickFix, FIX_ALL],
      resolveProvider: abilities.resolveCodeActionEdits,
    },
    ...(abilities.pullDiagnostics && {
      diagnosticProvider: { identifier: 'vpc', interFileDependencies: false, workspaceDiagnostics },
    }),
    ...(abilities.workspaceFolders && {
      workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
    }),
  };
}
