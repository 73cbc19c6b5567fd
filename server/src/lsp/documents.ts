import { TextDocuments, type TextDocumentContentChangeEvent } from 'vscode-languageserver';
import { parse } from '../xml/parser';
import { reparse } from '../xml/reparse';
import type { XmlTree } from '../xml/tree';

/**
 * One version of an open document. The tree is the text: neither the whole string nor a line table is kept, so that an
 * edit costs its path in the tree and not the file.
 */
export class XmlDocument {
  constructor(
    readonly uri: string,
    readonly languageId: string,
    readonly version: number,
    readonly tree: XmlTree,
  ) {}
}

/** The document after the client's edits, which come in the order in which they happened. */
function update(
  document: XmlDocument,
  changes: readonly TextDocumentContentChangeEvent[],
  version: number,
): XmlDocument {
  return new XmlDocument(document.uri, document.languageId, version, changes.reduce(changed, document.tree));
}

function changed(tree: XmlTree, change: TextDocumentContentChangeEvent): XmlTree {
  if (!('range' in change)) return parse(change.text);
  const a = tree.offsetAt(change.range.start);
  const b = tree.offsetAt(change.range.end);
  return reparse(tree, { start: Math.min(a, b), end: Math.max(a, b), text: change.text });
}

/** The open documents, kept in step with the client. */
export function openDocuments(): TextDocuments<XmlDocument> {
  return new TextDocuments<XmlDocument>({
    create: (uri, languageId, version, text) => new XmlDocument(uri, languageId, version, parse(text)),
    update,
  });
}
