import type { GovernedDocument } from '../../workspace/document';
import { rangeOf } from '../../workspace/diagnostic';
import { identifierRename, identifierRenameTarget } from './identifier';
import type { RenameOutcome, RenameTarget } from './outcome';
import { prefixAt, prefixEdits } from './prefix';
import { renamableTag, renameTag } from './tag';
import type { Task } from '../../xml/task';

export type { RenameOutcome, RenameTarget };

/** The identifier, namespace prefix or tag name at an offset; `null` for neither. */
export function renameTarget(document: GovernedDocument, offset: number): RenameTarget | null {
  const prefix = prefixAt(document, offset);
  if (prefix !== null) {
    return { start: prefix.start, end: prefix.end, placeholder: prefix.prefix, acrossFiles: false };
  }
  const tag = renamableTag(document.tree, offset);
  if (tag === null) return identifierRenameTarget(document, offset);
  return { start: tag.start, end: tag.end, placeholder: tag.name, acrossFiles: false };
}

/** Renames the identifier, prefix or tag name at an offset wherever it occurs. */
export function* rename(document: GovernedDocument, offset: number, newName: string): Task<RenameOutcome> {
  return (
    (yield* prefixRename(document, offset, newName)) ??
    tagRename(document, offset, newName) ??
    (yield* identifierRename(document, offset, newName)) ?? {
      kind: 'refused',
      message: 'Nothing here can be renamed.',
      args: [],
    }
  );
}

function* prefixRename(document: GovernedDocument, offset: number, newName: string): Task<RenameOutcome | null> {
  const place = prefixAt(document, offset);
  if (place === null) return null;
  const found = yield* prefixEdits(document, place, newName);
  if ('refused' in found) return { kind: 'refused', message: found.refused, args: found.args };
  const { tree } = document;
  const edits = found.map(({ isDoubtful, text, ...range }) => ({
    uri: null,
    range: rangeOf(tree, range),
    text,
    ...(isDoubtful && { isDoubtful }),
  }));
  return { kind: 'edits', edits };
}

function tagRename({ tree }: GovernedDocument, offset: number, newName: string): RenameOutcome | null {
  const renamed = renameTag(tree, offset, newName);
  if (renamed === null) return null;
  if ('refused' in renamed) return { kind: 'refused', message: renamed.refused, args: renamed.args };
  const edits = renamed.edits.map((edit) => ({ uri: null, range: rangeOf(tree, edit), text: edit.text }));
  return { kind: 'edits', edits };
}
