import type { Session } from '../session';
import { registerAutoInsert } from './autoInsert';
import { registerCodeActions } from './codeActions';
import { registerCompletion } from './completion';
import { registerDefinition } from './definition';
import { registerFolding } from './folding';
import { registerFormatting } from './formatting';
import { registerHighlight } from './highlight';
import { registerHover } from './hover';
import { registerLinkedEditing } from './linkedEditing';
import { registerOutline } from './outline';
import { registerReferences } from './references';
import { registerRename } from './rename';
import { registerSelection } from './selection';
import { registerSort } from './sort';
import { registerSurround } from './surround';
import { registerWorkspaceSymbols } from './workspaceSymbols';

/** Registers what the editor asks about a document: each handler gets the document, asks the service and converts. */
export function registerFeatures(session: Session): void {
  registerHover(session);
  registerCompletion(session);
  registerOutline(session);
  registerFolding(session);
  registerCodeActions(session);
  registerFormatting(session);
  registerAutoInsert(session);
  registerSelection(session);
  registerLinkedEditing(session);
  registerDefinition(session);
  registerReferences(session);
  registerHighlight(session);
  registerRename(session);
  registerWorkspaceSymbols(session);
  registerSurround(session);
  registerSort(session);
}
