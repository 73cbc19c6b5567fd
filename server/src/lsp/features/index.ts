import type { Session } from '../session';
import { registerCodeActions } from './codeActions';
import { registerCompletion } from './completion';
import { registerFolding } from './folding';
import { registerHover } from './hover';
import { registerOutline } from './outline';

/** Registers what the editor asks about a document: each handler gets the document, asks the service and converts. */
export function registerFeatures(session: Session): void {
  registerHover(session);
  registerCompletion(session);
  registerOutline(session);
  registerFolding(session);
  registerCodeActions(session);
}
