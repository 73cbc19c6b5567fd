/** Conversions to LSP that several handlers share: markup and edits. */
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
import { rangeOf } from '../../workspace/diagnostic';
import type { LanguageService } from '../../language/languageService';
import type { Fix, FixEdit, Occurrence, TextEdit as ServiceTextEdit, XmlTree } from '../../language/types';
import type { Abilities } from '../capabilities';
import type { XmlDocument } from '../documents';
import { siblingUri } from '../uris';

/** Markdown, or plain text for a client that shows no markdown. */
export function markup(markdown: string, isMarkdown: boolean, service: LanguageService): MarkupContent {
  return isMarkdown
    ? { kind: MarkupKind.Markdown, value: markdown }
    : { kind: MarkupKind.PlainText, value: service.plainText(markdown) };
}

/** The location of an occurrence. @param own uri of the document that was asked about */
export function locationOf({ uri, range }: Occurrence, own: string): Location {
  return { uri: uri ?? own, range };
}

/** The change of a fix as a workspace edit; `null` where the client does not support it. */
export function workspaceEdit(
  { change }: Fix,
  { uri, version, tree }: XmlDocument,
  abilities: Abilities,
): WorkspaceEdit | null {
  if (change.kind === 'rename-file') {
    // A name, not a path: the file stays in its folder.
    if (!abilities.renameFiles || /[\\/]/.test(change.fileName)) return null;
    const newUri = siblingUri(uri, change.fileName);
    if (newUri === null) return null;
    return { documentChanges: [RenameFile.create(uri, newUri, { overwrite: false })] };
  }
  return documentEdit(change.edits, { uri, version, tree }, abilities);
}

/** Edits of an open document as a workspace edit; with tab stops where an edit has them and the client supports them. */
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

/** Edits with positions instead of offsets. */
export function textEdits(edits: readonly ServiceTextEdit[], tree: XmlTree): TextEdit[] {
  return edits.map((edit) => TextEdit.replace(rangeOf(tree, edit), edit.text));
}
