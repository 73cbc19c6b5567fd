/** What several answers of the service share when they become LSP: markup and edits. */
import {
  MarkupKind,
  RenameFile,
  StringValue,
  TextDocumentEdit,
  TextEdit,
  type Location,
  type MarkupContent,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import { URI, Utils } from 'vscode-uri';
import { rangeOf } from '../../service/findings';
import type { Fix, FixEdit } from '../../service/fixes';
import { withoutMarkup } from '../../service/markdown';
import type { TextEdit as ServiceTextEdit } from '../../xml/reparse';
import type { XmlTree } from '../../xml/tree';
import type { MeantPlace } from '../../service/meant';
import type { Abilities } from '../capabilities';
import type { XmlDocument } from '../documents';

/** Markdown, or its text for a client that shows no markdown. */
export function markup(markdown: string, isMarkdown: boolean): MarkupContent {
  return isMarkdown
    ? { kind: MarkupKind.Markdown, value: markdown }
    : { kind: MarkupKind.PlainText, value: withoutMarkup(markdown) };
}

/** A place in the document with this uri, or in the other file that it names. */
export function locationOf({ uri, range }: MeantPlace, own: string): Location {
  return { uri: uri ?? own, range };
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
  return documentEdit(change.edits, { uri, version, tree }, abilities);
}

/** Edits of an open document, as an edit of the workspace; with tab stops where they and the client have them. */
export function documentEdit(
  edits: readonly FixEdit[],
  { uri, version, tree }: Pick<XmlDocument, 'uri' | 'version' | 'tree'>,
  abilities: Abilities,
): WorkspaceEdit {
  const converted = textEdits(edits, tree);
  if (!abilities.documentChanges) return { changes: { [uri]: converted } };
  const written = converted.map((plain, index) => {
    const { snippet } = edits[index]!;
    if (snippet === undefined || !abilities.snippetEdits) return plain;
    return { range: plain.range, snippet: StringValue.createSnippet(snippet) };
  });
  return { documentChanges: [TextDocumentEdit.create({ uri, version }, written)] };
}

/** Edits with positions. */
export function textEdits(edits: readonly ServiceTextEdit[], tree: XmlTree): TextEdit[] {
  return edits.map((edit) => TextEdit.replace(rangeOf(tree, edit), edit.text));
}
