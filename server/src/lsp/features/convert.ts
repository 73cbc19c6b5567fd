/** What several answers of the service share when they become LSP: markup and edits. */
import {
  MarkupKind,
  RenameFile,
  TextDocumentEdit,
  TextEdit,
  type MarkupContent,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import { URI, Utils } from 'vscode-uri';
import { rangeOf } from '../../service/findings';
import type { Fix } from '../../service/fixes';
import { withoutMarkup } from '../../service/markdown';
import type { Abilities } from '../capabilities';
import type { XmlDocument } from '../documents';

/** Markdown, or its text for a client that shows no markdown. */
export function markup(markdown: string, isMarkdown: boolean): MarkupContent {
  return isMarkdown
    ? { kind: MarkupKind.Markdown, value: markdown }
    : { kind: MarkupKind.PlainText, value: withoutMarkup(markdown) };
}

/** What a fix changes, as an edit of the workspace; `null` where the client cannot do what it takes. */
export function workspaceEdit(
  { change }: Fix,
  { uri, version, tree }: XmlDocument,
  abilities: Abilities,
): WorkspaceEdit | null {
  if (change.kind === 'rename-file') {
    if (!abilities.renameFiles) return null;
    const newUri = Utils.joinPath(URI.parse(uri), '..', change.fileName).toString();
    return { documentChanges: [RenameFile.create(uri, newUri, { overwrite: false })] };
  }
  const edits = change.edits.map((edit) => TextEdit.replace(rangeOf(tree, edit), edit.text));
  if (!abilities.documentChanges) return { changes: { [uri]: edits } };
  return { documentChanges: [TextDocumentEdit.create({ uri, version }, edits)] };
}
