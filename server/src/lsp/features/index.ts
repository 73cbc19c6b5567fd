import type { InitializationOptions } from '../protocol';
import type { Session } from '../session';
import { registerAutoInsert } from './autoInsert';
import { registerCodeActions } from './codeActions';
import { registerCodeLenses } from './codeLenses';
import { registerCompletion } from './completion';
import { registerDefinition, registerReferences, registerTypeDefinition } from './navigation';
import { registerDocumentLinks } from './documentLinks';
import { registerFolding, registerSelection } from './ranges';
import { registerFormatting } from './formatting';
import { registerHighlight, registerLinkedEditing } from './highlights';
import { registerHover } from './hover';
import { registerInlayHints } from './inlayHints';
import { registerOutline } from './outline';
import { registerStateTokens } from './semanticTokens';
import { registerRename } from './rename';
import { registerSurround, registerSort } from './editRequests';
import { registerWorkspaceSymbols } from './workspaceSymbols';

/** Registers the requests about documents. Each handler gets the document, asks the language service and converts to LSP. */
export function registerFeatures(session: Session, options: InitializationOptions): void {
  registerHover(session);
  registerCompletion(session);
  registerOutline(session);
  registerFolding(session);
  registerCodeActions(session, options);
  registerFormatting(session);
  registerAutoInsert(session);
  registerSelection(session);
  registerLinkedEditing(session);
  registerDocumentLinks(session);
  registerInlayHints(session);
  const { matrixCommand } = options;
  if (matrixCommand !== undefined) registerCodeLenses(session, matrixCommand);
  registerStateTokens(session);
  registerDefinition(session, options);
  registerTypeDefinition(session, options);
  registerReferences(session);
  registerHighlight(session);
  registerRename(session);
  registerWorkspaceSymbols(session);
  registerSurround(session);
  registerSort(session);
}
