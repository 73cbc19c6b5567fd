/** Documents that statements are written into, open or on disk, and the edits that do so. */
import { TextDocumentEdit, type WorkspaceEdit } from 'vscode-languageserver';
import type { WriteResult } from '../../../exchange/write/change';
import type { GovernedDocument } from '../../../workspace/document';
import type { XmlDocument } from '../../documents';
import { documentOnDisk, openDocument } from '../../matrix/files';
import type { Session } from '../../session';
import { textEdits } from '../convert';

/** A document that can be written. */
export interface DocumentToWrite {
  /** `undefined`: it is not open. */
  readonly open: XmlDocument | undefined;
  readonly document: XmlDocument;
  readonly governed: GovernedDocument;
  /** The asset owner's files speak of the products of any supplier. */
  readonly anySupplier: boolean;
}

/** The document of a uri, or why it cannot be written, localised. @param tooLarge the reason for one that is too large */
export async function documentToWrite(
  session: Session,
  uri: string,
  tooLarge: string,
): Promise<DocumentToWrite | string> {
  const open = openDocument(session, uri);
  const document = open ?? (await documentOnDisk(session, uri));
  if (typeof document === 'string') return document;
  if (document.serviceLevel !== 'full') return tooLarge;
  await document.ready(session.runtime);
  const governed = await session.workspace.governed(document);
  return { open, document, governed, anySupplier: await session.workspace.isOwnerFile(document.uri) };
}

/** Edits of a document for the client. @param open `undefined`: the file is not open, so its version is unknown */
export function workspaceEdit(
  { abilities }: Session,
  { uri, tree }: XmlDocument,
  open: XmlDocument | undefined,
  edits: WriteResult['edits'],
): WorkspaceEdit {
  if (edits.length === 0) return {};
  const converted = textEdits(edits, tree);
  if (!abilities.documentChanges) return { changes: { [uri]: converted } };
  return { documentChanges: [TextDocumentEdit.create({ uri, version: open?.version ?? null }, converted)] };
}
