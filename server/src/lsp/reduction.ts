import { MessageType, ShowMessageNotification } from 'vscode-languageserver';
import { inBackground } from './background';
import type { XmlDocument } from './documents';
import { reductionMessage, type Care } from './limits';
import type { Session } from './session';
import { fileNameOf } from './workspace';

/** Tells the user once what is switched off for a document because of its size, and again when that becomes more or less. */
export function reductionAnnouncer({ connection, documents, localize }: Session): (document: XmlDocument) => void {
  const announced = new Map<string, Care>();
  documents.onDidClose(({ document }) => announced.delete(document.uri));
  return ({ uri, care }) => {
    if ((announced.get(uri) ?? 'full') === care) return;
    announced.set(uri, care);
    if (care === 'full') return;
    const message = reductionMessage(care, fileNameOf(uri) ?? uri, localize);
    const shown = connection.sendNotification(ShowMessageNotification.type, { type: MessageType.Warning, message });
    inBackground(connection, 'Telling what is switched off', shown);
  };
}
